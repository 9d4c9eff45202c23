"""Boxed functions and invocations."""

import pytest

from tests.workflows.decisions.tables import entry, function, literal, value
from workflows.decisions import DecisionError


def binding(name: str, said: str) -> str:
    return f'<binding><parameter name="{name}"/>{literal(said)}</binding>'


def invoked(called: str, *bindings: str) -> str:
    return f"<invocation>{literal(called)}{''.join(bindings)}</invocation>"


SHARE = entry(function("whole:number parts:number", literal("whole / parts")), "share")


@pytest.mark.parametrize("order", [("whole", "parts"), ("parts", "whole")])
def test_an_invocation_binds_by_name(order: tuple[str, str]):
    said = {"whole": "a", "parts": "4"}
    assert (
        value(f"<context>{SHARE}{entry(invoked('share', *(binding(n, said[n]) for n in order)))}</context>", a=8) == 2
    )


def test_a_built_in_is_invoked_too():
    assert value(invoked("substring", binding("string", '"abc"'), binding("start position", "2"))) == "bc"


def test_what_does_not_fit_is_null_with_the_reason():
    wrong = invoked("share", binding("whole", '"x"'), binding("parts", "1"))
    with pytest.raises(DecisionError, match="a string is not the number"):
        value(f"<context>{SHARE}{entry(wrong)}</context>")
    with pytest.raises(DecisionError, match="null is called"):
        value(invoked("nobody", binding("a", "1")))


def test_a_list_of_one_is_its_item_where_a_number_is_asked():
    call = invoked("share", binding("whole", "[8]"), binding("parts", "2"))
    assert value(f"<context>{SHARE}{entry(call)}</context>") == 4


def test_a_function_keeps_the_place_it_was_written_in():
    inner = f"<context>{entry('a * 10', 'base')}{entry(function('x', literal('base + x')))}</context>"
    assert value(f"<context>{entry(inner, 'plus')}{entry('plus(1) + plus(2)')}</context>", a=1) == 23
