"""The literal-expression cases of the DMN compatibility kit, read from the corpus: questions and expected answers."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from tests.workflows.feel.evaluation import AT
from workflows.feel import compile_expression
from workflows.feel.temporal_text import read_temporal

TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
NUMBERS = ("decimal", "double", "integer", "int")
TEMPORALS = ("date", "time", "dateTime", "duration", "yearMonthDuration", "dayTimeDuration")


class Case(NamedTuple):
    """One expected result of one test case."""

    name: str
    model: "Model"
    decision: str
    inputs: dict[str, Any]
    expected: Any


class Elsewhere(Exception):
    """The case needs boxed expressions, tables or imports: not FEEL's, but the decisions' to show."""


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def below(element: ET.Element, name: str) -> list[ET.Element]:
    return [child for child in element if local(child) == name]


class Model:
    """A .dmn file; evaluates the decisions that are literal expressions, and what they require."""

    def __init__(self, file: Path) -> None:
        self.parts: dict[str, ET.Element] = {}
        for part in ET.parse(file).getroot():
            if local(part) in ("decision", "inputData", "businessKnowledgeModel"):
                self.parts[part.get("name", "")] = part
                self.parts[f"#{part.get('id')}"] = part

    def value(self, name: str, inputs: dict[str, Any]) -> Any:
        part = self.parts.get(name)
        if part is None:
            raise Elsewhere(name)
        if local(part) == "inputData":
            return inputs.get(part.get("name", ""))
        known = dict(self._required(part, inputs))
        if local(part) == "decision":
            return compile_expression(self._text(part), known).evaluate(known, at=AT)
        logic = below(part, "encapsulatedLogic")[0]
        parameters = [parameter.get("name", "") for parameter in below(logic, "formalParameter")]
        text = f"function({', '.join(f'`{name}`' for name in parameters)}) {self._text(logic)}"
        return compile_expression(text, [*known, *parameters]).evaluate(known, at=AT)

    def _required(self, part: ET.Element, inputs: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for requirement in below(part, "informationRequirement") + below(part, "knowledgeRequirement"):
            reference = requirement[0].get("href", "")
            if reference not in self.parts:
                raise Elsewhere(reference)
            yield self.parts[reference].get("name", ""), self.value(reference, inputs)

    def _text(self, part: ET.Element) -> str:
        literals = below(part, "literalExpression")
        if not literals:
            raise Elsewhere(part.get("name"))
        return below(literals[0], "text")[0].text or ""


def read(element: ET.Element) -> Any:
    """The value of an <expected>, <inputNode>, <item> or <component>."""
    if components := below(element, "component"):
        return {component.get("name"): read(component) for component in components}
    for child in element:
        if local(child) == "list":
            return [read(item) for item in below(child, "item")]
        if local(child) == "value" and child.get(NIL) != "true":
            return _typed((child.get(TYPE) or "").rpartition(":")[2], child.text or "")
    return None


def _typed(kind: str, text: str) -> Any:
    if kind in NUMBERS:
        return Decimal(text)
    if kind in TEMPORALS:
        return read_temporal(text.strip())
    return text.strip() == "true" if kind == "boolean" else text


def cases(corpus: Path) -> Iterator[Case]:
    """Every expected result in the kit's folders."""
    for file in sorted(corpus.glob("dmn-tck/*/*/*.xml")):
        root = ET.parse(file).getroot()
        model = Model(file.parent / (below(root, "modelName")[0].text or "").strip())
        for case in below(root, "testCase"):
            inputs = {node.get("name", ""): read(node) for node in below(case, "inputNode")}
            for result in below(case, "resultNode"):
                decision = result.get("name", "")
                expected = [read(value) for value in below(result, "expected")]
                name = f"{file.parent.name} {case.get('id')} {decision}"
                yield Case(name, model, decision, inputs, expected[0] if expected else None)
