"""Every page answers; none asks more of the database because there is more in it, nor weighs much."""

from pathlib import Path

import pytest
from flask import Flask

from app.factory import create_app
from bench import addresses, crowd, furnished, weight
from bench.readers import Readers, Seen
from tests.fixtures.absent import cannot_run

#: More statements than this are a page that asks row by row.
MOST = 45
#: So many more may come with what was not there at all before; rows, of which a page shows dozens, bring none.
FIRST = 5
DIST = Path(__file__).parents[2] / "app" / "static" / "dist" / "manifest.json"


def served(house: Flask) -> Flask:
    """Another app on the same database: the fixture's own context would be that of every call."""
    return create_app(house.extensions["laneway"])


def looked(house: Flask) -> dict[tuple[str, str, str], Seen]:
    """Every visit, by its rule, its address (whose secret is another one each time) and who looks."""
    app = served(house)
    readers = Readers(app)
    pages = [(rule, visit) for rule, visits in addresses.visits(app).items() for visit in visits]
    return {
        (rule, "" if "<secret>" in rule else visit.path, who): readers.visit(who, visit.path, 0)
        for rule, visit in pages
        for who in visit.people
    }


def is_heavy(rule: str, seen: Seen) -> bool:
    """A page that is no editor and ships more than a hundred kilobytes of script."""
    is_page = seen.answer.mimetype == "text/html" and not rule.startswith(weight.EDITORS)
    return is_page and weight.scripts(seen.answer.text) > weight.LIMIT


@pytest.mark.slow
@pytest.mark.timeout(900)  # every page twice, on a machine that may be busy
def test_no_page_asks_more_because_there_is_more_nor_ships_much(sqlite_house: Flask) -> None:
    if not DIST.exists():
        cannot_run("the front end is not built here: run ./laneway up or ./laneway test once")
    house = sqlite_house
    furnished.move_in()
    crowd.grow(200, people=20)
    assert addresses.unvisited(served(house)) == []
    few = {visit: seen.queries for visit, seen in looked(house).items()}
    crowd.grow(200, people=0)
    seen = looked(house)
    assert len(seen) > 100  # it is every page, not none
    many = {visit: one.queries for visit, one in seen.items()}
    assert {visit: (few[visit], count) for visit, count in many.items() if count > few.get(visit, MOST) + FIRST} == {}
    assert {visit: count for visit, count in many.items() if count > MOST} == {}
    assert [visit for visit, one in seen.items() if is_heavy(visit[0], one)] == []
