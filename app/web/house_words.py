"""Entries of the journal about the house itself, not about one request, as sentences. Taken up by history.py.

What a sentence needs stands in an entry's data, or, for what was never kept apart, in its English words.
"""

from collections.abc import Callable, Mapping

from app.language import gettext as _
from app.queries.history import Entry

Sentence = Callable[[Entry, str], str]


def _fact(entry: Entry, name: str) -> str:
    return str(entry.data.get(name, ""))


def _quoted(entry: Entry) -> str:
    """The title between the quotation marks."""
    return entry.text.partition("“")[2].rpartition("”")[0]


def _after(entry: Entry, words: str) -> str:
    """What follows these words, to the end of the sentence."""
    return entry.text.partition(words)[2].removesuffix(".")


def _of_version(said: Callable[[], str]) -> Sentence:
    """`said` gives a sentence with the item's key and the number of its version still open."""
    return lambda e, _s: said() % {"key": _fact(e, "key"), "number": _fact(e, "number")}


def _of_article(said: Callable[[], str]) -> Sentence:
    return lambda e, _s: said() % {"title": _quoted(e)}


def _calendar(entry: Entry, _step: str) -> str:
    name = _after(entry, "the calendar ")
    first = _fact(entry, "number") == "1"
    return _("Added the calendar %(name)s", name=name) if first else _("Changed the calendar %(name)s", name=name)


def _forgotten(entry: Entry, _step: str) -> str:
    if "no link was mailed" in entry.text:
        return _("Asked for a new password; it takes a second person, so no link was mailed")
    return _("Asked for a new password; a link was mailed")


def _token(entry: Entry, _step: str) -> str:
    return _("Made the token “%(name)s” for %(who)s", name=_fact(entry, "name"), who=_fact(entry, "person"))


def _stands_in(entry: Entry, _step: str) -> str:
    return _(
        "%(name)s stands in for %(whose)s", name=_fact(entry, "substitute"), whose=_after(entry, " stands in for ")
    )


def _may_use(entry: Entry, _step: str) -> str:
    return _("%(name)s may use %(what)s", name=_fact(entry, "login"), what=_fact(entry, "entitlement"))


def _may_not_use(entry: Entry, _step: str) -> str:
    return _("%(name)s may not use %(what)s any more", name=_fact(entry, "login"), what=_fact(entry, "entitlement"))


SENTENCES: Mapping[str, Sentence] = {
    "article.proposed": _of_article(lambda: _("Proposed the answer “%(title)s”")),
    "article.published": _of_article(lambda: _("Published the answer “%(title)s”")),
    "article.retired": _of_article(lambda: _("Took back the answer “%(title)s”")),
    "calendar.saved": _calendar,
    "calendar.dropped": lambda e, _s: _("Took away the calendar %(name)s", name=_after(e, "the calendar ")),
    "calendar.extended": lambda _e, s: _("Fetched the next holidays: %(name)s", name=s),
    "canned.changed": lambda _e, s: _("Changed the canned answer “%(name)s”", name=s),
    "clock.moved": lambda e, _s: _("The clock stands %(seconds)s s beside the true time", seconds=_fact(e, "offset")),
    "connector.test": lambda e, _s: _("Asked for a test of the connector %(name)s", name=_fact(e, "connector")),
    "definition.saved": _of_version(lambda: _("Saved version %(number)s of %(key)s")),
    "definition.published": _of_version(lambda: _("Published version %(number)s of %(key)s")),
    "definition.discarded": _of_version(lambda: _("Discarded version %(number)s of %(key)s")),
    "definition.retired": _of_version(lambda: _("Took version %(number)s of %(key)s out of the catalogue")),
    "definition.both_changed": _of_version(
        lambda: _("Files and editor both changed %(key)s: the files became draft version %(number)s")
    ),
    "definition.deleted": lambda e, _s: _("Deleted %(key)s", key=_fact(e, "key")),
    "demo.seeded": lambda _e, _s: _("The demo organisation moved in"),
    "entitlement.granted": _may_use,
    "entitlement.revoked": _may_not_use,
    "group.added": lambda e, _s: _("Added the group %(name)s", name=_fact(e, "key")),
    "group.changed": lambda e, _s: _("Changed the group %(name)s", name=_fact(e, "key")),
    "group.made": lambda e, _s: _("Made the group %(name)s, which a diagram names", name=_fact(e, "group")),
    "identity.proved": lambda _e, _s: _("A one-time code proved who asked"),
    "identity.refused": lambda _e, _s: _("Too many wrong codes"),
    "mail.worded": lambda e, _s: _(
        "Changed the words of the mail “%(name)s” (%(language)s)",
        name=_fact(e, "mail"),
        language=_fact(e, "language"),
    ),
    "password.changed": lambda _e, _s: _("The password was changed"),
    "password.forgotten": _forgotten,
    "password.reset": lambda e, _s: _("A request mailed %(name)s a link for a new password", name=_fact(e, "person")),
    "person.activated": lambda e, _s: _("%(name)s may sign in again", name=_fact(e, "login")),
    "person.added": lambda e, _s: _("Added %(name)s", name=_fact(e, "login")),
    "person.changed": lambda e, _s: _("Changed %(name)s", name=_fact(e, "login")),
    "person.deactivated": lambda e, _s: _("%(name)s may not sign in any more", name=_fact(e, "login")),
    "person.invited": lambda e, _s: _("Invited %(name)s", name=_fact(e, "login")),
    "schedule.again": lambda e, _s: _("Started the schedule of %(key)s again", key=_fact(e, "key")),
    "schedule.failed": lambda e, s: _("The schedule of %(key)s has stopped: %(why)s", key=_fact(e, "key"), why=s),
    "session.begun": lambda e, _s: _("Signed in from %(address)s", address=_fact(e, "address")),
    "signal.thrown": lambda e, _s: _("Sent the signal “%(name)s”", name=_fact(e, "name")),
    "skills.changed": lambda e, _s: _("Changed the skills of %(name)s", name=_fact(e, "key")),
    "substitute.named": _stands_in,
    "substitute.ended": lambda _e, _s: _("A time of absence has ended"),
    "suspension.began": lambda e, s: _("Paused %(what)s: %(why)s", what=_fact(e, "what"), why=s),
    "suspension.ended": lambda e, _s: _("%(what)s goes on", what=e.text.rpartition(" ")[2].removesuffix(".")),
    "token.made": _token,
    "token.revoked": lambda e, _s: _("Revoked the token “%(name)s”", name=_after(e, "the token ").strip("'\"")),
}
