"""The process manager's pages: figures that count, filters that filter, files that no spreadsheet computes."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.db import session, transaction
from app.models.request import Request
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
    assert lines[0].endswith("month,item,received,fulfilled,rejected,withdrawn")
    assert [line.partition(",")[2] for line in lines[1:]] == ["new_software,1,0,0,0"]


def test_the_page_shows_the_median_and_what_is_oldest(number: str, program: Program, browser_of: BrowserOf) -> None:
    ordered(program("marta"))
    program("marta").post(f"/api/v1/requests/{number}/withdraw", json={"reason": "x"})
    page = browser_of("paul").get("/insights").text
    assert "/requests/REQ-000002" in page
    assert 'class="chart"' in page
    assert browser_of("paul").get("/insights/figures.csv").text.rstrip().endswith("new_software,2,0,0,1")


@pytest.mark.parametrize(
    ("filters", "there"),
    [
        ("state=open", True),
        ("state=ended", False),
        ("outcome=rejected", False),
        ("item=new_software", True),
        ("item=other", False),
        ("requester=marta", True),
        ("requester=jonas", False),
        ("group=desk", False),
        ("since=2000-01-01", True),
        ("until=2000-01-01", False),
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


@pytest.mark.parametrize("path", ["", "/requests", "/overdue", "/figures.csv", "/requests.csv"])
def test_others_may_not_look(sqlite_house: Flask, browser_of: BrowserOf, path: str) -> None:
    assert browser_of("marta").get(f"/insights{path}").status_code == 403
    assert browser_of("paul").get(f"/insights{path}").status_code == 200


def test_a_day_that_is_none_is_said(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    assert browser_of("paul").get("/insights/requests?since=tomorrow").status_code == 400
