"""JUEL said in FEEL: the same value for the same variables, and no guess where there is no equal."""

from datetime import UTC, datetime
from typing import Any

import pytest

from workflows.feel import compile_expression, to_json
from workflows.translation.errors import NotTranslatable
from workflows.translation.juel import feel

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "variables", "value"),
    [
        ("${approved}", {"approved": True}, True),
        ("#{!approved && amount >= 100.5}", {"approved": False, "amount": 101}, True),
        ("${a || b && !c}", {"a": False, "b": True, "c": True}, False),
        ("${not (a and b) or c eq 'x'}", {"a": True, "b": True, "c": "x"}, True),
        ("${1 + 2 * 3 - (4 - 1)}", {}, 4),
        ("${-x * (2 + 3) % 4}", {"x": 1}, 3),
        ("${score > 5 ? 'high' : score lt 2 ? 'low' : \"mid\"}", {"score": 3}, "mid"),
        ("${empty list}", {"list": []}, True),
        ("${not empty text}", {"text": "a"}, True),
        ("${order.items[0].name}", {"order": {"items": [{"name": "pen"}]}}, "pen"),
        ("${list[i + 1]}", {"list": ["a", "b"], "i": 0}, "b"),
        ("${map['a b']}", {"map": {"a b": 7}}, 7),
        ("${name.equals('x')}", {"name": "x"}, True),
        ("${names.contains('x') and text.contains('x')}", {"names": ["x"], "text": "fox"}, True),
        ("${customer.getAddress().getCity()}", {"customer": {"address": {"city": "Graz"}}}, "Graz"),
        ("${execution.getVariable('x')}", {"x": 4}, 4),
        ("${vars:equals(decision, 'up')}", {"decision": "up"}, True),
        ("${S(json).prop('a').value()}", {"json": {"a": 5}}, 5),
        ("${dateTime().plusDays(3).toDate()}", {}, "2026-03-05T09:00:00Z"),
        ("Hello ${name}, ${n} new", {"name": "Ann", "n": 2}, "Hello Ann, 2 new"),
        ("${'}'}", {}, "}"),
        ("${loopCounter}", {"loopCounter": 1}, 0),
    ],
)
def test_the_same_value(text: str, variables: dict[str, Any], value: object) -> None:
    found = compile_expression(feel(text)).evaluate(variables, at=AT)
    assert to_json(found) == value


@pytest.mark.parametrize(
    "text",
    [
        "${bean.charge(amount)}",
        "${execution.setVariable('x', 1)}",
        "${a b}",
        "${a +}",
        "${x",
        "${a ? b}",
        "${__proto$x}",
        "${XML(x).xPath('/a')}",
        "${" + "(" * 60 + "1" + ")" * 60 + "}",
        "${" + "!" * 500 + "a}",
    ],
)
def test_no_equal(text: str) -> None:
    with pytest.raises(NotTranslatable):
        feel(text)


def test_a_name_that_is_called_otherwise_here() -> None:
    assert feel("${starter}", {"starter": "requester.login"}) == "requester.login"
