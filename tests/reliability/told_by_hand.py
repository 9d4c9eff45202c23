"""The evidence of a run of one order in which all went well, written by hand: what the checker reads, and no more."""

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
STORY = (
    ("marta", "request.submitted", '{"passed": []}'),
    ("laneway", "task.opened", '{"task": 1}'),
    ("jonas", "approval.approve", '{"task": 1, "passed": []}'),
    ("laneway", "timer.fired", '{"timer": 1, "passed": []}'),
    ("laneway", "call.done", '{"call": 1, "passed": []}'),
    ("laneway", "request.ended", "{}"),
    ("marta", "comment", "{}"),
)


def evidence() -> Evidence:
    """Marta ordered, Jonas approved, a timer, a call, a comment, a mail."""
    letter = ("marta@bridges.example", message_id("k", "laneway@localhost"))
    healed = datetime(2026, 11, 22, 10, 0, 30, tzinfo=UTC)
    return Evidence(
        _record(), [Effect("marta-1", "1:deliver:1", "well", applied=True)], [letter], _dump(), _dump(), healed
    )


def rehash(rows: list[dict[str, Any]]) -> None:
    """As somebody would who wants a touched journal to verify."""
    previous = "0" * 64
    for row in rows:
        previous = row["hash"] = hash_of(previous, row)


def _record() -> Record:
    record = Record()
    order = {"reference": "marta-1", "mood": "good"}
    record.begin(Deed("marta", "order", "/requests", "k1", order, "ok", 201, {"number": "REQ-000001"}))
    done = {"task": 1, "request": "REQ-000001", "decision": "approve"}
    record.begin(Deed("jonas", "complete", "/tasks/1/complete", "k2", done, "ok", 200))
    said = {"number": "REQ-000001", "text": "words", "files": []}
    record.begin(Deed("marta", "comment", "/requests/REQ-000001/comments", "k3", said, "ok", 201))
    return record


def _dump() -> Dump:
    request = {"id": 1, "number": "REQ-000001", "state": "ended", "outcome": "fulfilled", "answers": ANSWERS}
    of = {"request_id": 1, "state": "done", "error": ""}
    letter = '{"kind": "ended", "to": "marta@bridges.example"}'
    return {
        "requests": [request],
        "instances": [{"request_id": 1, "status": "ended", "version": 4}],
        "tasks": [{"id": 1, "request_id": 1, "state": "completed", "answers": '{"decision": "approve"}'}],
        "timers": [{**of, "id": 1, "run_at": MOMENT.format(1), "done_at": MOMENT.format(2)}],
        "calls": [{**of, "id": 1, "attempts": 1, "type": "http", "result": "{}", "data": "{}"}],
        "outbox": [{**of, "id": 1, "kind": "mail", "key": "k", "payload": letter}],
        "comments": [{"id": 1, "text": "words"}],
        **{name: [] for name in ("incidents", "files", "message_waits")},
        "journal": _journal(),
    }


def _journal() -> list[dict[str, Any]]:
    rows = [
        {"request_id": 1, "seq": seq, "at": MOMENT.format(seq), "actor": actor, "kind": kind, "text": "", "data": data}
        for seq, (actor, kind, data) in enumerate(STORY, 1)
    ]
    rehash(rows)
    return rows
