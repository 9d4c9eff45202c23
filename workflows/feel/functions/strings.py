"""String functions (DMN 1.5, 10.3.4.3) and Camunda's trim and is blank. Lengths count code points."""

from decimal import Decimal
from typing import Any

from workflows.feel.comparison import LONG
from workflows.feel.functions.registry import builtin
from workflows.feel.run import Run


def _read(run: Run, text: str) -> str:
    """The text, paid for as something that is looked through."""
    run.charge(len(text) // LONG)
    return text


def _built(run: Run, text: str) -> str:
    """The text, paid for as something new that takes memory."""
    run.charge(len(text) // 8)
    return text


@builtin("substring", "string: string, start position: number, length?: number")
def substring(run: Run, text: str, start: Decimal, length: Decimal | None = None) -> str | None:
    """From the start position, from 1 or from the end with negative numbers."""
    at = int(start)
    if at == 0 or abs(at) > len(text) or (length is not None and length < 1):
        return run.null(f"there is no place {start} in a text of {len(text)} characters") if text and at == 0 else ""
    first = at - 1 if at > 0 else len(text) + at
    return _built(run, text[first:] if length is None else text[first : first + int(length)])


@builtin("string length", "string: string")
def string_length(_run: Run, text: str) -> Decimal:
    return Decimal(len(text))


@builtin("upper case", "string: string")
def upper_case(run: Run, text: str) -> str:
    return _built(run, text.upper())


@builtin("lower case", "string: string")
def lower_case(run: Run, text: str) -> str:
    return _built(run, text.lower())


@builtin("substring before", "string: string, match: string")
def substring_before(run: Run, text: str, match: str) -> str:
    before, found, _ = _read(run, text).partition(match) if match else ("", "", "")
    return _built(run, before) if found else ""


@builtin("substring after", "string: string, match: string")
def substring_after(run: Run, text: str, match: str) -> str:
    _, _, after = _read(run, text).partition(match) if match else ("", "", text)
    return _built(run, after)


@builtin("contains", "string: string, match: string")
def contains(run: Run, text: str, match: str) -> bool:
    return match in _read(run, text)


@builtin("starts with", "string: string, match: string")
def starts_with(_run: Run, text: str, match: str) -> bool:
    return text.startswith(match)


@builtin("ends with", "string: string, match: string")
def ends_with(_run: Run, text: str, match: str) -> bool:
    return text.endswith(match)


@builtin("trim", "string: string")
def trim(run: Run, text: str) -> str:
    return _built(run, text.strip())


@builtin("is blank", "string: string")
def is_blank(run: Run, text: str) -> bool:
    return not _read(run, text).strip()


@builtin("string join", "list: list, delimiter?: string, prefix?: string, suffix?: string")
def string_join(
    run: Run, items: list[Any], delimiter: str | None = None, prefix: str | None = None, suffix: str | None = None
) -> str | None:
    """The texts with the delimiter between; nulls are left out."""
    texts = [item for item in items if item is not None]
    if not all(type(text) is str for text in texts):
        return run.null("string join() takes a list of strings")
    run.charge(len(items) + sum(len(text) + len(delimiter or "") for text in texts) // 8)
    joined = (delimiter or "").join(texts)
    return f"{prefix or ''}{joined}{suffix or ''}"
