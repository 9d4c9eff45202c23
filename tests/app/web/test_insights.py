"""The process manager's pages: figures that count, filters that filter, files that no spreadsheet computes."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import update

from app.db import now, session, transaction
from app.models.person import Person
from app.models.request import Request
from app.operations import clock
from app.web.spreadsheet import cell
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]


@pytest.fixture
def number(sqlite_house: Flask, program: Program) -> str:
    found: str = ordered(program("marta"))["number"]
    return found


def test_an_order_is_counted_in_its_month(number: str, browser_of: BrowserOf) -> None:
    lines = browser_of("paul").get("/insights/figures.csv").text.splitlines()
    assert lines[0].endswith("month,item,received,fulfilled,rejected,withdrawn,median_hours")
    assert [line.partition(",")[2] for line in lines[1:]] == ["new_software,1,0,0,0,"]


def test_the_page_shows_the_median_and_what_is_oldest(number: str, program: Program, browser_of: BrowserOf) -> None:
    ordered(program("marta"))
    program("marta").post(f"/api/v1/requests/{number}/withdraw", json={"reason": "x"})
    page = browser_of("paul").get("/insights").text
    assert "/requests/REQ-000002" in page
    assert 'class="chart"' in page
    assert browser_of("paul").get("/insights/figures.csv").text.rstrip().endswith("new_software,2,0,0,1,0.0")


@pytest.mark.parametrize(
    ("filters", "there"),
    [
        ("state=open", True),
        ("state=ended", False),
        ("outcome=rejected", False),
        ("item=new_software", True),
        ("item=other", False),
        ("requester=marta", True),
        ("requester=MARTA", True),
        ("requester=kovacs", True),
        ("requester=Kovács Marta", True),
        ("requester=weber", False),
        ("requester=jonas", False),
        ("group=desk", False),
        ("since=2000-01-01", True),
        ("until=2000-01-01", False),
        ("ended_since=2000-01-01", False),
        ("ended_until=2000-01-01", False),
        ("overdue=yes", False),
    ],
)
def test_each_filter_filters(number: str, browser_of: BrowserOf, filters: str, there: bool) -> None:
    assert (number in browser_of("paul").get(f"/insights/requests?{filters}").text) is there
    assert (number in browser_of("paul").get(f"/insights/requests.csv?{filters}").text) is there


def test_a_view_is_kept_for_oneself_and_forgotten(number: str, browser_of: BrowserOf) -> None:
    paul = browser_of("paul")
    answer = paul.submit("/insights/views?state=open", name="Mine to watch")
    assert answer.location.endswith("state=open")
    assert "Mine to watch" in paul.get("/insights/requests").text
    assert "Mine to watch" not in browser_of("admin").get("/insights/requests").text
    assert browser_of("admin").submit("/insights/views/1/drop").status_code == 404
    paul.submit("/insights/views/1/drop")
    assert "Mine to watch" not in paul.get("/insights/requests").text


def test_a_formula_in_a_title_is_text(number: str, browser_of: BrowserOf) -> None:
    with transaction():
        session().get_one(Request, 1).title = "=1+1"
    assert ",'=1+1," in browser_of("paul").get("/insights/requests.csv").text
    assert [cell(text)[0] for text in ("=a", "+a", "-a", "@a", "\ta", "\ra")] == ["'"] * 6
    assert cell("plain") == "plain"


@pytest.mark.parametrize("path", ["", "/requests", "/overdue", "/figures.csv", "/requests.csv", "/overdue.csv"])
def test_others_may_not_look(sqlite_house: Flask, browser_of: BrowserOf, path: str) -> None:
    assert browser_of("marta").get(f"/insights{path}").status_code == 403
    assert browser_of("paul").get(f"/insights{path}").status_code == 200


def test_a_day_that_is_none_is_said(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    assert browser_of("paul").get("/insights/requests?since=tomorrow").status_code == 400


def test_overdue_tasks_are_a_file_too(number: str, browser_of: BrowserOf) -> None:
    head, *none = browser_of("paul").get("/insights/overdue.csv").text.splitlines()
    assert (head.lstrip("\ufeff"), none) == ("request,title,item,name,assignee,group,requester,created_at,due_at", [])
    with transaction():
        clock.move(timedelta(days=30).total_seconds())
    [line] = browser_of("paul").get("/insights/overdue.csv").text.splitlines()[1:]
    assert line.startswith(f"{number},")
    assert ",jonas,," in line, "whom it waits for"
    with transaction():
        session().execute(update(Person).where(Person.login == "paul").values(language="hu"))
    assert "<b>Döntés</b>" in browser_of("paul").get("/insights/overdue").text


def test_each_month_has_a_median_of_its_own(number: str, program: Program, browser_of: BrowserOf) -> None:
    """Two hours in the first month, a day in the next; the page once showed one median of all months in each row."""
    second = ordered(program("marta"))["number"]
    with transaction():
        for place, (month, hours) in enumerate((("2026-01", 2), ("2026-02", 24)), start=1):
            row = session().get_one(Request, place)
            row.created_at = datetime.fromisoformat(f"{month}-10T08:00:00+00:00")
            row.state, row.outcome, row.ended_at = "ended", "fulfilled", row.created_at + timedelta(hours=hours)
        clock.move((datetime(2026, 3, 1, tzinfo=UTC) - now()).total_seconds())
    lines = browser_of("paul").get("/insights/figures.csv?months=12").text.splitlines()[1:]
    assert lines == ["2026-02,new_software,1,1,0,0,24.0", "2026-01,new_software,1,1,0,0,2.0"]
    assert second


def test_each_figure_leads_to_the_requests_that_it_counts(number: str, program: Program, browser_of: BrowserOf) -> None:
    """Ordered in January and ended in February: what is received is told by the order, what is fulfilled by the end."""
    ends = ("fulfilled", "answered", "rejected", "withdrawn", None)
    for _ in ends[1:]:
        ordered(program("marta"))
    with transaction():
        for place, outcome in enumerate(ends, start=1):
            row = session().get_one(Request, place)
            row.created_at = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
            if outcome:
                row.state, row.outcome, row.ended_at = "ended", outcome, datetime(2026, 2, 28, 23, tzinfo=UTC)
        clock.move((datetime(2026, 3, 1, tzinfo=UTC) - now()).total_seconds())
    paul = browser_of("paul")
    figures = re.findall(r'<a href="(/insights/requests\?[^"]+)">(\d+)</a>', paul.get("/insights").text)
    assert sorted(int(count) for _, count in figures) == [1, 1, 1, 1, 2, 2, 5, 5]  # above all and in the months' rows
    for address, count in figures:
        listed = paul.get(unescape(address).replace("/requests?", "/requests.csv?")).text.splitlines()[1:]
        assert len(listed) == int(count), address
