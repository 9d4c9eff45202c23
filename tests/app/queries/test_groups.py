"""A list of groups and a catalogue cost the same however many groups there are."""

from collections.abc import Callable
from dataclasses import replace

from flask import Flask

from app.db import reading, session, transaction
from app.models.group import Group
from app.models.membership import Membership
from app.operations import audience
from app.operations.permissions import actor_of
from app.queries import groups
from tests.app.web.test_same_work import statements
from tests.fixtures.callers import person


def many(count: int) -> None:
    """Groups led by Jonas, each with Ewa and every other one with Dan."""
    jonas, eva, dan = (person(login).id for login in ("jonas", "eva", "dan"))
    with transaction():
        for number in range(count):
            row = Group(key=f"g{number}", name=f"Group {number}", active=True, manager_id=jonas)
            session().add(row)
            session().flush()
            members = (eva, dan) if number % 2 else (eva,)
            session().add_all(Membership(group_id=row.id, person_id=one) for one in members)


def asked(work: Callable[[], object]) -> int:
    told: list[str] = []
    with reading(), statements(told):
        work()
    return sum(one.startswith("SELECT") for one in told)


def test_members_and_managers_are_read_at_once(house: Flask) -> None:
    admin = actor_of(person("admin"))
    before = asked(lambda: groups.page(admin, limit=100))
    many(30)
    assert asked(lambda: groups.page(admin, limit=100)) == before
    with reading():
        found = {one.key: one for one in groups.page(admin, limit=100).items}
        assert (found["g1"].manager, found["g1"].members, found["g2"].members) == ("jonas", ["dan", "eva"], ["eva"])
        assert found["g1"] == groups.one(admin, "g1")
        assert {found[key].manager for key in found if key.startswith("g")} == {"jonas"}


def test_for_whom_items_are_is_asked_once(house: Flask) -> None:
    many(3)
    eva = person("eva")
    actor = actor_of(eva)
    with reading():
        fits = [audience.admits({"audience": f"group:g{number}"}, eva, actor) for number in range(4)]
        nobody = audience.admits({"audience": "group:g0"}, eva, replace(actor, groups=frozenset()))
    assert (fits, nobody) == ([True, True, True, False], False)
    once = asked(lambda: audience.admits({"audience": "group:g0"}, eva, actor))
    assert asked(lambda: [audience.admits({"audience": f"group:g{n}"}, eva, actor) for n in range(4)]) == once
