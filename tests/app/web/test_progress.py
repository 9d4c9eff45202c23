"""Where a request stands, in sentences that name who has it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app.db import now
from app.operations.permissions import Actor
from app.operations.wording import Wording
from app.queries.approvals import Said
from app.queries.request import RequestPage
from app.queries.requests import RequestLine
from app.queries.stages import Stage
from app.queries.tasks import TaskLine
from app.web import progress

MARTA = Actor(id=1, login="marta", name="Marta Kovács")
WORDS = Wording({"Confirm": "Bestätigen"})


@pytest.fixture
def told(sqlite_house: Flask) -> Iterator[RequestPage]:
    """A running request of Marta's with nothing done yet."""
    with sqlite_house.test_request_context("/"):
        line = RequestLine(
            1,
            "REQ-000001",
            "x",
            "Figma",
            "marta",
            "Marta Kovács",
            "marta",
            "Marta Kovács",
            "running",
            None,
            None,
            now(),
            None,
            None,
        )
        yield RequestPage(line, 1, 1, [], [], [], [], {}, {}, None, "", True, False, [])


def task(login: str | None, form: str | None = None, group: str | None = None) -> TaskLine:
    return TaskLine(
        5,
        "REQ-000001",
        "Figma",
        "x",
        "confirm",
        "Confirm",
        "requester",
        "open",
        group,
        group,
        login,
        login,
        [],
        "marta",
        "Marta Kovács",
        50,
        "",
        now(),
        None,
        None,
        None,
        form_id=form,
    )


def test_it_waits_for_you(told: RequestPage) -> None:
    page = replace(told, tasks=[task("marta", form="confirm")])
    assert progress.summary(MARTA, page) == "It waits for you."
    [lane] = progress.stages(MARTA, page, [], WORDS)[1].lanes
    assert (lane.you, lane.href, lane.confirm) == (True, "/tasks/5", "/requests/REQ-000001/confirm")


def test_it_waits_for_somebody_since(told: RequestPage) -> None:
    page = replace(told, tasks=[task("jonas")])
    assert progress.summary(MARTA, page).startswith("Waits for jonas since today")
    stage = progress.stages(MARTA, page, [], WORDS)[1]
    assert (stage.name, stage.state) == ("Bestätigen", "now")
    assert not stage.lanes[0].href


def test_a_group_has_it(told: RequestPage) -> None:
    page = replace(told, tasks=[task(None, group="Desktop support")])
    assert "Desktop support" in progress.summary(MARTA, page)
    german = Wording({"Desktop support": "Desktop-Support"})
    assert "Desktop-Support" in progress.summary(MARTA, page, german)


def test_free_work_of_a_group_leads_its_people_to_the_task(told: RequestPage) -> None:
    page = replace(told, tasks=[task(None, group="desktop-support")])
    [lane] = progress.stages(MARTA, page, [], WORDS, groups=["desktop-support"])[1].lanes
    assert (lane.you, lane.href) == (False, "/tasks/5")
    [lane] = progress.stages(MARTA, page, [], WORDS, groups=["hr"])[1].lanes
    assert not lane.href
    [lane] = progress.stages(MARTA, replace(told, tasks=[task("eva")]), [], WORDS, groups=["desktop-support"])[1].lanes
    assert not lane.href


def test_nobody_is_led_to_decide_on_their_own_request(told: RequestPage) -> None:
    asked = replace(task(None, group="it-budget"), kind="approval")
    [lane] = progress.stages(MARTA, replace(told, tasks=[asked]), [], WORDS, groups=["it-budget"])[1].lanes
    assert not lane.href


def test_several_at_once(told: RequestPage) -> None:
    page = replace(told, tasks=[task("jonas"), task("lena")])
    assert progress.summary(MARTA, page) == "2 steps are under way at the same time."
    assert len(progress.stages(MARTA, page, [], WORDS)[1].lanes) == 2


def test_who_decides_what_is_needed_counts_only_while_nothing_is_begun(told: RequestPage) -> None:
    box = replace(task(None, group="Desktop support"), choosing=True, name="Repair", stage="Repair")
    page = replace(told, tasks=[box])
    assert progress.summary(MARTA, page).startswith("Waits for Desktop support since")
    [lane] = progress.stages(MARTA, page, [], WORDS)[1].lanes
    assert lane.words == "Decides what is needed next"
    page = replace(told, tasks=[box, task("jonas")])
    assert progress.summary(MARTA, page).startswith("Waits for jonas since")
    now_ = progress.stages(MARTA, page, [], WORDS)[1]
    assert (now_.name, [lane.meta for lane in now_.lanes]) == ("Bestätigen", ["Repair", "Bestätigen"])


def test_the_house_is_at_work_on_the_step_that_goes_on(told: RequestPage) -> None:
    stages = [Stage("Ask", "done"), Stage("Confirm", "current"), Stage("Close", "ahead")]
    names = [stage.name for stage in progress.stages(MARTA, replace(told, stages=stages), [], WORDS)]
    assert "Bestätigen" in names
    assert names.index("Bestätigen") < names.index("Close")
    now_ = next(one for one in progress.stages(MARTA, told, [], WORDS) if one.state == "now")
    assert (now_.name, [lane.plate for lane in now_.lanes]) == ("Laneway is at work", ["Laneway"])


def test_the_plate_says_whose_it_is(told: RequestPage) -> None:
    german = Wording({"Desktop support": "Desktop-Support"})
    tasks = [task("jonas", group="Desktop support"), task("lena"), task(None)]
    lanes = progress.stages(MARTA, replace(told, tasks=tasks), [], german)[1].lanes
    assert [lane.plate for lane in lanes] == ["Desktop-Support", "lena", "Approval"]


def test_a_fault_is_ours(told: RequestPage) -> None:
    page = replace(told, line=replace(told.line, state="stuck"))
    assert "you need not do anything" in progress.summary(MARTA, page)


def test_a_refusal_is_marked_and_its_reason_said_once(told: RequestPage) -> None:
    line = replace(told.line, state="ended", outcome="rejected", reason="No budget.", ended_at=now())
    said = Said("Approval", "Jonas Weber", "", "reject", "No budget.", now())
    page = replace(told, line=line, stages=[Stage("Approval", "done", "Jonas Weber", now())])
    stages = progress.stages(MARTA, page, [said], WORDS)
    assert [stage.mark for stage in stages] == ["check", "x", "x"]
    assert sum("No budget." in stage.said for stage in stages) == 1


def test_what_was_fulfilled_needs_no_reason(told: RequestPage) -> None:
    line = replace(told.line, state="ended", outcome="fulfilled", reason="Below the automatic limit", ended_at=now())
    assert progress.stages(MARTA, replace(told, line=line), [], WORDS)[-1].said == ""
