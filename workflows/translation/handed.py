"""What a drawing hands to the code that does a step, and where the code's answer goes: inputs, outputs and headers.

A field or parameter that FEEL can say is an input of the job; any other goes along as a header, word for word, for the
program that takes the job to read. Nothing is dropped.
"""

import re

from workflows.loader.vocabulary import Node
from workflows.translation import dialect, mappings, python
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

_PARTS = ("field", "connector", "mapException")
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")


def over(work: Work, node: Node, holder: Node) -> None:
    """Everything that `holder` (the node or its event definition) hands over, written at the node."""
    _result(node)
    for field in dialect.extensions(holder, "field"):
        _input(node, field.get("name") or "", *_field(work, field))
    for connector in dialect.extensions(holder, "connector"):
        for parameter in dialect.inside(connector, "inputParameter"):
            _input(node, parameter.get("name") or "", *_parameter(work, parameter))
        for parameter in dialect.inside(connector, "outputParameter"):
            _output(node, parameter.get("name") or "", *_parameter(work, parameter))
    for operator in dialect.spiff(node, "serviceTaskOperator"):
        for parameter in dialect.inside(operator, "parameter"):
            _input(node, parameter.get("id") or "", *_python(parameter.get("value") or "None"))
    for mapped in dialect.extensions(holder, "mapException"):
        _header(node, f"error {mapped.get('errorCode') or ''}".strip(), (mapped.text or "").strip() or "any exception")
    dialect.drop(*dialect.extensions(holder, *_PARTS), *dialect.spiff(node, "serviceTaskOperator"))


def _result(node: Node) -> None:
    """The program answers with the variable that the code's value went to."""
    names = [dialect.attribute(node, name) for name in ("resultVariable", "resultVariableName")]
    names += [operator.get("resultVariable") for operator in dialect.spiff(node, "serviceTaskOperator")]
    found = next((name for name in names if name), None)
    if found:
        _header(node, "resultVariable", found)


def _input(node: Node, name: str, feel: str | None, said: str) -> None:
    if feel is None or not _NAME.fullmatch(name):
        _header(node, name, said)
    else:
        dialect.entry(node, "ioMapping", "input", source=f"={feel}", target=name)


def _output(node: Node, name: str, feel: str | None, said: str) -> None:
    if feel is None or not _NAME.fullmatch(name):
        _header(node, f"output {name}", said)
    else:
        dialect.entry(node, "ioMapping", "output", source=f"={feel}", target=name)


def _header(node: Node, key: str, value: str) -> None:
    if key:
        dialect.entry(node, "taskHeaders", "header", key=key, value=value)


def _field(work: Work, field: Node) -> tuple[str | None, str]:
    inner = next((e for e in field if isinstance(e.tag, str)), None)
    said = field.get("stringValue") or field.get("expression") or (inner.text if inner is not None else "") or ""
    try:
        return mappings.text(work, said.strip()), said.strip()
    except NotTranslatable:
        return None, said.strip()


def _parameter(work: Work, parameter: Node) -> tuple[str | None, str]:
    said = "".join(map(str, parameter.itertext())).strip()
    try:
        return mappings.value(work, parameter), said
    except NotTranslatable:
        return None, said


def _python(said: str) -> tuple[str | None, str]:
    try:
        return python.expression(said), said
    except NotTranslatable:
        return None, said
