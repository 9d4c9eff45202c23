"""The tour leaves out no page: whoever adds one adds a stop, or says why there is none."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from app.config import Config
from app.factory import create_app
from tour import pages, pictures, stops

FACTS = {"move": "REQ-000001", "autocad": "REQ-000001", "miro": "REQ-000001", "figma": "REQ-000001",
         "approval": 1, "fulfilment": 1, "incident": 1, "cause": "c", "decision": 1, "letter": 1}  # fmt: skip
EACH = 70_000  # bytes of a picture, on average: a clone should not be heavy
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app(Config(var=tmp_path))


def pages_for_people(app: Flask) -> set[str]:
    rules = app.url_map.iter_rules()
    return {rule.endpoint for rule in rules if "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/")}


def shown(app: Flask) -> set[str]:
    """The endpoints where the tour stops."""
    found, ways = set(), app.url_map.bind("localhost")
    for stop in stops.stops():
        try:
            found.add(ways.match(stop.path.format(**FACTS).partition("?")[0])[0])
        except NotFound:
            assert stop.name == "nowhere"
    return found


def test_every_page_is_a_stop_or_passed_by_with_a_reason(app: Flask) -> None:
    assert pages_for_people(app) - shown(app) - set(stops.PASSED_BY) == set()


def test_nothing_is_passed_by_that_is_shown_or_gone(app: Flask) -> None:
    assert set(stops.PASSED_BY) & shown(app) == set()
    assert set(stops.PASSED_BY) <= pages_for_people(app)


def test_names_are_unique() -> None:
    names = [stop.name for stop in stops.stops()]
    assert len(names) == len(set(names))


def test_the_page_of_the_tour_is_what_the_stops_say() -> None:
    assert (DOCS / "tour.md").read_text(encoding="utf-8") == pages.written(stops.CHAPTERS)


def test_every_picture_is_there_and_small() -> None:
    folder = DOCS / "pictures" / "tour"
    wanted = {view.file(stop) for stop in stops.stops() for view in pictures.VIEWS}
    assert {path.name for path in folder.glob("*.png")} == wanted
    assert sum(path.stat().st_size for path in folder.glob("*.png")) < EACH * len(wanted)
