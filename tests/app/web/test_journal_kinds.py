"""Every kind of entry that anything writes can be said in German out of its facts alone, with its names in it.

Whoever writes a new kind gives it a sentence (app/web/history.py), and the facts that the sentence needs.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from app.jobs.outbox import SENDERS
from app.language import using
from app.operations import approvals, beginnings
from app.operations.wording import Wording
from app.web.entries import Told
from app.web.history import SENTENCES
from tests.app.journal_written import Written, everything

#: Facts that readers hear in the sentence.
HEARD = {"step", "who", "for", "name", "title", "reason", "other"}
#: What stands for the part of a kind that only the running program knows.
PARTS = {
    "*.failed": SENDERS,
    "added.*": ("done", "refused"),
    "approval.*": approvals.DECISIONS,
    "request.by_*": beginnings.TEXTS,
}
#: Kinds that nothing writes any more: their sentences stay, for what was written.
ONLY_OLDER: set[str] = set()


class Given(dict[str, Any]):
    """Facts by name, each with a word to listen for; `missed`: what a sentence looked for and did not find."""

    def __init__(self, names: set[str]) -> None:
        super().__init__({name: f"«{name}»" for name in names})
        self.missed = set[str]()

    def __contains__(self, name: object) -> bool:
        found = super().__contains__(name)
        self.missed |= set() if found else {str(name)}
        return found


def kinds(one: Written) -> Iterator[str]:
    yield from (one.kind.replace("*", part) for part in PARTS[one.kind]) if "*" in one.kind else [one.kind]


def said(kind: str, facts: dict[str, Any], language: str) -> str:
    with using(language):
        return SENTENCES[kind](Told(facts, Wording()))


@pytest.fixture(scope="module")
def written() -> list[Written]:
    return everything()


def test_everything_that_writes_is_found(written: list[Written]) -> None:
    found = {kind for one in written for kind in kinds(one)}
    assert {"task.claimed", "approval.change", "request.by_schedule", "call.done", "approval.by_rule"} <= found
    assert len(written) > 110


def test_each_is_said_out_of_its_facts(written: list[Written]) -> None:
    assert [wrong for one in written for kind in kinds(one) for wrong in complaints(one, kind)] == []


def test_no_sentence_is_for_nothing(written: list[Written]) -> None:
    assert set(SENTENCES) - {kind for one in written for kind in kinds(one)} == ONLY_OLDER


def complaints(one: Written, kind: str) -> Iterator[str]:
    """What a reader would miss."""
    if kind not in SENTENCES:
        yield f"{one.where} writes {kind}, which has no sentence in app/web/history.py"
        return
    facts = Given({*one.sure, *one.maybe})
    german = said(kind, facts, "de")
    if facts.missed:
        yield f"{one.where}: the sentence of {kind} needs {sorted(facts.missed)}"
    if not german or "„“" in german or german == said(kind, facts, "en"):
        yield f"{one.where}: {kind} is not said in German: {german!r}"
    for name in sorted(HEARD & one.sure):
        if facts[name] not in german:
            yield f"{one.where}: the sentence of {kind} does not say its {name}: {german!r}"
