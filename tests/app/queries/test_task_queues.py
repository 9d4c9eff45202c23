"""The inbox against a plain reading of every row: the same tasks, in the same order, whatever the page's size."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, insert, select, text, update

from app.db import db, now, reading, session, transaction
from app.models.candidate import Candidate
from app.models.group import Group
from app.models.request import Request
from app.models.task import Task
from app.operations.permissions import Actor, actor_of, offered_tasks
from app.queries import counts, inbox, task_queues, tasks
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Caller, person

COPIED = ("instance_id", "request_id", "element", "process", "scope", "name", "stage", "internal", "form", "properties")


def fill(program: Callable[[str], Caller], count: int, seed: int) -> None:
    """Many open tasks: held, named or in a group; due soon, at the same moment, or never."""
    ordered(program("marta"))
    draw = random.Random(seed)
    with transaction():
        session().execute(text("delete from approval"))
        one = session().scalars(select(Task)).one()
        people = [person(login).id for login in ("bela", "lena", "eva")]
        groups = list(session().scalars(select(Group.id)))
        moment = now()
        for number in range(count):
            place = draw.choice(("held", "named", "group", "taken"))
            due = draw.choice((None, moment, moment + timedelta(minutes=draw.randrange(50))))
            row = {name: getattr(one, name) for name in COPIED} | {
                "engine_id": f"x{number}",
                "kind": draw.choice(("approval", "fulfilment")),
                "state": "open",
                "group_id": draw.choice(groups) if place in ("group", "taken") else None,
                "assignee_id": draw.choice(people) if place in ("held", "taken") else None,
                "created_at": moment,
                "due_at": due,
            }
            made = session().execute(insert(Task).values(**row).returning(Task.id)).scalar_one()
            if place == "named":
                session().execute(insert(Candidate).values(task_id=made, person_id=draw.choice(people)))


def plainly(actor: Actor, scope: str) -> list[int]:
    """Every row looked at."""
    free = Task.assignee_id.is_(None)
    held = Task.assignee_id == actor.id
    rule = {
        "mine": held | (free & Task.group_id.is_(None)),
        "groups": free & Task.group_id.in_(actor.groups),
        "all": held | free,
    }
    rows = session().scalars(select(Task).where(Task.state == "open", offered_tasks(actor), rule[scope])).all()
    return [row.id for row in sorted(rows, key=lambda row: (row.due_at is None, row.due_at or now(), row.id))]


def paged(actor: Actor, scope: str, limit: int, **filters: str) -> list[int]:
    found, cursor = [], ""
    while True:
        page = tasks.page(actor, scope=scope, limit=limit, cursor=cursor, **filters)
        found += [line.id for line in page.items]
        if page.next is None:
            return found
        cursor = page.next


def test_the_same_as_looking_at_every_row(house: Flask, program: Callable[[str], Caller]) -> None:
    fill(program, 120, seed=7)
    with reading():
        for login in ("bela", "lena", "eva"):
            actor = actor_of(person(login))
            for scope in ("mine", "groups", "all"):
                assert paged(actor, scope, 7) == plainly(actor, scope)
        overseer = actor_of(person("paul"))
        every = session().scalars(select(Task.id).where(Task.state == "open")).all()
        assert sorted(paged(overseer, "all", 11)) == sorted(every)
        approvals = paged(overseer, "all", 11, kind="approval", item="new_software")
        assert set(approvals) == set(session().scalars(select(Task.id).where(Task.kind == "approval")))
        bela = actor_of(person("bela"))
        in_procurement = paged(bela, "groups", 5, group="procurement")
        assert in_procurement == plainly(replace(bela, groups=bela.groups), "groups")
        assert paged(bela, "groups", 5, group="service-desk") == []


@pytest.mark.parametrize("few", [task_queues.FEW, 0])
def test_a_search_is_the_same_by_its_requests_and_along_the_queues(
    house: Flask, program: Callable[[str], Caller], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(task_queues, "FEW", few)
    fill(program, 60, seed=5)
    number = ordered(program("jonas"))["number"]
    with transaction():
        other = session().scalars(select(Request).order_by(Request.id.desc())).first()
        session().execute(update(Task).where(Task.id % 3 == 0).values(request_id=other.id if other else 0))
    with reading():
        theirs = set(session().scalars(select(Task.id).where(Task.request_id == (other.id if other else 0))))
        for login in ("bela", "lena", "eva"):
            actor = actor_of(person(login))
            for scope in ("mine", "groups", "all"):
                expected = [one for one in plainly(actor, scope) if one in theirs]
                assert paged(actor, scope, 4, q=number) == expected, (login, scope)
                assert paged(actor, scope, 4, q=number, order="newest") == sorted(expected, reverse=True)
                assert paged(actor, scope, 4, q=number, order="oldest") == sorted(expected)
                assert paged(actor, scope, 4, q=number, kind="approval") == [
                    one for one in expected if session().get_one(Task, one).kind == "approval"
                ]
                assert paged(actor, scope, 4, q="xyzzy") == []


def test_no_queue_is_read_whole(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    fill(program, 20, seed=1)
    seen: list[tuple[str, object]] = []
    event.listen(db.engine, "before_cursor_execute", lambda c, k, sql, values, x, m: seen.append((sql, values)))
    with reading():
        bela = actor_of(person("bela"))
        seen.clear()
        task_queues.ids(task_queues.Wanted(groups=tuple(bela.groups)), 5)
        [(sql, values)] = [(sql, values) for sql, values in seen if "task" in sql]
        plan = [row[-1] for row in session().connection().exec_driver_sql(f"explain query plan {sql}", values)]
    assert any("USING INDEX ix_task_group_open" in line or "COVERING INDEX ix_task_group_open" in line for line in plan)
    assert not any(line.startswith("SCAN task") for line in plan), plan


def test_counts_agree_and_stop_at_a_hundred(house: Flask, program: Callable[[str], Caller]) -> None:
    fill(program, 60, seed=3)
    with reading():
        eva = actor_of(person("eva"))
        waiting = counts.waiting(eva)
        shown = inbox.views(eva)
        assert waiting.tasks == len(plainly(eva, "all"))
        assert shown.mine.all == len(plainly(eva, "mine"))
        assert sum(group.count.all for group in shown.groups) == len(plainly(eva, "groups"))
        assert task_queues.count(task_queues.Wanted(everybody=True), 10) == 10
