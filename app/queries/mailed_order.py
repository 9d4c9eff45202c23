"""What is asked for, as the mail to its approver says it: how much, why, and the first of the order's other answers.

Read when the mail leaves or is looked at, and never stored with it: the mail says what its reader may see by then, in
their language. Only reads.
"""

from collections.abc import Mapping
from typing import Any

from app.catalogue import forms
from app.catalogue.forms.saying import amount
from app.catalogue.forms.showing import Shown, shown
from app.db import now
from app.errors import NotFound
from app.language import gettext as _
from app.language import using
from app.operations import answers, decision_links
from app.operations.permissions import actor_of
from app.queries import gist as gists
from app.queries.gist import Gist

MOST, LONG = 6, 300  # lines beside sum and reason; characters of each

Line = tuple[str, str]


def lines(payload: Mapping[str, Any]) -> list[Line]:
    """[(label, text)] for the mail of an outbox row; none where it asks for no decision, or its reader has no part in
    it any more.
    """
    facts = payload.get("facts", {})
    if decision_links.FACT not in facts:
        return []
    try:
        found = decision_links.find(decision_links.secret(facts[decision_links.FACT]))
        gist = gists.of_task(actor_of(found.person), found.task.id, payload["language"])
    except NotFound:
        return []
    with using(payload["language"]):
        return _lines(gist, str(facts.get("zone") or "UTC"))


def _lines(gist: Gist, zone: str) -> list[Line]:
    told = _told(gist, zone)
    why, sum_ = gists.why(told), amount(gist.amount)
    answered = [*([why] if why else []), *gists.rest(told, gist)[:MOST]]
    found = [(one.label, one.text) for one in answered if one.text != answers.HIDDEN]
    return [(label, _short(text)) for label, text in [*([(_("How much"), sum_)] if sum_ else []), *found]]


def _told(gist: Gist, zone: str) -> list[Shown]:
    if gist.form is None:
        return []
    sight = forms.Sight(variables=gist.answers, at=now(), zone=zone)
    return [one for one in shown(forms.read(gist.form), gist.answers, sight) if one.text]


def _short(text: str) -> str:
    return text if len(text) <= LONG else text[: LONG - 1] + "…"
