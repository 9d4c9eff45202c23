"""Receive tasks and event-based gateways that begin a process: what becomes of them, and how it runs."""

import pytest

from tests.workflows.diagrams import (
    HEAD,
    catch,
    declared,
    definition,
    extensions,
    mappings,
    message,
    messages,
    node,
    par,
    path,
    signal,
    start,
    timer,
    user,
)
from tests.workflows.play import Play
from workflows.lint import lint
from workflows.loader.canonical import Canonical, read

AROUND = messages(order=None, paid="order_id") + declared("signal", "alarm")


def receive(key: str, ref: str | None, *inside: str, begins: bool = True) -> str:
    return node("receiveTask", key, *inside, messageRef=ref, instantiate="true" if begins else None)


def gateway(kind: str | None = None) -> str:
    return node("eventBasedGateway", "g", instantiate="true", eventGatewayType=kind)


def canonical(*drawn: str) -> Canonical:
    body = node("process", "item", *drawn, isExecutable="true")
    return read(f"{HEAD}{AROUND}{body}</definitions>".encode())


def begun(*drawn: str, at: str) -> Play:
    return Play(definition(*drawn, around=AROUND), start=at, order_id="7")


def starts(found: Canonical) -> dict[str, tuple[str, str]]:
    process = found.processes["item"]
    events = {key: process.elements[key].event for key in process.starts}
    return {key: (event.kind, event.name) for key, event in events.items() if event}


def test_a_receive_task_begins_a_request_beside_a_plain_start() -> None:
    drawn = (start(), user("a"), receive("r", "order"), user("b"), path("start", "a"), path("r", "b"))
    found = canonical(*drawn)
    assert starts(found) == {"start": ("none", ""), "r": ("message", "order")}
    assert [row.tier for row in found.report if row.element == "r"] == ["rewritten"]
    assert begun(*drawn, at="r").open == ["b"]
    assert begun(*drawn, at="start").open == ["a"]


def test_each_event_behind_a_gateway_begins_a_request_of_its_own() -> None:
    drawn = (gateway(), receive("r", "order", begins=False), catch("c", signal("alarm")), user("a"), user("b"),
             path("g", "r", "a"), path("g", "c", "b"))  # fmt: skip
    found = canonical(*drawn)
    assert starts(found) == {"r": ("message", "order"), "c": ("signal", "alarm")}
    assert {row.element for row in found.report} >= {"g", "r", "c", "a", "b"}
    assert (begun(*drawn, at="r").open, begun(*drawn, at="c").open) == (["a"], ["b"])


def test_behind_a_parallel_gateway_the_first_begins_and_the_others_are_waited_for() -> None:
    told = extensions(mappings(outputs={"sum": "amount"}))
    drawn = (gateway("Parallel"), receive("r", "order", begins=False), catch("c", message("paid"), told), par("j"),
             user("z"), path("g", "r", "j", "z"), path("g", "c", "j"))  # fmt: skip
    found = canonical(*drawn)
    assert starts(found) == {"r_start": ("message", "order"), "c_start": ("message", "paid")}
    play = begun(*drawn, at="r_start")
    assert play.open == ["c"]
    play.send("paid", amount=3)
    assert play.open == ["z"]
    other = begun(*drawn, at="c_start")
    assert other.open == ["r"]
    other.send("order")
    assert other.open == ["z"]


@pytest.mark.parametrize(
    "drawn",
    [
        start() + receive("r", "order") + path("start", "r"),
        receive("r", "order", "<standardLoopCharacteristics/>") + user("a") + path("r", "a"),
        receive("r", "order") + user("a") + path("r", "a")
        + node("boundaryEvent", "b", timer("PT1H"), attachedToRef="r") + path("b", "a"),
        gateway() + catch("c", timer("PT1H")) + receive("r", "order", begins=False) + path("g", "c") + path("g", "r"),
        gateway() + user("a") + path("g", "a"),
        start() + gateway() + receive("r", "order", begins=False) + path("start", "g", "r"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_as_a_start_is_refused(drawn: str) -> None:
    found = canonical(drawn)
    refused = [one for one in lint(found) if one.code == "unsupported.element"]
    assert [one.element for one in refused] in (["r"], ["g"])
    assert "begin a request" in refused[0].message
