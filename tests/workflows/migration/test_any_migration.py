"""Any diagram changed anyhow: an instance taken along goes on to its end, one that could not is left as it was.

Both diagrams are drawn in blocks, so an instance begun in either always comes to its end. An instance that is taken
from one to the other and then stands where nothing can go on was taken wrongly. Ids are counted in the order of
drawing: after an edit the same id is often another step, so that nothing can be right by chance.
"""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflows.blocks import OWN, drawn, trees
from tests.workflows.diagrams import declared, diagram, messages
from tests.workflows.play import Play
from workflows import values
from workflows.commands import Complete, Resume, Send, Tick
from workflows.definition import Source, load
from workflows.migration import migrated

STEPS = 60
RULES = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


def read(tree):
    drawing = drawn(tree)
    around = messages(**{f"{key}_m": None for key in drawing.heard}) + declared("error", "broken")
    return load(Source(diagram(*drawing.parts, around=around), "p")), drawing.flags


def edited(tree, random):
    """The same tree with something put in, taken out or drawn otherwise at one place."""
    if tree == "task" or random.random() < 0.3:
        return random.choice(["task", ("seq", ["task", tree]), ("seq", [tree, "task"]), ("par", [tree]),
                              ("halt", ["task"]), ("sub", [tree]), ("xor", [tree])])  # fmt: skip
    kind, inner = tree
    place = random.randrange(len(inner))
    change = random.choice(["deeper", "deeper", "more", "less", "kind"])
    if change == "more":
        return kind, [*inner[:place], "task", *inner[place:]]
    if change == "less" and len(inner) > 1:
        return kind, [*inner[:place], *inner[place + 1 :]]
    if change == "kind":
        return random.choice(OWN), inner
    return kind, [*inner[:place], edited(inner[place], random), *inner[place + 1 :]]


def waits(step):
    return [*step.tasks, *step.calls, *step.timers, *step.messages]


def goes_on(play, random, steps):
    """Answer whatever waits, by chance; a timer no more often than anything else, so that cycles end."""
    for _ in range(steps):
        if play.step.ended:
            return
        wait = random.choice([*play.step.tasks, *play.step.calls] or waits(play.step))
        at = {"at": play.at}
        if wait in play.step.tasks:
            play.give(Complete(task=wait.id, data={"again": False}, **at))
        elif wait in play.step.calls:
            play.give(Resume(call=wait.id, **at))
        elif wait in play.step.timers:
            play.at = max(play.at, wait.due)
            play.give(Tick(timers=(wait.id,), at=play.at))
        else:
            play.give(Send(wait=wait.id, **at))


def taken(play, new):
    return migrated(play.definition, new, play.state, values.loads(play.text), Tick(at=play.at))


@settings(max_examples=40, **RULES)
@given(tree=trees(OWN), seed=st.integers(0, 10**6))
def test_to_the_same_diagram_nothing_changes(tree, seed):
    random = Random(seed)
    definition, flags = read(tree)
    play = Play(definition, **{flag: random.random() < 0.5 for flag in flags}, again=False)
    again, _ = read(tree)
    for _ in range(6):
        if play.step.ended:
            break
        found = taken(play, again)
        assert found.refusal is None
        assert (found.step.state, found.step.variables) == (play.state, values.loads(play.text))
        assert [w.id for w in waits(found.step)] == [w.id for w in waits(play.step)]
        goes_on(play, random, 1)


@settings(max_examples=100, **RULES)
@given(tree=trees(OWN), seed=st.integers(0, 10**6))
def test_what_is_taken_along_comes_to_its_end(tree, seed):
    random = Random(seed)
    old, flags = read(("par", [tree, "task"]))
    new, more = read(("par", [edited(tree, random), "task"]))
    play = Play(old, **{flag: random.random() < 0.5 for flag in {*flags, *more}}, again=False)
    goes_on(play, random, random.randrange(4))
    if play.step.ended:
        return
    state, text = play.state, play.text
    found, twice = taken(play, new), taken(play, new)
    assert (found, play.state, play.text) == (twice, state, text)
    if found.refusal is not None:
        assert found.step is None
        return
    ids = {w.id for w in waits(found.step)}
    assert {t.id for t in play.step.tasks} | {c.id for c in play.step.calls} <= ids
    play.definition, play.state, play.step = new, found.step.state, found.step
    play.text = found.step.variables.text()
    goes_on(play, random, STEPS)
    assert play.step.ended
