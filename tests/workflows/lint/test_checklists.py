"""A checklist whose points can be told apart, and what was ticked under a name that a gateway can read."""

import pytest

from tests.workflows.lint.drawings import codes
from tests.workflows.lint.test_routing import said
from workflows.checklists import Point, points, result


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"checklist": "Desk; Badge; Desk *"}, "checklist.twice"),
        ({"checklist": "; ".join(f"Point {number}" for number in range(41))}, "checklist.long"),
        ({"checklist": "Desk", "checklist_as": "2 many"}, "checklist.name"),
        ({"checklist_seen": "true"}, "checklist.none"),
    ],
)
def test_what_cannot_be_ticked(given: dict[str, str], code: str) -> None:
    assert codes(said(group="it", **given)) == [code]


def test_what_can() -> None:
    assert codes(said(group="it", checklist="Desk *; Badge&#10;Key", checklist_as="done", checklist_seen="true")) == []
    assert codes(said(group="it", checklist="=equipment")) == []


def test_points_and_what_becomes_of_them() -> None:
    assert points("Desk *;\n Badge; ") == [Point("Desk", True), Point("Badge", False)]
    assert points(["Laptop", "Screen *"]) == [Point("Laptop", False), Point("Screen", True)]
    assert points(None) == []
    assert result({"checklist": "Desk; Badge"}, {"Badge", "gone"}) == {
        "checklist": {"ticked": ["Badge"], "open": ["Desk"]}
    }
    assert result({"checklist": "Desk", "checklist_as": "set_up"}, set()) == {
        "set_up": {"ticked": [], "open": ["Desk"]}
    }
    assert result({}, {"Desk"}) == {}
