"""Two people at one task, without script: seen, merged, asked to look again, second with a note."""

import re
from collections.abc import Callable

import pytest

from app.db import transaction
from app.operations import clock, importing, presence
from tests.app.operations.beginning_items import done, item
from tests.app.operations.routed_items import task_of
from tests.capabilities.brought import FIELDS
from tests.fixtures.callers import Browser
from tests.fixtures.cast import Cast
from tests.workflows.diagrams import extensions, node, path, properties, start

BrowserOf = Callable[[str], Browser]
HIDDEN = re.compile(r'form="answer" name="(_typed|_filled)" value="([^"]*)"')


@pytest.fixture
def task(cast: Cast) -> str:
    """The address of a task of the infrastructure group with a form of two fields."""
    shows = '<zeebe:formDefinition formId="work"/>'
    said = properties(group="infrastructure", kind="fulfilment")
    step = node("userTask", "work", extensions(f"<zeebe:userTask/>{shows}", said), name="Work")
    form = b'{"type": "default", "components": ' + str(list(FIELDS)).replace("'", '"').encode() + b"}"
    drawn = item("shared", start(), step, done(), path("start", "work", "end"))
    with transaction():
        made = importing.import_files({"shared.bpmn": drawn, "forms/shared/work.form": form})
        assert made.state == "published", made.problems
    return f"/tasks/{task_of(cast.marta.orders('shared', {})).id}"


def handed_in(browser: Browser, task: str, **fields: str) -> dict[str, object]:
    """What the page of the task would send with these fields."""
    hidden: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(browser.get(task).text):
        hidden.setdefault(name, []).append(value)
    return {**hidden, **fields}


def test_who_else_has_it_open_and_not_for_long(cast: Cast, task: str, browser_of: BrowserOf) -> None:
    dan, piotr = browser_of("dan"), browser_of("piotr")
    assert dan.submit(f"{task}/here").text.strip() == ""
    assert "Dan Fischer" in piotr.submit(f"{task}/here").text
    assert "Piotr Wiśniewski" in dan.get(task).text
    piotr.submit(f"{task}/gone")
    assert dan.submit(f"{task}/here").text.strip() == ""
    with transaction():
        clock.move(60)
    assert 'title="Dan Fischer"' not in piotr.get(task).text
    assert browser_of("karol").submit(f"{task}/here").status_code == 404
    with transaction():
        clock.move(4000)
        presence.forget_old()


def test_both_are_kept_and_nothing_unseen_is_handed_in(cast: Cast, task: str, browser_of: BrowserOf) -> None:
    dan, piotr = browser_of("dan"), browser_of("piotr")
    blank = handed_in(piotr, task)
    dan.submit(f"{task}/keep", room="2.04", found="")
    early = piotr.submit(f"{task}/complete", **blank, room="", found="A loose cable.")
    assert (early.status_code, 'value="2.04"' in early.text) == (409, True)
    dan.submit(f"{task}/keep", room="2.04", found="A broken socket.")
    page = piotr.get(task).text
    assert "A broken socket." in page
    assert 'name="_take" value="dan:found"' in page
    taken = piotr.submit(
        f"{task}/complete", **handed_in(piotr, task, room="2.04", found="A loose cable."), _take="dan:found"
    )
    assert taken.status_code == 200
    assert "\nA broken socket.</textarea>" in taken.text
    known = handed_in(piotr, task, room="2.04", found="A broken socket.")
    assert piotr.submit(f"{task}/complete", **known).status_code == 302
    late = dan.submit(f"{task}/complete", room="2.05", found="Both.")
    assert late.status_code == 409
    assert "Piotr Wiśniewski completed this" in late.text
    assert "Room: 2.05\nFound: Both.</textarea>" in late.text


def test_nobody_else_reads_what_is_typed(cast: Cast, task: str, browser_of: BrowserOf) -> None:
    browser_of("dan").submit(f"{task}/keep", room="2.04")
    assert "2.04" not in browser_of("admin").get(task).text
    assert browser_of("karol").get(task).status_code == 404
    marta = browser_of("marta")  # whose request it is, and is led there
    led = marta.get(task)
    assert led.status_code == 302
    assert "2.04" not in led.text + marta.get(led.location).text
