"""What a version is made of beside its diagram: forms, decision tables and texts, made, renamed and deleted here."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, render_template, request

from app.errors import Conflict, InvalidForm
from app.language import gettext as _
from app.operations import parts
from app.operations.bundle import Bundle
from app.operations.drafts import Work
from app.operations.roles import DRAWERS
from app.web import rooms, text_room
from app.web.identity import role
from app.web.paths import redirect

pages = Blueprint("parts_room", __name__, url_prefix="/studio")


@pages.get("/<key>/<int:version_number>/parts")
@role(*DRAWERS)
def show(key: str, version_number: int) -> str:
    """Its forms with the steps that show them, its tables with the steps that ask them, and its languages."""
    return _page(key, version_number, {})


@pages.post("/<key>/<int:version_number>/parts")
@role(*DRAWERS)
def change(key: str, version_number: int) -> Response | tuple[str, int]:
    """Make, rename or delete one; a new one opens at once."""
    deed, _colon, name = request.form.get("do", "").partition(":")
    todo = DEEDS.get(deed)
    if todo is None:
        raise InvalidForm({"do": _("Choose what to do.")})
    try:
        number = rooms.kept(key, version_number, request.form.get("seen", ""), lambda bundle: todo(bundle, name))
    except (InvalidForm, Conflict) as error:
        told = next(iter(error.fields.values())) if isinstance(error, InvalidForm) else str(error)
        return _page(key, version_number, {deed: told}), error.status
    flash(_("Saved."), "done")
    return redirect(f"/studio/{key}/{number}/{_next(deed)}")


def _given(name: str) -> str:
    return request.form.get(name, "").strip()


def _next(deed: str) -> str:
    places = {
        "form": f"forms/{_given('form')}",
        "table": f"decisions/{_given('table')}.dmn",
        "rules": f"rules/{_given('rules')}",
    }
    return places.get(deed, "parts")


DEEDS: dict[str, Callable[[Bundle, str], Work]] = {
    "form": lambda bundle, _name: parts.form_added(bundle, _given("form"), _("New field")),
    "rename": lambda bundle, name: parts.form_renamed(bundle, name, _given(f"name.{name}")),
    "delete": parts.form_deleted,
    "table": lambda bundle, _name: parts.table_added(
        bundle, _given("table"), _given("title"), _given("asks"), _given("says")
    ),
    "drop": parts.table_deleted,
    "rules": lambda bundle, _name: parts.rules_added(bundle, _given("rules")),
    "unrule": parts.rules_deleted,
}


def _page(key: str, number: int, errors: dict[str, str]) -> str:
    bundle, seen = rooms.shown(key, number)
    return render_template(
        "studio/parts.html", key=key, number=number, seen=seen, errors=errors, typed=request.form, bundle=bundle,
        forms={name: parts.users_of_form(bundle, name) for name in sorted(bundle.forms)},
        tables={name: parts.users_of_table(bundle, name) for name in sorted(bundle.decisions)},
        rules={name: parts.users_of_rules(bundle, name) for name in sorted(bundle.rules)},
        languages=text_room.missing(bundle),
    )  # fmt: skip
