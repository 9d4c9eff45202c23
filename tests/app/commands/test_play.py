"""A diagram in the terminal: what is typed, and what is said."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from app.commands import play
from app.config import ROOT
from tests.workflows.diagrams import HEAD, message, messages, path, start, timer, user

QUESTION = [str(ROOT / "bpmn" / name) for name in ("general_request.bpmn", "general_request.dmn")]
Typed = Callable[..., tuple[int, str]]
DATA = '{"category": "it", "subject": "x", "requester": {"login": "marta"}, "request": {"number": "REQ-000001"}}'


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    def enter(*lines: str, files: list[str] = QUESTION, data: str = DATA) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
        code = play.main([*files, "--data", data])
        return code, capsys.readouterr().out

    return enter


def test_a_request_is_walked_through(typed: Typed) -> None:
    code, said = typed(
        '1 {"result": "question", "question": "Which?"}',
        "later 8d",
        '1 {"result": "done", "answer": "It is warm."}',
        "data",
        '1 {"confirmed": true}',
    )
    assert code == 0
    assert "fired     no_reply" in said
    assert '"answer": "It is warm."' in said
    assert said.rstrip().endswith("■ Ended: fulfilled")


@pytest.mark.parametrize("line", ["foo", "9", "later soon", "fail 1 NOBODY", "1 {", "fail"])
def test_what_cannot_be_done_is_told_and_nothing_happens(line: str, typed: Typed) -> None:
    code, said = typed(line, '1 {"result": "done", "answer": "Yes."}', '1 {"confirmed": true}')
    assert code == 0
    assert "NUMBER [JSON]" in said
    assert "■ Ended: fulfilled" in said


def test_a_timer_is_reached_by_its_number(typed: Typed) -> None:
    assert "fired     slow_after" in typed("2")[1]


STARTS = f"""{HEAD}{messages(paid=None)}<process id="item" isExecutable="true">
    {start("order")}{start("hired", message("paid"))}{start("weekly", timer("0 9 * * MON", "Cycle"))}
    {user("plain")}{user("told")}
    {path("order", "plain")}{path("hired", "told")}{path("weekly", "told")}</process></definitions>"""


@pytest.mark.parametrize(("typed_first", "waits"), [("2", "Told"), ("3", "Told"), ("", "Plain"), ("9", "Plain")])
def test_where_there_are_several_starts_one_is_chosen(
    typed_first: str, waits: str, tmp_path: Path, typed: Typed
) -> None:
    (tmp_path / "starts.bpmn").write_text(STARTS)
    code, said = typed(typed_first, "quit", files=[str(tmp_path / "starts.bpmn")])
    assert code == 0
    assert "2  start   hired (message paid)" in said
    assert "3  start   weekly (timer 0 9 * * MON)" in said
    assert f"1  task    {waits}" in said


def test_a_file_of_another_tool_is_played_as_it_is_imported(tmp_path: Path, typed: Typed) -> None:
    (tmp_path / "foreign.bpmn").write_text(
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x" '
        'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="p" isExecutable="true"><startEvent id="s"/>'
        '<userTask id="big" name="Big" camunda:assignee="anna"/>'
        '<userTask id="small" name="Small" camunda:assignee="bob"/>'
        '<exclusiveGateway id="g" default="n"/><sequenceFlow id="a" sourceRef="s" targetRef="g"/>'
        '<sequenceFlow id="y" sourceRef="g" targetRef="big"><conditionExpression>${amount &gt; 5}</conditionExpression>'
        '</sequenceFlow><sequenceFlow id="n" sourceRef="g" targetRef="small"/></process></definitions>'
    )
    for amount, name in ((9, "Big"), (1, "Small")):
        said = typed(files=[str(tmp_path / "foreign.bpmn")], data=f'{{"amount": {amount}}}')[1]
        assert f"1  task    {name}" in said


def test_a_diagram_that_cannot_run_says_why(tmp_path: Path, typed: Typed) -> None:
    (tmp_path / "no.bpmn").write_text("<no/>")
    code, said = typed(files=[str(tmp_path / "no.bpmn")])
    assert code == 1
    assert "error" in said
