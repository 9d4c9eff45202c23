"""One line a check, the complaints under it, and an exit code that CI believes."""

import pytest

from checks import main


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "CHECKS", {"good": list, "bad": lambda: ["line 3: wrong"]})


def test_a_failed_check_fails_the_whole(checks: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([]) == 1
    assert capsys.readouterr().out == "ok      good\nFAILED  bad\n        line 3: wrong\n1 passed, 1 failed\n"


def test_one_can_be_chosen(checks: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["good"]) == 0
    assert capsys.readouterr().out == "ok      good\n1 passed, 0 failed\n"


def test_an_unknown_check_is_told(checks: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["spelling"]) == 2
    assert "no check spelling; there are good, bad" in capsys.readouterr().out


def test_a_program_that_fails_is_quoted() -> None:
    assert main.tool("python", "-c", "import sys; sys.exit('line too long')")() == ["line too long"]
    assert main.tool("python", "-c", "import sys; sys.exit(3)")() == ["exit code 3"]
    assert main.tool("python", "-c", "print('fine')")() == []
