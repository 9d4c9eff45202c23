"""String functions with regular expressions (DMN 1.5, 10.3.4.3): matches, replace, split; and Camunda's extract."""

from workflows.feel.errors import FeelFuelError
from workflows.feel.functions.registry import builtin
from workflows.feel.regex import BadPattern, Pattern, compile_pattern
from workflows.feel.run import Run

MAX_PATTERN = 500
FLAGS = frozenset("imsx")


def _pattern(run: Run, pattern: str, flags: str | None = None) -> Pattern | None:
    if len(pattern) > MAX_PATTERN:
        raise FeelFuelError(f"A regular expression may have {MAX_PATTERN} characters.", "size")
    if not FLAGS.issuperset(flags or ""):
        return run.null(f"the flags of a regular expression are i, m, s and x, not {(flags or '')[:20]}")
    try:
        return compile_pattern(pattern, "".join(sorted(set(flags or ""))))
    except BadPattern as wrong:
        return run.null(f"{pattern[:40]} is no regular expression: {wrong}")


@builtin("matches", "input: string, pattern: string, flags?: string")
def matches(run: Run, text: str, pattern: str, flags: str | None = None) -> bool | None:
    """Whether some part of the text matches."""
    found = _pattern(run, pattern, flags)
    return None if found is None else found.search(text, run.charge) is not None


@builtin("replace", "input: string, pattern: string, replacement: string, flags?: string")
def replace(run: Run, text: str, pattern: str, replacement: str, flags: str | None = None) -> str | None:
    """Every match replaced; `$1` in the replacement is the first group, `$0` the match, `\\$` a dollar."""
    found = _pattern(run, pattern, flags)
    if found is None:
        return None
    pieces, at = [], 0
    for spans in found.matches(text, run.charge):
        piece = _filled(replacement, text, spans)
        run.charge(len(piece) // 8)
        pieces += [text[at : spans[0]], piece]
        at = spans[1]
    return "".join([*pieces, text[at:]])


def _filled(replacement: str, text: str, spans: tuple[int, ...]) -> str:
    pieces, at = [], 0
    while at < len(replacement):
        mark, after = replacement[at], replacement[at + 1 : at + 2]
        if mark == "\\" and after in ("\\", "$"):
            pieces.append(after)
            at += 2
        elif mark == "$" and after.isascii() and after.isdigit():
            number, at = _group_number(replacement, at + 1, len(spans) // 2 - 1)
            pieces.append(_group(text, spans, number))
        else:
            pieces.append(mark)
            at += 1
    return "".join(pieces)


def _group_number(replacement: str, at: int, groups: int) -> tuple[int, int]:
    """The number that starts here, with as many digits as there are groups for."""
    number, at = int(replacement[at]), at + 1
    while replacement[at : at + 1].isascii() and replacement[at : at + 1].isdigit():
        longer = number * 10 + int(replacement[at])
        if longer > groups:
            break
        number, at = longer, at + 1
    return number, at


def _group(text: str, spans: tuple[int, ...], number: int) -> str:
    if 2 * number >= len(spans) or spans[2 * number] < 0:
        return ""
    return text[spans[2 * number] : spans[2 * number + 1]]


@builtin("split", "string: string, delimiter: string")
def split(run: Run, text: str, delimiter: str) -> list[str] | None:
    """The texts between the matches."""
    found = _pattern(run, delimiter)
    if found is None:
        return None
    pieces, at = [], 0
    for start, end, *_ in found.matches(text, run.charge):
        if end > start or 0 < start < len(text):
            pieces.append(text[at:start])
            at = end
    run.charge(len(pieces))
    return [*pieces, text[at:]]


@builtin("extract", "string: string, pattern: string")
def extract(run: Run, text: str, pattern: str) -> list[str] | None:
    """Camunda's: every part of the text that matches."""
    found = _pattern(run, pattern)
    return None if found is None else [text[spans[0] : spans[1]] for spans in found.matches(text, run.charge)]
