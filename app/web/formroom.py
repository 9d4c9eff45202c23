"""A form of an item: its fields one under another, as they will be seen, and saved with the version's draft.

A field keeps whatever the page does not show of it. The form's rules are those of docs/forms.md.
"""

import json
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request

from app.catalogue import forms
from app.db import reading, transaction
from app.errors import DefinitionError, NotFound
from app.language import gettext as _
from app.operations import drafts, publishing
from app.queries import studio as queries
from app.queries.studio import DRAWERS
from app.web import sheet as sheets
from app.web.identity import current_actor, role

pages = Blueprint("formroom", __name__, url_prefix="/studio")
TYPES = (
    "textfield", "textarea", "number", "checkbox", "select", "radio", "checklist", "taglist", "datetime", "filepicker",
    "text", "group", "dynamiclist", "expression", "separator",
)  # fmt: skip
CHOSEN = ("select", "radio", "checklist", "taglist")


@pages.get("/<key>/<int:version_number>/forms/<form_id>")
@role(*DRAWERS)
def edit(key: str, version_number: int, form_id: str) -> str:
    """The fields of a form, and what it looks like."""
    with reading():
        schema = _schemas(key, version_number).get(form_id)
        seen = drafts.mark(publishing.version(key, version_number))
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
    seen = request.form.get("seen", "")
    schema = _moved(_posted(json.loads(request.form.get("schema", "{}"))), request.form.get("do", ""))
    if request.form.get("do") != "save":
        return _page(key, version_number, form_id, schema, seen, "")
    wrong = [one.message for one in forms.problems(schema) if one.severity == "error"]
    if wrong:
        return _page(key, version_number, form_id, schema, seen, wrong[0]), 422
    try:
        with transaction():
            row = drafts.keep(current_actor(), key, version_number, seen, None, {**schemas, form_id: schema})
            number = row.number
    except DefinitionError as error:
        return _page(key, version_number, form_id, schema, seen, error.problems[0].message), error.status
    flash(_("Saved."), "done")
    return redirect(f"/studio/{key}/{number}/forms/{form_id}")  # type: ignore[return-value]


def _schemas(key: str, version_number: int) -> dict[str, Any]:
    return queries.sheet(current_actor(), key, version_number).forms


def _posted(schema: Any) -> dict[str, Any]:
    """The schema that the page carried, with what was typed into its fields."""
    whole: dict[str, Any] = schema if isinstance(schema, dict) else {}
    fields = [one for one in whole.get("components", []) if isinstance(one, dict)]
    return {**whole, "components": [_typed(one, f"{at}.") for at, one in enumerate(fields)]}


def _typed(field: dict[str, Any], mark: str) -> dict[str, Any]:
    given = request.form
    said = {name: given.get(mark + name, "").strip() for name in ("type", "label", "key", "description")}
    made = {**field, **{name: value for name, value in said.items() if value or name in field}}
    validate = {**field.get("validate", {}), "required": True} if mark + "required" in given else {
        name: value for name, value in field.get("validate", {}).items() if name != "required"
    }  # fmt: skip
    hide = given.get(mark + "hide", "").strip()
    made = {**made, "validate": validate, "conditional": {"hide": hide} if hide else {}}
    if mark + "options" in given and made["type"] in CHOSEN:
        made["values"] = [_option(line) for line in given[mark + "options"].splitlines() if line.strip()]
    return {name: value for name, value in made.items() if value != {}}


def _option(line: str) -> dict[str, str]:
    value, _equals, label = line.partition("=")
    return {"value": value.strip(), "label": label.strip() or value.strip()}


def _moved(schema: dict[str, Any], deed: str) -> dict[str, Any]:
    """`add`, `delete:2`, `up:2`, `down:2`."""
    fields = list(schema["components"])
    what, _colon, text = deed.partition(":")
    at = int(text) if text.isdigit() and int(text) < len(fields) else None
    if what == "add":
        fields.append({"type": "textfield", "key": f"field_{len(fields) + 1}", "label": _("New field")})
    elif what == "delete" and at is not None:
        del fields[at]
    elif what in ("up", "down") and at is not None:
        other = max(0, min(len(fields) - 1, at + (1 if what == "down" else -1)))
        fields[at], fields[other] = fields[other], fields[at]
    return {**schema, "components": fields}


def _page(key: str, number: int, form_id: str, schema: dict[str, Any], seen: str, error: str) -> str:
    try:
        preview = sheets.fresh(schema, {})
    except forms.FormRefused as refused:
        preview, error = sheets.Sheet(), error or str(refused)
    return render_template(
        "studio/form.html", key=key, number=number, form_id=form_id, schema=schema, seen=seen, error=error,
        preview=preview, types=TYPES, chosen=CHOSEN,
    )  # fmt: skip
