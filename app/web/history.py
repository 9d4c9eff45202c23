"""The journal in the reader's language: each kind of entry as a sentence, with its step's name.

The journal itself stays as it was written; an entry of a kind that is not known here keeps its own words.
"""

from collections.abc import Callable, Mapping, Sequence

from app.language import gettext as _
from app.operations.wording import Wording
from app.queries.history import Entry
from app.web import approval_words, house_words, look, urgent

ENGINE = "laneway"
BEGINNINGS = ("request.by_message", "request.by_signal", "request.by_schedule", "request.by_person")
Sentence = Callable[[Entry, str], str]


def sentence(entry: Entry, spoken: Wording) -> str:
    """What happened. `spoken`: the words of the request's item in the reader's language."""
    said = SENTENCES.get(entry.kind)
    return said(entry, _step(entry, spoken)) if said else entry.text


def beginning(entries: Sequence[Entry], spoken: Wording) -> str:
    """What began a request that nobody ordered; "" for an order."""
    found = next((one for one in entries if one.kind in BEGINNINGS), None)
    return sentence(found, spoken) if found else ""


def who(entry: Entry) -> str:
    """A login, or the house itself."""
    return "Laneway" if entry.actor == ENGINE else entry.actor


def _step(entry: Entry, spoken: Wording) -> str:
    """The step it is about, out of the English sentence ("Took: Approve.")."""
    _verb, found, rest = entry.text.partition(": ")
    return spoken.say(rest.removesuffix(".")) if found else ""


def _opened(entry: Entry, step: str) -> str:
    held = entry.data.get("who")
    return _("“%(name)s” waits for %(who)s", name=step, who=held) if held else _("“%(name)s” waits", name=step)


def _ended(entry: Entry, _step: str) -> str:
    outcome = {
        "fulfilled": _("Finished"),
        "rejected": _("Ended: rejected"),
        "withdrawn": _("Ended: withdrawn"),
        "answered": _("Ended: answered"),
    }.get(str(entry.data.get("outcome")), _("Ended"))
    return _with_reason(outcome, entry)


def _by_way(text: str, entry: Entry) -> str:
    ways = {"mail link": _("by mail link"), "mail reply": _("by mail reply"), "together": _("together with others")}
    way = ways.get(str(entry.data.get("way")))
    if entry.data.get("for"):
        text = _("%(deed)s for %(name)s", deed=text, name=entry.data["for"])
    return f"{text}, {way}" if way else text


def _with_reason(text: str, entry: Entry) -> str:
    reason = entry.data.get("reason")
    return f"{text}: {reason}" if reason else text


def _rung(entry: Entry) -> dict[str, object]:
    return {"name": entry.data.get("name", ""), "percent": entry.data.get("percent", "")}


def _linked(entry: Entry) -> str:
    number = entry.data.get("other", "")
    if entry.data.get("first"):
        kinds = {
            "child": _("%(number)s was made for it", number=number),
            "reopened": _("It came back as %(number)s", number=number),
            "follow_up": _("%(number)s follows it up", number=number),
        }
    else:
        kinds = {
            "child": _("Made for %(number)s", number=number),
            "reopened": _("%(number)s came back", number=number),
            "follow_up": _("Follows up %(number)s", number=number),
        }
    return kinds.get(str(entry.data.get("link")), _("Related to %(number)s", number=number))


