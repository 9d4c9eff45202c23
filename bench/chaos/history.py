"""The journal on its own: the order of its entries, and its hashes by a reckoning that shares no line with the program.

So an export of it can be verified by whoever has nothing but the file (I13).
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from bench.chaos.promises import Dump

Row = dict[str, Any]
AFTER_THE_END = {"comment", "request.rated", "call.late", "mail.failed", "message.failed", "notice", "file.attached"}
COMPLETED = {"task.completed", "approval.approve", "approval.reject", "approval.change"}
ONCE = {"timer.fired": "timer", "call.done": "call", "call.refused": "call", "task.opened": "task"}


def chains(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """The entries of each request, in order."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["request_id"], row["seq"])):
        found[row["request_id"]].append(row)
    return found


def legal(dump: Dump) -> Iterator[str]:
    """I7: it begins with the order; nothing is done twice, or before it was opened; after the end nothing moves. I4: a
    call that is done takes no second answer.
    """
    for request, rows in chains(dump["journal"]).items():
        if request:
            yield from (f"I7: request {request}: {words}" for words in _illegal(rows))
            yield from (f"I4: call {call} was done, and was answered once more" for call in _answered_again(rows))


def _answered_again(rows: list[Row]) -> Iterator[int]:
    """Only whoever holds a call's lease may answer it, and the answer ends the lease: none comes after it."""
    done = set[int]()
    for row in rows:
        if row["kind"] in ("call.done", "call.refused", "call.late"):
            call = json.loads(row["data"])["call"]
            if call in done:
                yield call
            done.add(call)


def _illegal(rows: list[Row]) -> Iterator[str]:
    """What the entries of one request, in their order, say that cannot be so."""
    if rows[0]["kind"] != "request.submitted":
        yield f"begins with {rows[0]['kind']}"
    told, opened, ended, moment = set[tuple[str, Any]](), set[Any](), False, ""
    for row in rows:
        kind, data = row["kind"], json.loads(row["data"])
        if ended and kind not in AFTER_THE_END:
            yield f"{kind} after the end (entry {row['seq']})"
        if row["at"] < moment:
            yield f"entry {row['seq']} ({kind}) is dated before the one ahead of it"
        ended, moment = ended or kind == "request.ended", max(moment, row["at"])
        if kind == "task.opened":
            opened.add(data["task"])
        if kind in COMPLETED and data["task"] not in opened:
            yield f"task {data['task']} was completed before it was opened"
        mark = ("completed", data["task"]) if kind in COMPLETED else (kind, data.get(ONCE.get(kind, "")))
        if (kind in ONCE or kind in COMPLETED or kind == "request.ended") and mark in told:
            yield f"{kind} twice (entry {row['seq']})"
        told.add(mark)


def verifies(rows: Iterable[Row]) -> Iterator[str]:
    """I13: gapless, and each hash is that of the entry and of the hash before it."""
    for request, entries in chains(rows).items():
        previous = "0" * 64
        for place, row in enumerate(entries, 1):
            previous = hash_of(previous, row)
            if row["seq"] != place or row["hash"] != previous:
                yield f"I13: the export of request {request} does not verify from entry {row['seq']} on"
                break


def hash_of(previous: str, row: Row) -> str:
    """SHA-256 of the JSON array that docs/reliability.md describes; moments to the millisecond."""
    moment = row["at"] if "." in row["at"] else row["at"].replace("+00:00", ".000+00:00")
    date, _, rest = moment.partition(".")
    entry = [previous, row["request_id"], row["seq"], f"{date}.{rest[:3]}+00:00"]
    words = [*entry, row["actor"], row["kind"], row["text"], row["data"]]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def as_shown(dump: Dump, number: str, shown: list[Row]) -> Iterator[str]:
    """I13: what the API shows of a journal is what stands there."""
    kept = chains(dump["journal"])[int(number[4:])]
    if [(row["seq"], row["hash"]) for row in kept] != [(row["seq"], row["hash"]) for row in shown]:
        yield f"I13: the API shows another journal of {number} than there is"
