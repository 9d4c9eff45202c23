"""What happened outside, held against what should have: the ledger of the other side and a dump."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bench.chaos.outside import Effect
from bench.chaos.promises import Dump

LATE = timedelta(seconds=15)


def applied(ledger: Iterable[Effect], dump: Dump) -> Iterator[str]:
    """I4: an effect happens once for an order whatever is tried again; done says that it happened. I10: a rejected
    order has none."""
    times, keys = Counter[str](), defaultdict[str, set[str]](set)
    for effect in ledger:
        times[effect.reference] += effect.applied
        keys[effect.reference].add(effect.key)
    known = {row["id"]: json.loads(row["answers"])["reference"] for row in dump["requests"]}
    yield from (f"I4: the effect of {one} happened {n} times" for one, n in times.items() if n > 1)
    yield from (f"I4: {one} was called by {len(used)} keys" for one, used in keys.items() if len(used) > 1)
    yield from (f"I4: {one} had an effect, and there is no such order" for one in times if one not in known.values())
    for row in dump["calls"]:
        if row["state"] == "done" and times[known[row["request_id"]]] != 1:
            yield f"I4: call {row['id']} is done, and its effect happened {times[known[row['request_id']]]} times"
    for row in dump["requests"]:
        if row["outcome"] == "fulfilled" and times[known[row["id"]]] != 1:
            yield f"I4: {row['number']} is fulfilled, and its effect happened {times[known[row['id']]]} times"
        if row["outcome"] == "rejected" and known[row["id"]] in keys:
            yield f"I10: {row['number']} was rejected, and was delivered"


def poison(dump: Dump) -> Iterator[str]:
    """I8: what can never be delivered ends in an incident that is still open, and nothing else ever has one."""
    moods = {row["id"]: json.loads(row["answers"])["mood"] for row in dump["requests"]}
    open_ones = {row["request_id"] for row in dump["incidents"] if row["state"] == "open"}
    for row in dump["incidents"]:
        if moods[row["request_id"]] != "poison":
            yield f"I8: request {row['request_id']} has an incident: {row['kind']} {row['cause'][:300]}"
    called = {row["request_id"] for row in dump["calls"]}
    for row in dump["requests"]:
        poisoned = moods[row["id"]] == "poison" and row["id"] in called
        if poisoned and row["state"] != "ended" and row["id"] not in open_ones:
            yield f"I8: {row['number']} can never be delivered, and nobody is told"
        if poisoned and row["outcome"] == "fulfilled":
            yield f"I8: {row['number']} can never be delivered, and is fulfilled"


def left(dump: Dump) -> Iterator[str]:
    """I2: everything has ended, but for what is stuck visibly; what has ended has nothing left to do."""
    stuck = {row["request_id"] for row in dump["incidents"] if row["state"] == "open"}
    for row in dump["requests"]:
        if row["state"] != "ended" and row["id"] not in stuck:
            yield f"I2: {row['number']} has not ended ({row['state']})"
        if (row["state"] == "ended") != bool(row["outcome"]):
            yield f"I2: {row['number']} is {row['state']} with outcome {row['outcome']}"
    for table in ("timers", "calls", "outbox"):
        for row in dump[table]:
            if row["state"] in ("ready", "leased", "dead") and row["request_id"] not in stuck:
                yield f"I2: {table} {row['id']} is still {row['state']}: {row['error']}"
    yield from (f"I2: task {row['id']} is still open" for row in dump["tasks"] if row["state"] == "open")


def told(dump: Dump) -> Iterator[str]:
    """I11: of each order and each end one person is told, of each task at least one; each once (promises.keys_once)."""
    keys = Counter(row["key"].rpartition(":")[0] for row in dump["outbox"] if row["kind"] == "mail")
    for row in dump["requests"]:
        wanted = {"submitted": 1, "ended": int(row["state"] == "ended")}
        for event, times in wanted.items():
            found = keys[f"{row['number']}:{event}"]
            if found != times:
                yield f"I11: {row['number']} has {found} mails that it was {event}"
    numbers = {row["id"]: row["number"] for row in dump["requests"]}
    for task in dump["tasks"]:
        if not keys[f"{numbers[task['request_id']]}:task:{task['id']}"]:
            yield f"I11: nobody was told of task {task['id']}"


def punctual(dump: Dump, healed: datetime) -> Iterator[str]:
    """I5: a timer that is due fires within seconds, or within seconds after everything lives again."""
    for row in dump["timers"]:
        if row["state"] == "done":
            due = max(datetime.fromisoformat(row["run_at"]), healed)
            if datetime.fromisoformat(row["done_at"]) > due + LATE:
                yield f"I5: timer {row['id']} was due at {row['run_at']} and fired at {row['done_at']}"
