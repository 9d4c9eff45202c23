"""FEEL text to nodes: the grammar, built once, and what each of its rules becomes.

Raises FeelSyntaxError with a sentence, line and column; nothing else.
"""

from collections.abc import Iterable
from decimal import Decimal, Overflow
from functools import cache
from pathlib import Path as File
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken, v_args

from workflows.feel import nodes
from workflows.feel.errors import FeelSyntaxError
from workflows.feel.hints import for_token, hinted
from workflows.feel.names import KnownNames
from workflows.feel.temporal_text import read_temporal
from workflows.feel.tokens import Source, Tokens, position
from workflows.feel.values import DECIMAL
from workflows.sentences import sentence

CONSTANTS = {"true": True, "false": False, "null": None}


class Shaping(Transformer[Token, nodes.Node]):
    """Each rule of the grammar to its node, called while the text is parsed."""

    def if_(self, parts: list[Any]) -> nodes.Node:
        return nodes.If(*parts)

    def for_(self, parts: list[Any]) -> nodes.Node:
        return nodes.For(tuple(parts[:-1]), parts[-1])

    def quantified(self, parts: list[Any]) -> nodes.Node:
        return nodes.Quantified(parts[0].type == "SOME", tuple(parts[1:-1]), parts[-1])

    def each(self, parts: list[Any]) -> nodes.Node:
        return nodes.Each(str(parts[0]), *parts[1:])

    @v_args(inline=True)
    def function(self, parameters: Any, _result: Any, body: nodes.Node) -> nodes.Node:
        return nodes.FunctionLiteral(parameters or (), body)

    def parameters(self, parts: list[Any]) -> tuple[Any, ...]:
        return tuple(parts)

    @v_args(inline=True)
    def parameter(self, name: Token, type_: Any) -> nodes.Node:
        return nodes.Parameter(str(name), type_)

    def or_(self, parts: list[Any]) -> nodes.Node:
        return nodes.Logic(True, tuple(parts))

    def and_(self, parts: list[Any]) -> nodes.Node:
        return nodes.Logic(False, tuple(parts))

    @v_args(inline=True)
    def compare(self, left: nodes.Node, operator: Token, right: nodes.Node) -> nodes.Node:
        return nodes.Compare(str(operator), left, right)

    def between(self, parts: list[Any]) -> nodes.Node:
        return nodes.Between(*parts)

    @v_args(inline=True)
    def in_(self, value: nodes.Node, tests: tuple[nodes.Node, ...]) -> nodes.Node:
        return nodes.In(value, tests)

    def instance_of(self, parts: list[Any]) -> nodes.Node:
        return nodes.InstanceOf(*parts)

    def one_test(self, parts: list[Any]) -> tuple[Any, ...]:
        return tuple(parts)

    several = one_test

    @v_args(inline=True)
    def open_test(self, operator: Token, operand: nodes.Node) -> nodes.Node:
        return nodes.Comparison(str(operator), operand)

    def chain(self, parts: list[Any]) -> nodes.Node:
        pairs = zip(parts[1::2], parts[2::2], strict=True)
        return nodes.Chain(parts[0], tuple((str(operator), operand) for operator, operand in pairs))

    @v_args(inline=True)
    def negate(self, _sign: Token, operand: nodes.Node) -> nodes.Node:
        if isinstance(operand, nodes.Literal) and type(operand.value) is Decimal:
            return nodes.Literal(DECIMAL.minus(operand.value))
        return nodes.Negate(operand)

    @v_args(inline=True)
    def path(self, source: nodes.Node, name: Token) -> nodes.Node:
        return nodes.Path(source, str(name))

    def filter(self, parts: list[Any]) -> nodes.Node:
        return nodes.Filter(*parts)

    def call(self, parts: list[Any]) -> nodes.Node:
        function, arguments = parts[0], [part for part in parts[1:] if part is not None]
        if arguments and type(arguments[0]) is tuple:
            return nodes.Call(function, tuple(value for _, value in arguments), tuple(name for name, _ in arguments))
        return nodes.Call(function, tuple(arguments))

    def argument(self, parts: list[Any]) -> tuple[str, nodes.Node]:
        return str(parts[0]), parts[1]

    entry = argument
    type_entry = argument

    @v_args(inline=True)
    def name(self, name: Token) -> nodes.Node:
        return nodes.Name(str(name))

    @v_args(inline=True)
    def literal(self, token: Token) -> nodes.Node:
        if token.type == "NUMBER":
            return nodes.Literal(_number(token))
        if token.type == "CONSTANT":
            return nodes.Literal(CONSTANTS[token])
        return nodes.Literal(read_temporal(token) if token.type == "AT" else str(token))

    def list_literal(self, parts: list[Any]) -> nodes.Node:
        return nodes.ListLiteral(tuple(part for part in parts if part is not None))

    def context(self, parts: list[Any]) -> nodes.Node:
        return nodes.ContextLiteral(tuple(part for part in parts if part is not None))

    @v_args(inline=True)
    def range_open_open(self, start: nodes.Node, end: nodes.Node) -> nodes.Node:
        return nodes.RangeLiteral(start, end, False, False)

    @v_args(inline=True)
    def range_open_closed(self, start: nodes.Node, end: nodes.Node) -> nodes.Node:
        return nodes.RangeLiteral(start, end, False, True)

    @v_args(inline=True)
    def range_closed_open(self, start: nodes.Node, end: nodes.Node) -> nodes.Node:
        return nodes.RangeLiteral(start, end, True, False)

    @v_args(inline=True)
    def range_closed_closed(self, start: nodes.Node, end: nodes.Node) -> nodes.Node:
        return nodes.RangeLiteral(start, end, True, True)

    def range_half(self, parts: list[Any]) -> nodes.Node:
        return nodes.Comparison(str(parts[0]), parts[1])

    def type(self, parts: list[Any]) -> nodes.Node:
        if all(isinstance(part, Token) and part.type == "NAME" for part in parts):
            return nodes.Type(".".join(parts))
        inner = [part for part in parts[1:] if not isinstance(part, Token)]
        if inner and type(inner[0]) is tuple:
            return nodes.Type(str(parts[0]), tuple(kind for _, kind in inner), tuple(label for label, _ in inner))
        return nodes.Type(str(parts[0]), tuple(inner))

    def function_type(self, parts: list[Any]) -> nodes.Node:
        return nodes.Type("function", tuple(part for part in parts if isinstance(part, nodes.Type)))

    def any_value(self, _parts: list[Any]) -> nodes.Node:
        return nodes.Tests(())

    def cell(self, parts: list[Any]) -> nodes.Node:
        return nodes.Tests(tuple(parts))

    def negated_cell(self, parts: list[Any]) -> nodes.Node:
        return nodes.Tests(tuple(parts), negated=True)


