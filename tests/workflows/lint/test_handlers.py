"""Event sub-processes, link events and starts as lint sees them."""

import pytest

from tests.workflows.lint.drawings import MESSAGE, TIMER, catch, codes, problems
from tests.workflows.loader.diagrams import chain, definitions, end, flow, process, user
from workflows.loader.canonical import read

CONDITION = "<conditionalEventDefinition><condition>=x</condition></conditionalEventDefinition>"
ERROR = '<error id="er" name="er" errorCode="er"/>'


def read_codes(drawn: str) -> list[str]:
    return [problem.code for problem in read(definitions(drawn)).problems]


def handler(definition: str, *inside: str, key: str = "h", interrupting: bool = False, **attributes: str) -> str:
    told = "".join(f' {name}="{value}"' for name, value in attributes.items())
    start = f'<startEvent id="{key}s" isInterrupting="{str(interrupting).lower()}">{definition}</startEvent>'
    return f'<subProcess id="{key}" triggeredByEvent="true"{told}>{start}{"".join(inside)}</subProcess>'


@pytest.mark.parametrize(
    "definition",
    [TIMER, '<messageEventDefinition messageRef="m"/>', CONDITION, TIMER + CONDITION, "<escalationEventDefinition/>"],
)
def test_event_sub_processes_run(definition):
    drawn = chain(user(), extra=handler(definition, user("x"), flow("hs", "x")))
    assert [problem.code for problem in problems(drawn, roots=(MESSAGE,)) if problem.severity == "error"] == []


@pytest.mark.parametrize(
    ("drawn", "code"),
    [
        (handler("", user("x")), "handler.start"),
        (handler(TIMER, f'<startEvent id="more">{TIMER}</startEvent>'), "handler.start"),
        (handler(TIMER) + flow("t", "h"), "handler.alone"),
        (handler(TIMER, "<multiInstanceLoopCharacteristics/>"), "handler.alone"),
        (handler("<cancelEventDefinition/>"), "unsupported.event"),
        (handler("<errorEventDefinition/>"), "unsupported.event"),
        (handler("<conditionalEventDefinition/>"), "condition.missing"),
        (handler("<timerEventDefinition/>"), "timer.missing"),
    ],
)
def test_what_event_sub_processes_may_not_be(drawn, code):
    assert code in codes(chain(user(), extra=drawn))


def test_only_an_interrupting_handler_of_the_process_must_say_how_the_request_ended():
    silent = ('<endEvent id="x"/>', flow("hs", "x"))
    assert "end.outcome" not in codes(chain(user(), extra=handler(TIMER, *silent)))
    assert "end.outcome" in codes(chain(user(), extra=handler(TIMER, *silent, interrupting=True)))


def test_an_error_end_may_be_caught_by_an_event_sub_process():
    thrown = '<endEvent id="e"><errorEventDefinition errorRef="er"/></endEvent>'
    drawn = ('<startEvent id="s"/>', thrown, flow("s", "e"))
    assert "error.uncaught" in codes(process(*drawn), roots=(ERROR,))
    caught = handler("<errorEventDefinition/>", end("x"), flow("hs", "x"), interrupting=True)
    assert "error.uncaught" not in codes(process(*drawn, caught), roots=(ERROR,))
    itself = handler("<errorEventDefinition/>", thrown, flow("hs", "e"), interrupting=True)
    assert "error.uncaught" in codes(process('<startEvent id="s"/>', user(), flow("s", "t"), itself), roots=(ERROR,))


def test_links_are_pairs():
    throw = '<intermediateThrowEvent id="a"><linkEventDefinition name="L"/></intermediateThrowEvent>'
    to = (catch('<linkEventDefinition name="L"/>', "b"), end("z"), flow("b", "z"))
    start = ('<startEvent id="s"/>', throw, flow("s", "a"))
    assert codes(process(*start, *to)) == []
    assert read_codes(process(*start, *to)) == []
    assert read_codes(process(*start)) == ["link.missing"]
    assert read_codes(chain(user(), extra="".join(to))) == ["link.missing"]
    twice = (catch('<linkEventDefinition name="L"/>', "c"), end("y"), flow("c", "y"))
    assert read_codes(process(*start, *to, *twice)) == ["link.twice"]


def test_several_starts():
    more = '<startEvent id="s2"/>' + flow("s2", "t")
    [found] = [p for p in problems(chain(user(), extra=more)) if p.code == "start.several"]
    assert (found.severity, found.element) == ("error", "s2")
    watching = f'<startEvent id="s2">{CONDITION}</startEvent>' + flow("s2", "t")
    assert "start.condition" in codes(chain(user(), extra=watching))
