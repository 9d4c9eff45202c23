"""A diagram in the terminal: what is typed, and what is said."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from app.commands import play
from app.config import ROOT

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


def test_a_diagram_that_cannot_run_says_why(tmp_path: Path, typed: Typed) -> None:
    (tmp_path / "no.bpmn").write_text("<no/>")
    code, said = typed(files=[str(tmp_path / "no.bpmn")])
    assert code == 1
    assert "error" in said
