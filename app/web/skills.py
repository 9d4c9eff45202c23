"""The skill matrix: who of a group can do what, and how much each is given at a time. For whoever answers for it."""

from flask import Blueprint, Response, flash, render_template, request

from app.catalogue.folding import fold
from app.db import reading, transaction
from app.errors import Conflict, InvalidForm
from app.language import gettext as _
from app.operations import skills as verbs
from app.queries import skills as queries
from app.queries.skills import Matrix
from app.web import newer
from app.web.identity import current_actor, signed_in
from app.web.paths import redirect
from workflows.routing import LEVELS

pages = Blueprint("skills", __name__, url_prefix="/skills")


@pages.get("")
@signed_in
def show() -> str:
    """The groups that one answers for, and the matrix of one of them."""
    return _page(request.args.get("group", ""))


@pages.post("/<key>")
@signed_in
def keep(key: str) -> Response | tuple[str, int]:
    """Write it down."""
    try:
        with transaction():
            newer.check(_saved(queries.matrix(current_actor(), key)))
            verbs.keep(current_actor(), key, _lines())
    except InvalidForm as error:
        return _page(key, error.fields, newer.posted()), error.status
    except Conflict as error:
        return _page(key, {"": str(error)}), error.status
    flash(_("Saved."), "done")
    return redirect(f"/skills?group={key}")


def _lines() -> dict[str, verbs.Given]:
    """Skills stand as `skill-N` (the new one as `skill-new`), their levels as `level-N-LOGIN`."""
    skills = ((key, value.strip()) for key, value in request.form.items() if key.startswith("skill-"))
    names = {key.removeprefix("skill-"): name for key, name in skills if name}
    lines = {}
    for login in request.form.getlist("login"):
        levels = {name: _level(f"level-{number}-{login}") for number, name in names.items()}
        lines[login] = verbs.Given(levels, request.form.get(f"most-{login}", ""))
    return lines


def _level(field: str) -> int:
    text = request.form.get(field, "0")
    return int(text) if text in map(str, LEVELS) else 0


def _saved(matrix: Matrix) -> tuple[object, ...]:
    """What the form of a group shows as saved."""
    return tuple((row.login, sorted(row.levels.items()), row.most) for row in matrix.rows)


def _typed(matrix: Matrix) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """Names by key, and levels by login and key, with what was typed over what is saved.

    By name, not by column: a skill that somebody else added meanwhile shifts the columns.
    """
    names = dict(matrix.skills)
    levels = {row.login: dict(row.levels) for row in matrix.rows}
    for field, name in request.form.items():
        if not field.startswith("skill-") or field == "skill-new":
            continue
        names.setdefault(fold(name), name)
        number = field.removeprefix("skill-")
        for login in levels.keys() & set(request.form.getlist("login")):
            levels[login][fold(name)] = _level(f"level-{number}-{login}")
    return names, levels


def _page(key: str, errors: dict[str, str] | None = None, seen: str = "") -> str:
    actor = current_actor()
    with reading():
        groups = queries.groups(actor)
        chosen = key or (groups[0][0] if groups else "")
        matrix = queries.matrix(actor, chosen) if chosen else None
    shown: dict[str, object] = {}
    if matrix:
        names, levels = _typed(matrix)
        shown = {"seen": seen or newer.mark(_saved(matrix)), "names": sorted(names.items()), "given": levels}
    tabs = [{"words": name, "href": f"/skills?group={one}", "current": one == chosen} for one, name in groups]
    words = {0: "–", 1: _("1, begins"), 2: _("2, can do it"), 3: _("3, knows it well"), 4: _("4, teaches it")}
    return render_template(
        "skills.html", tabs=tabs, matrix=matrix, levels=words, errors=errors or {}, typed=request.form, **shown
    )
