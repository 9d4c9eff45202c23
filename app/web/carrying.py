"""Answers carried into another form: what fits comes along, what does not is told in words. Reads and draws only."""

from collections.abc import Mapping
from typing import Any

from app.catalogue import forms
from app.catalogue.forms.fitting import fitting, misfits
from app.catalogue.forms.showing import Shown, shown
from app.queries.kept_answers import Lost
from app.web import reader, sheet

Schema = dict[str, Any] | None


def carried(old: Schema, new: Schema, answers: Mapping[str, Any]) -> tuple[dict[str, Any], Lost]:
    """The answers that the new form has fields for, and labels and texts of the others."""
    if old is None or new is None:
        return {}, ()
    before, after = sheet.form_of(old), sheet.form_of(new)
    names = misfits(before, after, answers)
    sight = forms.Sight(answers, reader.moment(), reader.zone().key)
    told = [_pair(one) for one in shown(before, answers, sight) if one.key in names] if names else []
    return fitting(after, answers, names), tuple(told)


def _pair(one: Shown) -> tuple[str, str]:
    rows = "; ".join(", ".join(f"{cell.label}: {cell.text}" for cell in row) for row in one.rows)
    return one.label, one.text or rows
