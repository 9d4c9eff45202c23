"""The engine beside a small token game written from the specification: random diagrams, random ways through.

Every command runs twice on bytes read anew (Play). `LANEWAY_RANDOM_RUNS` says how many diagrams; seeds are 0, 1, ...
"""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

import pytest

from tests.workflows.game.across import Stuck
from tests.workflows.game.drawing import Drawing
from tests.workflows.game.plan import drawn
from tests.workflows.game.rules import Game
from tests.workflows.play import Play
from workflows.commands import Begin, Complete, Fail, Resume, Send
from workflows.definition import Source, load
from workflows.errors import StepFailed

RUNS = int(os.environ.get("LANEWAY_RANDOM_RUNS", "600"))
PIECE = 100
STEPS = 30


@pytest.mark.parametrize("first", range(0, RUNS, PIECE))
def test_the_engine_and_the_game_wait_for_the_same_at_every_step(first):
    for seed in range(first, min(RUNS, first + PIECE)):
        assert play(seed) is None, f"seed {seed}"


def play(seed: int) -> str | None:
    """Play one diagram on both sides; answers the difference, if there is one."""
    drawing, random = Drawing(seed), Random(seed)
    flags = {flag: random.random() < 0.5 for flag in drawing.plan.flags} | {"again": False}
    definition = load(Source(drawn(drawing.plan, *drawing.levels), process_id="p"))
    game = Game(drawing.plan, flags, "p")
    if not game.ended and not moving(game):
        return stuck(partial(Play, definition, **flags))
    engine = Play(definition, **flags)
    return following(Chances(engine, game, random))


@dataclass
class Chances:
    """Both sides and what decides between the ways on."""

    engine: Play
    game: Game
    random: Random


def following(both: Chances) -> str | None:
    """Do the same on both sides, step by step."""
    engine, game = both.engine, both.game
    for step in range(STEPS):
        if seen(engine) != game.open() or engine.step.ended != game.ended:
            return f"step {step}: engine {seen(engine)}, ended {engine.step.ended}; game {game.open()}, {game.ended}"
        if game.ended:
            return None if list(engine.step.variables) == [""] else "variables are left over"
        sure = [one for one in moving(game) if game.open()[one] < 2 or not unclear(game, one[0])]
        if not sure:
            return None  # which of several equal waits would be answered is the host's choice
        action, key = both.random.choice(sure)
        again = both.random.random() < 0.4
        do = partial(command, engine, action, key, again)
        try:
            act(game, action, key, again)
        except Stuck:
            return stuck(do)
        if not game.ended and not moving(game):
            return stuck(do)
        do()
    return None


def seen(engine: Play) -> Counter:
    """What the engine waits for, as the game tells it."""
    step = engine.step
    found: Counter = Counter()
    kinds = {"task": step.tasks, "call": step.calls, "message": step.messages, "signal": step.signals}
    for kind, waits in kinds.items():
        found.update((kind, wait.element) for wait in waits)
    found.update(("begin", key) for choice in step.choices for key in choice.steps)
    return found


def moving(game: Game) -> list[tuple[str, str]]:
    """What can be done now."""
    found = [(kind, key) for kind, key in sorted(game.open()) if kind != "signal"]
    busy = {s.spot.key for s in game.order if s.spot.kind == "free" and s.inner and s.inner.stays}
    free = sorted({s.spot.key for s in game.order if s.spot.kind == "free"} - busy)
    return found + [("fail", key) for kind, key in found if kind == "call"] + [("finish", key) for key in free]


def unclear(game: Game, kind: str) -> bool:
    """Whether BPMN leaves open which of several equal waits is the older: what one signal woke is of one age."""
    return kind == "message" or any(spot.kind == "hear" for spot in game.plan.spots.values())


def act(game: Game, action: str, key: str, again: bool) -> None:
    if action == "task":
        game.complete(key, again)
    elif action == "call":
        game.complete(key, game.flags["again"])
    else:
        {"message": game.send, "begin": game.begin, "finish": game.finish, "fail": game.fail}[action](key)


def command(engine: Play, action: str, key: str, again: bool) -> None:
    step, at = engine.step, {"at": engine.at}
    if action == "task":
        engine.give(Complete(task=engine.task(key), data={"again": again}, **at))
    elif action == "call":
        engine.give(Resume(call=engine.call(key), **at))
    elif action == "fail":
        engine.give(Fail(call=engine.call(key), code="oops", **at))
    elif action == "message":
        engine.give(Send(wait=next(m.id for m in step.messages if m.element == key), **at))
    elif action == "begin":
        engine.give(Begin(choice=next(c.id for c in step.choices if key in c.steps), element=key, **at))
    else:
        engine.give(Begin(choice=next(c.id for c in step.choices if c.element == key), **at))


def stuck(run: Callable[[], object]) -> str | None:
    """The engine must say that nothing can go on, or that nothing catches the error."""
    try:
        run()
    except StepFailed as error:
        return None if error.kind in ("dead_end", "uncaught_error") else f"another incident: {error}"
    return "the game is stuck and the engine is not"
