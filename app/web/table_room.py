"""Decision tables in the browser: rows and columns of a .dmn file. What nobody touches stays byte for byte.

The page carries the file with it (base64, so that no browser changes its line ends); every button sends it back with
what was typed, and only Save keeps it.
"""

import binascii
from base64 import b64decode, b64encode
from dataclasses import replace
from xml.parsers.expat import ExpatError

from flask import Blueprint, Response, flash, render_template, request

from app.catalogue import decisions
from app.catalogue.decisions import Row, Sheet
from app.errors import BadRequest, Conflict, NotFound
from app.language import gettext as _
from app.language import say
from app.operations.drafts import Work
from app.operations.roles import DRAWERS
from app.web import rooms, table_trial
from app.web.identity import role
from app.web.paths import redirect
from app.web.table_trial import Answer
from workflows import decisions as dmn
from workflows.errors import DefinitionRefused, Problem

pages = Blueprint("table_room", __name__, url_prefix="/studio")
MOST_GIVEN = 5_000


@pages.get("/<key>/<int:version_number>/decisions/<name>")
@role(*DRAWERS)
def edit(key: str, version_number: int, name: str) -> str:
    """The tables and formulas of a file."""
    bundle, seen = rooms.shown(key, version_number)
    if name not in bundle.decisions:
        raise NotFound()
    return _page(key, version_number, name, bundle.decisions[name].encode(), seen, "")


@pages.post("/<key>/<int:version_number>/decisions/<name>")
@role(*DRAWERS)
def change(key: str, version_number: int, name: str) -> Response | tuple[str, int] | str:
    """A row or column more or less or moved (shown only), or the whole file saved."""
    bundle, fresh = rooms.shown(key, version_number)
    if name not in bundle.decisions:
        raise NotFound()
    seen, deed = request.form.get("seen", ""), request.form.get("do", "")
    data = _done(_typed(_carried()), deed)
    if deed == "try":
        beside = [text.encode() for other, text in bundle.decisions.items() if other != name]
        answers = table_trial.tried(data, beside, decisions.read(data), request.form.get("given", "")[:MOST_GIVEN])
        return _page(key, version_number, name, data, seen, "", answers)
    if deed != "save":
        return _page(key, version_number, name, data, seen, "")
    try:
        dmn.load(data)
        made = {name: data.decode()}
        number = rooms.kept(key, version_number, seen, lambda found: Work(decisions={**found.decisions, **made}))
    except DefinitionRefused as refused:
        return _page(key, version_number, name, data, seen, *_told(data, refused.problems[0])), 422
    except Conflict:
        told = _("Somebody else has saved this draft meanwhile. What you typed is still here; save it over theirs.")
        return _page(key, version_number, name, data, fresh, told), 409
    flash(_("Saved."), "done")
    return redirect(f"/studio/{key}/{number}/decisions/{name}")


def _carried() -> bytes:
    try:
        data = b64decode(request.form.get("file", ""), validate=True)
        decisions.read(data)
    except (binascii.Error, ExpatError, IndexError) as error:
        raise BadRequest(_("This page is too old. Please load it again and repeat what you did.")) from error
    return data


def _typed(data: bytes) -> bytes:
    """The file with what stands in the fields of the page."""
    for at, sheet in enumerate(decisions.read(data)):
        if sheet.formula is not None:
            data = decisions.with_formula(data, sheet.id, _said(f"{at}.formula", sheet.formula))
            continue
        data = decisions.with_rows(data, sheet.id, _rows(sheet, at))
        policy = _said(f"{at}.policy", sheet.policy)
        data = decisions.with_policy(data, sheet.id, policy if policy in decisions.POLICIES else sheet.policy)
    return data


def _rows(sheet: Sheet, at: int) -> list[Row]:
    made = []
    for number, rule in enumerate(sheet.rules):
        here = f"{at}.{number}"
        cells = tuple(_said(f"{here}.{place}", cell) for place, cell in enumerate(rule.cells))
        made.append(Row(number, cells, _said(f"{here}.note", rule.note)))
    return made


def _said(name: str, known: str) -> str:
    return request.form.get(name, known).replace("\r\n", "\n").strip()


def _done(data: bytes, deed: str) -> bytes:
    """`add:0`, `delete:0.2`, `copy:0.2`, `up:0.2`, `down:0.2`, `input:0`, `output:0`, `column:0.3`; else nothing."""
    what, _colon, place = deed.partition(":")
    at, _dot, number = place.partition(".")
    sheets = decisions.read(data)
    if not at.isdigit() or int(at) >= len(sheets) or sheets[int(at)].formula is not None:
        return data
    sheet, spot = sheets[int(at)], int(number) if number.isdigit() else 0
    if what in ("input", "output"):
        says = _said(f"{at}.new.says", "")
        return decisions.with_column(data, sheet.id, what, says, _said(f"{at}.new.label", "")) if says else data
    if what == "column":
        return decisions.without_column(data, sheet.id, spot)
    return decisions.with_rows(data, sheet.id, _moved(sheet, what, spot))


def _moved(sheet: Sheet, what: str, spot: int) -> list[Row]:
    rows = [Row(number, rule.cells, rule.note) for number, rule in enumerate(sheet.rules)]
    if what == "add":
        cells = tuple("-" if column.kind == "input" else "null" for column in sheet.columns)
        return [*rows, Row(None, cells)]
    if what == "copy" and spot < len(rows):
        return [*rows[: spot + 1], replace(rows[spot], source=None), *rows[spot + 1 :]]
    if what == "delete":
        return [row for row in rows if row.source != spot]
    other = spot + {"up": -1, "down": 1}.get(what, 0)
    if 0 <= other < len(rows) and spot < len(rows):
        rows[spot], rows[other] = rows[other], rows[spot]
    return rows


def _told(data: bytes, problem: Problem) -> tuple[str, None, str]:
    """What is wrong, and the name of the field that it is wrong in, where there is one."""
    place = decisions.place_of(data, problem.element)
    if place is None:
        return say(problem.message), None, ""
    at, number, spot = place
    column = decisions.read(data)[at].columns[spot]
    where = _("Rule %(number)s, %(column)s", number=number + 1, column=column.label or column.says)
    return f"{where}: {say(problem.message)}", None, f"{at}.{number}.{spot}"


def _page(
    key: str, number: int, name: str, data: bytes, seen: str, error: str,
    answers: list[Answer] | None = None, wrong: str = "",
) -> str:  # fmt: skip
    return render_template(
        "studio/tables.html", key=key, number=number, name=name, seen=seen, error=error,
        sheets=decisions.read(data), file=b64encode(data).decode(), policies=policy_words(),
        answers=answers, wrong=wrong, given=request.form.get("given", "")[:MOST_GIVEN],
    )  # fmt: skip


def policy_words() -> dict[str, str]:
    """Hit policies in words."""
    return {
        "FIRST": _("The first rule that applies"),
        "UNIQUE": _("The only rule that applies"),
        "ANY": _("Any rule that applies, all say the same"),
        "COLLECT": _("All rules that apply, as a list"),
        "RULE ORDER": _("All rules that apply, in their order"),
        "PRIORITY": _("The most important answer"),
        "OUTPUT ORDER": _("All answers, the most important first"),
    }
