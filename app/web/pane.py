"""What the pane of one task needs: its page for the inbox and for its own address. Reads; must never write."""

from datetime import datetime
from typing import Any

from app.catalogue import forms, grounds
from app.catalogue.forms.block import Block
from app.catalogue.forms.showing import Shown, shown
from app.db import reading
from app.language import current
from app.operations.permissions import Actor
from app.operations.wording import of_version
from app.queries import approvals, articles, colleagues, conversation, plans, questions, resets, routing, start_forms
from app.queries import corrections as correction_queries
from app.queries import gist as gists
from app.queries import kept_answers as kept_queries
from app.queries import task as queries
from app.queries.gist import Gist
from app.queries.kept_answers import Kept
from app.queries.presence import present
from app.queries.task import TaskPage
from app.web import beside, corrections, presence, reader, reckoning, sheet
from app.web.sheet import Sheet

REASON = "reason"


def found(actor: Actor, task_id: int) -> TaskPage:
    """The task. Raises NotFound."""
    with reading():
        return queries.one(actor, task_id)


def opened(actor: Actor, task_id: int) -> dict[str, Any]:
    """The pane as it is first shown: the form fresh, or as somebody left it. Raises NotFound."""
    page = found(actor, task_id)
    form, kept = schema(page), _kept(actor, page)
    given = kept.answers if kept else page.answers
    others = presence.at_work(actor, page, dict(given or presence.begun(page)), form)
    if others.known:
        given = others.answers
    sheet_now = sheet.again(form, given, page.data) if given else sheet.fresh(form, page.data)
    return drawn(actor, page, sheet_now, kept.at if kept else None, others=others)


def drawn(
    actor: Actor,
    page: TaskPage,
    form: Sheet,
    kept_at: datetime | None = None,
    asking: dict[str, str] | None = None,
    others: presence.SharedForm | None = None,
) -> dict[str, Any]:
    """What the template draws. `asking`: a question that was typed and could not be asked."""
    with reading():
        gist = gists.of_task(actor, page.line.id, current.get())
        asked = correction_queries.of_request(actor, page.line.request)
        said = _said_beside(actor, page)
    told = _told(gist)
    return {
        "task": page,
        "line": page.line,
        "form": form,
        "kept_at": kept_at,
        "gist": gist,
        "why": gists.why(told),
        **_of_the_decision(page, form),
        "details": gists.rest(told, gist),
        "asking": asking or {},
        "shared": others or presence.SharedForm({}),
        "reasons": reckoning.reasons(),
        "whom": _whom(actor, page, gist),
        "seen_at": reader.moment().isoformat(),
        "correcting": corrections.of(page, gist, asked),
        **said,
    }


def _said_beside(actor: Actor, page: TaskPage) -> dict[str, Any]:
    """What stands beside the form: what others have said, asked, decided and planned, and who is here."""
    task_id, number = page.line.id, page.line.request
    return {
        "said": approvals.of_request(actor, number),
        "comments": conversation.comments(actor, number),
        "asked": [one for one in questions.of_request(actor, number) if one.task_id == task_id],
        "read_before": [one for one, _solved in articles.before(actor, number, current.get())],
        "reckoned": reckoning.sentences(routing.of_task(task_id), actor),
        "given_by": approvals.given_by(actor, task_id) if page.line.assignee == actor.login else "",
        **beside.facts(actor, page),
        "planned": plans.of_request(actor, number),
        "resets": resets.behind(actor, task_id),
        "words": of_version(page.version_id, current.get()),
        "present": present(actor, task_id),
        "colleagues": colleagues.of_task(actor, task_id) if page.may_assign else [],
    }


def _of_the_decision(page: TaskPage, form: Sheet) -> dict[str, Block | None]:
    """The fields of a decision that the page draws at its buttons: the ground from a list, and the reason."""
    blocks = form.blocks if page.line.kind == "approval" and page.may_act else ()
    return {
        "ground": next((block for block in blocks if block.mark == grounds.FIELD), None),
        "reason": next((block for block in blocks if _is_reason(block)), None),
    }


def schema(page: TaskPage) -> dict[str, Any] | None:
    """The form in the reader's words."""
    with reading():
        return start_forms.of_task(page.version_id, page.form, current.get())


def _kept(actor: Actor, page: TaskPage) -> Kept | None:
    """What this person has typed into it, while it can still be handed in."""
    if not page.may_act:
        return None
    with reading():
        return kept_queries.of_task(actor, page.line.id)


def _is_reason(block: Block) -> bool:
    return block.mark == REASON and block.kind in ("textarea", "textfield") and not block.locked


def _whom(actor: Actor, page: TaskPage, gist: Gist) -> list[tuple[str, str]]:
    """Whom one asks first: the requester, and the person it is for."""
    both = {page.line.requester: page.line.requester_name, gist.requested_for_login: gist.requested_for}
    return [(login, name) for login, name in both.items() if login != actor.login]


def _told(gist: Gist) -> list[Shown]:
    """The order's answers to read."""
    if gist.form is None:
        return []
    sight = forms.Sight(variables=gist.answers, at=reader.moment(), zone=reader.zone().key)
    return shown(sheet.form_of(gist.form), gist.answers, sight)
