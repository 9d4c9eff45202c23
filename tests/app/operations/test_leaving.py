"""Leaving while taking: whatever the order, no open task stays with somebody who has left."""

import threading
from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app.db import reading, session, transaction
from app.errors import LanewayError
from app.models.person import Person
from app.models.task import Task
from app.operations import leaving, tasks
from app.operations.permissions import LANEWAY, actor_of
from tests.fixtures.callers import person
from tests.fixtures.cast import Cast

ORDER = {
    "software": "Miro",
    "seats": 1,
    "amount": 90,
    "paid_from": "cost_centre",
    "cost_centre": "4711",
    "why": "One of us draws the new portal.",
}
ROUNDS = 6


def both(house: Flask, *works: Callable[[], object]) -> None:
    start = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        with house.app_context():
            start.wait()
            try:
                with transaction():
                    work()
            except LanewayError:
                pass  # the other one was first

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_taking_while_being_deactivated(house: Flask, cast: Cast) -> None:
    for _round in range(ROUNDS):
        number = cast.marta.orders("new_software", ORDER)
        with reading():
            task_id = cast.bela.task(number).id
            bela = actor_of(person("bela"))
        both(
            house,
            lambda task_id=task_id, bela=bela: tasks.claim(bela, task_id),
            lambda: leaving.deactivate(LANEWAY, "bela"),
        )
        with transaction():
            leaving.pass_on_leftovers()
            held = select(Task.id).join(Person, Person.id == Task.assignee_id).where(Task.state == "open")
            assert session().scalar(held.where(Person.active.is_(False))) is None
            leaving.reactivate(LANEWAY, "bela")
