"""An expression word by word into FEEL text (JSR 341, 1.13 to 1.16; FEEL: DMN 1.5, 10.3.1).

Precedence, loosest first: ? :, or, and, equality, relation, sum, product, unary, value. Texts that bind looser than
what they stand in are put in parentheses. The result is compiled once, so that what is handed out is FEEL for sure.
"""

import json
from collections.abc import Mapping

from workflows.feel import FeelSyntaxError, compile_expression
from workflows.translation.errors import NotTranslatable
from workflows.translation.juel import functions, methods
from workflows.translation.juel.empty import EMPTY
from workflows.translation.juel.tokens import Word, words

_LEVELS = (
    {"||": "or"},
    {"&&": "and"},
    {"==": "=", "!=": "!="},
    {"<": "<", ">": ">", "<=": "<=", ">=": ">="},
    {"+": "+", "-": "-"},
    {"*": "*", "/": "/", "%": "%"},
)
_TIGHT = len(_LEVELS) + 1  # a value: never in parentheses
_RENAMED = {
    "loopCounter": "(loopCounter - 1)",  # counted from 0 there, from 1 here
    "nrOfInstances": "numberOfInstances",
    "nrOfCompletedInstances": "numberOfCompletedInstances",
    "nrOfActiveInstances": "numberOfActiveInstances",
}
_CONSTANTS = {"true", "false", "null"}
MAX_DEPTH = 40


def expression(source: str, names: Mapping[str, str] | None = None) -> str:
    """The text inside `${...}` as FEEL. `names`: variables that are called otherwise here.

    Raises NotTranslatable.
    """
    found = _Parser(words(source), names or {}).whole()
    try:
        compile_expression(found)
    except FeelSyntaxError as error:
        raise NotTranslatable(f"it has no equal in FEEL ({error})") from error
    return found


class _Parser:
    """One expression on its way. Each method answers FEEL text and how tightly it binds."""

    def __init__(self, said: list[Word], names: Mapping[str, str]) -> None:
        self.said, self.names = said, {**_RENAMED, **names}
        self.at = self.depth = 0

    def whole(self) -> str:
        """Everything there is."""
        text, _ = self._choice()
        if self.said[self.at].kind != "end":
            raise NotTranslatable(f"“{self.said[self.at].said}” was not expected")
        return text

    def _choice(self) -> tuple[str, int]:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotTranslatable("it is nested too deep")
        text, tight = self._binary(0)
        if self._take("?"):
            yes, _ = self._choice()
            self._must(":")
            no, _ = self._choice()
            text, tight = f"if {text} then {yes} else {no}", -1
        self.depth -= 1
        return text, tight

    def _binary(self, level: int) -> tuple[str, int]:
        if level == len(_LEVELS):
            return self._unary()
        left, tight = self._binary(level + 1)
        while (operator := self.said[self.at]).kind == "operator" and operator.said in _LEVELS[level]:
            self.at += 1
            right, right_tight = self._binary(level + 1)
            left = _joined(
                _LEVELS[level][operator.said], _inside(left, tight, level), _inside(right, right_tight, level + 1)
            )
            tight = _TIGHT if operator.said == "%" else level
        return left, tight

    def _unary(self) -> tuple[str, int]:
        if self._take("!"):
            text, _ = self._nested()
            return f"not({text})", _TIGHT
        if self._take("-"):
            text, tight = self._nested()
            return f"-{_inside(text, tight, _TIGHT)}", _TIGHT - 1
        if self.said[self.at] == ("name", "empty") and self.said[self.at + 1].said not in {".", "", ")"}:
            self.at += 1
            text, _ = self._nested()
            return EMPTY.format(text), _TIGHT
        return self._value()

    def _nested(self) -> tuple[str, int]:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotTranslatable("it is nested too deep")
        found = self._unary()
        self.depth -= 1
        return found

    def _value(self) -> tuple[str, int]:
        text = self._prefix()
        while True:
            if self._take("."):
                name = self._name()
                text = self._member(text, name) if self.said[self.at].said == "(" else methods.part(text, name)
            elif self._take("["):
                text = self._index(text)
            else:
                return text, _TIGHT

    def _member(self, text: str, name: str) -> str:
        given = self._arguments()
        return methods.called(text, name, given, self.names)

    def _prefix(self) -> str:
        word = self.said[self.at]
        self.at += 1
        if word.kind == "number":
            return word.said if word.said[0] != "." else f"0{word.said}"
        if word.kind == "text":
            return json.dumps(word.said, ensure_ascii=False)
        if word.said == "(":
            text, tight = self._choice()
            self._must(")")
            return f"({text})" if tight < _TIGHT else text
        if word.kind == "name":
            return self._named(word.said)
        raise NotTranslatable(f"“{word.said or 'its end'}” was not expected")

    def _named(self, name: str) -> str:
        if (
            self.said[self.at].said == ":"
            and self.said[self.at + 1].kind == "name"
            and self.said[self.at + 2].said == "("
        ):
            self.at += 2
            return functions.called(f"{name}:{self.said[self.at - 1].said}", self._arguments())
        if self.said[self.at].said == "(":
            return functions.called(name, self._arguments())
        if "$" in name:
            raise NotTranslatable(f"a name such as {name} is not known here")
        return name if name in _CONSTANTS else self.names.get(name, name)

    def _index(self, text: str) -> str:
        word = self.said[self.at]
        inside, tight = self._choice()
        self._must("]")
        if word.kind == "text":
            return methods.part(text, word.said)
        if inside.isdigit():
            return f"{text}[{int(inside) + 1}]"
        return f"{text}[{_inside(inside, tight, 5)} + 1]"

    def _arguments(self) -> list[str]:
        self._must("(")
        found: list[str] = []
        while not self._take(")"):
            if found:
                self._must(",")
            found.append(self._choice()[0])
        return found

    def _name(self) -> str:
        word = self.said[self.at]
        if word.kind != "name":
            raise NotTranslatable(f"“{word.said}” was not expected")
        self.at += 1
        return word.said

    def _take(self, operator: str) -> bool:
        found = self.said[self.at] == ("operator", operator)
        self.at += found
        return found

    def _must(self, operator: str) -> None:
        if not self._take(operator):
            raise NotTranslatable(f"“{operator}” is missing")


def _inside(text: str, tight: int, level: int) -> str:
    return f"({text})" if tight < level else text


def _joined(operator: str, left: str, right: str) -> str:
    if operator == "+" and left.startswith('"') != right.startswith('"'):  # a text and something: FEEL adds texts only
        left, right = (one if one.startswith('"') else f"string({one})" for one in (left, right))
    return f"modulo({left}, {right})" if operator == "%" else f"{left} {operator} {right}"
