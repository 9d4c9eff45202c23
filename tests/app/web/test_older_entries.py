"""Entries that older releases wrote read as well as those of today: their facts stand in their English words."""

import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.language import using
from app.operations.wording import Wording
from app.queries.history import Entry
from app.web import entries, history
from app.web.older_entries import OLDER

KEPT = sorted((Path(__file__).parents[1] / "backup" / "kept").glob("*.tar.gz"))
AT = datetime(2026, 11, 22, tzinfo=UTC)
NOTHING: dict[str, object] = {}

OLD = [
    ("task.claimed", "Took: Buy: the licence.", NOTHING, "„Buy: the licence“ übernommen"),
    ("task.opened", "Waits for Ewa: Buy. Ewa has nobody: its manager gets it.", {"who": "Ewa"}, "„Buy“ wartet auf Ewa"),
    ("task.opened", "Waits for nobody: Buy.", {"who": "nobody"}, "„Buy“ wartet"),
    ("task.assigned", "Handed to Ewa Nowak: Buy.", {"to": "eva"}, "„Buy“ an eva übergeben"),
    ("task.passed_on", "Passed on: Buy.", {"to": "eva"}, "„Buy“ ging weiter an eva"),
    ("task.passed_on", "Jan has left: Buy goes to Procurement.", NOTHING, "„Buy“ ging weiter an Procurement"),
    ("task.stood_in", "Ewa has it for Jan: Buy.", {"to": "Ewa", "for": "Jan"}, "Ewa hat „Buy“ für Jan"),
    ("task.reminded", "Reminded Ewa, Jan: Buy.", {"who": ["Ewa", "Jan"]}, "Ewa, Jan an „Buy“ erinnert"),
    ("approval.approve", "Approved: Decide.", NOTHING, "„Decide“ genehmigt"),
    ("approval.reject", "Rejected, by mail link: Decide. Too dear. Sorry.", {"way": "mail link"},
     "„Decide“ abgelehnt, über den Link der Mail: Too dear. Sorry."),
    ("approval.approve", "Done: Look at it.", {"result": "approve"}, "„Look at it“ genehmigt"),
    ("approval.decided", "Not approved.", {"decision": "reject"}, "Die Genehmigungen haben eine Antwort"),
    ("approval.stands", "Still stands: Decide.", {"who": "Ewa"}, "„Decide“ gilt weiter: Ewa hat es genehmigt"),
    ("approval.stands", "Still stands: Budget.", {"who": "Ewa", "title": "Budget"},
     "„Budget“ gilt weiter: Ewa hat es genehmigt"),
    ("question.asked", "Asked Ewa Nowak.", {"name": "Ewa Nowak", "to": "eva"}, "Hat Ewa Nowak etwas gefragt"),
    ("plan.written", "Planned: paint.", {"plan": "paint", "day": ""}, "Geplant: paint"),
    ("call.refused", "Grant was refused: No seats.", NOTHING, "„Grant“ wurde verweigert: No seats"),
    ("call.late", "Grant answered after it was needed.", NOTHING,
     "Die Antwort auf „Grant“ kam, als sie nicht mehr gebraucht wurde"),
    ("article.retired", "Retired the article “What “VPN” is” (en).", NOTHING, "Antwort „What “VPN” is“ zurückgezogen"),
    ("calendar.saved", "Changed the calendar Budapest.", {"number": 2}, "Kalender Budapest geändert"),
    ("password.forgotten", "A link for a new password of eva was mailed.", NOTHING,
     "Neues Passwort angefordert; ein Link wurde gemailt"),
    ("suspension.ended", "Resumed item new_software.", NOTHING, "new_software geht weiter"),
    ("substitute.named", "eva stands in for jan.", {"substitute": "eva"}, "eva vertritt jan"),
    ("token.revoked", "Revoked the token 'phone'.", NOTHING, "Token „phone“ widerrufen"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "data", "german"), OLD, ids=lambda one: one if isinstance(one, str) else "")
def test_an_older_entry_is_said_out_of_its_words(kind: str, text: str, data: dict[str, object], german: str) -> None:
    assert said(Entry(1, AT, "bela", kind, text, data, "")) == german


def test_words_are_not_asked_where_the_facts_stand_beside_them() -> None:
    entry = Entry(1, AT, "bela", "approval.approve", "Approved: Buy. Install.", {"step": "Buy. Install"}, "")
    assert said(entry) == "„Buy. Install“ genehmigt"


def test_what_it_has_beside_its_words_counts_for_more() -> None:
    facts = {"step": "Buy", "who": "Ewa", "to": "eva"}
    assert said(Entry(1, AT, "bela", "task.assigned", "Handed to Jan: Sell.", facts, "")) == "„Buy“ an Ewa übergeben"


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name[:4])
def test_the_journals_that_older_releases_left_are_said_whole(path: Path) -> None:
    with tarfile.open(path) as archive:
        rows = archive.extractfile("rows/journal.jsonl")
        assert rows is not None
        told = [json.loads(line) for line in rows]
    assert len(told) > 30
    for row in told:
        entry = Entry(row["seq"], AT, row["actor"], row["kind"], row["text"], json.loads(row["data"]), "")
        assert row["kind"] in history.SENTENCES
        sentence, facts = said(entry), entries.of(entry, Wording(), {}).facts
        assert sentence
        assert "„“" not in sentence
        assert not sentence.endswith(": ")
        assert all(str(facts[name]) in sentence for name in OLDER.get(entry.kind, {}) if facts.get(name)), sentence


def said(entry: Entry) -> str:
    with using("de"):
        return history.sentence(entry, Wording())
