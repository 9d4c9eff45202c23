"""An approval that offers a change needs a way back; reminders need times."""

import pytest

from tests.workflows.diagrams import diagram, end, extensions, node, path, properties, start
from workflows.lint import Known, lint
from workflows.loader.canonical import read

CHANGE = {"components": [{"type": "group", "components": [
    {"type": "radio", "key": "decision", "values": [{"value": "approve"}, {"value": "change"}]},
]}]}  # fmt: skip
PLAIN = {"components": [{"type": "radio", "key": "decision", "values": [{"value": "approve"}]}]}


def step(name: str, kind: str, **said: str) -> str:
    form = '<zeebe:userTask/><zeebe:formDefinition formId="decide"/>'
    return node("userTask", name, extensions(form, properties(kind=kind, approver="manager", **said)), name=name)


def codes(*parts: str, form: object = CHANGE, **item: str) -> set[str]:
    file = diagram(extensions(properties(title="P", **item)), start(), end(outcome="fulfilled"), *parts)
    found = lint(read(file, "p").processes, Known(forms={"p": {"decide": form}}))
    return {one.code for one in found if one.code.startswith(("approval.", "remind."))}


def test_a_change_without_a_way_back() -> None:
    straight = (step("a", "approval"), path("start", "a", "end"))
    assert codes(*straight) == {"approval.no_way_back"}
    assert codes(*straight, form=PLAIN) == set()
    assert codes(*straight, catalogue="false") == set()


@pytest.mark.parametrize(("kind", "wrong"), [("requester", set()), ("fulfilment", {"approval.no_way_back"})])
def test_over_whom_it_comes_back(kind: str, wrong: set[str]) -> None:
    gate = node("exclusiveGateway", "g")
    ways = (path("start", "a", "g", "b", "a"), path("g", "end"))
    assert codes(step("a", "approval"), gate, step("b", kind), *ways) == wrong


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"remind_after": "PT8H", "remind_every": "P1D", "escalate_after": "P3D"}, set()),
        ({"remind_after": "tomorrow"}, {"remind.time"}),
        ({"remind_every": "P1D"}, {"remind.first"}),
    ],
)
def test_times_of_reminders(said: dict[str, str], wrong: set[str]) -> None:
    assert codes(step("a", "approval", **said), path("start", "a", "end"), form=PLAIN) == wrong
    assert codes(step("a", "fulfilment", **said), path("start", "a", "end"), form=PLAIN) >= {"remind.nobody"}
