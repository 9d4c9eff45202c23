"""The evidence of a run of one order in which all went well, written by hand: what the checker reads, and no more."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from app.connectors.mail import message_id
from bench.chaos.history import hash_of
from bench.chaos.outside import Effect
from bench.chaos.promises import Dump
from bench.chaos.record import Deed, Record
from bench.chaos.verdict import Evidence

ANSWERS = '{"reference": "marta-1", "mood": "good"}'
MOMENT = "2026-11-22T10:00:{:02}.000000+00:00"
CONTENT = b"a note"
HASH = hashlib.sha256(CONTENT).hexdigest()
STORY = (
    ("marta", "request.submitted", '{"passed": []}'),
    ("laneway", "task.opened", '{"task": 1}'),
    ("jonas", "approval.approve", '{"task": 1, "passed": []}'),
    ("laneway", "timer.fired", '{"timer": 1, "passed": []}'),
    ("laneway", "call.done", '{"call": 1, "passed": []}'),
    ("admin", "message.received", '{"passed": []}'),
    ("laneway", "task.opened", '{"task": 2}'),
    ("bela", "task.claimed", '{"task": 2}'),
    ("bela", "task.completed", '{"task": 2, "passed": []}'),
    ("laneway", "request.ended", "{}"),
    ("marta", "comment", "{}"),
)
MAILS = {
    "REQ-000001:submitted:4": "marta@bridges.example",
    "REQ-000001:task:1:6": "jonas@bridges.example",
    "REQ-000001:task:2:14": "bela@bridges.example",
    "REQ-000001:ended:4": "marta@bridges.example",
}


def evidence() -> Evidence:
    """Marta ordered, Jonas approved; a timer, a call, a message; Béla took and looked; a comment with a file; mails."""
    letters = [(to, message_id(key, "laneway@localhost")) for key, to in MAILS.items()]
    healed = datetime(2026, 11, 22, 10, 0, 30, tzinfo=UTC)
    effect = Effect("marta-1", "1:deliver:1", "well", applied=True)
    return Evidence(_record(), [effect], letters, _dump(), _dump(), healed)


def rehash(rows: list[dict[str, Any]]) -> None:
    """As somebody would who wants a touched journal to verify."""
    previous = "0" * 64
    for row in rows:
        previous = row["hash"] = hash_of(previous, row)


def _record() -> Record:
    record = Record()

    def said(who: str, verb: str, path: str, facts: dict[str, Any], **answer: Any) -> None:
        record.begin(Deed(who, verb, path, f"k{len(record.deeds)}", facts, "ok", 200, answer))

    said("marta", "order", "/requests", {"reference": "marta-1", "mood": "good"}, number="REQ-000001")
    said("admin", "message", "/messages", {"reference": "marta-1"})
    decided = {"task": 1, "request": "REQ-000001", "decision": "approve"}
    said("jonas", "complete", "/tasks/1/complete", decided)
    said("bela", "claim", "/tasks/2/claim", {"task": 2})
    said("bela", "complete", "/tasks/2/complete", {"task": 2, "request": "REQ-000001", "note": "seen"})
    said("marta", "upload", "/files", {"sha256": HASH}, id=1, sha256=HASH)
    words = {"number": "REQ-000001", "text": "words", "files": [1]}
    said("marta", "comment", "/requests/REQ-000001/comments", words)
    return record


def _dump() -> Dump:
    request = {"id": 1, "number": "REQ-000001", "state": "ended", "outcome": "fulfilled", "answers": ANSWERS}
    of = {"request_id": 1, "state": "done", "error": ""}
    task = {"request_id": 1, "state": "completed"}
    mails = [
        {**of, "id": n, "kind": "mail", "key": key, "payload": json.dumps({"to": to})}
        for n, (key, to) in enumerate(MAILS.items(), 1)
    ]
    return {
        "requests": [request],
        "instances": [{"request_id": 1, "status": "ended", "version": 6}],
        "tasks": [
            {**task, "id": 1, "group_id": None, "answers": '{"decision": "approve"}'},
            {**task, "id": 2, "group_id": 3, "answers": '{"note": "seen"}'},
        ],
        "timers": [{**of, "id": 1, "run_at": MOMENT.format(1), "done_at": MOMENT.format(2)}],
        "calls": [{**of, "id": 1, "attempts": 1, "type": "http", "result": "{}", "data": "{}"}],
        "outbox": mails,
        "comments": [{"id": 1, "text": "words"}],
        "files": [{"id": 1, "sha256": HASH, "path": "1/note", "comment_id": 1}],
        **{name: [] for name in ("incidents", "messages", "message_waits")},
        "journal": _journal(),
    }


def _journal() -> list[dict[str, Any]]:
    rows = [
        {"request_id": 1, "seq": seq, "at": MOMENT.format(seq), "actor": actor, "kind": kind, "text": "", "data": data}
        for seq, (actor, kind, data) in enumerate(STORY, 1)
    ]
    rehash(rows)
    return rows
