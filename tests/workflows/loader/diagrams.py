"""Tiny diagrams for the loader's and lint's tests, written as lists of lines so that a test reads like a drawing."""

import itertools

NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
)
#: Declared only where they are spoken: a file that declares another engine's namespace was not drawn here.
FOREIGN = (
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"',
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"',
)
OUTCOME = '<zeebe:properties><zeebe:property name="outcome" value="fulfilled"/></zeebe:properties>'


def definitions(*parts: str) -> bytes:
    """A whole file of these root elements, each part beginning on a line of its own (the first on line 2)."""
    body = "\n".join(parts)
    foreign = "".join(f" {name}" for name in FOREIGN if f"{name[6:].partition('=')[0]}:" in body)
    return f'<definitions {NAMESPACES}{foreign} targetNamespace="urn:test">\n{body}\n</definitions>\n'.encode()


def process(*parts: str, key: str = "item", name: str = "An item", attributes: str = 'isExecutable="true"') -> str:
    """One executable process."""
    return f'<process id="{key}" name="{name}" {attributes}>\n' + "\n".join(parts) + "\n</process>"


def extension(*parts: str) -> str:
    """extensionElements with these children."""
    return f"<extensionElements>{''.join(parts)}</extensionElements>"


def flow(source: str, target: str, condition: str = "", key: str = "") -> str:
    """A sequence flow; its id is source_target unless given."""
    inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    key = key or f"{source}_{target}"
    return f'<sequenceFlow id="{key}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'


def end(key: str = "e") -> str:
    """An end event with an outcome."""
    return f'<endEvent id="{key}">{extension(OUTCOME)}</endEvent>'


def user(key: str = "t", inner: str = "") -> str:
    """A user task that somebody does."""
    people = '<zeebe:assignmentDefinition assignee="anna"/>'
    return f'<userTask id="{key}" name="Do it">{extension(people)}{inner}</userTask>'


def chain(*nodes: str, keys: str = "t", extra: str = "") -> str:
    """A process s -> each of `keys` -> e."""
    way = ["s", *keys.split(), "e"]
    flows = [flow(a, b) for a, b in itertools.pairwise(way)]
    return process('<startEvent id="s"/>', *nodes, end(), *flows, extra)
