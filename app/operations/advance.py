"""The only place where the engine runs: one command on a locked instance (locking.py), its Step written as rows.

One command, one instance, one transaction (the edge's). No network. A command that fails inside the engine changes
nothing of the instance's state, but is kept by an incident, so that nothing accepted is ever lost.
"""

import json

from sqlalchemy import inspect

from app import meters, tracing
from app.db import now, ring, session
from app.errors import AlreadyDone, Suspended
from app.operations import (
    added_work,
    data_stores,
    definitions,
    entrances,
    incidents,
    journal,
    just_made,
    later,
    notices,
    standstills,
    waits,
    withdrawing,
)
from app.operations.clocks.following import follow
from app.operations.locking import Locked
from app.operations.permissions import LANEWAY, Actor
from app.operations.standing_approvals import Answer
from workflows.commands import Cancel, Command, Complete, Start, Tick
from workflows.engine import run
from workflows.errors import EngineError, NotWaiting
from workflows.step import Step


def advance(held: Locked, command: Command, actor: Actor, *, kind: str, text: str, **data: object) -> Step | None:
    """Run `command` and write what follows; journal it as `kind` with the sentence `text`.

    Returns the Step, or None when it failed and an incident holds the command. Raises AlreadyDone when the instance
    does not wait for what the command names, or has ended; Suspended while it stands; LaterRelease.
    """
    instance = held.instance
    if not isinstance(command, Start):
        just_made.forget()
    if instance.status == "ended":
        raise AlreadyDone()
    later.must_be_ours(instance)
    if held.request.state == "suspended":
        raise Suspended(standstills.sentence(held.request.id, actor))
    try:
        name = type(command).__name__.lower()
        with tracing.span(f"engine {name}"), meters.timed(meters.engine, command=name):
            step = _run(held, command)
    except NotWaiting as error:
        raise AlreadyDone() from error
    except EngineError as error:
        _stuck(held, command, error, actor, kind, text, data)
        return None
    meters.note(meters.fuel, step.fuel)
    passed = [[p.element, p.what] for p in step.passed]
    with session().no_autoflush:  # one flush for all that the command changes, not one before every look
        journal.write(held.request.id, actor.login, kind, text, passed=passed, **data)
        data_stores.tell(held.request, held.definition, step)
        answered = _write(held, step, command)
    last = _follow(held, answered, step)
    if isinstance(command, Start) and instance.status != "ended":
        standstills.join(held.request, instance, held.definition)
    return last


def _run(held: Locked, command: Command) -> Step:
    """The engine, on what the data stores hold; anew where somebody else has written one meanwhile."""
    kept = data_stores.read(held.definition)
    while True:
        step = run(held.definition, held.instance.state, held.variables, command, stores=kept.contents)
        if data_stores.keep(step.stored, kept, held.request):
            return step
        kept = data_stores.read(held.definition, lock=True)


def put_back(held: Locked, step: Step, actor: Actor, *, kind: str, text: str, **data: object) -> None:
    """Write an instance as it was before its last command; the rows that this command ended are the caller's."""
    journal.write(held.request.id, actor.login, kind, text, **data)
    _write(held, step, Tick(at=now(), zone=held.zone))


def carry_over(
    held: Locked, version_id: int, step: Step, actor: Actor, *, kind: str, text: str, facts: dict[str, object]
) -> None:
    """Write an instance as another version of its definition has it (migrating.py): it follows that from now on."""
    passed = [[p.element, p.what] for p in step.passed]
    journal.write(held.request.id, actor.login, kind, text, passed=passed, **facts)
    held.instance.version_id = held.request.version_id = version_id
    held.definition = definitions.parsed(version_id)
    with session().no_autoflush:
        data_stores.tell(held.request, held.definition, step)
        answered = _write(held, step, Tick(at=now(), zone=held.zone))
    _follow(held, answered, step)


def _follow(held: Locked, answered: dict[str, Answer], step: Step) -> Step | None:
    """What nobody needs to be asked goes on in the same transaction."""
    last: Step | None = step
    for task, answer in answered.items():
        if held.instance.status == "ended" or held.request.state == "stuck":
            break
        command = Complete(at=now(), zone=held.zone, task=task, data=answer.data)
        last = advance(held, command, LANEWAY, kind=answer.kind, text=answer.text, **answer.facts)
    return last


def _done(command: Command) -> set[str]:
    """Ids whose rows the caller has closed already: they need no second look."""
    ids = {getattr(command, name, None) for name in ("task", "call", "wait")} | set(getattr(command, "timers", ()))
    return {one for one in ids if one}


def _write(held: Locked, step: Step, command: Command) -> dict[str, Answer]:
    instance, request = held.instance, held.request
    before = json.loads(instance.waits)
    instance.state, instance.variables = step.state, step.variables.text()
    instance.reached = json.dumps(sorted(step.reached))
    instance.version += 1
    instance.updated_at = now()
    after = {} if step.ended else waits.of(step)
    added_work.carry(request, instance, before, after)
    instance.waits = json.dumps(after, separators=(",", ":"))
    waits.close(instance.id, before, after, _done(command))
    step = follow(held, step)
    if inspect(instance).pending:  # just ordered: written once, as its first waits left it
        session().flush()
    answered = {} if step.ended else waits.open_new(held.instance, held.request, held.definition, step)
    waits.send(held.request, instance, step)
    for notice in step.notices:
        text = f'The escalation "{notice.code or "without a code"}" of "{notice.name}" was caught by nobody.'
        facts = {"element": notice.element, "step": notice.name, "name": notice.code}
        journal.write(request.id, "laneway", "notice", text, **facts)
    if step.ended:
        _end(held, step, command)
    elif isinstance(command, Cancel):
        withdrawing.begin(held.request, held.instance, command, len(step.tasks) + len(step.calls))
    ring(f"request:{request.id}")
    return answered


def _end(held: Locked, step: Step, command: Command) -> None:
    instance, request = held.instance, held.request
    withdrawn = isinstance(command, Cancel) or withdrawing.going_on(instance)
    instance.status = "ended"
    stands = request.state  # a running request has no open incident
    request.state, request.ended_at = "ended", now()
    request.outcome = "withdrawn" if withdrawn else step.outcome or "fulfilled"
    meters.note(meters.ended, item=request.item, outcome=request.outcome)
    request.reason = (request.reason if withdrawn and request.reason else step.reason) or None
    if stands != "running":
        incidents.close_all(request.id)
    entrances.over(request, held.definition.process)
    text = {"fulfilled": "Fulfilled.", "rejected": "Rejected.", "withdrawn": "Withdrawn.", "answered": "Answered."}
    journal.write(
        request.id, "laneway", "request.ended", text[request.outcome], outcome=request.outcome, reason=request.reason
    )
    notices.ended(request)


def _stuck(
    held: Locked, command: Command, error: EngineError, actor: Actor, kind: str, text: str, data: dict[str, object]
) -> None:
    held.instance.version += 1
    held.instance.updated_at = now()
    session().flush()
    journal.write(held.request.id, actor.login, kind, text, **data)
    incidents.open_for_command(held.request, held.instance, held.definition, command, error)
    ring(f"request:{held.request.id}")
