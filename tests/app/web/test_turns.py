"""A step that is done for each of a list opens tasks of one name: each says which one it is about."""

import re
from collections.abc import Callable

from flask import Flask

from app.db import transaction
from app.operations import importing
from tests.app.operations.beginning_items import done, item
from tests.fixtures.callers import Browser
from tests.fixtures.cast import Cast
from tests.workflows.diagrams import flow, loop, mappings, node, path, start, sub, user

SHOWN = re.compile(r"<dt>From the list</dt><dd>([^<]*)</dd>")
STEP = {"group": "infrastructure", "ext": mappings({"note": "null"})}


def told(cast: Cast, browser_of: Callable[[str], Browser], key: str, *nodes: str) -> list[str]:
    """What the pages of the tasks say that an order of such an item opens."""
    file = item(key, start(), *nodes, done(), path("start", "work", "end"))
    with transaction():
        made = importing.import_files({f"{key}.bpmn": file})
        assert made.state == "published", made.problems
    dan, number = browser_of("dan"), cast.marta.orders(key, {})
    pages = [dan.get(f"/tasks/{task.id}").text for task in cast.dan.tasks(number)]
    assert pages
    return [found[1] if (found := SHOWN.search(page)) else "" for page in pages]


def test_each_says_which_one_it_is_about(house: Flask, cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    people = '[{name: "Anna", room: 1}, {name: "Béla", room: 2}]'
    inner = sub("work", loop('["A", "B"]', "house"), node("startEvent", "in"), user("look", **STEP), flow("in", "look"))
    for key, expected, *nodes in (
        ("words", ["red", "blue"], user("work", loop('["red", "blue"]', "colour"), **STEP)),
        ("people", ["Anna", "Béla"], user("work", loop(people, "one"), **STEP)),
        ("numbers", ["1", "2"], user("work", loop(times="2"), **STEP)),
        ("in_turn", ["red"], user("work", loop('["red", "blue"]', "colour", sequential=True), **STEP)),
        ("inner", ["A", "B"], inner),
        ("alone", [""], user("work", **STEP)),
    ):
        assert told(cast, browser_of, key, *nodes) == expected, key
