"""What checking found, as a version keeps it and as somebody reads it: each sentence in the reader's language.

The English stands in the columns that the release before reads; what each sentence is made of, beside them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.language import say
from app.models.definition_version import DefinitionVersion
from workflows.errors import Problem
from workflows.sentences import again, facts


def kept(problems: Sequence[Problem], report: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The columns of a version."""
    said = [text for one in problems for text in (one.message, one.hint)]
    said += [text for row in report for text in (row["what"], row.get("template"))]
    return {
        "problems": json.dumps([vars(one) for one in problems], ensure_ascii=False),
        "report": json.dumps(report, ensure_ascii=False),
        "sentences": json.dumps(facts(said), ensure_ascii=False),
    }


def remembered(row: DefinitionVersion) -> list[dict[str, Any]]:
    """The report of a version, with sentences that still know what they are made of: to be kept once more."""
    known = json.loads(row.sentences or "{}")
    return [{name: _again(text, known) for name, text in line.items()} for line in json.loads(row.report)]


def _again(text: Any, known: Mapping[str, Any]) -> Any:
    return again(text, known) if isinstance(text, str) else text


def said(problems: Iterable[Problem]) -> list[Problem]:
    """In the language of the moment."""
    return [replace(one, message=say(one.message), hint=one.hint and say(one.hint)) for one in problems]


def problems(row: DefinitionVersion) -> list[dict[str, Any]]:
    """What a version keeps of them, in the language of the moment."""
    return _told(row, json.loads(row.problems), "message", "hint")


def report(row: DefinitionVersion) -> list[dict[str, Any]]:
    """The same of its report."""
    return _told(row, json.loads(row.report), "what")


def _told(row: DefinitionVersion, found: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    known = json.loads(row.sentences or "{}")
    return [{**one, **{name: say(again(one[name], known)) for name in names if one.get(name)}} for one in found]
