"""The journal in the reader's language: each kind of entry as a sentence. An unknown kind keeps its English text."""

from app.language import gettext as _
from app.queries.history import Entry

ENGINE = "laneway"


def sentence(entry: Entry) -> str:
    """What happened."""
    name = str(entry.data.get("name") or _task(entry))
    words = {
        "request.submitted": _("Ordered"),
        "request.withdrawn": _("Withdrawn"),
        "request.cancelled": _("Given up after a technical fault"),
        "request.rated": _("Rated with %(stars)s of 5 stars", stars=entry.data.get("stars", "")),
        "comment": _("Wrote a comment"),
        "task.claimed": _("Took “%(name)s”", name=name),
        "task.released": _("Gave back “%(name)s”", name=name),
        "task.completed": _("Finished “%(name)s”", name=name),
        "approval.approve": _("Approved"),
        "approval.reject": _("Rejected"),
        "approval.change": _("Asked for a change"),
        "timer.fired": _("A date was reached"),
        "incident.opened": _("Stopped by a technical fault"),
        "incident.retry": _("Tried again after a fault"),
        "incident.cancel": _("Given up after a fault"),
    }
    if entry.kind == "request.ended":
        return _ending(str(entry.data.get("outcome")))
    return words.get(entry.kind, entry.text)


def who(entry: Entry) -> str:
    """A login, or the house itself."""
    return "Laneway" if entry.actor == ENGINE else entry.actor


def _task(entry: Entry) -> str:
    """The task's name out of the English sentence: "Took: Approve." """
    _verb, found, rest = entry.text.partition(": ")
    return rest.rstrip(".") if found else entry.text


def _ending(outcome: str) -> str:
    return {
        "fulfilled": _("Finished"),
        "rejected": _("Ended: rejected"),
        "withdrawn": _("Ended: withdrawn"),
        "answered": _("Ended: answered"),
    }.get(outcome, _("Ended"))
