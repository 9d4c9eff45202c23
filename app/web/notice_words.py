"""What people are told of and how, in their words."""

from app.catalogue import notices
from app.language import gettext as _


def events() -> list[tuple[notices.Event, str, str]]:
    """Each with its name and what it means, in the order of the table."""
    said = {
        "approval": (_("An approval is asked of you"), _("Cannot be switched off.")),
        "assigned": (_("Somebody hands you work"), ""),
        "offered": (_("Work waits for your group"), ""),
        "turn": (_("It is your turn in a request of yours"), ""),
        "reminder": (_("Reminders, escalations and time running out"), ""),
        "question": (_("Questions to you, and answers to yours"), ""),
        "comment": (_("Somebody writes in a request"), ""),
        "mention": (_("Somebody names you"), ""),
        "watch": (_("A request that you watch moves on"), ""),
        "added": (_("Added work is done or not needed any more"), ""),
        "received": (_("Your request has come in"), ""),
        "progress": (_("Your request moves on"), ""),
        "ended": (_("Your request has ended"), ""),
        "substitute": (_("Somebody stands in"), ""),
        "incident": (_("A request is stuck"), _("For process managers.")),
        "other": (_("Everything else"), ""),
    }
    return [(event, *said[event.key]) for event in notices.EVENTS]


def mails() -> list[tuple[str, str]]:
    """The ways of mail."""
    words = {"now": _("At once"), "digest": _("In the daily mail"), "no": _("No mail")}
    return [(way, words[way]) for way in notices.MAILS]


def kind(key: str) -> str:
    """A kind of mail, by name."""
    words = {
        "task-approval": _("An approval is asked for"),
        "task-fulfilment": _("Work is offered or assigned"),
        "task-requester": _("It is the requester’s turn"),
        "reminder": _("A reminder"),
        "escalation": _("An escalation"),
        "waiting": _("The requester hears that it takes longer"),
        "question": _("A question from a task"),
        "answer": _("The answer to a question"),
        "comment": _("A comment"),
        "mention": _("Somebody is named in a comment"),
        "progress": _("A step is done"),
        "ended": _("The request has ended"),
        "incident": _("A request is stuck"),
        "added-done": _("Added work is done"),
        "added-over": _("Added work is not needed any more"),
    }
    return words.get(key, key)
