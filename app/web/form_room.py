"""A form of an item: its fields one under another, as they will be seen, and saved with the version's draft.

A field keeps whatever the page does not show of it. The form's rules are those of docs/forms.md.
"""

import json
from typing import Any

from flask import Blueprint, Response, flash, render_template, request

from app.catalogue import forms
from app.catalogue.forms import fields
from app.db import reading
from app.errors import BadRequest, Conflict, DefinitionError, NotFound
from app.language import gettext as _
from app.language import say
from app.operations import definitions, drafts
from app.operations.drafts import Work
from app.operations.roles import DRAWERS
from app.queries import studio as queries
from app.web import rooms
from app.web import sheet as sheets
from app.web.identity import current_actor, role
from app.web.paths import redirect

pages = Blueprint("form_room", __name__, url_prefix="/studio")
TYPES = (
    "textfield", "textarea", "number", "checkbox", "select", "radio", "checklist", "taglist", "datetime", "filepicker",
    "text", "group", "dynamiclist", "expression", "separator",
)  # fmt: skip
CHOSEN = ("select", "radio", "checklist", "taglist")
MOMENTS = ("date", "time", "datetime")
#: What is written as it stands; an emptied one goes.
WORDS = ("type", "label", "key", "path", "description", "text", "expression", "subtype")
#: Bounds by the rule they belong to.
BOUNDS = ("min", "max", "maxLength")


@pages.get("/<key>/<int:version_number>/forms/<form_id>")
@role(*DRAWERS)
def edit(key: str, version_number: int, form_id: str) -> str:
    """The fields of a form, and what it looks like."""
    with reading():
        schema = _schemas(key, version_number).get(form_id)
        seen = drafts.mark(definitions.version(key, version_number))
    if schema is None:
        raise NotFound()
    return _page(key, version_number, form_id, schema, seen, "")


@pages.post("/<key>/<int:version_number>/forms/<form_id>")
@role(*DRAWERS)
def change(key: str, version_number: int, form_id: str) -> Response | tuple[str, int] | str:
    """A field more or less or moved (shown only), or the whole form saved."""
    with reading():
        schemas = _schemas(key, version_number)
    if form_id not in schemas:
        raise NotFound()
    seen, deed = request.form.get("seen", ""), request.form.get("do", "")
    schema = _moved(_posted(_carried()), deed)
    if deed != "save":
        return _page(key, version_number, form_id, schema, seen, "")
    wrong = [say(one.message) for one in forms.problems(schema) if one.severity == "error"]
    if wrong:
        return _page(key, version_number, form_id, schema, seen, wrong[0]), 422
    try:
        number = rooms.kept(key, version_number, seen, lambda found: Work(forms={**found.forms, form_id: schema}))
    except DefinitionError as error:
        return _page(key, version_number, form_id, schema, seen, error.problems[0].message), error.status
    except Conflict:
        told = _("Somebody else has saved this draft meanwhile. What you typed is still here; save it over theirs.")
        return _page(key, version_number, form_id, schema, rooms.shown(key, version_number)[1], told), 409
    flash(_("Saved."), "done")
    return redirect(f"/studio/{key}/{number}/forms/{form_id}")


def _carried() -> dict[str, Any]:
    try:
        schema = json.loads(request.form.get("schema", "{}"))
    except (ValueError, RecursionError) as error:
        raise BadRequest(_("This page is too old. Please load it again and repeat what you did.")) from error
    return schema if isinstance(schema, dict) else {}


def _schemas(key: str, version_number: int) -> dict[str, Any]:
    return queries.sheet(current_actor(), key, version_number).forms


def _posted(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema that the page carried, with what was typed into its fields."""
    return fields.rewritten(schema, lambda field, place: _typed(field, f"{place}."))


def _typed(field: dict[str, Any], mark: str) -> dict[str, Any]:
    given = request.form
    said = {name: given[mark + name].replace("\r\n", "\n").strip() for name in WORDS if mark + name in given}
    made = {**field, **{name: value for name, value in said.items() if value or name in field}}
    hide = given.get(mark + "hide", "").strip()
    made = {**made, "validate": _rules(field, mark), "conditional": {"hide": hide} if hide else {}}
    if made["type"] in CHOSEN and not {"valuesKey", "valuesExpression"} & set(made):
        lines = given.get(mark + "options", _first_options()).splitlines()  # a kind chosen just now has no such field
        made["values"] = [_option(line) for line in lines if line.strip()]
    if made["type"] == "datetime":
        made.setdefault("subtype", "date")
    if made["type"] == "expression":
        made.setdefault("expression", "=null")
    return {name: value for name, value in made.items() if value != {}}


def _rules(field: dict[str, Any], mark: str) -> dict[str, Any]:
    given, rules = request.form, dict(field.get("validate", {}))
    rules.pop("required", None)
    if mark + "required" in given:
        rules["required"] = True
    for name in BOUNDS:
        said = given.get(mark + name)
        if said is not None:
            rules.pop(name, None)
            rules.update({name: _number(said.strip())} if said.strip() else {})
    return rules


def _number(said: str) -> int | float | str:
    """A number where it is one; else as typed, for the form's own check to name."""
    for read in (int, float):
        try:
            return read(said)
        except ValueError:
            continue
    return said


def _first_options() -> str:
    return "\n".join(("first = " + _("First option"), "second = " + _("Second option")))


def _option(line: str) -> dict[str, str]:
    value, _equals, label = line.partition("=")
    return {"value": value.strip(), "label": label.strip() or value.strip()}


def _moved(schema: dict[str, Any], deed: str) -> dict[str, Any]:
    """`add:`, `add:2` (inside the third field), `delete:2.0`, `up:2`, `down:2`; anything else changes nothing."""
    what, _colon, place = deed.partition(":")
    if what == "add":
        return fields.added(schema, place, _("New field"))
    if what == "delete" and place:
        return fields.deleted(schema, place)
    if what in ("up", "down") and place:
        return fields.moved(schema, place, -1 if what == "up" else 1)
    return schema


def _page(key: str, number: int, form_id: str, schema: dict[str, Any], seen: str, error: str) -> str:
    try:
        preview = sheets.fresh(schema, {})
    except forms.FormRefused as refused:
        preview, error = sheets.Sheet(), error or str(refused)
    return render_template(
        "studio/form.html", key=key, number=number, form_id=form_id, schema=schema, seen=seen, error=error,
        preview=preview, types=_type_words(), chosen=CHOSEN, moments=MOMENTS, holding=fields.HOLDING,
    )  # fmt: skip


def _type_words() -> dict[str, str]:
    """Kinds of fields in words."""
    words = (
        _("One line"), _("Several lines"), _("Number"), _("Yes or no"), _("List to choose one from"),
        _("One of a few, all seen"), _("Several of a few"), _("Several from a list"), _("Day or time"), _("Files"),
        _("Words to read"), _("Group of fields"), _("List of rows"), _("Calculated"), _("Line between"),
    )  # fmt: skip
    return dict(zip(TYPES, words, strict=True))
