"""Answers in, clean answers out: the one gate between what anybody sends and what a process ever sees.

Only what the form declares, shows and lets be written passes. Keys not sent are not written (a default is, where the
variables hold nothing); keys sent empty are written as null, so that an earlier answer can be cleared.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.catalogue.forms import attachments, choices, dates, numbers, texts
from app.catalogue.forms.errors import Wrong
from app.catalogue.forms.expressions import Expression
from app.catalogue.forms.field import CHOICES, TEXTS, Field, Form
from app.catalogue.forms.given import Given, gather, put
from app.catalogue.forms.hiding import row_sight, seen_with, settle
from app.catalogue.forms.leftovers import undeclared
from app.catalogue.forms.sight import FileFact, Sight
from app.errors import InvalidForm
from app.language import gettext as _
from app.language import ngettext

CHECK: dict[str, Callable[[Field, Any, Sight], Any]] = {
    **dict.fromkeys(TEXTS, texts.check),
    **dict.fromkeys(CHOICES, choices.check),
    "number": numbers.check,
    "datetime": dates.check,
    "filepicker": attachments.check,
}


@dataclass(frozen=True)
class Clean:
    """`answers` nested as declared; `dropped` names, with their paths, the keys that were sent and not written."""

    answers: dict[str, Any]
    dropped: tuple[str, ...] = ()


def clean(
    form: Form,
    answers: Any,
    *,
    context: Mapping[str, Any],
    at: datetime,
    zone: str,
    files: Mapping[int | str, FileFact] | None = None,
) -> Clean:
    """What may be written of these answers.

    `context`: the variables that the form's conditions and options may see; `files`: what this person may attach;
    `at` aware UTC, `zone` IANA. Raises InvalidForm with a sentence for each path ("a.b[0].c").
    """
    if not isinstance(answers, Mapping):
        raise InvalidForm({"": _("The answers must be an object with one value for each field.")})
    sight = Sight(context, at, zone, files or {})
    givens = gather(form.items, answers, "", sight)
    gate = _Gate()
    written = gate.level(givens, settle(givens, sight))
    if gate.errors:
        raise InvalidForm(gate.errors)
    return Clean(written, tuple(gate.dropped) + undeclared(form, answers))


@dataclass
class _Gate:
    errors: dict[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    def level(self, givens: list[Given], sight: Sight) -> dict[str, Any]:
        """The clean answers of the form or of one row; computed values come last, when all others are known."""
        written: dict[str, Any] = {}
        self._collect(givens, sight, written)
        self._compute(givens, sight.over(seen_with(sight.variables, givens)), written)
        return written

    def _collect(self, givens: list[Given], sight: Sight, written: dict[str, Any]) -> None:
        for made in givens:
            if made.field.kind == "group":
                self._collect(made.items, sight, written)
            elif made.field.key and not writable(made, sight):
                self.dropped += [made.path] if made.sent else []
            elif made.field.key:
                self._one(made, sight, written)

    def _one(self, made: Given, sight: Sight, written: dict[str, Any]) -> None:
        try:
            value = self._value(made, sight)
        except Wrong as wrong:
            self.errors[made.path] = str(wrong)
            return
        if made.sent:
            put(written, made.field.key, value)

    def _value(self, made: Given, sight: Sight) -> Any:
        """The value to write. Raises Wrong."""
        if made.wrong:
            raise Wrong(made.wrong)
        if made.field.kind == "dynamiclist":
            return self._rows(made, sight)
        if empty(made.value) and not _chose_no(made):
            if made.field.rules.required:
                raise Wrong(needed(made.field))
            return made.value
        check = CHECK.get(made.field.kind)
        return check(made.field, made.value, sight) if check else made.value

    def _rows(self, made: Given, sight: Sight) -> list[dict[str, Any]]:
        details, count = made.field.details, len(made.rows)
        least = max(details.least_rows, 1 if made.field.rules.required else 0)
        if count < least:
            raise Wrong(ngettext("Please add at least one entry.", "Please add at least %(num)d entries.", least))
        if count > details.most_rows:
            raise Wrong(ngettext("One entry only, please.", "At most %(num)d entries, please.", details.most_rows))
        return [self.level(row, row_sight(sight, row, number)) for number, row in enumerate(made.rows, 1)]

    def _compute(self, givens: list[Given], sight: Sight, written: dict[str, Any]) -> None:
        for made in givens:
            compute = made.field.details.compute
            if made.field.kind == "group":
                self._compute(made.items, sight, written)
            elif made.field.kind == "expression" and compute and not made.hidden:
                put(written, made.field.key, compute.value(sight))


def _chose_no(made: Given) -> bool:
    """An option whose value is false is an answer; an unticked box is none."""
    return made.value is False and made.field.kind in CHOICES


def writable(made: Given, sight: Sight) -> bool:
    """Shown, neither disabled nor read-only, and nothing that is computed here."""
    computed = made.field.kind == "expression"
    return not (made.hidden or computed or on(made.field.disabled, sight) or on(made.field.readonly, sight))


def on(switch: bool | Expression, sight: Sight) -> bool:
    """A yes/no of the schema, here and now."""
    return switch.holds(sight) if isinstance(switch, Expression) else switch


def empty(value: Any) -> bool:
    """No answer: null, unticked, nothing chosen, or text without anything to be seen."""
    return value is None or value is False or value == [] or (isinstance(value, str) and texts.is_blank(value))


def needed(field: Field) -> str:
    """What is said where an answer is missing."""
    if field.kind == "checkbox":
        return _("Please tick this to go on.")
    if field.kind == "filepicker":
        return _("Please add a file.")
    if field.kind in CHOICES:
        return _("Please choose.")
    if field.rules.example:
        return _("Please fill this in, for example %(example)s.", example=field.rules.example)
    return _("Please fill this in.")
