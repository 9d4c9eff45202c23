"""What a step's properties say of how its work finds its person."""

import pytest

from workflows.routing import Routing, points_of, routing, skills


def test_properties_are_read() -> None:
    given = {"assign": "skills", "skills": "SAP >= 2, Arc welding, Steel≥3", "points": "5"}
    assert routing(given) == Routing("skills", (("SAP", 2), ("Arc welding", 1), ("Steel", 3)), 5)
    assert routing({}) == Routing()
    assert routing({"assign": "lottery", "points": "many"}) == Routing()
    assert routing({"assign": "earlier", "earlier": "test"}).earlier == "test"


@pytest.mark.parametrize("text", ["SAP >= 5", "SAP >=", "SAP = 2", ">= 2", "SAP >= two"])
def test_what_is_no_skill(text: str) -> None:
    assert skills(text) == [None]


def test_points() -> None:
    assert [points_of(text) for text in ("1", "100", "0", "101", "-1", "1.5", "", "²")] == [1, 100, *[None] * 6]
