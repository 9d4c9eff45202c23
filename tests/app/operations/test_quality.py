"""The quality check: others look at finished work before its requester is asked; it goes back, or the time begins."""

import pytest
from sqlalchemy import select

from app.config import ROOT
from app.db import reading, session, transaction
from app.errors import Forbidden, InvalidForm
from app.models.clock import Clock
from app.models.task import Task
from app.operations import importing, sampling
from app.queries import quality
from app.queries.request import one
from tests.fixtures.cast import Cast
from tests.journeys.test_general_request import HEATING

LAMP = {**HEATING, "category": "it"}
AFTER = b'<zeebe:property name="audience" value="all"/>'
WORK, CHECK, ASKED = "Take care of it", "Quality check", "Is it solved?"


def checked(cast: Cast, group: str = "security", share: str = "") -> str:
    """A request for a lamp, of which somebody of the group looks at the work; the work is done."""
    said = f'<zeebe:property name="check_group" value="{group}"/>'
    said += f'<zeebe:property name="check_share" value="{share}"/>' if share else ""
    files = importing.files_of(ROOT, (ROOT / "bpmn/general_request.bpmn").read_bytes())
    name = next(name for name in files if name.endswith("general_request.bpmn"))
    assert files[name].count(AFTER) == 1
    files[name] = files[name].replace(AFTER, AFTER + said.encode())
    with transaction():
        made = importing.import_files(files)
        assert made.state == "published", made.problems
    number = cast.marta.orders("general_request", LAMP)
    cast.eva.does(number, WORK, result="done", answer="Changed.")
    return number


def test_the_requester_is_asked_when_it_has_passed(cast: Cast) -> None:
    number = checked(cast)
    assert cast.open_tasks(number) == [CHECK]
    assert cast.marta.has_nothing(number)
    with reading():
        page = one(cast.marta.actor, number)
        assert [(stage.name, stage.state) for stage in page.stages][-2:] == [
            (CHECK, "current"),
            ("You say whether it is solved", "ahead"),
        ]
        (work,) = quality.work(cast.stefan.actor, cast.stefan.task(number).id)
        assert (work.name, work.by, work.answers["answer"]) == (WORK, "Ewa Nowak", "Changed.")
    cast.stefan.does(number, CHECK, passed=True)
    cast.marta.does(number, ASKED, confirmed=True)
    assert cast.request(number).outcome == "fulfilled"
    with reading():
        (told,) = quality.counts(cast.paul.actor, cast.request(number).created_at)
        assert (told.item, told.checks, told.returned) == ("general_request", 1, 0)
    assert cast.journal_holds()


def test_what_does_not_pass_goes_back_with_the_reason_and_is_seen_again(cast: Cast) -> None:
    number = checked(cast)
    with pytest.raises(InvalidForm):
        cast.stefan.does(number, CHECK, passed=False)
    cast.stefan.does(number, CHECK, passed=False, reason="It still flickers.")
    assert cast.open_tasks(number) == [WORK]
    assert "It still flickers." in cast.eva.reads(cast.eva.task(number))[0]
    cast.eva.does(number, WORK, result="done", answer="Changed again.")
    assert cast.open_tasks(number) == [CHECK]
    cast.stefan.does(number, CHECK, passed=True)
    assert cast.open_tasks(number) == [ASKED]
    with reading():
        (told,) = quality.counts(cast.paul.actor, cast.request(number).created_at)
        assert (told.checks, told.returned) == (2, 1)
    assert cast.journal_holds()


def test_who_did_the_work_does_not_look_at_it_while_others_can(cast: Cast) -> None:
    number = checked(cast, "desktop-support")
    with pytest.raises(Forbidden):
        cast.eva.does(number, CHECK, passed=True)
    cast.dan.does(number, CHECK, passed=True)
    assert cast.open_tasks(number) == [ASKED]


def test_the_time_to_answer_begins_when_the_requester_is_asked(cast: Cast) -> None:
    number = checked(cast)
    cast.later(days=20)
    assert cast.open_tasks(number) == [CHECK]
    cast.stefan.does(number, CHECK, passed=True)
    cast.later(days=1)
    assert cast.open_tasks(number) == [ASKED]
    cast.later(days=20)
    assert cast.request(number).state == "ended"


def test_the_clock_runs_while_others_look_and_stands_when_the_requester_is_asked(cast: Cast) -> None:
    number = checked(cast)
    assert cause(number) == ""
    cast.stefan.does(number, CHECK, passed=True)
    assert cause(number) == "requester"
    cast.marta.does(number, ASKED, confirmed=False, remark="It flickers.")
    assert cause(number) == ""


def cause(number: str) -> str:
    """Why the clock of the whole request stands; "" while it runs."""
    with reading():
        where = (Clock.request_id == int(number[4:]), Clock.kind == "resolution")
        return session().scalars(select(Clock.cause).where(*where)).one()


def test_nothing_of_it_is_left_of_a_withdrawn_request(cast: Cast) -> None:
    number = checked(cast)
    cast.marta.withdraws(number, "Not needed.")
    assert cast.open_tasks(number) == []
    with reading():
        found = session().scalars(select(Task.state).where(Task.request_id == int(number[4:])))
        assert set(found) == {"completed", "cancelled"}


def test_the_share_is_even_and_stays(cast: Cast) -> None:
    looked = [number for number in range(1000) if sampling._place(number) < 30]
    assert 250 < len(looked) < 350
    assert [sampling.share(said) for said in ("", "20", "x", " ")] == [100, 20, 100, 100]
