"""Which statements change nothing, and whole scripts of them."""

import pytest

from tests.workflows.translation.test_dialects import element
from workflows.translation.idle import active


@pytest.mark.parametrize(
    ("language", "statement"),
    [
        ("javascript", "next()"),
        ("text/javascript", 'java.lang.System.out.println("test")'),
        ("javascript", "function f(x) { if (x) { y = 1; } }"),
        ("groovy", 'println "Hello ${name}"'),
        ("http://www.java.com/java", "System.out.println(order.getName())"),
    ],
)
def test_it_changes_nothing(language: str, statement: str) -> None:
    assert active([statement], language) == []


def test_logging_beside_something_else_is_left_out() -> None:
    assert active(['console.log("a", b)', "next()"], "javascript") == []
    assert active(['console.log("a", b)', "a = 1"], "javascript") == ["a = 1"]


@pytest.mark.parametrize(
    ("language", "statements"),
    [
        ("javascript", ["next(new Error(1))"]),
        ("javascript", ["println(order.ship())"]),
        ("javascript", ["function f() { y = 1; }", "f()"]),
        ("javascript", ["function f() { y = 1; } x = function() { }"]),
        ("javascript", ["console.log(a = 1)"]),
        ("javascript", ["console.log(1)"]),  # nothing else in it: a script of another language, not an idle one
        ("juel", ["${execution.setVariable('a', 1)}"]),
        ("groovy", ["total = a + b"]),
        ("python", ['print("a")']),  # it runs here, and what it prints is dropped there
    ],
)
def test_in_doubt_it_does_something(language: str, statements: list[str]) -> None:
    assert active(statements, language) == statements


def test_a_script_that_only_hands_over_is_translated() -> None:
    found = element('<scriptTask id="t" scriptFormat="javascript"><script>next();</script></scriptTask>')
    assert (found.script, "foreign_script" in found.extra) == ("{}", False)


def test_a_script_in_juel_gives_its_value() -> None:
    drawn = '<scriptTask id="t" scriptFormat="juel" camunda:resultVariable="i"><script>${i + 1}</script></scriptTask>'
    found = element(drawn)
    assert (found.script, found.result_variable) == ("i + 1", "i")
