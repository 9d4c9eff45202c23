"""Short ways to say a form and an answer to it."""

from datetime import UTC, datetime
from typing import Any

from app.catalogue.forms import Clean, FileFact, Form, Sight, clean, read
from app.errors import InvalidForm

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)
FILES = {
    1: FileFact(1, "quote.pdf", 2048, "application/pdf"),
    2: FileFact(2, "photo.PNG", 4096, "image/png"),
    3: FileFact(3, "tool.exe", 9, "application/octet-stream"),
}


def schema(*components: dict[str, Any]) -> dict[str, Any]:
    """A form-js schema of these components."""
    return {"type": "default", "id": "test", "schemaVersion": 19, "components": list(components)}


class Desk:
    """Answers forms at one fixed moment in Berlin."""

    def form(self, *components: dict[str, Any]) -> Form:
        return read(schema(*components))

    def sight(self, **variables: Any) -> Sight:
        return Sight(variables, NOW, "Europe/Berlin", FILES)

    def clean(self, form: Form, answers: Any, **variables: Any) -> Clean:
        return clean(form, answers, context=variables, at=NOW, zone="Europe/Berlin", files=FILES)

    def errors(self, form: Form, answers: Any, **variables: Any) -> dict[str, str]:
        """The sentences by path; {} when the answers are good."""
        try:
            self.clean(form, answers, **variables)
        except InvalidForm as error:
            return error.fields
        return {}

    def one(self, component: dict[str, Any], value: Any, **variables: Any) -> Any:
        """The clean value of a form of one field with the key "a"."""
        return self.clean(self.form({"key": "a", "label": "A", **component}), {"a": value}, **variables).answers["a"]

    def wrong(self, component: dict[str, Any], value: Any, **variables: Any) -> str:
        """What is said about the answer to a form of one field with the key "a"; "" when it is good."""
        return self.errors(self.form({"key": "a", "label": "A", **component}), {"a": value}, **variables).get("a", "")
