"""One process for every kind of wait, with what is done before it is kept and what brings it to its end.

`python -m tests.workflows.kept_states` writes them down in the format of today, once, when a format is new: what stands
there is never written again.
"""

import json
import sys
from base64 import b64decode, b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.workflows.diagrams import (
    ad_hoc,
    boundary,
    call,
    catch,
    conditional,
    diagram,
    end,
    event_gateway,
    handler,
    loop,
    message,
    messages,
    par,
    path,
    receive,
    repeat,
    service,
    signal,
    start,
    sub,
    throw,
    timer,
    user,
)
from tests.workflows.diagrams import declared as declares
from tests.workflows.play import BEGIN, Play
from tests.workflows.undoing import compensate, undoer, undone
from workflows.bounds import DEFAULT
from workflows.definition import Definition, Source, load
from workflows.state import WRITES

FOLDER = Path(__file__).parent / "states"
Deeds = list[list[Any]]
CALLED = {"q": diagram(start("s2"), user("inner"), end("e2"), path("s2", "inner", "e2"), process="q").decode()}
HELPED = ("help", path("h_start", "help", "h_end"))
TICK, T = ["later", 25], ["complete", "t"]
AROUND = messages(news='"k"') + declares("signal", "storm")


def line(*steps: str, keys: tuple[str, ...], more: str = "") -> str:
    """A file in which these follow each other from the start to the end."""
    inside = (start(), *steps, end(outcome="fulfilled"), path("start", *keys, "end"), more)
    return diagram(*inside, around=AROUND).decode()


def helping(inner: str, *, interrupting: bool) -> str:
    """A task beside an event sub-process."""
    box = handler("h", inner, user("help"), end("h_end"), HELPED[1], interrupting=interrupting)
    return line(user("t"), keys=("t",), more=box)


#: name: the file, what is done before the state is kept, and what then brings it to its end.
KINDS: dict[str, tuple[str, Deeds, Deeds]] = {
    "user task": (line(user("t"), keys=("t",)), [], [T]),
    "call": (line(service("c"), keys=("c",)), [], [["resume", "c"]]),
    "receive task": (line(receive("r", "news"), keys=("r",)), [], [["send", "news"]]),
    "timer": (line(catch("w", timer("P1D")), keys=("w",)), [], [TICK]),
    "timer on a border": (
        line(user("t"), keys=("t",), more=boundary("b", "t", timer("R3/P1D", "Cycle"), interrupting=False)
             + user("chase") + end("e2") + path("b", "chase", "e2")),
        [TICK], [["complete", "chase"], TICK, ["complete", "chase"], T],
    ),
    "message": (line(catch("m", message("news")), keys=("m",)), [], [["send", "news"]]),
    "signal": (line(catch("s", signal("storm")), keys=("s",)), [], [["signal", "storm"]]),
    "condition": (
        line(par("f"), catch("k", conditional("go = true")), par("j"), keys=("f", "k", "j"),
             more=user("t") + path("f", "t", "j")),
        [], [["change", "", {"go": True}], T],
    ),
    "event gateway": (
        line(event_gateway("g"), catch("m", message("news")), keys=("g", "m"), more=catch("w", timer("P1D"))
             + path("g", "w", "end")),
        [], [TICK],
    ),
    "parallel": (
        line(par("f"), user("t"), par("j"), keys=("f", "t", "j"), more=user("u") + path("f", "u", "j")),
        [T], [["complete", "u"]],
    ),
    "several at once": (
        line(user("t", loop("[1,2,3]", "n", into="said", each="n")), keys=("t",)), [T], [T, T],
    ),
    "one after another": (
        line(user("t", loop("[1,2,3]", "n", sequential=True)), keys=("t",)), [T], [T, T],
    ),
    "loop": (line(user("t", repeat("loopCounter < 3")), keys=("t",)), [T], [T, T]),
    "sub-process": (
        line(sub("box", start("s2"), user("t"), end("e2"), path("s2", "t", "e2")), keys=("box",)), [], [T],
    ),
    "called process": (line(call("c", "q"), keys=("c",)), [], [["complete", "inner"]]),
    "event sub-process": (helping(message("news"), interrupting=True), [], [["send", "news"], ["complete", "help"]]),
    "event sub-process beside": (
        helping(timer("P1D"), interrupting=False), [TICK], [["complete", "help"], T],
    ),
    "ad hoc": (
        line(ad_hoc("box", user("t"), user("u")), keys=("box",)), [["begin", "t"]], [T, ["begin", None]],
    ),
    "what can be undone": (
        line(user("t"), user("u"), throw("back", compensate()), keys=("t", "u", "back"),
             more=undone("t", "undo") + undoer("undo")),
        [T], [["complete", "u"], ["complete", "undo"]],
    ),
}  # fmt: skip


def definition(file: str) -> Definition:
    """As it is loaded when it runs."""
    return load(Source(file.encode(), process_id="p", called={key: text.encode() for key, text in CALLED.items()}))


def does(play: Play, deeds: Deeds) -> None:
    """One after the other; ["later", hours] lets timers come due."""
    for verb, *given in deeds:
        if verb == "later":
            play.wait(hours=given[0]).tick()
        elif verb == "change":
            play.change(given[0], **given[1])
        else:
            getattr(play, verb)(*given)


class Reopened(Play):
    """An instance that was kept."""

    def __init__(self, kept: dict[str, Any]) -> None:
        self.definition, self.zone, self.stores = definition(kept["file"]), "UTC", {}
        self.bounds, self.at = DEFAULT, BEGIN + timedelta(hours=kept["hours"])
        self.state, self.text = b64decode(kept["state"]), kept["variables"]
        self.tick()


def written() -> dict[str, dict[str, Any]]:
    """Every kind as it is kept today."""
    found = {}
    for name, (file, before, after) in KINDS.items():
        play = Play(definition(file))
        does(play, before)
        kept = b64encode(play.state or b"").decode()
        facts = {"file": file, "state": kept, "variables": play.text, "waits": play.open, "after": after}
        found[name] = {**facts, "hours": sum(deed[1] for deed in before if deed[0] == "later")}
    return found


def main() -> int:
    """Write the samples of a new format."""
    target = FOLDER / f"format-{WRITES}-waits.json"
    if target.exists():
        sys.stderr.write(f"{target.name} is there, and stays: a changed format gets a number of its own.\n")
        return 1
    target.write_text(json.dumps(written(), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
