"""Boxed conditionals, filters and iterators (DMN 1.5, 10.2.1.8 to 10.2.1.10)."""

import re
from typing import Any

from workflows.decisions.boxes.reader import Reader
from workflows.decisions.making import enter, fail
from workflows.decisions.scope import Scope
from workflows.decisions.xml import child, text_of
from workflows.feel.compiler.flow import items_of
from workflows.feel.compiler.paths import MISSING, item_frame
from workflows.feel.run import Body, Frame
from workflows.feel.values import list_of, phrase
from workflows.loader.vocabulary import Node

_BARE_RANGE = re.compile(r"[^\[\](){}\"]+\.\.[^\[\]{}\"]+$")


def conditional(reader: Reader, node: Node, scope: Scope) -> Body:
    """What is not true is otherwise."""
    condition, then, otherwise = (reader.held(child(node, part), scope, part) for part in ("if", "then", "else"))
    return Body(lambda frame: enter(then if enter(condition, frame) is True else otherwise, frame), 1)


def filter_(reader: Reader, node: Node, scope: Scope) -> Body:
    """The items that match; null where the match of one is no boolean, as the compatibility kit's 1151 asks."""
    source = reader.held(child(node, "in"), scope, "The list of a filter")
    match = reader.held(child(node, "match"), scope.inner("item"), "The match of a filter")

    def sift(frame: Frame) -> Any:
        value = enter(source, frame)
        items = [] if value is None else list_of(value)
        answers = [enter(match, item_frame(frame, item)) for item in items]
        if not _all_boolean(frame, answers, "The match of a filter"):
            return None
        return [item for item, answer in zip(items, answers, strict=True) if answer]

    return Body(sift, 1)


def _all_boolean(frame: Frame, answers: list[Any], what: str) -> bool:
    wrong = next((answer for answer in answers if type(answer) is not bool), MISSING)
    if wrong is not MISSING:
        fail(frame.run, f"{what} is {phrase(wrong)} where it must be true or false.")
    return wrong is MISSING


def for_(reader: Reader, node: Node, scope: Scope) -> Body:
    """One result for each item; every round sees the results so far as `partial`."""
    variable, source = _iterator(reader, node, scope)
    result = reader.held(child(node, "return"), scope.inner(variable, "partial"), "The result of an iterator")

    keeps = any("partial" in str(said) for said in node.itertext())

    def collect(frame: Frame) -> Any:
        run = frame.run
        items = items_of(run, enter(source, frame))
        if items is None:
            return None
        results: list[Any] = []
        for item in items:
            run.charge(len(results) // 8 if keeps else 0)
            seen = results.copy() if keeps else results
            results.append(enter(result, Frame(run, {"partial": seen, variable: item}, frame)))
        return results

    return Body(collect, 1)


def some(reader: Reader, node: Node, scope: Scope) -> Body:
    """Whether one item satisfies the condition; null where the answer for any is no boolean (kit, 1153 and 1154)."""
    return _quantified(reader, node, scope, True)


def every(reader: Reader, node: Node, scope: Scope) -> Body:
    """Whether all items satisfy the condition."""
    return _quantified(reader, node, scope, False)


def _quantified(reader: Reader, node: Node, scope: Scope, decisive: bool) -> Body:
    variable, source = _iterator(reader, node, scope)
    condition = reader.held(child(node, "satisfies"), scope.inner(variable), "The condition of an iterator")

    def decide(frame: Frame) -> bool | None:
        items = items_of(frame.run, enter(source, frame))
        if items is None:
            return None
        answers = [enter(condition, Frame(frame.run, {variable: item}, frame)) for item in items]
        if not _all_boolean(frame, answers, "The condition of an iterator"):
            return None
        return decisive if decisive in answers else not decisive

    return Body(decide, 1)


def _iterator(reader: Reader, node: Node, scope: Scope) -> tuple[str, Body]:
    """The variable and what it goes through, which may be written `1..5` as in FEEL's own iterators."""
    variable = " ".join((node.get("iteratorVariable") or "").split())
    source = child(node, "in")
    said = child(source, "literalExpression") if source is not None else None
    if said is not None and _BARE_RANGE.match(text_of(said)):
        return variable, reader.texts.gone_through(said, scope)
    return variable, reader.held(source, scope, "The list of an iterator")
