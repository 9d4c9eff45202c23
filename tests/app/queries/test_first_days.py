"""A young house says what it lacks, to its administrators only, and is silent once work can go through."""

from flask import Flask

from app.db import reading, transaction
from app.operations import groups, people
from app.operations.permissions import LANEWAY, Actor, actor_of
from app.queries import first_days


def add(login: str, *roles: str) -> Actor:
    with transaction():
        facts = {"name": login, "email": f"{login}@house.example", "roles": list(roles)}
        return actor_of(people.add(LANEWAY, login, facts))


def test_each_thing_that_is_there_is_not_asked_for_any_more(empty_house: Flask) -> None:
    admin = add("first", "administrator")
    with transaction():
        groups.add_empty(LANEWAY, "it-budget")
    with reading():
        assert first_days.lacking(admin) == first_days.Lacking(True, first_days.NEEDED, ("IT budget",), mail=False)
    helper = add("helper", "process_manager", "process_owner")
    with reading():
        found = first_days.lacking(admin)
        assert found is not None
        assert (found.alone, found.unled, found.empty) == (False, (), ("IT budget",))
        assert first_days.lacking(helper) is None
    with transaction():
        groups.change(admin, "it-budget", {"members": ["helper"]})
    with reading():
        assert first_days.lacking(admin) is None
