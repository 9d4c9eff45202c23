"""Broken drawings by the hundred: attributes and elements lost, doubled and swapped. The loader answers or refuses."""

import contextlib
import copy

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.workflows.loader.diagrams import chain, definitions, end, extension, flow, process, user
from workflows.errors import DefinitionRefused
from workflows.lint import lint
from workflows.loader.canonical import read

TIMER = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
MULTI = '<zeebe:loopCharacteristics inputCollection="=items" inputElement="item"/>'
DRAWING = definitions(
    '<message id="m" name="paid"/>', '<error id="x" errorCode="NO"/>',
    process(
        '<laneSet id="ls"><lane id="l" name="L"><flowNodeRef>t</flowNodeRef></lane></laneSet>',
        '<startEvent id="s"/>', '<exclusiveGateway id="g" default="g_e"/>', '<parallelGateway id="End"/>',
        user(inner=f"<multiInstanceLoopCharacteristics>{extension(MULTI)}</multiInstanceLoopCharacteristics>"),
        f'<subProcess id="p"><startEvent id="i"/>{user("u")}{flow("i", "u")}</subProcess>',
        f'<boundaryEvent id="b" attachedToRef="t">{TIMER}</boundaryEvent>',
        '<receiveTask id="r" messageRef="m"/>', '<callActivity id="c" calledElement="other"/>', end(),
        '<intermediateThrowEvent id="h"><errorEventDefinition errorRef="x"/></intermediateThrowEvent>',
        flow("s", "g"), flow("g", "t", "a &gt; 1"), flow("g", "e"), flow("t", "End"), flow("End", "p"),
        flow("End", "r"), flow("p", "e"), flow("r", "c"), flow("c", "h"), flow("h", "e"), flow("b", "e"),
    ),
    chain(user(), keys="t").replace('"item"', '"other"'),
)  # fmt: skip
PARTS = len(list(etree.fromstring(DRAWING).iter()))

places = st.integers(1, PARTS - 1)
changes = st.lists(
    st.tuples(st.sampled_from(["drop", "double", "move", "attribute", "rename", "text"]), places, places), max_size=6
)


def change(root: etree._Element, how: str, first: int, second: int) -> None:
    """One accident; nothing where the places do not fit."""
    parts = list(root.iter())
    one, other = parts[first % len(parts)], parts[second % len(parts)]
    parent = one.getparent()
    if parent is None:
        return
    if how == "drop":
        parent.remove(one)
    elif how == "double":
        parent.append(copy.deepcopy(one))
    elif how == "move" and one not in list(other.iterancestors()) and one is not other:
        other.append(one)
    elif how == "attribute" and one.attrib:
        del one.attrib[sorted(one.attrib)[second % len(one.attrib)]]
    elif how == "rename":
        one.tag = other.tag
    elif how == "text":
        for name in one.attrib:
            one.set(name, other.get("id") or "${x}")


@settings(max_examples=300, deadline=None)
@given(changes)
def test_whatever_happens_to_a_drawing(accidents: list[tuple[str, int, int]]):
    root = etree.fromstring(DRAWING)
    for accident in accidents:
        change(root, *accident)
    try:
        canonical = read(etree.tostring(root))
    except DefinitionRefused:
        return
    ids = [element.get("id") for element in canonical.root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for one in canonical.processes.values():
        assert {flow.source for flow in one.flows.values()} | {f.target for f in one.flows.values()} <= set(
            one.elements
        )
    for problem in (*canonical.problems, *lint(canonical)):
        assert problem.message
        assert problem.hint


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(DRAWING) - 1), st.binary(max_size=3), st.integers(0, 40))
def test_whatever_happens_to_the_bytes(at: int, written: bytes, lost: int):
    with contextlib.suppress(DefinitionRefused):
        lint(read(DRAWING[:at] + written + DRAWING[at + lost :]))
