"""Rules of approvals in the browser: each rule as a card of fields, and beside them who would be asked for an order.

Every button sends the fields back with what was typed; only Save keeps it.
"""

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import Blueprint, Response, flash, render_template, request

from app.catalogue import rules
from app.catalogue.rules import RuleSet
from app.db import reading
from app.errors import Conflict, InvalidForm, NotFound
from app.language import gettext as _
from app.operations import findings, rulechecks
from app.operations.bundle import Bundle
from app.operations.drafts import Work
from app.operations.foreseeing import Foreseen
from app.operations.roles import DRAWERS
from app.queries import rehearsals
from app.queries.studio import groups
from app.web import rooms, rule_words, rules_form
from app.web.identity import current_actor, role
from app.web.paths import redirect
from workflows import decisions as dmn
from workflows.errors import Problem

pages = Blueprint("rules_room", __name__, url_prefix="/studio")


@pages.get("/<key>/<int:version_number>/rules/<name>")
@role(*DRAWERS)
def edit(key: str, version_number: int, name: str) -> str:
    """The rules of a set."""
    bundle, seen = rooms.shown(key, version_number)
    return _page(bundle, version_number, name, _kept(bundle, name), seen)


@pages.post("/<key>/<int:version_number>/rules/<name>")
@role(*DRAWERS)
def change(key: str, version_number: int, name: str) -> Response | tuple[str, int] | str:
    """A rule more or less or moved, or a preview (shown only), or the set saved."""
    bundle, fresh = rooms.shown(key, version_number)
    _kept(bundle, name)
    seen, deed = request.form.get("seen", ""), request.form.get("do", "")
    made = rules_form.done(rules_form.typed(request.form), deed)
    if deed != "save":
        return _page(bundle, version_number, name, made, seen)
    try:
        written = {name: rules.written(made)}
        number = rooms.kept(key, version_number, seen, lambda found: Work(rules={**found.rules, **written}))
    except Conflict:
        told = _("Somebody else has saved this draft meanwhile. What you typed is still here; save it over theirs.")
        return _page(bundle, version_number, name, made, fresh, told), 409
    flash(_("Saved."), "done")
    return redirect(f"/studio/{key}/{number}/rules/{name}")


def _kept(bundle: Bundle, name: str) -> RuleSet:
    if name not in bundle.rules:
        raise NotFound()
    return rules.read(bundle.rules[name])


def _page(bundle: Bundle, number: int, name: str, made: RuleSet, seen: str, error: str = "") -> str:
    asked, errors = _foreseen(bundle, made)
    with reading():
        known = groups(current_actor())
        problems = _problems(bundle, name, made)
    return render_template(
        "studio/rules.html", key=bundle.key, number=number, name=name, seen=seen, error=error, set=made,
        who=rule_words.who(), quorums=rule_words.quorums(), sums=rules_form.sums, groups=known, problems=problems,
        asked=asked, errors=errors, wanted=request.form,
    )  # fmt: skip


def _problems(bundle: Bundle, name: str, made: RuleSet) -> list[Problem]:
    decisions = [key for text in bundle.decisions.values() for key in dmn.load(text.encode())]
    whole = json.loads(json.dumps(rules.written(made)))
    only = Bundle(key=bundle.key, diagram=bundle.diagram, process=bundle.process, rules={name: whole})
    found = [one for one in rulechecks.check(only, decisions) if one.code != "rules.missing"]
    return findings.said(found)


def _foreseen(bundle: Bundle, made: RuleSet) -> tuple[list[Foreseen] | None, dict[str, str]]:
    """Who would be asked, once somebody is named who orders."""
    login = request.form.get("requester", "").strip()
    if not login:
        return None, {}
    try:
        data = {**rules_form.answers(request.form.get("answers", "")), **_sum(made)}
        with reading():
            other = request.form.get("requested_for", "").strip()
            return rehearsals.rehearsed(current_actor(), bundle, made, login, other, data), {}
    except InvalidForm as error:
        return None, error.fields


def _sum(made: RuleSet) -> dict[str, Any]:
    text = request.form.get("sum", "").strip().replace(" ", "")
    if not text:
        return {}
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise InvalidForm({"sum": _("A number, for example 6200.")}) from error
    return {made.amount.split(".")[0]: {"amount": amount, "currency": made.currency}}
