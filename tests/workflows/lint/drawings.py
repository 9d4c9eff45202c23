"""Lint of tiny drawings, and the parts that the tests draw with."""

from tests.workflows.loader.diagrams import definitions, end, extension, flow, process
from workflows.errors import Problem
from workflows.lint import Known, lint
from workflows.loader.canonical import read

START = '<startEvent id="s"/>'
TIMER = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
KEY = extension('<zeebe:subscription correlationKey="=order"/>')
MESSAGE = f'<message id="m" name="paid">{KEY}</message>'
GATEWAY = '<exclusiveGateway id="g" default="g_e"/>'
FORMS = {"item": {"order": {"components": [{"key": "amount", "type": "number"}]}}}


def problems(*parts: str, known: Known | None = None, roots: tuple[str, ...] = ()) -> list[Problem]:
    return lint(read(definitions(*roots, *parts)), known or Known())


def codes(*parts: str, known: Known | None = None, roots: tuple[str, ...] = ()) -> list[str]:
    return [problem.code for problem in problems(*parts, known=known, roots=roots)]


def task(*inner: str, key: str = "t", kind: str = "serviceTask") -> str:
    return f'<{kind} id="{key}">{extension(*inner)}</{kind}>'


def catch(inner: str, key: str = "t") -> str:
    return f'<intermediateCatchEvent id="{key}">{inner}</intermediateCatchEvent>'


def choice(gateway: str, first: str, second: str) -> str:
    return process(START, gateway, end(), end("e2"), flow("s", "g"), flow("g", "e", first), flow("g", "e2", second))