SENTENCES: Mapping[str, Sentence] = {
    "request.submitted": lambda _e, _s: _("Ordered"),
    "request.by_message": lambda _e, s: _("Began by a message: %(name)s", name=s),
    "request.by_signal": lambda _e, s: _("Began by a signal: %(name)s", name=s),
    "request.by_schedule": lambda _e, _s: _("Ordered by its schedule"),
    "request.by_person": lambda _e, _s: _("Started now, ahead of its schedule"),
    "request.suspended": lambda e, _s: _with_reason(_("Paused"), e),
    "request.resumed": lambda _e, _s: _("It goes on"),
    "wanted.changed": lambda e, _s: _(
        "Wanted by %(wanted)s instead of %(before)s",
        wanted=look.date_of(e.data.get("wanted")),
        before=look.date_of(e.data.get("before")),
    ),
    "request.migrated": lambda e, _s: _with_reason(
        _(
            "Goes on by version %(to)s of its process instead of version %(old)s",
            to=e.data.get("to", ""),
            old=e.data.get("from", ""),
        ),
        e,
    ),
    "request.withdrawn": lambda e, _s: _with_reason(_("Withdrawn"), e),
    "request.withdrawing": lambda _e, _s: _("What was done is being undone"),
    "request.cancelled": lambda _e, _s: _("Given up after a technical fault"),
    "request.rated": lambda e, _s: _("Rated with %(stars)s of 5 stars", stars=e.data.get("stars", "")),
    "request.ended": _ended,
    "request.linked": lambda e, _s: _linked(e),
    "request.unlinked": lambda e, _s: _("Not related to %(number)s any more", number=e.data.get("other", "")),
    "request.unheard": lambda _e, _s: _("Nobody is asked to follow it up: the item for it is not in the catalogue"),
    "request.follow_up": lambda _e, _s: _("Began because somebody was not happy"),
    "quality.passed": lambda _e, _s: _("Passed the quality check"),
    "quality.returned": lambda e, _s: _with_reason(_("The quality check sent it back"), e),
    "question.asked": lambda e, _s: _("Asked %(name)s a question", name=e.data.get("name", "")),
    "question.answered": lambda _e, _s: _("Answered a question"),
    "question.withdrawn": lambda e, _s: _("Took back the question to %(name)s", name=e.data.get("name", "")),
    "plan.written": lambda e, s: _("Planned: %(name)s", name=f"{s} {e.data.get('day', '')}".strip()),
    "added.asked": lambda _e, s: _("Added work: %(name)s", name=s),
    "added.done": lambda _e, s: _("Finished “%(name)s”", name=s),
    "added.refused": lambda _e, s: _("Refused “%(name)s”", name=s),
    "added.over": lambda _e, s: _("Not needed any more: %(name)s", name=s),
    "watch.begun": lambda e, _s: _("%(name)s watches", name=e.data.get("name", "")),
    "watch.ended": lambda e, _s: _("%(name)s watches no longer", name=e.data.get("name", "")),
    "comment": lambda e, _s: _("Wrote an internal comment") if e.data.get("internal") else _("Wrote a comment"),
    "task.opened": _opened,
    "task.claimed": lambda _e, s: _("Took “%(name)s”", name=s),
    "task.released": lambda _e, s: _("Gave back “%(name)s”", name=s),
    "task.refused": lambda _e, s: _("Gave back “%(name)s” with a reason", name=s),
    "task.priority": lambda e, s: _("“%(name)s”: %(words)s", name=s, words=urgent.words(e.data.get("priority"))),
    "task.ticked": lambda e, _s: _("Ticked: %(name)s", name=e.data.get("point", "")),
    "task.unticked": lambda e, _s: _("Took the tick away: %(name)s", name=e.data.get("point", "")),
    "task.assigned": lambda e, s: _("Handed “%(name)s” to %(who)s", name=s, who=e.data.get("to", "")),
    "task.passed_on": lambda _e, s: _("Passed on “%(name)s”", name=s),
    "task.reminded": lambda e, _s: _("Reminded %(name)s", name=", ".join(map(str, e.data.get("who") or ()))),
    "task.completed": lambda _e, s: _("Finished “%(name)s”", name=s),
    "clock.breached": lambda e, _s: _("The agreed time is over: %(name)s", name=e.data.get("name", "")),
    "clock.rung": lambda e, _s: _("%(name)s: %(percent)s %% of the time used", **_rung(e)),
    "clock.failed": lambda _e, s: _("What its clock was to do failed: %(name)s", name=s),
    "clock.recounted": lambda e, _s: _("Clock counted anew: %(name)s", name=e.data.get("name", "")),
    "step.begun": lambda _e, s: _("Began “%(name)s”", name=s),
    "step.closed": lambda _e, s: _("Nothing more to do: %(name)s", name=s),
    **approval_words.SENTENCES,
    **house_words.SENTENCES,
    "approval.approve": lambda e, _s: _by_way(_("Approved"), e),
    "approval.reject": lambda e, _s: _by_way(_("Rejected"), e),
    "approval.change": lambda e, _s: _by_way(_("Asked for a change"), e),
    "approval.stands": lambda e, s: _(
        "“%(name)s” still stands: %(who)s approved it", name=s, who=e.data.get("who", "")
    ),
    "approval.fell": lambda _e, s: _("“%(name)s” is asked again: what it rests on has changed", name=s),
    "order.corrected": lambda _e, _s: _("Corrected the order"),
    "call.done": lambda _e, s: _("Done by itself: %(name)s", name=s),
    "call.by_hand": lambda _e, s: _("Done by hand: %(name)s", name=s),
    "call.late": lambda _e, _s: _("An answer came after it was needed"),
    "timer.fired": lambda _e, s: _("Time is up: %(name)s", name=s),
    "message.received": lambda _e, s: _("A message arrived: %(name)s", name=s),
    "signal.received": lambda _e, s: _("A signal came: %(name)s", name=s),
    "mail.refused": lambda _e, s: _("A reply by mail was refused: %(name)s", name=s),
    "mail.failed": lambda _e, _s: _("A mail could not be sent"),
    "store.written": lambda e, _s: _("Wrote the data store “%(name)s”", name=e.data.get("name", "")),
    "variables.changed": lambda _e, _s: _("Corrected values after a fault"),
    "incident.opened": lambda _e, _s: _("Stopped by a technical fault"),
    "incident.retry": lambda _e, _s: _("Tried again after a fault"),
    "incident.retried": lambda _e, _s: _("Tried again after a fault"),
    "move.proposed": lambda e, _s: _with_reason(_("Proposed to move it on by hand"), e),
    "move.refused": lambda e, _s: _with_reason(_("Did not sign to move it on by hand"), e),
    "token.moved": lambda e, _s: _with_reason(_("Moved on by hand"), e),
    "token.moved_back": lambda e, _s: _with_reason(_("Took back what was moved by hand"), e),
    "incident.cancel": lambda e, _s: _with_reason(_("Given up after a fault"), e),
}
