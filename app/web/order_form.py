"""How an item's form begins: empty, as somebody left it, or with the answers of an earlier order. Reads only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request

from app.catalogue.forms import view
from app.catalogue.forms.field import TEXTS
from app.db import reading
from app.errors import NotFound
from app.language import current
from app.language import gettext as _
from app.operations.answers import own_files, uploads
from app.operations.permissions import Actor
from app.queries import attachments, kept_answers, start_forms
from app.queries.catalogue import ItemPage
from app.queries.kept_answers import Kept, Lost
from app.queries.request import one as request_of
from app.web import sheet
from app.web.carrying import carried

OPENING = "_opening"  # the name of the hidden field that carries it
AGAIN, FOR = "again:", "for:"


@dataclass(frozen=True)
class OrderForm:
    """`answers`: None for an empty form; `opening`: how the page was opened; `person`: the login it is ordered for.

    `kept_at`: when it was kept; `again`: the number of the earlier order; `lost`: label and text of what did not fit.
    """

    answers: dict[str, Any] | None = None
    opening: str = ""
    person: str = ""
    kept_at: datetime | None = None
    again: str = ""
    lost: Lost = ()


def opening() -> str:
    """As the page that sends this form was opened."""
    return request.form.get(OPENING, "")[:100]


def asked_for() -> str | None:
    """As the address opens the page; None: plainly."""
    again, person = request.args.get("again", ""), request.args.get("for", "")
    return (AGAIN + again if again else FOR + person)[:100] if again or person else None


def of(actor: Actor, found: ItemPage, opened: str | None) -> OrderForm:
    """What the page begins with; opened plainly (None), with whatever was kept last.

    Raises NotFound for an earlier order that is not the actor's.
    """
    with reading():
        kept = kept_answers.of_item(actor, found.item.key, opened)
        if kept is not None:
            return _as_left(found, kept)
        if opened and opened.startswith(AGAIN):
            return _ordered_again(actor, found, opened)
    return OrderForm(_words(found), opened or "", (opened or "").removeprefix(FOR))


def _words(found: ItemPage) -> dict[str, Any] | None:
    """`?words=`: what somebody looked for and did not find, in the first field for text."""
    said = request.args.get("words", "").strip()[:200]
    if not said or found.said is None:
        return None
    form = sheet.form_of(found.said)
    first = next((field for field in form.inputs() if field.kind in TEXTS), None)
    return {**view.initial(form, found.data), first.name: said} if first and len(first.key) == 1 else None


def _as_left(found: ItemPage, kept: Kept) -> OrderForm:
    answers, lost = kept.answers, kept.lost
    if kept.version_id != found.item.version_id:
        answers, more = carried(start_forms.said(kept.version_id, current.get()), found.said, answers)
        lost += more
    again = kept.opening.removeprefix(AGAIN) if kept.opening.startswith(AGAIN) else ""
    return OrderForm(answers, kept.opening, kept.requested_for, kept.at, again, lost)


def _ordered_again(actor: Actor, found: ItemPage, opened: str) -> OrderForm:
    number = opened.removeprefix(AGAIN)
    earlier = request_of(actor, number)
    if not earlier.is_party or earlier.line.item != found.item.key:
        raise NotFound()
    answers, lost = carried(start_forms.said(earlier.version_id, current.get()), found.said, earlier.answers)
    lost += _not_own(actor, found, answers, number)
    person = "" if earlier.line.requested_for == actor.login else earlier.line.requested_for
    return OrderForm(answers, opened, person, None, earlier.line.number, lost)


def _not_own(actor: Actor, found: ItemPage, answers: dict[str, Any], number: str) -> Lost:
    """Files come along when the actor put them up; the names of the others are told."""
    if found.said is None:
        return ()
    form = sheet.form_of(found.said)
    gone = uploads(form, answers) - {int(one) for one in own_files(actor, form)}
    names = [one.name for one in attachments.of_request(actor, number) if one.id in gone]
    return ((_("Files"), ", ".join(names)),) if names else ()
