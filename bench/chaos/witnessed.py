"""What people were told, held against what is there: nothing accepted is lost, doubled or turned round.

Reads the clients' record and a dump; knows nothing of the program. Answers are sentences that begin with the number of
the invariant (docs/reliability.md).
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.chaos.promises import Dump
from bench.chaos.record import Deed, Record

DONE = ("task.completed", "approval.approve", "approval.reject", "approval.change")


def all_of(record: Record, dump: Dump) -> list[str]:
    """I1, I2, I3, I9."""
    return [
        *orders(record, dump),
        *decisions(record, dump),
        *withdrawals(record, dump),
        *claims(record, dump),
        *comments(record, dump),
        *messages(record, dump),
        *replays(record),
        *record.amiss,
    ]


def orders(record: Record, dump: Dump) -> Iterator[str]:
    """I1: an accepted order exists once, a refused one not at all, a doubtful one at most once; nothing else exists."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in dump["requests"]:
        found[json.loads(row["answers"])["reference"]].append(row["number"])
    asked = {deed.facts["reference"]: deed for deed in record.of("order")}
    for reference, deed in asked.items():
        numbers = found.pop(reference, [])
        if deed.state == "ok" and numbers != [deed.answer["number"]]:
            yield f"I1: order {reference} was accepted as {deed.answer['number']}, and there is {numbers}"
        elif deed.state == "failed" and numbers:
            yield f"I1: order {reference} was refused ({deed.status}), and there is {numbers}"
        elif len(numbers) > 1:
            yield f"I1: order {reference} became {numbers}"
    yield from (f"I1: nobody asked for {numbers} ({reference})" for reference, numbers in found.items())


def decisions(record: Record, dump: Dump) -> Iterator[str]:
    """I3: a task is confirmed to one completion at most, and what is stored is what was confirmed."""
    entries = {json.loads(row["data"])["task"]: row for row in dump["journal"] if row["kind"] in DONE}
    rows = {row["id"]: row for row in dump["tasks"]}
    confirmed: dict[int, list[Deed]] = defaultdict(list)
    for deed in record.of("complete", "ok"):
        confirmed[deed.facts["task"]].append(deed)
    for task, deeds in confirmed.items():
        if len(deeds) > 1:
            yield f"I3: task {task} was confirmed to {', '.join(f'{d.who} ({d.key})' for d in deeds)}"
            continue
        row, entry, deed = rows.get(task), entries.get(task), deeds[0]
        if row is None or entry is None or row["state"] != "completed":
            yield f"I3: task {task} was confirmed to {deed.who}, and is {row and row['state']}"
            continue
        stored = json.loads(row["answers"])
        given = {name: deed.facts[name] for name in ("decision", "note") if name in deed.facts}
        kept = {name: stored.get(name) for name in given}
        if entry["actor"] != deed.who or kept != given:
            yield f"I3: task {task}: {deed.who} was confirmed {given}, stored is {kept} by {entry['actor']}"


def withdrawals(record: Record, dump: Dump) -> Iterator[str]:
    """I2: what was confirmed as withdrawn has ended so, and a confirmed no ends an order that was not withdrawn."""
    rows = {row["number"]: row for row in dump["requests"]}
    withdrawn = {deed.facts["number"] for deed in record.of("withdraw", "ok")}
    for number in withdrawn:
        if number not in rows or rows[number]["outcome"] != "withdrawn":
            yield f"I2: {number} was withdrawn, and its outcome is {number in rows and rows[number]['outcome']}"
    for deed in record.of("complete", "ok"):
        row = rows.get(deed.facts["request"])
        wanted = "rejected" if deed.facts.get("decision") == "reject" else "fulfilled" if "note" in deed.facts else None
        if row and wanted and row["outcome"] not in (wanted, "withdrawn"):
            yield f"I2: {row['number']} should have ended {wanted} and is {row['outcome']}"


def comments(record: Record, dump: Dump) -> Iterator[str]:
    """I1: what was said stands there once, with its files."""
    found = Counter(row["text"] for row in dump["comments"])
    rows = {row["text"]: row["id"] for row in dump["comments"]}
    holders = {row["id"]: row["comment_id"] for row in dump["files"]}
    for deed in record.of("comment"):
        times = found[deed.facts["text"]]
        if times > 1 or (deed.state == "ok" and times != 1) or (deed.state == "failed" and times):
            yield f"I1: the comment {deed.facts['text']!r} is {deed.state}, and stands there {times} times"
        elif deed.state == "ok" and any(holders.get(f) != rows[deed.facts["text"]] for f in deed.facts["files"]):
            yield f"I1: the comment {deed.facts['text']!r} has lost its files"


def claims(record: Record, dump: Dump) -> Iterator[str]:
    """I3: whoever was told that a group's task is theirs has taken it. Other tasks were somebody's from the start."""
    taken = {(r["actor"], json.loads(r["data"])["task"]) for r in dump["journal"] if r["kind"] == "task.claimed"}
    shared = {row["id"] for row in dump["tasks"] if row["group_id"]}
    for deed in record.of("claim", "ok"):
        if deed.facts["task"] in shared and (deed.who, deed.facts["task"]) not in taken:
            yield f"I3: task {deed.facts['task']} was confirmed as taken by {deed.who}, and they never took it"


def messages(record: Record, dump: Dump) -> Iterator[str]:
    """I1: an accepted message was received once, or is kept for whoever may yet wait for it; never both."""
    references = {row["id"]: json.loads(row["answers"])["reference"] for row in dump["requests"]}
    found = Counter(row["correlation_key"] for row in dump["messages"] if row["state"] != "delivered")
    found.update(references[row["request_id"]] for row in dump["journal"] if row["kind"] == "message.received")
    for deed in record.of("message"):
        times = found[deed.facts["reference"]]
        if times > 1 or (deed.state == "ok" and times != 1) or (deed.state == "failed" and times):
            yield f"I1: the message for {deed.facts['reference']} is {deed.state}, and is there {times} times"


def replays(record: Record) -> Iterator[str]:
    """I1: the same key gets the same answer."""
    for deed in record.deeds:
        yield from (f"I1: {deed.verb} {deed.key} was answered anew: {str(one)[:300]}" for one in deed.replays)


def files(record: Record, dump: Dump, folder: Path, download: Any) -> Iterator[str]:
    """I12: every accepted upload has the bytes that were sent, on the disk and when it is fetched.

    `download`: the hash of a file's bytes as their owner gets them, by (login, id); None when nobody answers.
    """
    rows = {row["id"]: row for row in dump["files"]}
    for deed in record.of("upload", "ok"):
        row, sent = rows.get(deed.answer["id"]), deed.facts["sha256"]
        if row is None or row["sha256"] != sent or deed.answer["sha256"] != sent:
            yield f"I12: file {deed.answer['id']} was accepted, and its row says {row and row['sha256']}"
        elif not (folder / row["path"]).is_file():
            yield f"I12: file {row['id']} has no bytes"
        elif hashlib.sha256((folder / row["path"]).read_bytes()).hexdigest() != sent:
            yield f"I12: file {row['id']} lies there as other bytes"
        elif download(deed.who, row["id"]) != sent:
            yield f"I12: file {row['id']} comes back as other bytes"
