"""Every verb that a person calls asks by itself whether they may: generated from the signatures, so that no new verb is
forgotten (docs/adr/0026-verbs-guard-themselves.md).

Whoever takes `actor: Actor` first is such a verb. Parts of verbs take what they work on first: they were asked before.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import app.operations
from app.config import ROOT
from app.db import session, transaction
from app.errors import Forbidden, LanewayError, NotFound
from app.operations import people, permissions
from app.operations.permissions import LANEWAY, Actor, actor_of
from tests.app.operations.guarded import OPEN, Things
from tests.fixtures.cast import Cast

#: Done to what is one's own, whatever is named.
OWN = {
    "idempotency.begin",
    "idempotency.kept",
    "idempotency.keep",
    "kept_answers.keep",
    "kept_answers.forget",
    "files.add",
    "people.settle",
    "presence.gone",
    "presence.stir",
    "seen.mark",
    "telling.read",
}
#: They ask, and change nothing; so does whatever is called may_….
QUESTIONS = {"articles.reads_staff", "answers.own_files"}
#: Values for one verb, where its word means something else than elsewhere.
APART: dict[str, dict[str, Any]] = {
    "calendars.save": {"given": {"name": "X", "zone": "UTC", "week": ["08:00-12:00"] * 7}},
    "importing.bring": {"files": {}},
    "migrating.way": {"new": 1},
    "skills.keep": {"key": "infrastructure"},
}
#: What the web calls for nobody yet, or for whoever proved by a password or a secret that they are it.
UNASKED = {
    "password_links.asked_for",
    "password_links.set_by_link",
    "passwords.store",
    "people.begin",
    "sessions.begin",
    "tokens.make",
}
OPERATIONS = ROOT / "app" / "operations"


def verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    for found in pkgutil.walk_packages(app.operations.__path__, "app.operations."):
        module = importlib.import_module(found.name)
        for name, call in vars(module).items():
            mine = inspect.isfunction(call) and call.__module__ == found.name and module is not permissions
            if not mine or name.startswith(("_", "may_")):
                continue
            first = next(iter(inspect.signature(call).parameters.values()), None)
            if first is not None and first.annotation is Actor:
                yield f"{found.name.removeprefix('app.operations.')}.{name}", call


def arguments(name: str, call: Callable[..., Any], known: dict[str, Any]) -> dict[str, Any]:
    """A value for each parameter. An unknown one is to be named in guarded.py."""
    given = {}
    for one in list(inspect.signature(call).parameters.values())[1:]:
        typed = f"{one.name}:{getattr(one.annotation, '__name__', '')}"
        value = {**known, **APART.get(name, {})}[typed if typed in known else one.name]
        given[one.name] = value() if callable(value) else value
    return given


def changes() -> int:
    """How many rows this connection has written, kept or not."""
    driver: Any = session().connection().connection.driver_connection
    return int(driver.total_changes)


class Done(Exception):
    """It was not refused: all is rolled back, so that the next verb finds the house as it was."""


@pytest.mark.parametrize("role", OPEN)
def test_who_has_no_right_is_refused_and_nothing_is_written(sqlite_house: Flask, role: str) -> None:
    things = Things(Cast({}))
    with transaction():
        mallory = actor_of(people.add(LANEWAY, "mallory", {"name": "Mallory", "roles": [role] if role else []}))
    let_in = set()
    for name, call in verbs():
        if name in OWN | QUESTIONS:
            continue
        try:
            with transaction():
                given, before = arguments(name, call, things.known), changes()
                try:
                    call(mallory, **given)
                except (Forbidden, NotFound):
                    assert changes() == before, f"{name} wrote before it refused"
                    raise
                except LanewayError as error:
                    raise Done from error
                raise Done
        except NotFound:
            there = name in APART or given.keys() & things.real
            assert role or there, f"{name} found nothing, which says nothing of its guard"
        except Forbidden:
            pass
        except Done:
            let_in.add(name)
    assert let_in == OPEN[role]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def calls(body: ast.AST, path: Path) -> Iterator[str]:
    """Functions of operations that are named in `body`, as "module.function"."""
    known = {}
    for one in ast.walk(tree(path)):
        if isinstance(one, ast.ImportFrom) and (one.module or "").startswith("app.operations"):
            inside = (one.module or "").removeprefix("app.operations").lstrip(".")
            known |= {two.asname or two.name: f"{inside}.{two.name}".lstrip(".") for two in one.names}
    here = (
        path.relative_to(OPERATIONS).with_suffix("").as_posix().replace("/", ".") if OPERATIONS in path.parents else ""
    )
    for one in ast.walk(body):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in known:
            yield f"{known[one.value.id]}.{one.attr}"
        elif isinstance(one, ast.Name):
            yield known.get(one.id, f"{here}.{one.id}")


def told() -> set[str]:
    """Functions of operations that write history or send something out, and whatever calls such a one."""
    called: dict[str, set[str]] = {}
    for path in OPERATIONS.rglob("*.py"):
        module = path.relative_to(OPERATIONS).with_suffix("").as_posix().replace("/", ".")
        for one in tree(path).body:
            if isinstance(one, ast.FunctionDef):
                called[f"{module}.{one.name}"] = set(calls(one, path))
    found = {"journal.write", "outbox.write"}
    while more := {name for name, others in called.items() if others & found} - found:
        found |= more
    return found


def test_the_web_does_nothing_of_consequence_without_saying_who_does_it() -> None:
    named = {one for path in (ROOT / "app" / "web").rglob("*.py") for one in calls(tree(path), path)}
    assert named & told() - {name for name, _call in verbs()} == UNASKED
