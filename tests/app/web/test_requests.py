"""The lists of requests: one's own, one's people's, everybody's; what is asked for stands in the address."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from app.web import requests
from tests.app.operations import ruled
from tests.app.web.api.test_journey import ordered
from tests.app.web.test_pages import ORDER, text_of
from tests.fixtures.callers import Browser, Caller

BrowserOf = Callable[[str], Browser]
Program = Callable[[str], Caller]
PRINTER = {"subject": "The printer is offline", "category": "it", "description": "It says so since this morning."}


def test_a_line_manager_sees_their_peoples(house: Flask, browser_of: BrowserOf) -> None:
    number = browser_of("dan").submit("/items/new_software", **ORDER).location[-10:]
    grace, dan, karol = browser_of("grace"), browser_of("dan"), browser_of("karol")
    page = grace.get("/requests?whose=people").text
    assert number in page
    assert "Dan Fischer" in page
    assert "whose=people" in grace.get("/requests").text
    assert number not in grace.get("/requests").text
    assert "whose=people" not in dan.get("/requests").text
    assert number not in karol.get("/requests?whose=people&view=all").text
    assert number not in browser_of("clara").get("/requests?whose=people&view=all").text


def test_it_says_whom_it_waits_for_and_since_when(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    dan.submit("/items/new_software", **ORDER)
    assert "Waits for Grace Miller since today" in text_of(dan.get("/requests").text)


def test_found_by_title_number_and_answers(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    number = dan.submit("/items/new_software", **ORDER).location[-10:]
    other = dan.submit("/items/new_software", **{**ORDER, "software": "Miro", "why": "For the workshop."}).location[
        -10:
    ]
    for words, hit, miss in (
        ("figma", number, other),
        (other.lower(), other, number),
        ("portal together", number, other),
        ("WORKSHÓP", other, number),
    ):
        page = dan.get("/requests", query_string={"q": words}).text
        assert (f'href="/requests/{hit}"' in page, f'href="/requests/{miss}"' in page) == (True, False), words


def test_more_than_one_page_fits(sqlite_house: Flask, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page once said how many it showed for how many there are."""
    dan = browser_of("dan")
    for _ in range(2):
        dan.submit("/items/new_software", **ORDER)
    assert "2 requests fit" in dan.get("/requests?q=figma").text
    page = requests.queries.page
    monkeypatch.setattr(requests.queries, "page", lambda *given, **more: page(*given, **{**more, "limit": 1}))
    assert "More than 1 requests fit. These are the newest." in dan.get("/requests?q=figma").text


def test_a_search_looks_at_finished_ones_too(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    number = ordered(program("dan"))["number"]
    dan = browser_of("dan")
    dan.submit(f"/requests/{number}/withdraw", reason="No need.")
    assert f'href="/requests/{number}"' in dan.get("/requests?q=figma").text
    assert f'href="/requests/{number}"' not in dan.get("/requests?q=figma&view=open").text
    assert f'href="/requests/{number}"' in dan.get("/requests?view=ended").text


def test_the_search_stays_with_ones_own_and_offers_more(
    sqlite_house: Flask, browser_of: BrowserOf, program: Program
) -> None:
    number = ordered(program("marta"))["number"]
    jonas = browser_of("jonas")
    assert number not in jonas.get("/requests?q=figma").text
    assert "view=all&amp;whose=all&amp;q=figma" in jonas.get("/requests?q=figma").text
    assert number in jonas.get("/requests?q=figma&whose=all").text


def test_one_item_at_a_time(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    software = dan.submit("/items/new_software", **ORDER).location[-10:]
    assert 'id="item"' not in dan.get("/requests").text  # one item: nothing to choose
    printer = dan.submit("/items/general_request", **PRINTER).location[-10:]
    page = dan.get("/requests?item=new_software&whose=mine").text
    assert [number in page for number in (software, printer)] == [True, False]
    assert '<option value="new_software" selected>New software</option>' in page
    assert "view=ended&amp;whose=mine&amp;item=new_software" in page  # the tabs keep it
    assert "Nothing of this item here." in dan.get("/requests?item=office_move").text
    people = browser_of("grace").get("/requests?whose=people&item=general_request").text
    assert [number in people for number in (software, printer)] == [False, True]
    assert "<option" not in browser_of("karol").get("/requests").text


def test_a_process_that_nobody_has_drawn_is_drawn_by_the_house(house: Flask, browser_of: BrowserOf) -> None:
    ruled.publish({"id": "R1", "who": "person", "whom": "tom"})
    ruled.order("marta", 10)
    marta = browser_of("marta")
    assert '<svg class="bpmn' in marta.get("/items/buying").text
    other = marta.submit("/items/new_software", **ORDER).location
    page = marta.get(other[:-6] + f"{int(other[-6:]) - 1:06d}").text
    assert 'id="diagram"' in page
    assert 'class="tok"' in page


def test_a_number_in_the_search_of_every_page_goes_straight_there(
    sqlite_house: Flask, browser_of: BrowserOf, program: Program
) -> None:
    number = ordered(program("marta"))["number"]
    jonas, karol = browser_of("jonas"), browser_of("karol")
    head = jonas.get("/").text.partition('class="find"')[2].partition("</form>")[0]
    asked = "&".join(f"{name}={value}" for name, value in re.findall(r'name="(\w+)" value="(\w+)"', head))
    for typed in (number, number.lower(), str(int(number[4:]))):
        assert jonas.get(f"/requests?q={typed}&{asked}").location == f"/requests/{number}"
        assert karol.get(f"/requests?q={typed}&{asked}").status_code == 200
    assert number in jonas.get(f"/requests?q=figma&{asked}").text, "all that he may see, not his own alone"


def test_what_waits_for_the_reader_says_so_in_the_list(
    sqlite_house: Flask, browser_of: BrowserOf, program: Program
) -> None:
    ordered(program("dan"))
    grace, dan = browser_of("grace"), browser_of("dan")
    yours, hers = grace.get("/requests?whose=people").text, dan.get("/requests").text
    assert "Waits for you" in yours
    assert "Waits for Grace Miller since" not in yours
    assert "Waits for you" not in hers
    assert "Waits for Grace Miller since" in hers
