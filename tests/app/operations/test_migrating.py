"""Running requests taken to another version: wholly or not at all, and what people had stays theirs."""

import json

import pytest
from sqlalchemy import select

from app.db import reading, session, transaction
from app.errors import BadRequest, Conflict, Forbidden, NotFound
from app.models.candidate import Candidate
from app.models.clock import Clock
from app.models.journal import Journal
from app.models.task import Task
from app.models.timer import Timer
from app.operations import importing, migrating, resolving, suspensions, tasks
from tests.app.operations.migrating_items import (
    CLOCKED,
    FIRST,
    KEY,
    MORE,
    OTHERS,
    RENAMED,
    TIMED,
    follows,
    plain,
    publish,
    step,
    take,
)
from tests.app.operations.test_resolving import DIAGRAM, FORM, fragile, the_incident  # noqa: F401 - a fixture
from tests.fixtures.cast import Cast


@pytest.fixture
def number(cast: Cast) -> str:
    """A request on the first version."""
    publish(FIRST)
    return cast.marta.orders(KEY, {})


def row_of(number: str, element: str = "pack") -> Task:
    with reading():
        mine = (Task.request_id == int(number[4:]), Task.element == element)
        return session().scalars(select(Task).where(*mine).order_by(Task.id.desc())).first()


def known(number: str) -> tuple[int, int | None, int]:
    row = row_of(number)
    return row.id, row.assignee_id, row.version


def test_the_task_stays_and_goes_the_new_way(cast: Cast, number: str) -> None:
    with transaction():
        tasks.claim(cast.dana.actor, row_of(number).id)
    new, (task, holder, open_at) = publish(MORE), known(number)
    made = take(cast, number, new)
    assert (made.ok, made.reason, [c.what for c in made.changes]) == (True, "", ["stays"])
    assert known(number) == (task, holder, open_at + 1)
    assert row_of(number).name == "Pack well"
    assert (follows(number), cast.request(number).state) == (new, "running")
    again = take(cast, number, new)
    assert (again.ok, again.there, again.reason) == (True, True, f"It follows version {new} already.")
    with reading():
        told = session().scalars(select(Journal).where(Journal.kind == "request.migrated")).all()
        assert [one.actor for one in told] == ["paul"]
        assert json.loads(told[0].data)["reason"] == "The house has grown."
    cast.dana.does(number, "Pack well")
    assert cast.open_tasks(number) == ["Lift"]
    assert cast.journal_holds()


def test_a_step_that_is_gone_keeps_it_until_somebody_says_what_it_is_now(cast: Cast, number: str) -> None:
    new, task = publish(RENAMED), row_of(number).id
    made = take(cast, number, new)
    assert (made.ok, made.reason) == (False, f"“Pack” is not in version {new}. Say which step it has become.")
    assert made.because.element == "pack"
    assert follows(number) == 1
    assert take(cast, number, new, pack="wrap").ok
    assert (row_of(number, "wrap").id, cast.open_tasks(number)) == (task, ["Wrap"])
    with pytest.raises(BadRequest):
        take(cast, number, new, nowhere="wrap")


def test_what_nobody_took_is_offered_to_whom_the_new_version_asks(cast: Cast, number: str) -> None:
    taken = cast.marta.orders(KEY, {})
    with transaction():
        tasks.claim(cast.dana.actor, row_of(taken).id)
    new = publish(OTHERS)
    assert take(cast, number, new).ok
    assert take(cast, taken, new).ok
    with reading():
        free, held = session().get_one(Task, row_of(number).id), session().get_one(Task, row_of(taken).id)
        assert (free.group.key, free.stage, held.group.key) == ("procurement", "Packing", "service-desk")
        assert session().scalars(select(Candidate).where(Candidate.task_id == free.id)).all() == []
    assert cast.dana.has_nothing(number)


def test_timers_begin_and_end_with_the_diagram_and_keep_their_moment(cast: Cast, number: str) -> None:
    new = publish(TIMED)
    assert [c.what for c in take(cast, number, new).changes] == ["stays", "begins"]
    with reading():
        due = session().scalars(select(Timer).where(Timer.state == "ready")).one().run_at
    later = publish(TIMED.replace(b"P2D", b"P9D"))
    assert [c.what for c in take(cast, number, later, new).changes] == ["stays", "keeps"]
    with reading():
        assert session().scalars(select(Timer).where(Timer.state == "ready")).one().run_at == due
    other = cast.marta.orders(KEY, {})
    assert take(cast, other, 1, later).ok
    cast.later(days=3)
    assert (cast.open_tasks(number), cast.open_tasks(other)) == (["Chase"], ["Pack"])


def test_clocks_begin_with_the_version_that_has_them_and_are_broken_off_with_it(cast: Cast, number: str) -> None:
    new = publish(CLOCKED)
    assert take(cast, number, new).ok
    with reading():
        clocks = {row.kind: row for row in session().scalars(select(Clock))}
        assert {kind for kind, row in clocks.items() if row.ended_at is None} == {"resolution", "ola"}
        assert row_of(number).due_at == clocks["ola"].due_at
    assert take(cast, number, 1, new).ok
    with reading():
        assert {row.verdict for row in session().scalars(select(Clock))} == {"stopped"}
    cast.dana.does(number, "Pack")


def test_what_is_stuck_is_mended_by_the_version_that_is_right(cast: Cast, fragile: str) -> None:  # noqa: F811
    cast.dana.does(fragile, "Look", fine="perhaps")
    assert cast.request(fragile).state == "stuck"
    with transaction():
        mended = DIAGRAM.replace(b">=fine<", b'>=fine = "yes"<')
        new = importing.import_files({"fragile.bpmn": mended, "look.form": FORM}).number
    with reading():
        found = migrating.way(cast.paul.actor, "fragile", 1, new)
    with transaction():
        assert migrating.take_along(cast.paul.actor, found, int(fragile[4:])).ok
    assert cast.request(fragile).state == "stuck"
    with transaction():
        resolving.retry(cast.paul.actor, the_incident().id)
    assert (cast.request(fragile).state, cast.request(fragile).outcome) == ("ended", "fulfilled")


def test_what_is_paused_goes_along_unless_something_would_begin(cast: Cast, number: str) -> None:
    more, timed = publish(MORE), publish(TIMED)
    with transaction():
        suspensions.suspend(cast.paul.actor, "requests", reason="The shop moves.", requests=[number])
    made = take(cast, number, timed)
    assert (made.ok, made.because.why) == (False, "paused")
    assert take(cast, number, more).ok
    assert cast.request(number).state == "suspended"
    with transaction():
        suspensions.resume_request(cast.paul.actor, number)
    assert cast.open_tasks(number) == ["Pack well"]


def test_who_may_and_from_where_to_where(cast: Cast, number: str) -> None:
    new = publish(MORE)
    with transaction():
        draft = importing.import_files({f"{KEY}.bpmn": plain(step("pack", "P"), names=("pack",))}, publish=False).number
    assert take(cast, number, new, who="olivia").ok
    for to, error in ((draft, Conflict), (1, BadRequest), (99, NotFound)):
        with pytest.raises(error):
            take(cast, number, to)
    with pytest.raises(Forbidden):
        take(cast, number, new, who="marta")
    assert take(cast, "REQ-999999", new).because.why == "unknown"
    cast.marta.withdraws(number, "No.")
    assert take(cast, number, 1, new).because.why == "ended"
