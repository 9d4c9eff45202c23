"""JSON among the files of an item: read, or refused with its name before anything is built on it. Writes nothing."""

import json
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from app.errors import DefinitionError
from workflows.errors import Problem
from workflows.sentences import sentence

DEEPEST = 100
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as JSON writes one; a pattern may well speak of \u0000


def read(name: str, data: bytes) -> Any:
    """What it holds. Raises DefinitionError also for what no database keeps: NUL, half of a surrogate pair."""
    try:
        made = json.loads(data)
        if NUL.search(json.dumps(made, ensure_ascii=False).encode().decode()):
            raise ValueError("it holds a NUL character")
    except (ValueError, RecursionError) as error:
        raise _refused(sentence("%(name)s is not JSON: %(error)s.", name=PurePath(name).name, error=error)) from error
    return made


def check_form(name: str, schema: Mapping[str, Any]) -> None:
    """Whoever reads a form goes through its fields: each is an object, and they end somewhere. Raises
    DefinitionError.
    """
    level: list[Any] = [schema]
    depth = 0
    while level:
        if not all(isinstance(field, dict) for field in level):
            raise _refused(
                sentence("%(name)s holds something among its fields that is no field.", name=PurePath(name).name)
            )
        held = [field.get("components") or [] for field in level]
        level, depth = [one for inner in held for one in (inner if isinstance(inner, list) else [inner])], depth + 1
        if depth > DEEPEST:
            raise _refused(
                sentence(
                    "%(name)s has more than %(most)s groups inside each other.", name=PurePath(name).name, most=DEEPEST
                )
            )


def _refused(why: str) -> DefinitionError:
    return DefinitionError([Problem("error", "form.json", why)])
