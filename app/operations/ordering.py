"""Ordering: the answers are checked, the request is numbered and written, its process runs to its first waits.

All of it in the caller's transaction, or nothing. What becomes of a request later is requests.py's.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value

from app import meters, tracing
from app.catalogue import forms
from app.db import now, ring, session
from app.errors import BadRequest, Forbidden, NotFound
from app.language import gettext as _
from app.loading import Objects
from app.models.instance import Instance
from app.models.person import Person
from app.models.request import Request
from app.operations import (
    answers,
    articles,
    audience,
    definitions,
    habits,
    house,
    journal,
    just_made,
    lateness,
    notices,
    search_words,
    standing_in,
    standstills,
    titles,
    variables,
)
from app.operations.advance import advance
from app.operations.comments import TEXT_LIMIT
from app.operations.locking import Locked
from app.operations.permissions import Actor, may_order_for
from app.row_ids import draw_soon, drawn
from app.writing import fresh
from workflows.commands import Start
from workflows.definition import Definition
from workflows.values import dumps


@dataclass(frozen=True)
class Looked:
    """What somebody read before they asked: keys of articles; `solved_by`: the one that was the answer."""

    read: tuple[str, ...] = ()
    solved_by: str = ""


def submit(
    actor: Actor,
    item: str,
    data: dict[str, Any],
    requested_for: str | None = None,
    looked: Looked | None = None,
    *,
    anyway: bool = True,
) -> Request:
    """Order an item: check the answers, number the request, run the process to its first waits, all at once.

    What an article solved is kept with the question alone: nobody fills in a form for what they know already.
    Raises NotFound (no such item for this person), Forbidden (not for that person), InvalidForm, TooLate (the wanted
    date leaves a step no time, and nobody said to order `anyway`).
    """
    looked = looked or Looked()
    _ask_soon(actor, item)
    version_id, orderable = definitions.current(item)
    definition = definitions.parsed(version_id)
    requester, person = _parties(actor, requested_for)
    if not orderable or not audience.admits(definition.process.properties, requester, actor):
        raise NotFound()
    form = answers.form_of(version_id, definition, definition.key, definition.start_form, actor.language)
    zone = definition.process.properties.get("timezone") or house.config().timezone
    if looked.solved_by:
        cleaned = forms.Clean(answers=_question_alone(definition, data), dropped=())
    else:
        context = {"requester": variables.person_facts(requester), "requested_for": variables.person_facts(person)}
        cleaned = answers.clean(form, data, actor, context=context, zone=zone)
    given = answers.copied(form, cleaned.answers, actor)
    late = lateness.check(definition, version_id, given, anyway=anyway)
    request = insert(definition, version_id, requester, person, answers.kept(form, given))
    just_made.begin(request.id)
    articles.read_before(request, looked.read, looked.solved_by)
    answers.attach(form, given, actor, request.id)  # asks the files: before the instance, which is written when whole
    known = {**variables.root(request, given), **_knowledge(definition, looked)}
    _begin(actor, request, definition, known, {"dropped": list(cleaned.dropped), **late})
    habits.learn(request)
    notices.submitted(request)
    ring(f"request:{request.id}")
    return request


def _parties(actor: Actor, login: str | None) -> tuple[Person, Person]:
    """Who asks, and for whom."""
    ((requester, manager),) = WITH_MANAGER.ask(session(), {"id": actor.id})
    set_committed_value(requester, "manager", manager)
    standing_in.manager_is(manager, requester.id)
    return requester, _whom(actor, requester, login)


def _begin(
    actor: Actor, request: Request, definition: Definition, known: dict[str, Any], facts: dict[str, Any]
) -> None:
    """Run the process to its first waits. `known`: its first variables; `facts`: what the journal says of it."""
    held = _held(request, definition)
    command = Start(at=now(), zone=held.zone, data=known, start=_start(definition))
    advance(held, command, actor, kind="request.submitted", text="Submitted.", **facts)


def _held(request: Request, definition: Definition) -> Locked:
    """The instance of a new request, which nobody else knows yet. It is written when its first Step has run."""
    values = {"id": drawn(Instance), "request_id": request.id, "version_id": request.version_id, "version": 0}
    instance = fresh(Instance, {**values, "waits": "{}", "variables": "{}"})
    session().put(instance)
    session().info["held"] = instance
    journal.begin(request.id)
    return Locked(instance, request, definition)


def _ask_soon(actor: Actor, item: str) -> None:
    """What every order asks, behind its first question. One that is refused leaves a gap in the numbers of PostgreSQL:
    they name requests, and count nothing.
    """
    WITH_MANAGER.ahead(session(), {"id": actor.id})
    draw_soon({Request: 1, Instance: 1, **habits.look_ahead(item, actor.id)})
    standstills.look_ahead()


MANAGER = aliased(Person)
WITH_MANAGER = Objects(
    select(Person, MANAGER).outerjoin(MANAGER, MANAGER.id == Person.manager_id).where(Person.id == bindparam("id"))
)


def _question_alone(definition: Definition, data: dict[str, Any]) -> dict[str, Any]:
    """The field that the item's property `knowledge` names, as typed."""
    name = definition.process.properties.get("knowledge", "")
    if not name:
        raise BadRequest(_("No article answers this item."))
    return {name: str(data.get(name) or "")[:TEXT_LIMIT]}


def _knowledge(definition: Definition, looked: Looked) -> dict[str, Any]:
    """What the diagram may ask of it: `knowledge.solved_by` (a key or null) and `knowledge.read`."""
    if "knowledge" not in definition.process.properties:
        return {}
    return {"knowledge": {"solved_by": looked.solved_by or None, "read": list(looked.read)}}


def _whom(actor: Actor, requester: Person, login: str | None) -> Person:
    if not login or login == actor.login:
        return requester
    person = session().scalar(select(Person).where(Person.login == login, Person.active))
    if person is None or not may_order_for(actor, person):
        raise Forbidden(_("You may not order for this person."))
    return person


def _start(definition: Definition) -> str | None:
    """Where a diagram begins in several ways: its first none start event. None: in the one there is."""
    none_starts = [s for s in definition.process.starts if _is_none(definition, s)]
    return none_starts[0] if len(definition.process.starts) > 1 and none_starts else None


def _is_none(definition: Definition, start: str) -> bool:
    event = definition.elements[start].event
    return event is None or event.kind == "none"


def insert(
    definition: Definition, version_id: int, requester: Person, person: Person, given: dict[str, Any]
) -> Request:
    """The row of a new request: numbered, titled, to be found; its instance is still to be started."""
    values = {
        "id": drawn(Request),
        "item": definition.key,
        "version_id": version_id,
        "title": titles.title(definition, given),
        "requester_id": requester.id,
        "requested_for_id": person.id,
        "answers": dumps(given),
        "created_at": now(),
    }
    request = fresh(Request, values)
    set_committed_value(request, "requester", requester)
    set_committed_value(request, "requested_for", person)
    search_words.refresh(request)
    session().put(request)
    session().flush()
    tracing.about(request.number)
    meters.note(meters.ordered, item=request.item)
    return request
