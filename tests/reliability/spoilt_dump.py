"""Ways to spoil the evidence of a good run in what stands in the house, and in what arrived outside."""

import json
from copy import deepcopy
from typing import Any

from bench.chaos.outside import Effect
from bench.chaos.verdict import Evidence
from tests.reliability.spoilt_record import Harm
from tests.reliability.told_by_hand import rehash

POISON = '{"reference": "marta-1", "mood": "poison"}'


def _runs(dump: dict[str, Any]) -> None:
    dump["requests"][0].update(state="running", outcome=None)
    dump["instances"][0]["status"] = "running"


def _journal(one: Evidence, place: int, **changed: Any) -> None:
    """An entry more before `place`, and a chain that holds all the same."""
    rows = one.dump["journal"]
    rows.insert(place, {**rows[place], **changed})
    for seq, row in enumerate(rows, 1):
        row["seq"] = seq
    rehash(rows)


def _another_state(table: str, state: str) -> Harm:
    def harm(one: Evidence) -> None:
        one.dump[table][0]["state"] = state

    return harm


def _entry(place: int, **changed: Any) -> Harm:
    return lambda one: _journal(one, place, **changed)


def _poisoned(**changed: Any) -> Harm:
    def harm(one: Evidence) -> None:
        one.dump["requests"][0].update(answers=POISON, **changed)

    return harm


def unended(one: Evidence) -> None:
    _runs(one.dump)


def waits_for_nothing(one: Evidence) -> None:
    one.during = deepcopy(one.dump)
    _runs(one.during)


def instance_of_another_mind(one: Evidence) -> None:
    one.dump["instances"][0]["status"] = "running"


def no_outcome(one: Evidence) -> None:
    one.dump["requests"][0]["outcome"] = None


def second_effect(one: Evidence) -> None:
    one.ledger.append(Effect("marta-1", "other key", "well", applied=True))


def another_key(one: Evidence) -> None:
    one.ledger.append(Effect("marta-1", "other key", "well", applied=False))


def effect_for_nobody(one: Evidence) -> None:
    one.ledger.append(Effect("ilse-1", "key", "well", applied=True))


def no_effect(one: Evidence) -> None:
    one.ledger.clear()


def never_tried(one: Evidence) -> None:
    one.dump["calls"][0]["attempts"] = 0


def call_untold(one: Evidence) -> None:
    one.dump["journal"][4]["kind"] = "comment"


def late_timer(one: Evidence) -> None:
    one.dump["timers"][0]["done_at"] = "2026-11-22T10:05:00.000000+00:00"


def early_timer(one: Evidence) -> None:
    one.dump["timers"][0]["done_at"] = "2026-11-22T09:00:00.000000+00:00"


def touched(one: Evidence) -> None:
    one.dump["journal"][1]["text"] = "Rejected."


def entry_gone(one: Evidence) -> None:
    del one.dump["journal"][3]


def step_without_entry(one: Evidence) -> None:
    one.dump["instances"][0]["version"] += 1


def incident_without_poison(one: Evidence) -> None:
    row = {"id": 1, "request_id": 1, "state": "resolved", "kind": "call", "cause": "?", "command": None}
    one.dump["incidents"].append(row)


def rejected_and_delivered(one: Evidence) -> None:
    one.dump["requests"][0]["outcome"] = "rejected"


def mail_lost(one: Evidence) -> None:
    one.letters.pop()


def mail_of_nobody(one: Evidence) -> None:
    one.letters.append(("marta@bridges.example", "<nobody@wrote>"))


def mail_written_twice(one: Evidence) -> None:
    one.dump["outbox"].append({**one.dump["outbox"][0], "id": 9})


def told_again(one: Evidence) -> None:
    one.dump["outbox"].append({**one.dump["outbox"][0], "id": 9, "key": "REQ-000001:submitted:5"})


def never_told(event: str) -> Harm:
    def harm(one: Evidence) -> None:
        one.dump["outbox"] = [row for row in one.dump["outbox"] if f":{event}" not in row["key"]]

    return harm


COMPLETED = json.dumps({"task": 2, "passed": []})
HARMS: list[tuple[Harm, str]] = [
    (unended, "I2: REQ-000001 has not ended"),
    (no_outcome, "I2: REQ-000001 is ended with outcome None"),
    (instance_of_another_mind, "I2: 1 and its instance disagree"),
    (_another_state("tasks", "open"), "I2: task 1 is still open"),
    (_another_state("tasks", "open"), "I2: 1 has ended and has open tasks"),
    (_another_state("timers", "leased"), "I2: timers 1 is still leased"),
    (_another_state("calls", "dead"), "I2: calls 1 is still dead"),
    (_another_state("outbox", "ready"), "I2: outbox 1 is still ready"),
    (_entry(8), "I3: task 2 is 1 times done, told 2 times"),
    (second_effect, "I4: the effect of marta-1 happened 2 times"),
    (another_key, "I4: marta-1 was called by 2 keys"),
    (effect_for_nobody, "I4: ilse-1 had an effect, and there is no such order"),
    (no_effect, "I4: call 1 is done, and its effect happened 0 times"),
    (no_effect, "I4: REQ-000001 is fulfilled, and its effect happened 0 times"),
    (_entry(5, kind="call.late", data='{"call": 1}'), "I4: call 1 was done, and was answered once more"),
    (never_tried, "I4: call 1 is done and was never tried"),
    (call_untold, "I4: call 1 ended 1 times, told 0 times"),
    (early_timer, "I5: timer 1 fired early"),
    (late_timer, "I5: timer 1 was due at"),
    (waits_for_nothing, "I6: 1 waits for nothing"),
    (touched, "I7: chain 1 is broken at 2"),
    (entry_gone, "I7: chain 1 is broken at 5"),
    (step_without_entry, "I7: 1 is at version 7 after 6 steps"),
    (_entry(0, kind="comment"), "I7: request 1: begins with comment"),
    (_entry(10, kind="task.opened", data='{"task": 3}'), "I7: request 1: task.opened after the end"),
    (_entry(5, at="2026-11-22T09:00:00.000000+00:00"), "I7: request 1: entry 6 (message.received) is dated before"),
    (_entry(1, kind="task.completed", data=COMPLETED), "I7: request 1: task 2 was completed before it was opened"),
    (_entry(3), "I7: request 1: timer.fired twice"),
    (_entry(9), "I7: request 1: request.ended twice"),
    (incident_without_poison, "I8: request 1 has an incident"),
    (_poisoned(state="running", outcome=None), "I8: REQ-000001 can never be delivered, and nobody is told"),
    (_poisoned(), "I8: REQ-000001 can never be delivered, and is fulfilled"),
    (rejected_and_delivered, "I10: REQ-000001 was rejected, and was delivered"),
    (mail_lost, "I11: <"),
    (mail_of_nobody, "I11: marta@bridges.example got <nobody@wrote>, which nobody wrote"),
    (mail_written_twice, "I11: REQ-000001:submitted:4 has 2 rows"),
    (told_again, "I11: REQ-000001 has 2 mails that it was submitted"),
    (never_told("ended"), "I11: REQ-000001 has 0 mails that it was ended"),
    (never_told("task:2"), "I11: nobody was told of task 2"),
    (touched, "I13: the export of request 1 does not verify from entry 2 on"),
]
