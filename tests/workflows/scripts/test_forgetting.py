"""`del name`: what a script only counted with leaves nothing behind."""

from datetime import UTC, datetime

import pytest

from workflows.scripts import ScriptFailed, run
from workflows.scripts.forgetting import forgotten

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_names_taken_back_are_no_variables() -> None:
    found = run("a = 1\nb = a + 1\nc = b\ndel a; del (b)", {}, at=AT, zone="UTC", seed="s")
    assert found == {"c": 2}


def test_a_variable_that_was_there_is_null_then() -> None:
    assert run("b = a\ndel a", {"a": 1}, at=AT, zone="UTC", seed="s") == {"b": 1, "a": None}


@pytest.mark.parametrize("script", ["del a\na = 2", "if a:\n    del a", "del a[0]", "a = (", "text = 'del x'"])
def test_any_other_is_left_as_it_is(script: str) -> None:
    assert forgotten(script) == (script, frozenset())


def test_and_the_sandbox_says_so() -> None:
    with pytest.raises(ScriptFailed):
        run("del a[0]", {"a": [1, 2]}, at=AT, zone="UTC", seed="s")
