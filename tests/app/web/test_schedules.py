"""The studio page of an item tells what begins it beside an order, when next, and starts a stopped schedule again."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app.catalogue import mails
from app.db import session, transaction
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.models.request import Request
from app.models.schedule import Schedule
from app.operations import importing
from tests.app.operations.beginning_items import asked, done, item
from tests.fixtures.callers import Browser
from tests.workflows.diagrams import declared, extensions, message, messages, node, path, properties, signal, timer
from workflows.values import loads

BrowserOf = Callable[[str], Browser]
CLEANING = item(
    "cleaning",
    node("startEvent", "daily", timer("R/P1D", "Cycle"), name="Every day"),
    node("startEvent", "spilt", extensions(properties(requester="=who")), message("spilt")),
    node("startEvent", "flood", signal("flood")),
    asked("t"),
    done(),
    path("daily", "t", "end"),
    path("spilt", "t"),
    path("flood", "t"),
    around=messages(spilt=None) + declared("signal", "flood"),
    owner="olivia",
)


def publish() -> None:
    with transaction():
        made = importing.import_files({"cleaning.bpmn": CLEANING})
        assert made.state == "published", made.problems


def schedule() -> Schedule:
    return session().scalars(select(Schedule).execution_options(populate_existing=True)).one()


def test_what_begins_an_item_and_when(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    assert "beside an order" not in olivia.get("/studio/new_software").text
    publish()
    page = olivia.get("/studio/cleaning").text
    for words in ("What begins it beside an order", "R/P1D", "Every day", "spilt", "flood", "=who", "olivia"):
        assert words in page


def test_a_schedule_is_tried_now_once_and_keeps_its_time(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    publish()
    row, due = schedule().id, schedule().run_at
    olivia = browser_of("olivia")
    assert "Start it now?" in olivia.get("/studio/cleaning").text
    now = f"/studio/cleaning/schedules/{row}/now"
    assert browser_of("marta").submit(now).status_code == 403
    assert olivia.submit(f"/studio/new_software/schedules/{row}/now").status_code == 404
    for _twice in range(2):
        assert olivia.submit(now, once="the-mark").location == "/studio/cleaning"
    request = session().scalars(select(Request).where(Request.item == "cleaning")).one()
    assert request.number in olivia.get("/studio/cleaning").text
    assert (request.requester.login, schedule().run_at, schedule().turn) == ("olivia", due, 0)
    page = olivia.get(f"/requests/{request.number}").text
    assert "Started now, ahead of its schedule" in page
    assert "You submitted it" not in page
    (mail,) = session().scalars(select(Outbox).where(Outbox.key.like(f"{request.number}:submitted:%")))
    assert mails.opened(loads(mail.payload)).subject.startswith("Begun for you")


def test_a_stopped_schedule_goes_on_for_those_who_draw(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    publish()
    with transaction():
        schedule().state, schedule().error = "dead", "Nobody could be the requester."
        row = schedule().id
    olivia = browser_of("olivia")
    assert "Nobody could be the requester." in olivia.get("/studio/cleaning").text
    again = f"/studio/cleaning/schedules/{row}/again"
    assert browser_of("marta").submit(again).status_code == 403
    assert olivia.submit(f"/studio/new_software/schedules/{row}/again").status_code == 404
    assert olivia.submit(again).location == "/studio/cleaning"
    with transaction():
        assert (schedule().state, schedule().error) == ("ready", "")
    olivia.submit(again)
    said = [(row.actor, row.text) for row in session().scalars(select(Journal).where(Journal.kind == "schedule.again"))]
    assert said == [("olivia", "Started the schedule of cleaning again.")]
