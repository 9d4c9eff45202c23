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


def test_what_may_run() -> None:
    assert problem_of("import os\nos.system('x')") is None  # it reaches nothing
