"""Scripts that only give values, by their languages' rules; what does more, or may mean something else, stays."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from workflows.feel import compile_expression
from workflows.translation import scripts
from workflows.translation.errors import NotTranslatable

NOW = datetime(2026, 11, 22, tzinfo=UTC)
WORK: Any = SimpleNamespace(names={})


def gives(script: str, language: str, **known: Any) -> dict[str, Any]:
    found = scripts.assignments(WORK, script, language=language)
    return {name: compile_expression(feel).evaluate(known, at=NOW) for name, feel in found.items()}


STEPS = """def total = amount * 2
// gold pays less
if (total > 100 && kind == "gold") {
  discount = 10
} else if (total > 50) { discount = 5 }
else {
  discount = 0
}
execution.setVariable("price", total - discount)"""


@pytest.mark.parametrize(
    ("amount", "kind", "price"), [(60, "gold", 110), (60, "plain", 115), (30, "gold", 55), (10, "gold", 20)]
)
def test_each_way_of_a_choice(amount: int, kind: str, price: int) -> None:
    assert gives(STEPS, "groovy", amount=Decimal(amount), kind=kind)["price"] == price


@pytest.mark.parametrize(
    ("language", "script", "result"),
    [
        ("groovy", 'x = "Hello ${name}, $order.id!"', "Hello Ann, 7!"),
        ("groovy", "x = 'Hello ${name}'", "Hello ${name}"),
        ("groovy", 'x = "costs \\$5"', "costs $5"),
        ("javascript", "var x = `Dear ${name}`;", "Dear Ann"),
        ("javascript", 'x = "costs ${n}"', "costs ${n}"),
        ("javascript", 'x = "n: " + n + 1', "n: 31"),
        ("javascript", 'x = n + n + "!"', "6!"),
        ("java", 'x = "costs ${n}";', "costs ${n}"),
        ("javascript", "x = n; x += 2; x++", 6),
        ("javascript", "x = 0; if (n > 2) { x = 1 }", 1),
        ("javascript", "x = 5; if (n < 2) { x = 1 }", 5),
        ("javascript", "if (n == 3) x = 1; else x = 2;", 1),
        ("groovy", "if (n == 4) { x = '}' } else { x = '{' }", "{"),
    ],
)
def test_what_is_given(language: str, script: str, result: object) -> None:
    known = {"name": "Ann", "order": {"id": Decimal(7)}, "n": Decimal(3)}
    assert gives(script, language, **known)["x"] == result


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("javascript", "if (flag) { x = 1 }"),
        ("javascript", "if (n > 1 && flag) { x = 1 }"),
        ("javascript", 'if (n == 1) { throw new Error("x") }'),
        ("javascript", "if (n == 1) { y = 1 } z = 2"),
        ("javascript", "if (n == 1)\n  y = 1"),
        ("javascript", "if (n == 1) { y = 1 } else\n  y = 2"),
        ("javascript", "if (n == 1) if (n == 2) y = 1; else y = 2"),
        ("javascript", "for (i in list) { y = i }"),
        ("groovy", 'x = """many lines"""'),
        ("groovy", 'x = "a ${list.collect { it }} b"'),
        ("groovy", "if (n == 1) { mail.send() }"),
    ],
)
def test_what_stays(language: str, script: str) -> None:
    with pytest.raises(NotTranslatable):
        scripts.assignments(WORK, script, language=language)


def test_choices_over_choices_end() -> None:
    for one in ("if (x == 1) { x = x + x } else { x = x + 1 }\n", "x = x + x\n"):
        with pytest.raises(NotTranslatable):
            scripts.assignments(WORK, one * 40, language="javascript")


@pytest.mark.parametrize("language", ["groovy", "javascript"])
def test_a_value_inside_an_object(language: str) -> None:
    script = "data.id = n + 1; data.at.city = 'Bern'; x = data.id"
    assert gives(script, language, n=1, data={"kept": 1}) == {
        "data": {"kept": 1, "id": 2, "at": {"city": "Bern"}}, "x": 2,
    }  # fmt: skip
    assert gives("data.id = 1", language, data=None) == {"data": {"id": 1}}
    with pytest.raises(NotTranslatable):
        gives("execution.id = 1", language)
