"""`range("[1..5]")`: a range literal as text (DMN 1.5, 10.3.4.1 and grammar rules 66 to 68).

Its ends are literals or calls of date, time, date and time and duration with a text; an open side may have none.
"""

import re
from typing import Any

from workflows.feel.comparison import compare
from workflows.feel.errors import FeelSyntaxError
from workflows.feel.functions.conversion import unreadable
from workflows.feel.functions.registry import BUILTINS, builtin
from workflows.feel.nodes import Call, Literal, Name, Node
from workflows.feel.parsing import parse
from workflows.feel.run import Run
from workflows.feel.temporal_text import MAX_TEXT
from workflows.feel.values import Range

_RANGE = re.compile(r"\s*([\[(\]])(.*?)\.\.(.*)([\])\[])\s*", re.S)
_CALLED = frozenset({"date", "time", "date and time", "duration"})
_NOTHING = object()


@builtin("range", "from: string")
def range_(run: Run, text: str) -> Range | None:
    """The range; null where the text is none, or its ends do not follow one another."""
    found = _RANGE.fullmatch(text) if len(text) <= 2 * MAX_TEXT else None
    made = _made(run, found) if found else None
    return made if made is not None else unreadable(run, "range", text, "[1..5], (1..5) and the like")


def _made(run: Run, found: re.Match[str]) -> Range | None:
    start, end = _end(run, found[2]), _end(run, found[3])
    closed = found[1] == "[", found[4] == "]"
    if start is None or end is None or (start is _NOTHING and end is _NOTHING):
        return None
    if (start is _NOTHING and closed[0]) or (end is _NOTHING and closed[1]):
        return None
    if start is _NOTHING or end is _NOTHING:
        return Range(None if start is _NOTHING else start, None if end is _NOTHING else end, *closed, half=True)
    return Range(start, end, *closed) if compare(run, start, end) in (-1, 0) else None


def _end(run: Run, text: str) -> Any:
    """The value of one end, _NOTHING where there is none, None where it is no value."""
    if not text.strip():
        return _NOTHING
    try:
        tree: Node = parse(text)
    except FeelSyntaxError:
        return None
    if isinstance(tree, Literal):
        return tree.value
    if not isinstance(tree, Call) or not isinstance(tree.function, Name) or tree.function.name not in _CALLED:
        return None
    values = [argument.value for argument in tree.arguments if isinstance(argument, Literal)]
    return BUILTINS[tree.function.name].invoke(run, values) if len(values) == len(tree.arguments) == 1 else None
