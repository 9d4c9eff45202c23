"""A form as plain, frozen data: what read() makes of a form-js schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.catalogue.forms.expressions import Expression
from app.catalogue.forms.patterns import Pattern
from app.catalogue.forms.phrases import Phrase

Path = tuple[str, ...]
SILENT = Phrase()
#: A number or yes/no of the schema that may also be computed.
Limit = Decimal | Expression | None
Switch = bool | Expression

TEXTS = frozenset({"textfield", "textarea"})
ONE_OF = frozenset({"radio", "select"})
SOME_OF = frozenset({"checklist", "taglist"})
CHOICES = ONE_OF | SOME_OF
INPUTS = TEXTS | CHOICES | {"number", "checkbox", "datetime", "filepicker"}
NESTS = frozenset({"group", "dynamiclist"})


@dataclass(frozen=True)
class Option:
    """One choice: `value` is what is stored, `label` what is read."""

    value: Any
    label: str


@dataclass(frozen=True)
class Source:
    """Where the choices come from: written in the form, a variable's name, or an expression."""

    fixed: tuple[Option, ...] = ()
    key: str | None = None
    expression: Expression | None = None


@dataclass(frozen=True)
class Rules:
    """form-js `validate`, with `properties.example` (a value that passes the pattern) beside it."""

    required: bool = False
    min_length: Limit = None
    max_length: Limit = None
    min: Limit = None
    max: Limit = None
    pattern: Pattern | None = None
    message: str = ""
    example: str = ""
    shape: str = ""


@dataclass(frozen=True)
class Details:
    """What only some kinds have."""

    source: Source = Source()
    subtype: str = "date"
    zone_format: str = ""
    no_past: bool = False
    minutes: int = 15
    increment: Decimal | None = None
    digits: int | None = None
    as_text: bool = False
    currency: str = ""
    multiple: Switch = False
    accept: str | Expression = ""
    most_files: int = 10
    compute: Expression | None = None
    rows: int = 1
    least_rows: int = 0
    most_rows: int = 100
    may_add: bool = True
    columns: tuple[tuple[str, str], ...] = ()
    columns_from: Expression | None = None
    link: str = ""
    prefix: Phrase = SILENT
    suffix: Phrase = SILENT


@dataclass(frozen=True)
class Field:
    """One component. `key`: where its answer lies, from the form or from the row of its list; empty where none."""

    kind: str
    id: str
    key: Path = ()
    label: Phrase = SILENT
    help: Phrase = SILENT
    text: Phrase = SILENT
    rules: Rules = Rules()
    details: Details = Details()
    hide: Expression | None = None
    readonly: Switch = False
    disabled: Switch = False
    default: Any = None
    items: tuple["Field", ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The path as people and posts write it: "a.b"."""
        return ".".join(self.key)


@dataclass(frozen=True)
class Form:
    """A form that can be used: `id` and its components in order."""

    id: str
    items: tuple[Field, ...]

    def inputs(self) -> Iterator[Field]:
        """Every component that carries an answer, groups opened, lists closed."""
        yield from inputs(self.items)


def inputs(items: tuple[Field, ...]) -> Iterator[Field]:
    """The components with answers among these, groups opened, lists closed."""
    for item in items:
        if item.kind == "group":
            yield from inputs(item.items)
        elif item.key:
            yield item
