"""How a form changes while it is filled in: what the small script asks for after each change."""

from collections.abc import Mapping
from typing import Any

from app.catalogue.forms.block import Block
from app.catalogue.forms.cleaning import clean
from app.catalogue.forms.field import Form
from app.catalogue.forms.sight import Sight
from app.catalogue.forms.view import blocks
from app.errors import InvalidForm


def shape(form: Form, answers: Mapping[str, Any], sight: Sight) -> dict[str, Any]:
    """JSON for the page.

    {hidden: [mark], values: {mark: text of a computed or locked field}, options: {mark: [[value, label]]} of the
    selects whose choices depend on other answers, html: {mark: html} of text blocks with values in them, errors:
    {mark: sentence} of all that would be refused now; the page shows those of fields that somebody has left}
    """
    made: dict[str, Any] = {
        "hidden": [],
        "values": {},
        "options": {},
        "html": {},
        "errors": _errors(form, answers, sight),
    }
    computed = {item.name for item in form.inputs() if item.kind == "select" and item.details.source.expression}
    _add(made, blocks(form, answers, sight), computed)
    return made


def _add(made: dict[str, Any], drawn: tuple[Block, ...], computed: set[str]) -> None:
    for block in drawn:
        if block.hidden:
            made["hidden"].append(block.mark)
        if block.kind == "expression":
            made["values"][block.mark] = block.value
        if block.kind == "text":
            made["html"][block.mark] = str(block.html)
        if block.mark in computed:
            made["options"][block.mark] = [[choice.value, choice.label] for choice in block.choices]
        _add(made, block.blocks, computed)
        for row in block.rows:
            _add(made, row.blocks, computed)


def _errors(form: Form, answers: Mapping[str, Any], sight: Sight) -> dict[str, str]:
    try:
        clean(form, answers, context=sight.variables, at=sight.at, zone=sight.zone, files=sight.files)
    except InvalidForm as error:
        return dict(error.fields)
    return {}
