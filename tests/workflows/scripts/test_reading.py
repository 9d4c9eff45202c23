"""Scripts looked at before they run."""

import pytest

from workflows.scripts import problem_of


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("x = = 1", "not Python (line 1)"),
        ("if x:\n  y = 1\n z = 2", "not Python (line 3)"),
        ("x = " + "-" * 15_000 + "1", "nested too deeply"),
        ("x = a" + ".a" * 9_000, "nested too deeply"),
        ("x = 1\n" * 4_000, "longer than 20,000"),
        ("x = '\x00'", "not Python (line 1)"),
    ],
)
def test_what_could_never_run(script: str, sentence: str) -> None:
    assert sentence in str(problem_of(script))


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("import os", "Line 1 of the script imports os"),
        ("x = 1\nfrom os.path import join", "Line 2 of the script imports os.path"),
        ("x = ().__class__", "asks for __class__"),
        ("x = ().__\uff43lass__", "asks for __class__"),
        ("_requester = 1", "uses _requester"),
        ("open('x')", "calls open"),
        ("f = eval", "calls eval"),
        ("raise SystemExit(0)", "uses SystemExit"),
        ("x = '{0}'.format(1)", "uses format"),
        ("match x:\n  case 1: y = 2", "uses match"),
        ("def f():\n  yield 1", "uses yield"),
        ("class A(B): pass", "makes a class of another class"),
    ],
)
def test_what_is_not_there(script: str, sentence: str) -> None:
    assert sentence in str(problem_of(script))


def test_what_may_run() -> None:
    honest = "import math\nfrom datetime import date\nfor _ in range(3): total = math.floor(2.5)\nraise ValueError('x')"
    assert problem_of(honest) is None
