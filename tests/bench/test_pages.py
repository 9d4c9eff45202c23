"""Every page answers; none asks more of the database because there is more in it, nor weighs much."""

from pathlib import Path

import pytest
from flask import Flask

from app.factory import create_app
from bench import addresses, crowd, furnished, weight
from bench.pages import measure
from bench.readers import Readers

#: More statements than this are a page that asks row by row.
MOST = 45
#: So many more may come with what was not there at all before; rows, of which a page shows dozens, bring none.
FIRST = 5
DIST = Path(__file__).parents[2] / "app" / "static" / "dist" / "manifest.json"


def served(house: Flask) -> Flask:
    """Another app on the same database: the fixture's own context would be that of every call."""
    return create_app(house.extensions["laneway"])


def counted(house: Flask) -> dict[tuple[str, str], int]:
    """Statements of every visit, by its address (whose secret is another one each time) and who looks."""
    readers = Readers(served(house))
    pages = [(rule, visit) for rule, visits in addresses.visits(house).items() for visit in visits]
    return {
        (rule if "<secret>" in rule else visit.path, who): readers.visit(who, visit.path, 0).queries
        for rule, visit in pages
        for who in visit.people
    }


@pytest.mark.slow
def test_no_page_asks_more_because_there_is_more(sqlite_house: Flask) -> None:
    house = sqlite_house
    furnished.move_in()
    crowd.grow(200, people=20)
    assert addresses.unvisited(house) == []
    few = counted(house)
    crowd.grow(500, people=0)
    many = counted(house)
    assert {visit: (few[visit], count) for visit, count in many.items() if count > few.get(visit, MOST) + FIRST} == {}
    assert {visit: count for visit, count in many.items() if count > MOST} == {}


@pytest.mark.slow
def test_no_page_but_the_editors_ships_more_than_a_hundred_kilobytes_of_script(sqlite_house: Flask) -> None:
    if not DIST.exists():
        pytest.skip("The front end is not built here: run ./laneway up or ./laneway test once.")
    furnished.move_in()
    crowd.grow(30, people=20)
    seen, _floor = measure(served(sqlite_house), 1)
    pages = {rule: one for rule, one in seen.items() if not rule.startswith(weight.EDITORS)}
    heavy = {rule: weight.scripts(one.answer.text) for rule, one in pages.items() if one.answer.mimetype == "text/html"}
    assert heavy
    assert {rule: size for rule, size in heavy.items() if size > weight.LIMIT} == {}
