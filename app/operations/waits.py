"""What an instance waits for, as rows: tasks, calls, timers, messages opened and closed after each Step.

Compared by the ids that the last Step left on the instance, so that a Step costs statements only for what changed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, insert, select, update

from app.db import later, now, ring, session, table
from app.models.call import Call
from app.models.connector import TYPES
from app.models.instance import Instance
from app.models.message import Message
from app.models.message_wait import MessageWait
from app.models.request import Request
from app.models.task import CHECK, HELD, Task
from app.models.timer import Timer
from app.operations import (
    backward_planning,
    call_activities,
    choices,
    house,
    just_made,
    new_tasks,
    openings,
    outbox,
    rounds,
    standing_approvals,
)
from app.operations.standing_approvals import Answer
from app.row_ids import draw_soon, several
from app.session_cache import many
from workflows import step as engine
from workflows.definition import Definition
from workflows.step import Step
from workflows.values import dumps

Ids = dict[str, list[str]]


def of(step: Step) -> Ids:
    """The ids of everything a Step waits for, empty kinds left out."""
    all_of = {
        "tasks": step.tasks.ids + [choice.id for choice in step.choices],
        "calls": step.calls.ids,
        "timers": step.timers.ids,
        "messages": step.messages.ids,
        "signals": step.signals.ids,
    }
    return {kind: ids for kind, ids in all_of.items() if ids}


def close(instance_id: int, before: Ids, after: Ids, done: set[str]) -> None:
    """Cancel the rows that the instance no longer waits for; those of `done` were finished by the command."""
    for kind, ids in before.items():
        over = set(ids) - done - set(after.get(kind, ()))
        gone = [one for one in ids if one in over]
        if gone:
            checks = [CHECK + one for one in gone] if kind == "tasks" else []
            later(CANCEL[kind], {"instance": instance_id, "gone": gone + checks})
        if gone and kind == "tasks":
            rounds.cancel(instance_id, gone)


def _cancel(model: type[Task] | type[Call] | type[Timer] | type[MessageWait], *live: str) -> Update:
    where = (model.instance_id == bindparam("instance"), model.engine_id.in_(bindparam("gone", expanding=True)))
    statement = update(model).where(*where, model.state.in_(live)).values(state="cancelled")
    return statement.execution_options(synchronize_session=False)


CANCEL = {
    "tasks": _cancel(Task, "open", HELD),
    "calls": _cancel(Call, "ready", "leased", "paused", "dead"),
    "timers": _cancel(Timer, "ready", "leased", "paused"),
    "messages": _cancel(MessageWait, "open"),
    "signals": _cancel(MessageWait, "open"),
}


@many()
def open_new(instance: Instance, request: Request, definition: Definition, step: Step) -> dict[str, Answer]:
    """Write the rows of what this Step opened. Returns the answers of tasks that are decided at once, by id."""
    opening = new_tasks.Opening(instance, request, definition)
    timers = step.timers.new
    if timers and just_made.known(request.id):
        draw_soon({Timer: len(timers)})
    answered: dict[str, Answer] = {}
    opening.expect(sum(not task.properties.get("rules") for task in step.tasks.new))
    for task in step.tasks.new:
        told = _told(definition, step, task)
        if task.properties.get("rules"):
            opening.begin()
            just_made.forget()
            worded = openings.with_items_words(definition, told)
            if answer := rounds.begin(instance, request, definition, worded):
                answered[task.id] = Answer(answer, facts={"element": task.element, "step": worded.name})
        elif stood := opening.unless_it_stands(told):
            answered[task.id] = stood
    for choice in step.choices:
        just_made.forget()
        offered = choices.offered(definition, choice)
        if offered is not None:
            opening.open(_in_callers_words(definition, offered, step))
            opening.begin()
        choices.keep(instance, definition, choice)
    opening.begin()
    _open_calls(instance, request, step.calls.new)
    _open_timers(instance, request, timers)
    _open_messages(instance, request, step.messages.new)
    for wait in step.signals.new:
        session().add(_message_wait(instance, request, wait, "signal"))
    return answered


def _told(definition: Definition, step: Step, task: engine.Task) -> engine.Task:
    return backward_planning.dated(definition, step, _in_callers_words(definition, task, step))


def _in_callers_words(definition: Definition, task: engine.Task, step: Step) -> engine.Task:
    """A step of a called process is told to the requester in the words of the call activity it stands in, and rests on
    what that says.
    """
    if task.process in ("", definition.key):
        return task
    begun = call_activities.just_begun(step)
    reached = begun if call_activities.callers(definition, task.process, begun) else step.reached
    stage = call_activities.stage(definition, task.process, reached)
    depends = call_activities.said(definition, task.process, reached, standing_approvals.PROPERTY)
    words = {name: said for name, said in (("stage", stage), (standing_approvals.PROPERTY, depends)) if said}
    return replace(task, properties={**task.properties, **words}) if words else task


def send(request: Request, instance: Instance, step: Step) -> None:
    """Messages and signals that left the instance go through the outbox to whoever waits."""
    for number, thrown in enumerate(step.thrown):
        told: dict[str, Any] = {"kind": thrown.kind, "name": thrown.name, "key": thrown.correlation_key}
        payload = {**told, "data": thrown.data, "instance": instance.id}
        key = f"{instance.id}:{instance.version}:{thrown.element}:{number}"
        outbox.write("message", payload, key=key, request=request)


def _open_calls(instance: Instance, request: Request, calls: Sequence[engine.Call]) -> None:
    moment = now()
    for call in calls:
        outside = call.type not in TYPES
        session().add(
            Call(
                instance_id=instance.id,
                request_id=request.id,
                engine_id=call.id,
                element=call.element,
                name=call.name or call.element,
                key=f"{instance.id}:{call.element}:{call.execution}",
                type=call.type,
                headers=dumps(call.headers),
                data=dumps({**call.visible, **call.data} if outside else call.data),
                run_at=moment,
                created_at=moment,
                max_attempts=call.retries or house.config().max_attempts,
                outside=outside,
            )
        )
        if not outside:
            ring("call")


def _open_timers(instance: Instance, request: Request, timers: Sequence[engine.Timer]) -> None:
    if timers:
        moment = now()
        rows = [_timer_row(instance, request, timer, moment) for timer in timers]
        if just_made.known(request.id):
            rows = [{**row, "id": key} for row, key in zip(rows, several(Timer, len(rows)), strict=True)]
            just_made.waits(rows)
        later(TIMERS, rows)
        if any(timer.due <= moment for timer in timers):
            ring("timer")


TIMERS = insert(table(Timer))


def _timer_row(instance: Instance, request: Request, timer: engine.Timer, moment: datetime) -> dict[str, Any]:
    return {
        "instance_id": instance.id,
        "request_id": request.id,
        "engine_id": timer.id,
        "element": timer.element,
        "run_at": timer.due,
        "created_at": moment,
        "state": "ready",
    }


def _open_messages(instance: Instance, request: Request, found: Sequence[engine.Message]) -> None:
    for wait in found:
        session().add(_message_wait(instance, request, wait, "message"))
        if _is_kept(wait):
            key = f"{instance.id}:{instance.version}:{wait.id}:kept"
            payload = {"kind": "kept", "name": wait.name, "key": wait.correlation_key}
            outbox.write("message", payload, key=key, request=request)


def _message_wait(instance: Instance, request: Request, wait: engine.Message, kind: str) -> MessageWait:
    return MessageWait(
        instance_id=instance.id,
        request_id=request.id,
        engine_id=wait.id,
        element=wait.element,
        kind=kind,
        name=wait.name[:200],
        correlation_key=wait.correlation_key,
        created_at=now(),
    )


def _is_kept(wait: engine.Message) -> bool:
    where = (Message.name == wait.name, Message.correlation_key == wait.correlation_key, Message.state == "kept")
    return session().scalar(select(Message.id).where(*where, Message.expires_at > now()).limit(1)) is not None
