"""docs/bpmn.md names every element and every kind of event that the loader knows."""

from pathlib import Path

import pytest

from workflows.elements.registry import _CATCHES, _ENDS, _HANDLED
from workflows.loader.vocabulary import NODES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "bpmn.md").read_text("utf-8")
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
