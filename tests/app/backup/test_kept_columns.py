"""No column that holds a structure is without a sample in the newest kept house: a new one cannot be forgotten.

Such a sample is restored, shown and used by test_kept_houses.py, in this release and in all that follow.
"""

import json
from functools import cache
from typing import Any

import pytest
from sqlalchemy import JSON, Column, LargeBinary, Text

import app.models.all  # noqa: F401 - every table
from app.backup import archive, values
from app.db import Base
from tests.app.backup.test_kept_houses import KEPT

#: Text that people or the program write as words: whatever stands there can be read.
WORDS = {
    "added_work.answer", "added_work.text", "approval.reason", "article.search", "article.text", "call.error",
    "clock.error", "comment.text", "connector.test_result", "correction.reason", "delegation.reason",
    "incident.cause", "incident.reason", "journal.text", "mail_text.body", "nudge.error", "outbox.error",
    "person.password_hash", "plan.text", "quality_check.reason", "refusal.words", "repair.error", "repair.reason",
    "request.rating", "request.reason", "request.search", "saved_view.query", "schedule.error", "setting.value",
    "suspension.error", "suspension.reason", "task.why", "timer.error", "token_move.reason",
    "token_move.second_reason",
}  # fmt: skip
#: Structures without a sample, and why.
WHY_NOT = {"connector.settings": "nothing writes it yet"}
EMPTY: tuple[Any, ...] = (None, "", "{}", "[]", b"", {}, [])

STRUCTURES = [
    column
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, (JSON, LargeBinary, Text)) and str(column) not in WORDS | WHY_NOT.keys()
]


@cache
def kept() -> dict[str, list[dict[str, Any]]]:
    """The rows of the newest kept house by table."""
    with archive.reading(KEPT[-1]) as backup:
        return {
            name.removesuffix(".jsonl"): [json.loads(line) for line in lines] for name, lines in backup.members("rows")
        }


@pytest.mark.parametrize("column", STRUCTURES, ids=str)
def test_a_structure_has_a_sample(column: Column[Any]) -> None:
    """Where this fails for a new column: play something in newer.py that fills it, and make the house of the newest
    release with `python -m tests.app.backup.newer tests/app/backup/kept/NNNN.tar.gz`, NNNN the newest migration. When
    it holds plain words, say so in WORDS.
    """
    rows = kept().get(column.table.name, [])
    samples = [values.take(row.get(column.name), zones=True) for row in rows]
    assert [one for one in samples if one not in EMPTY]


def test_what_is_listed_is_there() -> None:
    known = {str(column) for table in Base.metadata.sorted_tables for column in table.columns}
    assert WORDS | WHY_NOT.keys() <= known
