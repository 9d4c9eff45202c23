"""Views of queries as the plain data of the API: persons are logins, moments stay moments (json.py writes them)."""

from collections.abc import Callable
from typing import Any

from app.queries.catalogue import Item, ItemPage
from app.queries.clocks import ClockLine
from app.queries.pages import Page
from app.queries.request import RequestPage
from app.queries.requests import RequestLine
from app.queries.task import TaskPage


def listed(page: Page[Any], one: Callable[[Any], Any] = vars) -> dict[str, Any]:
    """{items, next}."""
    return {"items": [one(item) for item in page.items], "next": page.next}


def item(one: Item) -> dict[str, Any]:
    """An item of the catalogue."""
    return {name: value for name, value in vars(one).items() if name != "version_id"}


def item_whole(one: ItemPage) -> dict[str, Any]:
    """An item with its form."""
    return {**item(one.item), "form": one.form, "data": one.data}


def request(one: RequestLine) -> dict[str, Any]:
    """A request in a list."""
    return {name: value for name, value in vars(one).items() if name != "id"}


def request_whole(one: RequestPage) -> dict[str, Any]:
    """A request whole."""
    return {
        **request(one.line),
        "version": one.version,
        "stages": [vars(stage) for stage in one.stages],
        "tasks": [vars(task) for task in one.tasks],
        "timers": [vars(timer) for timer in one.timers],
        "incidents": [vars(incident) for incident in one.incidents],
        "variables": one.variables,
        "suspended": vars(one.stop) if one.stop else None,
        "stars": one.stars,
        "rating": one.rating,
    }


def task_whole(one: TaskPage) -> dict[str, Any]:
    """A task with its form."""
    return {
        **vars(one.line),
        "version": one.version,
        "form": one.form,
        "data": one.data,
        "answers": one.answers,
        "may_act": one.may_act,
        "steps": None if one.steps is None else [vars(step) for step in one.steps],
        "may_finish": one.may_finish,
        "checklist": [vars(line) for line in one.checklist],
    }


def clock(one: ClockLine) -> dict[str, Any]:
    """A clock with its ledger."""
    return {**vars(one), "ledger": [vars(line) for line in one.ledger]}
