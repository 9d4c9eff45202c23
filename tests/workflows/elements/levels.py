"""A level of a process with a handler of each kind, and what makes it happen."""

from tests.workflows.diagrams import (
    conditional,
    declared,
    end,
    error,
    escalation,
    handler,
    message,
    messages,
    node,
    path,
    service,
    signal,
    start,
    throw,
    timer,
    user,
)
from tests.workflows.play import Play

AROUND = (
    messages(stop="order") + declared("signal", "alarm") + declared("error", "broken") + declared("escalation", "up")
)
KINDS = {
    "message": message("stop"),
    "signal": signal("alarm"),
    "timer": timer("PT1H"),
    "conditional": conditional("level > 3"),
    "error": error("broken"),
    "escalation": escalation("up"),
}


def happen(play: Play, kind: str) -> None:
    """Bring about the event of that kind; `w` throws an error, `cry` an escalation once `w` is done."""
    if kind == "message":
        play.send("stop")
    elif kind == "signal":
        play.signal("alarm")
    elif kind == "timer":
        play.wait(hours=1).tick()
    elif kind == "conditional":
        play.change(level=4)
    elif kind == "error":
        play.fail("w", "broken")
    else:
        play.resume("w")


def level(kind: str, interrupting: bool, prefix: str = "") -> tuple[str, ...]:
    """A task beside a call and what throws behind it, with one handler."""

    def at(key: str) -> str:
        return f"{prefix}{key}"

    helped = (KINDS[kind], user("help"), end("h_end"), path("h_start", "help", "h_end"))
    return (
        start(at("s")),
        node("parallelGateway", at("p")),
        user(at("t")),
        service("w"),
        throw(at("cry"), escalation("up")),
        user(at("u")),
        handler("h", *helped, interrupting=interrupting),
        path(at("s"), at("p"), at("t")),
        path(at("p"), "w", at("cry"), at("u")),
    )
