"""A form-js schema (schemaVersion up to 19) becomes a Form, or the list of what is wrong with it.

Nothing is guessed and nothing ignored in silence: a component that cannot be shown and enforced here is a problem.
Source: the JSON schema of form-js 1.18 (@bpmn-io/form-json-schema). Additions of ours lie in `properties`, which
form-js keeps and every bpmn.io editor shows: `example`, `currency`, `maxFiles`, `minRows`, `maxRows`.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.catalogue.forms.components import details, rules
from app.catalogue.forms.errors import FormRefused
from app.catalogue.forms.field import INPUTS, NESTS, Field, Form, Path
from app.catalogue.forms.notes import Notes, mapping, words
from workflows.errors import Problem
from workflows.sentences import sentence

NEWEST = 19
MOST_FIELDS = 200
DEEPEST = 5
SHOWN = frozenset({"text", "table", "image", "spacer", "separator"})
IGNORED = frozenset({"button"})
#: Variables of every request: its facts, which no answer may change.
RESERVED = frozenset({"request", "requester", "requested_for", "initiator"})
_NAME = re.compile(r"[^\W\d]\w*", re.UNICODE)
_HINTS = {
    "html": sentence("Use a text block: its Markdown has headings, lists and links."),
    "iframe": sentence("Pages of others are not shown inside a form. Put a link into a text block."),
    "documentPreview": sentence("Use a file field, or a link in a text block."),
    "multipage": sentence("Use groups; each has its own heading."),
    "page": sentence("Use groups; each has its own heading."),
}


def read(schema: Mapping[str, Any]) -> Form:
    """The form of a parsed .form file. Raises FormRefused with all problems of severity error."""
    form, found = examine(schema)
    if form is None:
        raise FormRefused(found)
    return form


def examine(schema: object) -> tuple[Form | None, list[Problem]]:
    """The form and what is wrong with it; the form is None when it cannot be used."""
    reader = _Reader()
    form = reader.form(schema)
    return (None if reader.notes.found else form), reader.notes.found


class _Reader:
    def __init__(self) -> None:
        self.notes = Notes()
        self.count = 0
        self.ids: set[str] = set()

    def form(self, schema: object) -> Form | None:
        if not isinstance(schema, Mapping) or not isinstance(schema.get("components"), list):
            self.notes.error("form-schema", sentence("This is no form-js form: it has no list of components."))
            return None
        version = schema.get("schemaVersion", 1)
        if not isinstance(version, int) or version > NEWEST:
            self.notes.error(
                "form-version",
                sentence("The form has schema version %(v)s; up to %(n)d is known.", v=version, n=NEWEST),
            )
        return Form(words(schema.get("id")), self.items(schema["components"], (), set(), 1))

    def items(self, components: list[Any], base: Path, taken: set[Path], depth: int) -> tuple[Field, ...]:
        """The components of one level. `taken`: answers' places used so far in this form or list row."""
        if depth > DEEPEST:
            self.notes.error("form-deep", sentence("Groups and lists are nested deeper than %(n)d.", n=DEEPEST))
            return ()
        made = []
        for component in components:
            self.count += 1
            if self.count > MOST_FIELDS:
                if self.count == MOST_FIELDS + 1:
                    self.notes.error("form-long", sentence("The form has more than %(n)d components.", n=MOST_FIELDS))
                break
            made.append(self.component(mapping(component), base, taken, depth))
        return tuple(item for item in made if item is not None)

    def component(self, data: Mapping[str, Any], base: Path, taken: set[Path], depth: int) -> Field | None:
        kind, notes = words(data.get("type")), self.notes
        notes.at = words(data.get("key")) or words(data.get("path")) or words(data.get("id")) or kind
        if kind in IGNORED:
            return None
        if kind not in INPUTS | NESTS | SHOWN | {"expression"}:
            notes.error("form-type", sentence('Fields of type "%(type)s" are not known.', type=kind), _HINTS.get(kind))
            return None
        self._once(words(data.get("id")))
        made = self.face(kind, data)
        if kind in NESTS:
            return self.nest(made, data, base, taken, depth)
        if kind in SHOWN:
            return made
        return replace(made, key=self.place(data.get("key"), base, taken))

    def face(self, kind: str, data: Mapping[str, Any]) -> Field:
        """All of a component but its place and what lies inside it."""
        notes = self.notes
        own = {k: v for k, v in mapping(data.get("properties")).items() if isinstance(k, str) and isinstance(v, str)}
        return Field(
            kind=kind,
            id=words(data.get("id")) or f"field{self.count}",
            label=notes.phrase(data.get("label"), sentence("The label")),
            help=notes.phrase(data.get("description"), sentence("The description")),
            text=notes.phrase(data.get("text") or data.get("alt"), sentence("The text")),
            rules=rules(data, own, notes),
            details=details(kind, data, own, notes),
            hide=notes.expression(mapping(data.get("conditional")).get("hide"), sentence("The condition")),
            readonly=notes.switch(data.get("readonly"), "readonly"),
            disabled=notes.switch(data.get("disabled"), "disabled"),
            default=data.get("defaultValue"),
            properties=own,
        )

    def nest(self, made: Field, data: Mapping[str, Any], base: Path, taken: set[Path], depth: int) -> Field:
        inner = data.get("components")
        children = inner if isinstance(inner, list) else []
        if made.kind == "dynamiclist":
            key = self.place(data.get("path"), base, taken)
            return replace(made, key=key, items=self.items(children, (), set(), depth + 1))
        path = words(data.get("path"))
        below = base + (self.parts(path) if path else ())
        return replace(made, items=self.items(children, below, taken, depth + 1))

    def place(self, key: object, base: Path, taken: set[Path]) -> Path:
        """Where the answer lies; every place is given once, and none lies inside another's."""
        path = base + self.parts(key)
        if not path:
            return path
        if path[0] in RESERVED:
            self.notes.error("form-reserved", sentence('The key "%(key)s" is taken by Laneway itself.', key=path[0]))
        if any(path[: len(other)] == other or other[: len(path)] == path for other in taken):
            self.notes.error("form-key-twice", sentence('Two fields write to "%(key)s".', key=".".join(path)))
        taken.add(path)
        return path

    def parts(self, key: object) -> Path:
        """A dotted key as path: names that FEEL can read, none of them reserved."""
        parts = tuple(key.split(".")) if isinstance(key, str) else ()
        if not parts or len(parts) > DEEPEST or not all(_NAME.fullmatch(part) and len(part) <= 100 for part in parts):
            shown = str(key)[:60] if key else ""
            self.notes.error(
                "form-key",
                sentence('"%(key)s" cannot be the key of a field.', key=shown),
                sentence("Use letters, digits and _, beginning with a letter."),
            )
            return ()
        if any(part.startswith("_") or part == "typename" for part in parts):
            self.notes.error(
                "form-reserved", sentence('The key "%(key)s" is taken by Laneway itself.', key=".".join(parts))
            )
        return parts

    def _once(self, identity: str) -> None:
        if identity and identity in self.ids:
            self.notes.error("form-id-twice", sentence('Two components have the id "%(id)s".', id=identity))
        self.ids.add(identity)
