"""What a form can see while it is read out or answered: variables, an instant, a time zone, files. Never a clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class FileFact:
    """An uploaded file that this person may attach. `size` in bytes, `type` the media type found by its signature."""

    id: int | str
    name: str
    size: int
    type: str


@dataclass(frozen=True)
class Sight:
    """`variables` by name, `at` aware UTC, `zone` an IANA name, `files` by id."""

    variables: Mapping[str, Any]
    at: datetime
    zone: str
    files: Mapping[int | str, FileFact] = field(default_factory=dict)

    def over(self, variables: Mapping[str, Any]) -> "Sight":
        """The same, looking at other variables."""
        return replace(self, variables=variables)

    def file(self, number: object) -> FileFact | None:
        """The file with this id, given as number or as its text."""
        if isinstance(number, bool) or not isinstance(number, (int, str)):
            return None
        found = self.files.get(number)
        if found is None and isinstance(number, str) and number.isascii() and number.isdigit() and len(number) < 19:
            found = self.files.get(int(number))
        return found if found is not None else self.files.get(str(number))
