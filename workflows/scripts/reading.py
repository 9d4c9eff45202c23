"""A script looked at before it is run: its length and its grammar. Nothing of it is ever executed by CPython."""

import ast

MAX_TEXT = 20_000


def problem_of(script: str) -> str | None:
    """Why the text is no script that could run, as a sentence; None where nothing speaks against it."""
    if len(script) > MAX_TEXT:
        return f"The script is longer than {MAX_TEXT:,} characters."
    try:
        ast.parse(script)
    except SyntaxError as error:
        return f"The script is not Python (line {error.lineno or 1}): {error.msg}."
    except (RecursionError, MemoryError, ValueError):
        return "The script is nested too deeply, or holds signs that are no Python."
    return None
