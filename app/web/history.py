"""The journal in the reader's language: each kind of entry as a sentence, with its step's name.

The journal itself stays as it was written; an entry of a kind that is not known here keeps its own words.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from app.language import gettext as _
from app.operations.wording import Wording
from app.queries.history import Entry
from app.web import approval_words, entries, house_words, reader, task_words, urgency
from app.web.entries import Sentence, Told, because

ENGINE = "laneway"
BEGINNINGS = ("request.by_message", "request.by_signal", "request.by_schedule", "request.by_person")


def sentence(entry: Entry, spoken: Wording, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """What happened. `spoken`: the words of the request's item in the reader's language; `names`: by login."""
    said = SENTENCES.get(entry.kind)
    return said(entries.of(entry, spoken, names)) if said else entry.text


def beginning(entries: Sequence[Entry], spoken: Wording) -> str:
    """What began a request that nobody ordered; "" for an order."""
    found = next((one for one in entries if one.kind in BEGINNINGS), None)
    return sentence(found, spoken) if found else ""


def who(entry: Entry, names: Mapping[str, str]) -> str:
    """The person, or the house itself."""
    return "Laneway" if entry.actor == ENGINE else names.get(entry.actor, entry.actor)


def line(entry: Entry, spoken: Wording, names: Mapping[str, str]) -> str:
    """What happened, and who did it where it was a person."""
    said = sentence(entry, spoken, names)
    return said if entry.actor == ENGINE else f"{said} · {who(entry, names)}"


def _paused(told: Told) -> str:
    until = reader.date_of(told.maybe("until"))
    return because(_("Paused until %(day)s", day=until) if until else _("Paused"), told)


def _time_up(told: Told) -> str:
    name = told.spoken.say(told.fact("name"))
    if told.maybe("step"):
        return _("Time is up for “%(step)s”: %(name)s", step=told.step, name=name)
    return _("Time is up: %(name)s", name=name)


def _stopped(told: Told) -> str:
    if told.maybe("step"):
        return _("Stopped at “%(name)s” by a technical fault", name=told.step)
    return _("Stopped by a technical fault")


def _ended(told: Told) -> str:
    outcome = {
        "fulfilled": _("Finished"),
        "rejected": _("Ended: rejected"),
        "withdrawn": _("Ended: withdrawn"),
        "answered": _("Ended: answered"),
    }.get(told.fact("outcome"), _("Ended"))
    return because(outcome, told)


def _migrated(told: Told) -> str:
    versions = {"to": told.fact("to"), "old": told.fact("from")}
    return because(_("Goes on by version %(to)s of its process instead of version %(old)s", **versions), told)


def _wanted(told: Told) -> str:
    days = {name: reader.date_of(told.fact(name)) for name in ("wanted", "before")}
    return _("Wanted by %(wanted)s instead of %(before)s", **days)


def _follow_up(told: Told) -> str:
    if told.knows("other"):
        return _("Began because somebody was not happy with %(number)s", number=told.fact("other"))
    return _("Began because somebody was not happy")


def _linked(told: Told) -> str:
    number = told.fact("other")
    if told.maybe("first"):
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
    return kinds.get(told.fact("link"), _("Related to %(number)s", number=number))


def _rung(told: Told) -> str:
    facts = {"name": told.spoken.say(told.fact("name")), "percent": told.fact("percent")}
    said = _("%(name)s: %(percent)s %% of the time used", **facts)
    return f"{said}. {_acted(told)}" if told.knows("done") else said


def _acted(told: Told) -> str:
    """What a rung of a ladder did."""
    name = told.spoken.say(told.fact("done_to"))
    words = {
        "told": _("Told: %(name)s", name=name),
        "untold": _("There was nobody to tell"),
        "raised": _("Priority: %(name)s", name=urgency.words(name)),
        "sent": _("Sent the message “%(name)s”", name=name),
        "handed": _("Handed on to %(name)s", name=name),
        "unhanded": _("There was nobody to hand it to"),
        "no_group": _("There is no group %(name)s", name=name),
    }
    return words.get(told.fact("done"), "")


def _clock_failed(told: Told) -> str:
    facts = {"name": told.spoken.say(told.fact("name")), "why": told.fact("reason")}
    return _("What the clock of %(name)s was to do failed: %(why)s", **facts)


def _corrected(told: Told) -> str:
    names = ", ".join(map(str, told.facts.get("changed") or ()))
    done = _("Corrected values after a fault")
    return f"{done}: {names}" if names else done


def _uncaught(told: Told) -> str:
    if told.knows("step"):
        return _("Nobody took up the escalation “%(code)s” of “%(name)s”", name=told.step, code=told.fact("name"))
    return _("Nobody took up an escalation")


def _undelivered(told: Told) -> str:
    return _("The message “%(name)s” could not be delivered", name=told.maybe("name"))


SENTENCES: Mapping[str, Sentence] = {
    **task_words.SENTENCES,
    **approval_words.SENTENCES,
    **house_words.SENTENCES,
    "request.submitted": lambda _t: _("Ordered"),
    "request.by_message": lambda t: _("Began by a message: %(name)s", name=t.fact("name")),
    "request.by_signal": lambda t: _("Began by a signal: %(name)s", name=t.fact("name")),
    "request.by_schedule": lambda _t: _("Ordered by its schedule"),
    "request.by_person": lambda _t: _("Started now, ahead of its schedule"),
    "request.suspended": _paused,
    "request.resumed": lambda _t: _("It goes on"),
    "request.migrated": _migrated,
    "request.withdrawn": lambda t: because(_("Withdrawn"), t),
    "request.withdrawing": lambda _t: _("What was done is being undone"),
    "request.cancelled": lambda _t: _("Given up after a technical fault"),
    "request.rated": lambda t: _("Rated with %(stars)s of 5 stars", stars=t.fact("stars")),
    "request.ended": _ended,
    "request.linked": _linked,
    "request.unlinked": lambda t: _("Not related to %(number)s any more", number=t.fact("other")),
    "request.unheard": lambda _t: _("Nobody is asked to follow it up: the item for it is not in the catalogue"),
    "request.follow_up": _follow_up,
    "wanted.changed": _wanted,
    "watch.begun": lambda t: _("%(name)s watches", name=t.who),
    "watch.ended": lambda t: _("%(name)s watches no longer", name=t.who),
    "comment": lambda t: _("Wrote an internal comment") if t.maybe("internal") else _("Wrote a comment"),
    "order.corrected": lambda _t: _("Corrected the order"),
    "clock.breached": lambda t: _("The agreed time is over: %(name)s", name=t.spoken.say(t.fact("name"))),
    "clock.rung": _rung,
    "clock.failed": _clock_failed,
    "clock.recounted": lambda t: _("Clock counted anew: %(name)s", name=t.spoken.say(t.fact("name"))),
    "call.done": lambda t: _("Done by itself: %(name)s", name=t.step),
    "call.refused": lambda t: because(_("“%(name)s” was refused", name=t.step), t),
    "call.by_hand": lambda t: because(_("Done by hand: %(name)s", name=t.step), t),
    "call.late": lambda t: _("The answer to “%(name)s” came after it was needed", name=t.step),
    "timer.fired": _time_up,
    "message.received": lambda t: _("A message arrived: %(name)s", name=t.fact("name")),
    "signal.received": lambda t: _("A signal came: %(name)s", name=t.fact("name")),
    "notice": _uncaught,
    "mail.failed": lambda _t: _("A mail could not be sent"),
    "digest.failed": lambda _t: _("A daily mail could not be sent"),
    "forgotten.failed": lambda _t: _("A link for a new password could not be mailed"),
    "message.failed": _undelivered,
    "test.failed": lambda _t: _("The test of a connector did not come to an end"),
    "store.written": lambda t: _("Wrote the data store “%(name)s”", name=t.fact("name")),
    "variables.changed": _corrected,
    "incident.opened": _stopped,
    "incident.retry": lambda t: because(_("Tried again after a fault"), t),
    "incident.retried": lambda _t: _("Tried again after a fault"),
    "incident.cancel": lambda t: because(_("Given up after a fault"), t),
    "move.proposed": lambda t: because(_("Proposed to move it on by hand"), t),
    "move.refused": lambda t: because(_("Did not sign to move it on by hand"), t),
    "token.moved": lambda t: because(_("Moved on by hand"), t),
    "token.moved_back": lambda t: because(_("Took back what was moved by hand"), t),
}
