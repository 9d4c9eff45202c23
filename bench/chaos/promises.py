"""The promises as questions to a dump and to the letters that arrived; each answers with what it found broken.

Knows nothing of the program's tables beyond `laneway dump --json`, so that a bug of the program cannot hide here.
The numbers I1, I2, ... are those of docs/reliability.md.
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from app.connectors.mail import message_id
from app.operations.journal import START, digest

Dump = dict[str, list[dict[str, Any]]]
COMPLETED = ("task.completed", "step.closed", "approval.approve", "approval.reject", "approval.change")
GRANTED = "entitlement.granted"
SENDER = "laneway@localhost"


def whole(dump: Dump) -> list[str]:
    """What must hold at every moment, whatever is still going on."""
    return [*one_state(dump), *completed_once(dump), *timers_in_time(dump), *journal_whole(dump), *keys_once(dump)]


def settled(dump: Dump, numbers: Iterable[str]) -> list[str]:
    """What must hold besides when everything asked for has come to its end."""
    return [*accepted_exist(dump, numbers), *nothing_open(dump), *calls_applied_once(dump)]


def accepted_exist(dump: Dump, numbers: Iterable[str]) -> list[str]:
    """I1: what was accepted exists, and nothing that nobody asked for."""
    asked, found = Counter(numbers), Counter(row["number"] for row in dump["requests"])
    lost = [f"I1: {number} was accepted and is lost" for number in asked - found]
    return lost + [f"I1: nobody asked for {number}" for number in found - asked]


def nothing_open(dump: Dump) -> list[str]:
    """I2: every request has its end, and nothing is left to do."""
    running = [f"I2: {row['number']} has not ended ({row['state']})" for row in dump["requests"] if not row["outcome"]]
    states = {"tasks": ("open",), "message_waits": ("open",), "incidents": ("open",)}
    states |= dict.fromkeys(("timers", "calls", "outbox"), ("ready", "leased", "paused", "dead"))
    left = [
        f"I2: {table} {row['id']} is still {row['state']}"
        for table, live in states.items()
        for row in dump[table]
        if row["state"] in live
    ]
    return running + left


def one_state(dump: Dump) -> list[str]:
    """I2, I6: an ended request has no open work; a running one has something that can move it."""
    ended = {row["id"] for row in dump["requests"] if row["state"] == "ended"}
    waits = {table: {r["request_id"] for r in dump[table] if _waits(table, r)} for table in WAITING}
    busy = set[int]().union(*waits.values())
    wrong = [f"I2: {one} has ended and has open {table}" for table, ids in waits.items() for one in ids & ended]
    idle = {row["id"] for row in dump["requests"]} - ended - busy
    halves = [r["request_id"] for r in dump["instances"] if (r["status"] == "ended") != (r["request_id"] in ended)]
    return (
        wrong
        + [f"I6: {one} waits for nothing" for one in idle]
        + [f"I2: {one} and its instance disagree" for one in halves]
    )


def completed_once(dump: Dump) -> list[str]:
    """I3: a task is completed at most once, by whom the journal says."""
    said = Counter[tuple[int, str]]()
    for row in dump["journal"]:
        if row["kind"] in COMPLETED:
            said[(json.loads(row["data"])["task"], "completed")] += 1
    rows = Counter((row["id"], "completed") for row in dump["tasks"] if row["state"] == "completed")
    return [
        f"I3: task {task} is {rows[task, _]} times done, told {said[task, _]} times" for task, _ in _uneven(rows, said)
    ]


def calls_applied_once(dump: Dump) -> list[str]:
    """I4: a call was tried, has one end in the journal; what the directory granted, it granted once."""
    told = Counter(
        json.loads(r["data"])["call"]
        for r in dump["journal"]
        if r["kind"] in ("call.done", "call.refused", "call.by_hand")
    )
    done = Counter(row["id"] for row in dump["calls"] if row["state"] == "done")
    wrong = [f"I4: call {call} ended {done[call]} times, told {told[call]} times" for call in _uneven(done, told)]
    wrong += [
        f"I4: call {r['id']} is done and was never tried"
        for r in dump["calls"]
        if r["id"] in done and not r["attempts"]
    ]
    grants = Counter(_right(row, "login", "entitlement") for row in dump["journal"] if row["kind"] == GRANTED)
    done_ones = [row for row in dump["calls"] if row["result"] is not None and row["type"] == "directory"]
    wanted = Counter({_right(row, "login", "entitlement") for row in done_ones})
    return wrong + [f"I4: {right} was granted {grants[right]} times" for right in _uneven(wanted, grants)]


def timers_in_time(dump: Dump) -> list[str]:
    """I5: no timer fires before it is due."""
    done = [row for row in dump["timers"] if row["state"] == "done"]
    return [f"I5: timer {r['id']} fired early" for r in done if _moment(r["done_at"]) < _moment(r["run_at"])]


def journal_whole(dump: Dump) -> list[str]:
    """I7: every chain is gapless and its hashes hold; each version of an instance has its entry."""
    rows = sorted(dump["journal"], key=lambda row: (row["request_id"], row["seq"]))
    broken = [
        f for chain, entries in groupby(rows, lambda row: row["request_id"]) for f in _chain(chain, list(entries))
    ]
    steps = Counter(row["request_id"] for row in rows if "passed" in json.loads(row["data"]))
    versions = Counter({row["request_id"]: row["version"] for row in dump["instances"]})
    failed = Counter(row["request_id"] for row in dump["incidents"] if row["command"])
    uneven = [one for one in _uneven(versions, steps) if one not in failed]
    return broken + [f"I7: {one} is at version {versions[one]} after {steps[one]} steps" for one in uneven]


def keys_once(dump: Dump) -> list[str]:
    """I11: one row for each mail and message by its key."""
    return [f"I11: {key} has {n} rows" for key, n in Counter(row["key"] for row in dump["outbox"]).items() if n > 1]


def letters_arrived(dump: Dump, letters: Iterable[tuple[str, str]]) -> list[str]:
    """I11: each mail row arrived, at the least once, and nothing else did. `letters`: (recipient, Message-ID)."""
    wanted = {
        (json.loads(row["payload"])["to"], message_id(row["key"], SENDER))
        for row in dump["outbox"]
        if row["kind"] == "mail" and row["state"] == "done"
    }
    came = set(letters)
    lost = [f"I11: {key} never reached {to}" for to, key in sorted(wanted - came)]
    return lost + [f"I11: {to} got {key}, which nobody wrote" for to, key in sorted(came - wanted)]


WAITING = {"tasks": ("open",), "message_waits": ("open",)}
WAITING |= dict.fromkeys(("timers", "calls"), ("ready", "leased", "paused"))
WAITING |= {"incidents": ("open",)}


def _right(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    data = json.loads(row["data"])
    return tuple(data[name] for name in names)


def _waits(table: str, row: dict[str, Any]) -> bool:
    return row["state"] in WAITING[table]


def _chain(chain: int, entries: list[dict[str, Any]]) -> list[str]:
    previous = START
    for place, row in enumerate(entries, 1):
        words = (row["actor"], row["kind"], row["text"], row["data"])
        known = digest(previous, chain, place, _moment(row["at"]), *words)
        if row["seq"] != place or row["hash"] != known:
            return [f"I7: chain {chain} is broken at {row['seq']}"]
        previous = known
    return []


def _uneven(one: Counter[Any], other: Counter[Any]) -> list[Any]:
    """Keys whose counts differ, or that come more than once in `other` where `one` has them once."""
    return [key for key in one.keys() | other.keys() if one[key] != other[key]]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
