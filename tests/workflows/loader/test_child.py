"""Reading in a child: the same answers, and one clear problem when the child hangs, is too big or breaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workflows.decisions.tables import column, output, rule, table
from tests.workflows.decisions.tables import definitions as decisions
from tests.workflows.loader.diagrams import chain, definitions, end, extension, flow, process, user
from workflows.errors import DefinitionRefused
from workflows.loader import ready
from workflows.loader.child import MAX_FILES, load_limited

GOOD = definitions(chain(user()))
DECISION = extension('<zeebe:calledDecision decisionId="x" resultVariable="y"/>')


def refusal(**limits: float) -> str:
    with pytest.raises(DefinitionRefused) as caught:
        load_limited({"a.bpmn": GOOD}, **limits)
    [problem] = caught.value.problems
    assert problem.hint
    return problem.code


def test_a_whole_upload():
    start = '<startEvent id="b"/>'
    call = process(
        start, '<callActivity id="c" calledElement="shared"/>', end("f"), flow("b", "c"), flow("c", "f"), key="caller"
    )
    ruled = f'<businessRuleTask id="t">{DECISION}</businessRuleTask>'
    files = {
        "caller.bpmn": definitions(call),
        "shared.bpmn": definitions(chain(ruled).replace('"item"', '"shared"')),
        "limit.dmn": decisions(table(column("a"), output("b"), rule("> 1", "1"))),
        "broken.bpmn": b"<a",
        "broken.dmn": b"<a/>",
    }
    summary = load_limited(files)
    assert list(summary.files) == list(files)
    assert summary.files["caller.bpmn"].processes == ("caller",)
    assert summary.files["limit.dmn"].decisions == ("x",)
    assert [problem.code for problem in summary.problems] == ["xml.syntax", "decision.not_dmn"]
    assert summary.files["caller.bpmn"].report[0].element == "b"


def test_problems_keep_their_place():
    summary = load_limited({"a.bpmn": definitions(chain('<userTask id="t" name="Grüße"/>'))})
    [problem] = summary.problems
    assert (problem.code, problem.element, problem.line) == ("task.nobody", "t", 4)
    assert "Grüße" in problem.message


def test_too_slow():
    assert refusal(seconds=1e-6) == "load.time"


def test_too_much_memory():
    heavy = definitions(process("<task/>" * 150_000))
    with pytest.raises(DefinitionRefused, match="more than 10 MB of memory"):
        load_limited({"a.bpmn": heavy}, memory_bytes=10_000_000)


def test_a_child_that_breaks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workflows.loader.ready.CHILD", "workflows.loader.no_such_module")
    assert refusal() == "load.crash"


def test_too_many_and_too_large_files():
    with pytest.raises(DefinitionRefused, match="at most"):
        load_limited({f"{n}.bpmn": GOOD for n in range(MAX_FILES + 1)})
    with pytest.raises(DefinitionRefused, match="larger than 2 MB"):
        load_limited({"a.bpmn": b" " * 2_000_001})


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[ready.Reader]]:
    """No process is kept yet; the one that comes goes with the test."""
    kept: list[ready.Reader] = []
    monkeypatch.setattr(ready, "_kept", kept)
    yield kept
    for reader in kept:
        reader.leave()


def test_the_reader_sees_no_secret_and_goes_with_its_maker(monkeypatch: pytest.MonkeyPatch, fresh: list[ready.Reader]):
    monkeypatch.setenv("LANEWAY_DATABASE_URL", "postgresql://canary")
    load_limited({"a.bpmn": GOOD})
    seen = Path(f"/proc/{fresh[0].process.pid}/environ").read_text()
    assert "PYTHONPATH" in seen
    assert "canary" not in seen
    assert "LANEWAY" not in seen
    fresh.pop().leave()  # closes the line, as the end of its maker would, and waits until it has gone


def test_one_process_is_kept_and_replaced_when_it_is_gone(fresh: list[ready.Reader]):
    load_limited({"a.bpmn": GOOD})
    [first] = fresh
    load_limited({"a.bpmn": GOOD})
    assert fresh == [first]
    first.process.kill()
    first.process.wait()
    assert load_limited({"a.bpmn": GOOD}).files
    assert fresh != [first]


def test_a_child_that_says_half_and_dies(monkeypatch: pytest.MonkeyPatch, fresh: list[ready.Reader]):
    monkeypatch.setattr("workflows.loader.ready.CHILD", "tests.workflows.loader.dying")
    assert refusal() == "load.crash"


def test_a_child_that_burns_its_time(monkeypatch: pytest.MonkeyPatch, fresh: list[ready.Reader]):
    monkeypatch.setattr("workflows.loader.ready.CHILD", "tests.workflows.loader.burning")
    assert refusal(seconds=1) == "load.time"
