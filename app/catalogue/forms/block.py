"""What a page needs to draw one component: plain data, every text already in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

NOTHING = Markup("")


@dataclass(frozen=True)
class Choice:
    """One option as drawn: `value` is what the browser posts."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Attached:
    """A file that is already there."""

    id: str
    name: str
    size: int


@dataclass(frozen=True)
class Row:
    """One entry of a list; `path` is "people[0]"."""

    path: str
    number: int
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Block:
    """One component as drawn.

    `mark` is what the script knows it by (the path of its answer, or "#id"), `name` what the browser posts ("" when
    locked), `id` the element's id. `value` is text for an input, `chosen` for a tick box. `hidden`: its condition says
    so now; a page without script shows it all the same, and the server drops what is answered.
    """

    kind: str
    mark: str
    id: str
    name: str = ""
    label: str = ""
    help: str = ""
    error: str = ""
    value: str = ""
    chosen: bool = False
    optional: bool = False
    hidden: bool = False
    locked: bool = False
    prefix: str = ""
    suffix: str = ""
    html: Markup = NOTHING
    link: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    files: tuple[Attached, ...] = ()
    many: bool = False
    blocks: tuple["Block", ...] = ()
    rows: tuple[Row, ...] = ()
    may_add: bool = False
    may_remove: bool = False
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """The id of the sentence that describes the control; "" when there is none."""
        return f"{self.id}-note" if self.error or self.help else ""
