"""The table of built-ins."""

from tests.workflows.feel.evaluation import a_run
from workflows.feel.functions.registry import BUILTINS, Parameter


def test_parameters_are_read_from_their_text() -> None:
    assert BUILTINS["substring"].overloads[0].parameters == (
        Parameter("string", "string", False, False),
        Parameter("start position", "number", False, False),
        Parameter("length", "number", True, False),
    )
    assert BUILTINS["append"].overloads[0].parameters[-1].repeated


def test_a_builtin_is_a_value_that_can_be_called() -> None:
    assert BUILTINS["abs"].invoke(a_run(), [-1]) == 1
    assert BUILTINS["abs"].invoke_named(a_run(), {"n": -1}) == 1
    assert BUILTINS["abs"].invoke(a_run(), []) is None
    assert BUILTINS["abs"].invoke_named(a_run(), {"m": -1}) is None


def test_the_groups_of_the_specification_are_there() -> None:
    assert {
        "string length",
        "floor",
        "count",
        "context put",
        "overlaps before",
        "week of year",
        "number",
    } <= BUILTINS.keys()
