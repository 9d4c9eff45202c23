"""Facts of entries that an older release wrote, out of their English sentences.

For those alone: an entry of today has its facts beside its words, and nothing here is asked of one that has them. The
journal is never rewritten, so this stays. It knows the sentences as they were, not as they are: leave it alone when
words change.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.queries.history import Entry

Find = Callable[[Entry], Any]


def facts(entry: Entry) -> Mapping[str, Any]:
    """The entry's facts; those that its release did not keep apart come out of its words, or have had another name."""
    ways = OLDER.get(entry.kind, {})
    if next(iter(ways), "") in entry.data:  # the first of them is what every entry of today has
        return entry.data
    absent = {name: find(entry) for name, find in ways.items() if name not in entry.data}
    found = {name: value for name, value in absent.items() if value not in ("", None)}
    if found and entry.kind == "task.opened" and entry.data.get("who") == "nobody":
        found["who"] = ""
    return {**entry.data, **found} if found else entry.data


def _rest(entry: Entry) -> str:
    """What follows the colon: "Took: Approve."."""
    return entry.text.partition(": ")[2].removesuffix(".")


def _opened(entry: Entry) -> str:
    """The step of "Waits for Procurement: Buy the licence. Procurement has nobody: its manager gets it."."""
    return entry.text.removeprefix(f"Waits for {entry.data.get('who')}: ").partition(". ")[0].removesuffix(".")


def _decided(entry: Entry) -> tuple[str, str]:
    """Step and reason of "Rejected: Decide. Too dear."; a step with a full stop within counts as its first words."""
    step, _stop, reason = entry.text.partition(": ")[2].partition(". ")
    return (step, reason) if reason else (step.removesuffix("."), "")


def _left(entry: Entry) -> tuple[str, str]:
    """Step and heir of "Jonas Weber has left: Buy the licence goes to Procurement."; else "Passed on: Buy it."."""
    step, goes, heir = _rest(entry).rpartition(" goes to ")
    return (step, heir) if goes else (heir, "")


def _between(first: str, then: str) -> Find:
    return lambda entry: entry.text.partition(first)[2].rpartition(then)[0]


def _before(words: str) -> Find:
    return lambda entry: entry.text.partition(words)[0] if words in entry.text else ""


def _after(words: str) -> Find:
    return lambda entry: entry.text.partition(words)[2].removesuffix(".")


def _under(name: str) -> Find:
    return lambda entry: entry.data.get(name)


DECIDED: Mapping[str, Find] = {"step": lambda e: _decided(e)[0], "reason": lambda e: _decided(e)[1]}
STEP: Mapping[str, Find] = {"step": _rest}
NAME: Mapping[str, Find] = {"name": _rest}
WHO: Mapping[str, Find] = {"who": _under("name")}
TITLE: Mapping[str, Find] = {"title": _between("“", "”")}
STOOD_IN: Mapping[str, Find] = {**STEP, "who": _under("to")}
CALENDAR: Mapping[str, Find] = {"name": _after("the calendar ")}

#: By kind: the facts that were not kept, and where they are found. First what every entry of today has.
OLDER: Mapping[str, Mapping[str, Find]] = {
    **dict.fromkeys(("task.claimed", "task.released", "task.refused", "task.completed", "task.priority"), STEP),
    **dict.fromkeys(("task.ticked", "task.unticked"), STEP),
    **dict.fromkeys(("added.asked", "added.done", "added.refused", "added.over", "mail.refused"), STEP),
    **dict.fromkeys(("step.begun", "step.closed", "call.done", "call.by_hand", "task.reminded"), STEP),
    **dict.fromkeys(("request.by_message", "request.by_signal", "timer.fired"), NAME),
    **dict.fromkeys(("question.asked", "question.withdrawn", "watch.begun", "watch.ended"), WHO),
    **dict.fromkeys(("article.proposed", "article.published", "article.retired"), TITLE),
    **dict.fromkeys(("task.stood_in", "task.returned"), STOOD_IN),
    **dict.fromkeys(("calendar.saved", "calendar.dropped"), CALENDAR),
    **dict.fromkeys(("approval.approve", "approval.reject", "approval.change"), DECIDED),
    "approval.fell": {"step": lambda entry: "" if "title" in entry.data else _rest(entry)},
    "approval.stands": {"step": lambda entry: "" if "title" in entry.data else _rest(entry)},
    "calendar.extended": NAME,
    "call.late": {"step": _before(" answered after it was needed.")},
    "call.refused": {"step": _before(" was refused: "), "reason": _after(" was refused: ")},
    "canned.changed": {"title": _rest},
    "clock.failed": {"name": _between("The ladder of ", " stopped: "), "reason": _rest},
    "mail.worded": {"shipped": lambda entry: "has its shipped words again" in entry.text},
    "password.forgotten": {"mailed": lambda entry: "no link was mailed" not in entry.text},
    "plan.written": {"step": _under("plan")},
    "request.follow_up": {"other": _between("Began because ", " was not right.")},
    "schedule.failed": {"reason": _rest},
    "substitute.named": {"for": _after(" stands in for ")},
    "suspension.began": {"reason": _rest},
    "suspension.ended": {"what": lambda entry: entry.text.rpartition(" ")[2].removesuffix(".")},
    "task.assigned": {**STEP, "who": _under("to")},
    "task.opened": {"step": _opened},
    "task.passed_on": {"step": lambda e: _left(e)[0], "who": lambda e: _left(e)[1] or e.data.get("to")},
    "token.revoked": {"name": lambda entry: _after("the token ")(entry).strip("'\"")},
}
