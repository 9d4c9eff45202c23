"""Functions of the engines' expressions: Camunda's, Flowable's `vars:`, Spin's `S` and `JSON`, Kie's comparisons."""

import json
import re

from workflows.translation.errors import NotTranslatable
from workflows.translation.juel.empty import EMPTY

_NAMES = frozenset({"vars", "var", "variables"})
_VARIABLE = {
    "get": "{0}",
    "equals": "{0} = {1}",
    "eq": "{0} = {1}",
    "notEquals": "{0} != {1}",
    "ne": "{0} != {1}",
    "neq": "{0} != {1}",
    "lowerThan": "{0} < {1}",
    "lessThan": "{0} < {1}",
    "lt": "{0} < {1}",
    "lowerThanOrEquals": "{0} <= {1}",
    "lessThanOrEquals": "{0} <= {1}",
    "lte": "{0} <= {1}",
    "greaterThan": "{0} > {1}",
    "gt": "{0} > {1}",
    "greaterThanOrEquals": "{0} >= {1}",
    "gte": "{0} >= {1}",
    "isEmpty": EMPTY,
    "empty": EMPTY,
    "isNotEmpty": f"not({EMPTY})",
    "notEmpty": f"not({EMPTY})",
    "exists": "{0} != null",
    "exist": "{0} != null",
    "contains": "(if {0} instance of string then contains({0}, {1}) else list contains({0}, {1}))",
    "getOrDefault": "(if {0} = null then {1} else {0})",
}
_PLAIN = {
    ("now", 0): "now()",
    ("dateTime", 0): "now()",
    ("S", 1): "{0}",
    ("JSON", 1): "{0}",
    ("currentUser", 0): "requester.login",
}
_KIE = {"equalsTo": "{0} = {1}", "isNull": "{0} = null", "isTrue": "{0} = true", "isFalse": "{0} = false",
        "greaterThan": "{0} > {1}", "lessThan": "{0} < {1}", "isEmpty": EMPTY,
        "greaterOrEqualThan": "{0} >= {1}", "lessOrEqualThan": "{0} <= {1}",
        "between": "({0} >= {1} and {0} <= {2})", "contains": "contains({0}, {1})"}  # fmt: skip


def called(name: str, given: list[str]) -> str:
    """A function call as FEEL in parentheses where needed. Raises NotTranslatable."""
    prefix, _, short = name.rpartition(":")
    if prefix in _NAMES and short in _VARIABLE and given:
        return _filled(_VARIABLE[short], [_variable(given[0]), *given[1:]])
    pattern = _PLAIN.get((name, len(given)))
    if pattern is not None:
        return pattern.format(*given)
    raise NotTranslatable(f"the function {name} belongs to the system it comes from")


def of_kie(name: str, given: list[str]) -> str:
    """A comparison of jBPM's KieFunctions. Raises NotTranslatable."""
    if name not in _KIE:
        raise NotTranslatable(f"the function {name} belongs to the system it comes from")
    return _filled(_KIE[name], given)


def _filled(pattern: str, given: list[str]) -> str:
    try:
        text = pattern.format(*given)
    except IndexError:
        raise NotTranslatable("a function has too few arguments") from None
    return text if (text.endswith(")") and "(" not in text[1:]) or re.fullmatch(r"\w+", text) else f"({text})"


def _variable(given: str) -> str:
    """Flowable names the variable with or without quotes."""
    name = str(json.loads(given)) if given.startswith('"') else given
    if not re.fullmatch(r"[A-Za-z_][\w.]*", name):
        raise NotTranslatable(f"{name[:40]} is no name of a variable")
    return name
