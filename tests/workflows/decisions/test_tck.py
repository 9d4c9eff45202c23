"""The official compatibility kit, as far as decisions of this kind are loaded: every result as the kit expects it."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

from tests.workflows.decisions.tables import AT
from workflows.decisions import Decision, load
from workflows.errors import DefinitionRefused, EngineError

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
NUMBERS = {"decimal", "double", "integer", "int", "float"}


def parts(node: etree._Element, name: str) -> Iterator[etree._Element]:
    return node.iterchildren(f"{{*}}{name}")


def value(node: etree._Element | None) -> Any:
    """A value of the kit: value, list or components."""
    if node is None:
        return None
    for simple in parts(node, "value"):
        kind, said = (simple.get(TYPE) or "").rpartition(":")[2], simple.text or ""
        if simple.get(NIL) == "true":
            return None
        if kind in NUMBERS:
            return Decimal(said)
        return said.strip() == "true" if kind == "boolean" else said
    for items in parts(node, "list"):
        return [value(item) for item in parts(items, "item")]
    components = {part.get("name"): value(part) for part in parts(node, "component")}
    return components or None


def rounded(found: Any) -> Any:
    """The kit compares numbers to eight places."""
    if isinstance(found, list):
        return [rounded(item) for item in found]
    if isinstance(found, dict):
        return {key: rounded(item) for key, item in found.items()}
    if isinstance(found, (int, Decimal)) and not isinstance(found, bool):
        return round(Decimal(found), 8).normalize()
    return found


def agrees(decision: Decision, context: dict[str, Any], expected: etree._Element) -> bool:
    wanted = rounded(value(next(parts(expected, "expected"), None)))
    try:
        got = rounded(decision.evaluate(context, at=AT))
    except EngineError:
        return expected.get("errorResult") == "true"
    return got == wanted or (got is None and expected.get("errorResult") == "true")


def loaded(path: Path) -> dict[str, Decision]:
    try:
        return {decision.name: decision for decision in load(path.read_bytes()).values()}
    except DefinitionRefused:
        return {}


def test_the_kit(corpus: Path):
    passed, failed = 0, []
    for model in sorted((corpus / "dmn-tck").rglob("*.dmn")):
        decisions = loaded(model)
        for file in model.parent.glob("*.xml") if decisions else ():
            for case in parts(etree.parse(file).getroot(), "testCase"):
                context = {node.get("name"): value(node) for node in parts(case, "inputNode")}
                for expected in parts(case, "resultNode"):
                    decision = decisions.get(expected.get("name"))
                    if decision is not None and agrees(decision, context, expected):
                        passed += 1
                    elif decision is not None:
                        failed.append(f"{model.stem} {case.get('id')} {expected.get('name')}")
    assert failed == []
    assert passed >= 1_200
