"""Work added beside a task: it holds the task up, is answered in its own inbox, ends with the task or the request."""

from datetime import timedelta

import pytest

from app.db import now, reading, session, transaction
from app.errors import AlreadyDone, Conflict, InvalidForm, NotFound
from app.models.instance import Instance
from app.models.request import Request
from app.models.task import Task
from app.operations import adding, tasks
from app.operations.adding import Wish
from app.queries import added_work, history
from app.queries import task as shown
from tests.fixtures.cast import Cast

WISH = {"subject": "A second monitor", "category": "it", "description": "The one there flickers."}
REPLY = {"result": "done", "answer": "It stands on your desk."}


def working(cast: Cast) -> tuple[str, Task]:
    """Marta has a wish; Eva of desktop support has taken it."""
    number = cast.marta.orders("general_request", WISH)
    task = cast.eva.task(number)
    with transaction():
        return number, tasks.claim(cast.eva.actor, task.id)


def added(cast: Cast, task: Task, **more: object) -> int:
    wish = Wish(**{"whom": "group:security", "text": "May this monitor stand there?", **more})  # type: ignore[arg-type]
    with transaction():
        return adding.add(cast.eva.actor, task.id, wish).task_id


def waits(number: str) -> str:
    with reading():
        request = session().get_one(Request, int(number[4:]))
        return session().query(Instance).filter(Instance.request_id == request.id).one().waits


def test_the_task_waits_for_what_was_added(cast: Cast) -> None:
    number, task = working(cast)
    work = added(cast, task, kind="opinion", name="Security check")
    with pytest.raises(Conflict, match="Security check"), transaction():
        tasks.complete(cast.eva.actor, task.id, REPLY)
    with reading():
        [one] = added_work.of_task(cast.eva.actor, task.id)
        assert (one.name, one.state, one.blocking, one.by) == ("Security check", "open", True, "eva")
        page = shown.one(cast.stefan.actor, work)
        assert page.may_act
        assert page.form
        assert page.form["id"] == "laneway:answer"
    cast.stefan.does(number, "Security check", result="done", answer="Yes, away from the window.")
    with reading():
        [one] = added_work.of_task(cast.eva.actor, task.id)
        assert (one.state, one.answer) == ("done", "Yes, away from the window.")
    assert [mail["facts"]["text"] for mail in cast.mails("eva", "added-done")] == ["Yes, away from the window."]
    cast.eva.does(number, task.name, **REPLY)
    assert "added" not in waits(number)
    assert cast.journal_holds()


def test_what_nobody_waits_for_ends_with_its_task(cast: Cast) -> None:
    number, task = working(cast)
    work = added(cast, task, blocking=False)
    with transaction():
        tasks.claim(cast.stefan.actor, work)
    cast.eva.does(number, task.name, **REPLY)
    with reading():
        assert session().get_one(Task, work).state == "cancelled"
    assert len(cast.mails("stefan", "added-over")) == 1
    with pytest.raises(AlreadyDone), transaction():
        tasks.complete(cast.stefan.actor, work, {"result": "done", "answer": "Late."})


def test_it_ends_when_the_request_is_withdrawn(cast: Cast) -> None:
    number, task = working(cast)
    work = added(cast, task)
    cast.marta.withdraws(number, "Bought one myself.")
    with reading():
        assert session().get_one(Task, work).state == "cancelled"
        kinds = [entry.kind for entry in history.page(cast.eva.actor, number, limit=50).items]
        assert "added.asked" in kinds
        assert "added.over" in kinds


def test_it_can_be_taken_back(cast: Cast) -> None:
    number, task = working(cast)
    work = added(cast, task)
    with pytest.raises(NotFound), transaction():
        adding.take_back(cast.stefan.actor, work)
    with transaction():
        adding.take_back(cast.eva.actor, work)
    cast.eva.does(number, task.name, **REPLY)


def test_an_approval_is_a_decision_with_its_record(cast: Cast) -> None:
    number, task = working(cast)
    added(cast, task, kind="approval", whom="person:stefan", name="May they?")
    with pytest.raises(InvalidForm), transaction():
        tasks.complete(cast.stefan.actor, cast.stefan.task(number).id, {"decision": "reject"})
    cast.stefan.rejects(number, "Not near the door.")
    with reading():
        [one] = added_work.of_task(cast.eva.actor, task.id)
        assert (one.state, one.answer, one.whom) == ("reject", "Not near the door.", "Stefan Keller")


def test_what_cannot_be_added(cast: Cast) -> None:
    _number, task = working(cast)
    with reading():
        yesterday = now() - timedelta(days=1)
    for field, value in (
        ("whom", "group:nobody"),
        ("whom", "person:eva"),
        ("whom", "person:marta"),
        ("text", "  "),
        ("kind", "song"),
        ("due", yesterday),
    ):
        with pytest.raises(InvalidForm) as refused:
            added(cast, task, **{field: value})
        assert set(refused.value.fields) == {field}


def test_the_owner_sees_what_is_added_again_and_again(cast: Cast) -> None:
    for _round in range(2):
        added(cast, working(cast)[1])
    with reading():
        [often] = added_work.often("general_request")
        assert (often.whom, often.requests) == ("Security", 2)
