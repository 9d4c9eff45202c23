"""The whole list: a good drawing has no findings, and each finding says what, where and how to mend it."""

from tests.workflows.lint.drawings import GATEWAY, START, TIMER, problems
from tests.workflows.loader.diagrams import chain, end, flow, process, user
from workflows.lint import Known


def test_a_good_item_has_no_findings():
    drawn = process(
        START, user(), GATEWAY, end(), end("e2"), f'<boundaryEvent id="b" attachedToRef="t">{TIMER}</boundaryEvent>',
        flow("s", "t"), flow("t", "g"), flow("g", "e"), flow("g", "e2", "amount > 1000"), flow("b", "e2"),
    )  # fmt: skip
    known = Known(frozenset(), {}, frozenset(), frozenset(), frozenset())
    assert problems(drawn, known=known) == []


def test_a_finding_says_what_where_and_how_to_mend_it():
    [problem] = problems(chain('<userTask id="t" name="Approve"/>'))
    assert (problem.severity, problem.code, problem.element, problem.line) == ("error", "task.nobody", "t", 4)
    assert problem.message == "User task “Approve” is given to nobody."
    assert "approver" in problem.hint


def test_the_id_in_a_finding_is_the_authors():
    [problem] = problems(chain('<userTask id="Root"/>', keys="Root"))
    assert problem.element == "Root"


def test_more_findings_than_anybody_reads_are_counted():
    nodes = [f'<userTask id="t{n}"/>' for n in range(600)]
    found = problems(chain(*nodes, keys=" ".join(f"t{n}" for n in range(600))))
    assert len(found) == 501
    assert found[-1].code == "lint.more"
    assert "101 more" in found[-1].message


def test_errors_come_first():
    found = problems(
        chain('<userTask id="t"/>', '<receiveTask id="r" messageRef="q"/>', keys="r t"),
        roots=('<message id="q" name="x"/>',),
    )
    assert [(p.severity, p.code) for p in found] == [("error", "task.nobody"), ("warning", "message.no_key")]