def _number(token: Token) -> Decimal:
    try:
        return DECIMAL.create_decimal(str(token))
    except Overflow:
        raise FeelSyntaxError(sentence("This number is too large."), token.line or 1, token.column or 1) from None


@cache
def _parser() -> Lark:
    """Built with the first text, a fifth of a second, so that programs without FEEL start sooner."""
    return Lark(
        File(__file__).with_name("grammar.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer=Tokens,
        start=["expression", "unary_tests"],
        transformer=Shaping(visit_tokens=False),
        maybe_placeholders=True,
    )


def parse(text: str, names: Iterable[str] | KnownNames = (), *, unary: bool = False) -> Any:
    """The node of an expression, or nodes.Tests of a cell with `unary`. Raises FeelSyntaxError."""
    if not text.strip():
        raise FeelSyntaxError(sentence("The expression is empty."))
    known = names.copy() if isinstance(names, KnownNames) else KnownNames(names)
    source = Source(text, known, unary)
    try:
        return _parser().parse(source, start="unary_tests" if unary else "expression")
    except UnexpectedToken as wrong:
        raise _unexpected(text, wrong.token) from None
    except UnexpectedInput as wrong:
        raise FeelSyntaxError(sentence("This is not FEEL."), max(wrong.line, 1), max(wrong.column, 1)) from None


def _unexpected(text: str, token: Token) -> FeelSyntaxError:
    if token.type == "$END":
        line, column = position(text, len(text))
        said = sentence("The expression ends too early: something is missing at its end.")
        return FeelSyntaxError(said, line, column)
    start = token.start_pos or 0
    line, column = position(text, start)
    where = {"shown": text[start : token.end_pos or start + 1][:40], "line": line, "column": column}
    said = sentence("%(shown)s is not expected here (line %(line)s, column %(column)s).", **where)
    return FeelSyntaxError(hinted(said, for_token(text, start)), line, column)
