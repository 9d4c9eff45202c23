"""Our state, codec and pruning beside SpiffWorkflow's own serializer: random diagrams, random ways through them."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflows.blocks import drawn, trees
from tests.workflows.diagrams import diagram, messages
from tests.workflows.play import Play
from tests.workflows.stock import Stock
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
