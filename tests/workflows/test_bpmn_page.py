"""docs/bpmn.md names every element and every kind of event that the loader knows, and a test stands behind each row."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workflows.claims import CLAIMS
from workflows.elements.registry import _CATCHES, _ENDS, _HANDLED
from workflows.loader.vocabulary import NODES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "bpmn.md").read_text("utf-8")
COLUMNS = ("catch", "border", "handler", "throw", "end")
WORDS = {
    "adHocSubProcess": "ad hoc sub-process",
    "businessRuleTask": "business rule task",
    "subProcess": "sub-process",
    "startEvent": "start event",
    "endEvent": "end",
    "boundaryEvent": "on a border",
    "intermediateCatchEvent": "catch, in the flow",
    "intermediateThrowEvent": "throw",
    "eventBasedGateway": "event-based gateway",
    "globalTask": "globalTask",
}


def spaced(name: str) -> str:
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name)


@pytest.mark.parametrize("element", sorted(NODES))
def test_every_element_has_its_words(element):
    assert WORDS.get(element, spaced(element)) in PAGE


@pytest.mark.parametrize("kind", sorted(_CATCHES | _ENDS | _HANDLED | {"link", "compensation", "cancel"}))
def test_every_kind_of_event_has_its_row(kind):
    assert f"\n| {kind} |" in PAGE


def claimed() -> Iterator[str]:
    """Each row of the tables; of the table of events each cell that claims something."""
    for line in PAGE.splitlines():
        name, *cells = (cell.strip() for cell in line.strip("|").split("|")) if line.startswith("| ") else ("event",)
        if len(cells) == len(COLUMNS) and name != "event":
            yield from (f"event: {name} {column}" for column, said in zip(COLUMNS, cells, strict=True) if said != "–")
        elif name not in ("element", "event"):
            yield name


def test_every_claim_has_its_tests_and_every_entry_its_claim():
    assert set(claimed()) == set(CLAIMS)


@pytest.mark.parametrize("claim", sorted(CLAIMS))
def test_the_tests_of_a_claim_exist(claim):
    for place, names in CLAIMS[claim].items():
        folder, _, file = place.rpartition("/")
        source = (ROOT / "tests" / folder / f"test_{file}.py").read_text("utf-8")
        for name in filter(None, names.split(", ")):
            assert re.search(rf"^def test_{name}\(", source, re.MULTILINE), name
