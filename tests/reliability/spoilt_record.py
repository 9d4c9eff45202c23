"""Ways to spoil the evidence of a good run in what people were told: each is a lie of the house that must be found."""

from collections.abc import Callable

from bench.chaos.record import Deed
from bench.chaos.verdict import Evidence

Harm = Callable[[Evidence], object]


def _first(one: Evidence, verb: str) -> Deed:
    return next(one.record.of(verb))


def _told(one: Evidence, who: str, verb: str, state: str = "ok", **facts: object) -> None:
    one.record.begin(Deed(who, verb, "/", f"more {len(one.record.deeds)}", facts, state, 200, {"number": "REQ-9"}))


def lost_order(one: Evidence) -> None:
    _told(one, "ilse", "order", reference="ilse-1")


def refused_order(one: Evidence) -> None:
    _first(one, "order").state = "failed"


def doubled_order(one: Evidence) -> None:
    _first(one, "order").state = "unknown"
    one.dump["requests"].append({**one.dump["requests"][0], "id": 7, "number": "REQ-000007"})


def unasked_order(one: Evidence) -> None:
    one.record.deeds.remove(_first(one, "order"))


def answered_anew(one: Evidence) -> None:
    _first(one, "order").replays.append({"status": 201, "answer": {"number": "REQ-000002"}})


def lost_comment(one: Evidence) -> None:
    one.dump["comments"].clear()


def said_twice(one: Evidence) -> None:
    one.dump["comments"].append({**one.dump["comments"][0], "id": 2})


def comment_without_its_file(one: Evidence) -> None:
    one.dump["files"][0]["comment_id"] = None


def lost_message(one: Evidence) -> None:
    _told(one, "admin", "message", reference="ilse-1")


def received_and_kept(one: Evidence) -> None:
    one.dump["messages"].append({"id": 1, "correlation_key": "marta-1", "state": "kept"})


def withdrawn_and_fulfilled(one: Evidence) -> None:
    _told(one, "marta", "withdraw", number="REQ-000001")


def rejected_and_fulfilled(one: Evidence) -> None:
    _told(one, "jonas", "complete", task=1, request="REQ-000001", decision="reject")


def second_confirmation(one: Evidence) -> None:
    _told(one, "lena", "complete", **_first(one, "complete").facts)


def turned_round(one: Evidence) -> None:
    one.dump["tasks"][0]["answers"] = '{"decision": "reject"}'


def done_by_another(one: Evidence) -> None:
    _first(one, "complete").who = "tom"


def confirmed_and_open(one: Evidence) -> None:
    one.dump["tasks"][0]["state"] = "cancelled"


def taken_by_two(one: Evidence) -> None:
    _told(one, "lena", "claim", task=2)


def offered_again(one: Evidence) -> None:
    one.record.note("I9: task 1 is done, and still offered to jonas")


HARMS: list[tuple[Harm, str]] = [
    (lost_order, "I1: order ilse-1 was accepted as REQ-9"),
    (refused_order, "I1: order marta-1 was refused"),
    (doubled_order, "I1: order marta-1 became"),
    (unasked_order, "I1: nobody asked for"),
    (answered_anew, "I1: order k0 was answered anew"),
    (lost_comment, "I1: the comment 'words' is ok, and stands there 0 times"),
    (said_twice, "I1: the comment 'words' is ok, and stands there 2 times"),
    (comment_without_its_file, "I1: the comment 'words' has lost its files"),
    (lost_message, "I1: the message for ilse-1 is ok, and is there 0 times"),
    (received_and_kept, "I1: the message for marta-1 is ok, and is there 2 times"),
    (withdrawn_and_fulfilled, "I2: REQ-000001 was withdrawn, and its outcome is fulfilled"),
    (rejected_and_fulfilled, "I2: REQ-000001 should have ended rejected"),
    (second_confirmation, "I3: task 1 was confirmed to"),
    (turned_round, "I3: task 1: jonas was confirmed"),
    (done_by_another, "I3: task 1: tom was confirmed"),
    (confirmed_and_open, "I3: task 1 was confirmed to jonas, and is cancelled"),
    (taken_by_two, "I3: task 2 was confirmed as taken by lena"),
    (offered_again, "I9: task 1 is done"),
]
