"""Our state, codec and pruning beside SpiffWorkflow's own serializer: random diagrams, random ways through them."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflows.blocks import OWN, drawn, trees
from tests.workflows.diagrams import declared, diagram, messages
from tests.workflows.play import Play
from tests.workflows.stock import Stock
from workflows.commands import Complete, Fail, Resume, Send
from workflows.definition import Source, load

STEPS = 12


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(tree=trees(), data=st.data())
def test_both_engines_wait_for_the_same_at_every_step(tree, data):
    drawing = drawn(tree)
    xml = diagram(*drawing.parts, around=messages(**{f"{key}_m": None for key in drawing.heard}))
    flags = {flag: data.draw(st.booleans(), label=flag) for flag in drawing.flags} | {"again": False}
    ours, stock = Play(load(Source(xml, "p")), **flags), Stock(xml, "p", flags)
    for _ in range(STEPS):
        assert Counter(t.element for t in ours.step.tasks) == stock.open
        # Stock hears a non-interrupting event once; BPMN lets it happen again while its activity lasts (13.5.3).
        assert not stock.heard - Counter(m.element for m in ours.step.messages)
        assert ours.step.ended == stock.ended
        if ours.step.ended:
            break
        choice = data.draw(st.sampled_from([*sorted(stock.open), *sorted(stock.heard)]))
        if choice in stock.heard:
            ours.send(f"{choice}_m")
            stock.send(choice)
        else:
            answer = {"again": data.draw(st.booleans())}
            ours.complete(choice, **answer)
            stock.complete(choice, answer)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(tree=trees(OWN), data=st.data())
def test_whatever_happens_an_instance_waits_for_something_or_has_ended(tree, data):
    """Every command runs twice on bytes read anew (Play); nothing is lost, left over or stuck on the way."""
    drawing = drawn(tree)
    around = messages(**{f"{key}_m": None for key in drawing.heard}) + declared("error", "broken")
    flags = {flag: data.draw(st.booleans(), label=flag) for flag in drawing.flags} | {"again": False}
    play, seen = Play(load(Source(diagram(*drawing.parts, around=around), "p")), **flags), frozenset()
    for _ in range(STEPS * 2):
        step = play.step
        assert seen <= step.reached
        seen = step.reached
        waits = [*step.tasks, *step.calls, *step.timers, *step.messages]
        assert len({wait.id for wait in waits}) == len(waits)
        assert bool(waits) != step.ended
        if step.ended:
            assert list(step.variables) == [""]
            break
        _do(play, data.draw(st.integers(0, len(waits) - 1)), data.draw(st.booleans()))


def _do(play, chosen, yes):
    """Answer one of the waits: a task is completed, a call comes back or fails, a timer comes due, a message comes."""
    step, at = play.step, {"at": play.at}
    waits = [*step.tasks, *step.calls, *step.timers, *step.messages]
    wait = waits[chosen]
    if wait in step.tasks:
        play.give(Complete(task=wait.id, data={"again": yes}, **at))
    elif wait in step.calls:
        play.give(Resume(call=wait.id, **at) if yes else Fail(call=wait.id, code="broken", **at))
    elif wait in step.timers:
        play.at = max(play.at, wait.due)
        play.tick()
    else:
        play.give(Send(wait=wait.id, **at))
