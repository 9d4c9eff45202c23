"""Members of values: properties, and the methods of Java's texts, lists, maps, dates and beans that FEEL can say.

A getter without arguments is its property (JavaBeans, 8.3: `getName()` and `isName()` are `name`). What changes
something or belongs to a class of the old system has no equal: NotTranslatable.
"""

import json
import re
from collections.abc import Mapping

from workflows.translation.errors import NotTranslatable
from workflows.translation.juel import functions
from workflows.translation.juel.empty import EMPTY

_PLAIN_NAME = re.compile(r"[A-Za-z_]\w*")
_NONE = {  # methods without arguments
    "isEmpty": EMPTY,
    "isBlank": 'list contains([null, ""], {0})',
    "size": "count({0})",
    "length": "string length({0})",
    "toString": "string({0})",
    "toLowerCase": "lower case({0})",
    "toUpperCase": "upper case({0})",
    "trim": "trim({0})",
    "isPresent": "({0} != null)",
    **dict.fromkeys(
        ("intValue", "longValue", "doubleValue", "floatValue", "booleanValue", "value", "stringValue", "numberValue",
         "boolValue", "elements", "toDate", "toInstant", "get", "element", "textContent"), "{0}"
    ),
}  # fmt: skip
_ONE = {  # methods with one
    "equals": "({0} = {1})",
    "equalsIgnoreCase": "(lower case({0}) = lower case({1}))",
    "contains": "(if {0} instance of string then contains({0}, {1}) else list contains({0}, {1}))",
    "startsWith": "starts with({0}, {1})",
    "endsWith": "ends with({0}, {1})",
    "containsKey": "(get value({0}, {1}) != null)",
    "has": "(get value({0}, {1}) != null)",
    "hasProp": "(get value({0}, {1}) != null)",
    "before": "({0} < {1})",
    "isBefore": "({0} < {1})",
    "after": "({0} > {1})",
    "isAfter": "({0} > {1})",
}
_SPANS = {
    "Years": "P{}Y", "Months": "P{}M", "Weeks": "P{}W", "Days": "P{}D",
    "Hours": "PT{}H", "Minutes": "PT{}M", "Seconds": "PT{}S",
}  # fmt: skip
_HOLDERS = frozenset({"execution", "task", "delegateExecution", "delegateTask", "kcontext"})
_OF_REQUEST = {
    "processBusinessKey": "request.number",
    "businessKey": "request.number",
    "processInstanceId": "request.number",
    "processInstanceBusinessKey": "request.number",
}


def part(text: str, name: str) -> str:
    """A property of a value."""
    if text in _HOLDERS:
        return _of_holder(name)
    if _PLAIN_NAME.fullmatch(name):
        return f"{text}.{name}"
    return f"get value({text}, {json.dumps(name, ensure_ascii=False)})"


def called(text: str, name: str, given: list[str], names: Mapping[str, str]) -> str:
    """A method of a value. Raises NotTranslatable."""
    if text in _HOLDERS:
        return _of_execution(name, given, names)
    if text == "KieFunctions":
        return functions.of_kie(name, given)
    if not given and name in _NONE:
        return _NONE[name].format(text)
    if len(given) == 1:
        return _with_one(text, name, given[0])
    found = re.fullmatch(r"(?:get|is)([A-Z]\w*)", name)
    if not given and found:
        return part(text, found[1][0].lower() + found[1][1:])
    raise NotTranslatable(f"the method {name} belongs to the system it comes from")


def _with_one(text: str, name: str, given: str) -> str:
    if name in _ONE:
        return _ONE[name].format(text, given)
    if name in {"get", "prop"}:
        if given.isdigit():
            return f"{text}[{int(given) + 1}]"
        return part(text, str(json.loads(given))) if given.startswith('"') else f"get value({text}, {given})"
    span = re.fullmatch(r"(plus|minus)(\w+)", name)
    if span and span[2] in _SPANS:
        sign = "+" if span[1] == "plus" else "-"
        return f"({text} {sign} {_duration(_SPANS[span[2]], given)})"
    if name == "matches" and given.startswith('"'):
        return f"matches({text}, {json.dumps('^(' + json.loads(given) + ')$', ensure_ascii=False)})"
    raise NotTranslatable(f"the method {name} belongs to the system it comes from")


def _duration(pattern: str, given: str) -> str:
    if "W" in pattern:
        given = str(int(given) * 7) if given.isdigit() else f"({given}) * 7"
        pattern = "P{}D"
    if given.isdigit():
        return f'duration("{pattern.format(given)}")'
    before, _, after = pattern.partition("{}")
    return f'duration("{before}" + string({given}) + "{after}")'


def _of_holder(name: str) -> str:
    if name in _OF_REQUEST:
        return _OF_REQUEST[name]
    raise NotTranslatable(f"{name} of the running engine is not known here")


def _of_execution(name: str, given: list[str], names: Mapping[str, str]) -> str:
    """`execution.getVariable("x")` and its kin."""
    if len(given) == 1 and given[0].startswith('"') and name in {"getVariable", "hasVariable", "getVariableLocal"}:
        variable = str(json.loads(given[0]))
        if not _PLAIN_NAME.fullmatch(variable):
            raise NotTranslatable(f"{variable} is no name of a variable")
        variable = names.get(variable, variable)
        return f"({variable} != null)" if name == "hasVariable" else variable
    getter = re.fullmatch(r"get([A-Z]\w*)", name)
    if not given and getter:
        return _of_holder(getter[1][0].lower() + getter[1][1:])
    raise NotTranslatable(f"the method {name} of the running engine has no equal")
