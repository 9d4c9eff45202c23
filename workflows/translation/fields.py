"""Fields of form-js, as plain data (schema version 19), and forms made of them."""

import re
from typing import Any

SCHEMA_VERSION = 19
_KEY = re.compile(r"[A-Za-z_]\w*")

Field = dict[str, Any]


def form(name: str, components: list[Field]) -> dict[str, Any]:
    """A form; each component gets an id of its own."""
    numbered = [{**component, "id": f"{name}_{n}"} for n, component in enumerate(components)]
    return {"type": "default", "id": name, "schemaVersion": SCHEMA_VERSION, "components": numbered}


def field(kind: str, key: str, label: str, **more: Any) -> Field:
    """An input field; what is None is left out. A date has its words under another name, too."""
    made: Field = {"type": kind, "key": key, "label": label or key}
    if kind == "datetime":
        made |= {"subtype": "date", "dateLabel": label or key}
    return made | {name: value for name, value in more.items() if value not in (None, {}, [])}


def choice(kind: str, key: str, label: str, values: list[tuple[str, str]], **more: Any) -> Field:
    """A field with options: (value, its words)."""
    options = [{"label": words or value, "value": value} for value, words in values]
    return field(kind, key, label, values=options, **more)


def note(text: str) -> Field:
    """A text that is only shown."""
    return {"type": "text", "text": text}


def is_key(name: str) -> bool:
    """Whether it may be the key of a field, and so the name of a variable."""
    return _KEY.fullmatch(name) is not None and not name.startswith("__") and name != "typename"


def form_id(text: str) -> str:
    """A form's id made of any text: letters, digits, - and _."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", text).strip("_")[:100] or "form"
