"""Compensation and transactions are drawn so that they can be run."""

import pytest

from tests.workflows.lint.drawings import codes, problems
from tests.workflows.loader.diagrams import chain, end, flow, user

ON_T = '<boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition/></boundaryEvent>'
X = user("x").replace('id="x"', 'id="x" isForCompensation="true"')
LINE = '<association id="a" sourceRef="b" targetRef="x"/>'
CANCEL = "<cancelEventDefinition/>"


def throw(activity=""):
    told = f' activityRef="{activity}"' if activity else ""
    return f'<intermediateThrowEvent id="t2"><compensateEventDefinition{told}/></intermediateThrowEvent>'


def transaction(*inside):
    inner = f'<startEvent id="i"/>{"".join(inside)}'
    return f'<transaction id="t">{inner}</transaction>'


def cancelled(key="c"):
    return f'<endEvent id="{key}">{CANCEL}</endEvent>'


def test_what_is_drawn_as_bpmn_asks_has_no_problem():
    assert codes(chain(user(), extra=ON_T + X + LINE)) == []
    backwards = '<association id="a" sourceRef="x" targetRef="b"/>'
    assert codes(chain(user(), extra=ON_T + X + backwards)) == []


@pytest.mark.parametrize("extra", [ON_T, ON_T + X, ON_T + user("x") + LINE])
def test_a_compensation_event_leads_to_what_undoes(extra):
    assert "compensation.handler" in codes(chain(user(), extra=extra))


def test_what_nothing_leads_to_is_told():
    assert codes(chain(user(), extra=X)) == ["compensation.unused"]


@pytest.mark.parametrize(("source", "target"), [("b", "y"), ("x", "y"), ("y", "x")])
def test_undoing_is_no_part_of_the_flow(source, target):
    extra = ON_T + X + LINE + user("y") + flow("t", "y") + flow(source, target)
    assert "compensation.flow" in codes(chain(user(), extra=extra))


@pytest.mark.parametrize(
    ("wanted", "severity"), [("nothing", "error"), ("inner", "error"), ("box", "warning"), ("t", None), ("", None)]
)
def test_what_is_to_be_undone_is_of_the_level_and_can_be(wanted, severity):
    box = f'<subProcess id="box"><startEvent id="i"/>{user("inner")}{flow("i", "inner")}</subProcess>'
    more = box + throw(wanted) + flow("t", "box") + flow("box", "t2")
    told = {p.severity for p in problems(chain(user(), extra=ON_T + X + LINE + more)) if p.code.startswith("comp")}
    assert told == ({severity} if severity else set())


def test_a_cancel_lies_in_a_transaction_that_says_how_to_go_on():
    inside = user("u") + cancelled() + flow("i", "u") + flow("u", "c")
    out = f'<boundaryEvent id="b" attachedToRef="t">{CANCEL}</boundaryEvent>'
    assert codes(chain(transaction(inside), extra=out + end("x") + flow("b", "x"))) == []
    assert codes(chain(transaction(inside))) == ["cancel.uncaught"]
    assert "cancel.outside" in codes(chain(user(), extra=out + end("x") + flow("b", "x")))
    assert "cancel.outside" in codes(chain(user(), extra=cancelled("x") + flow("t", "x")))
