"""The checker of `laneway bench chaos` is checked: a run in which all went well, by hand, and each way to spoil it."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from bench.chaos.outside import Effect
from bench.chaos.record import Deed
from bench.chaos.verdict import Evidence, by_invariant, violations
from tests.reliability.told_by_hand import evidence, rehash

Harm = Callable[[Evidence], object]


def found(one: Evidence, least: int = 1) -> set[str]:
    """The invariants that are broken."""
    return {name for name, n in by_invariant(violations(one, least)).items() if n}


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert violations(evidence(), least=1) == []


def test_a_run_in_which_nothing_happened_says_nothing() -> None:
    assert found(evidence(), least=100) == {"I0"}


def lost_order(one: Evidence) -> None:
    one.record.begin(Deed("ilse", "order", "/requests", "k9", {"reference": "ilse-1"}, "ok", 201, {"number": "REQ-9"}))


def doubled_order(one: Evidence) -> None:
    one.dump["requests"].append({**one.dump["requests"][0], "id": 7, "number": "REQ-000007"})


def unasked_order(one: Evidence) -> None:
    one.record.deeds = [deed for deed in one.record.deeds if deed.verb != "order"]


def second_confirmation(one: Evidence) -> None:
    first = next(one.record.of("complete", "ok"))
    one.record.begin(Deed("lena", "complete", first.path, "k8", {**first.facts}, "ok", 200))


def turned_round(one: Evidence) -> None:
    next(one.record.of("complete", "ok")).facts["decision"] = "reject"


def second_effect(one: Evidence) -> None:
    one.ledger.append(Effect("marta-1", "other key", "well", applied=True))


def answered_again(one: Evidence) -> None:
    end = one.dump["journal"][-2]
    one.dump["journal"].insert(-2, {**end, "kind": "call.late", "data": '{"call": 1}'})
    for seq, row in enumerate(one.dump["journal"], 1):
        row["seq"] = seq
    rehash(one.dump["journal"])


def late_timer(one: Evidence) -> None:
    one.dump["timers"][0]["done_at"] = "2026-11-22T10:05:00.000000+00:00"


def early_timer(one: Evidence) -> None:
    one.dump["timers"][0]["done_at"] = "2026-11-22T09:00:00.000000+00:00"


def waits_for_nothing(one: Evidence) -> None:
    one.during = deepcopy(one.dump)
    one.during["requests"][0].update(state="running", outcome=None)
    one.during["instances"][0]["status"] = "running"


def moves_after_the_end(one: Evidence) -> None:
    one.dump["journal"].append({**one.dump["journal"][1], "seq": len(one.dump["journal"]) + 1})
    rehash(one.dump["journal"])


def touched(one: Evidence) -> None:
    one.dump["journal"][1]["text"] = "Rejected."


def incident_without_poison(one: Evidence) -> None:
    row = {"id": 1, "request_id": 1, "state": "resolved", "kind": "call", "cause": "?", "command": None}
    one.dump["incidents"].append(row)


def poison_untold(one: Evidence) -> None:
    answers = '{"reference": "marta-1", "mood": "poison"}'
    one.dump["requests"][0].update(state="running", outcome=None, answers=answers)
    one.dump["tasks"].append({**one.dump["tasks"][0], "id": 2, "state": "open"})


def offered_again(one: Evidence) -> None:
    one.record.note("I9: task 1 is done, and still offered to jonas")


def rejected_and_delivered(one: Evidence) -> None:
    one.dump["requests"][0]["outcome"] = "rejected"


def mail_lost(one: Evidence) -> None:
    one.letters.clear()


def answered_anew(one: Evidence) -> None:
    next(one.record.of("order")).replays.append({"status": 201, "answer": {"number": "REQ-000002"}})


def said_twice(one: Evidence) -> None:
    one.dump["comments"].append({**one.dump["comments"][0], "id": 2})


def left_over(one: Evidence) -> None:
    one.dump["outbox"][0]["state"] = "ready"


@pytest.mark.parametrize(
    ("harm", "number"),
    [
        (lost_order, "I1"),
        (doubled_order, "I1"),
        (unasked_order, "I1"),
        (answered_anew, "I1"),
        (said_twice, "I1"),
        (left_over, "I2"),
        (second_confirmation, "I3"),
        (turned_round, "I3"),
        (second_effect, "I4"),
        (answered_again, "I4"),
        (early_timer, "I5"),
        (late_timer, "I5"),
        (waits_for_nothing, "I6"),
        (moves_after_the_end, "I7"),
        (touched, "I7"),
        (incident_without_poison, "I8"),
        (poison_untold, "I8"),
        (offered_again, "I9"),
        (rejected_and_delivered, "I10"),
        (mail_lost, "I11"),
        (touched, "I13"),
    ],
)
def test_each_harm_breaks_its_promise(harm: Harm, number: str) -> None:
    spoilt = evidence()
    harm(spoilt)
    assert number in found(spoilt)
