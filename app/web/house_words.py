"""Entries of the journal about the house itself, not about one request, as sentences. Taken up by history.py."""

from collections.abc import Callable, Mapping

from app.language import gettext as _
from app.web import notice_words, rights
from app.web.entries import Sentence, Told


def _clock(told: Told) -> str:
    seconds = told.fact("offset")
    if seconds in ("0", "0.0"):
        return _("The clock shows the true time")
    return _("The clock stands %(seconds)s s beside the true time", seconds=seconds)


def _of_version(said: Callable[[], str]) -> Sentence:
    """`said` gives a sentence with the item's key and the number of its version still open."""
    return lambda t: said() % {"key": t.fact("key"), "number": t.fact("number")}


def _of_article(said: Callable[[], str]) -> Sentence:
    return lambda t: said() % {"title": t.fact("title")}


def _calendar(told: Told) -> str:
    name = told.fact("name")
    first = told.fact("number") == "1"
    return _("Added the calendar %(name)s", name=name) if first else _("Changed the calendar %(name)s", name=name)


def _forgotten(told: Told) -> str:
    if told.fact("mailed") == "True":
        return _("Asked for a new password; a link was mailed")
    return _("Asked for a new password; it takes a second person, so no link was mailed")


def _worded(told: Told) -> str:
    facts = {"name": notice_words.kind(told.fact("mail")), "language": told.fact("language")}
    if told.fact("shipped") == "True":
        return _("The mail “%(name)s” (%(language)s) has its shipped words again", **facts)
    return _("Changed the words of the mail “%(name)s” (%(language)s)", **facts)


def _token(told: Told) -> str:
    return _("Made the token “%(name)s” for %(who)s", name=told.fact("name"), who=told.person("person"))


def _all_tokens(told: Told) -> str:
    return _("Ended all tokens of %(who)s (%(count)s)", who=told.person("person"), count=told.fact("number"))


def _stands_in(told: Told) -> str:
    return _("%(name)s stands in for %(whose)s", name=told.person("substitute"), whose=told.person("for"))


def _stood_in(told: Told) -> str:
    if told.knows("for"):
        return _("%(name)s stands in for %(whose)s no longer", name=told.person("substitute"), whose=told.person("for"))
    return _("A time of absence has ended")


def _begun(told: Told) -> str:
    address = told.maybe("address")
    return _("Signed in from %(address)s", address=address) if address else _("Signed in")


def _with(text: str, parts: list[str]) -> str:
    return f"{text}: {'; '.join(parts)}" if parts else text


def _members(told: Told) -> list[str]:
    """Who joined a group, and who left it."""
    joined, left = told.people("joined"), told.people("left")
    return [
        *([_("joined: %(names)s", names=joined)] if joined else []),
        *([_("left: %(names)s", names=left)] if left else []),
    ]


def _may_use(told: Told) -> str:
    return _("%(name)s may use %(what)s", name=told.person("login"), what=told.fact("entitlement"))


def _may_not_use(told: Told) -> str:
    return _("%(name)s may not use %(what)s any more", name=told.person("login"), what=told.fact("entitlement"))


SENTENCES: Mapping[str, Sentence] = {
    "article.proposed": _of_article(lambda: _("Proposed the answer “%(title)s”")),
    "article.published": _of_article(lambda: _("Published the answer “%(title)s”")),
    "article.retired": _of_article(lambda: _("Took back the answer “%(title)s”")),
    "calendar.saved": _calendar,
    "calendar.dropped": lambda t: _("Took away the calendar %(name)s", name=t.fact("name")),
    "calendar.extended": lambda t: _("Fetched the next holidays: %(name)s", name=t.fact("name")),
    "canned.changed": lambda t: _("Changed the canned answer “%(name)s”", name=t.fact("title")),
    "clock.moved": _clock,
    "connector.test": lambda t: _("Asked for a test of the connector %(name)s", name=t.fact("connector")),
    "definition.saved": _of_version(lambda: _("Saved version %(number)s of %(key)s")),
    "definition.published": _of_version(lambda: _("Published version %(number)s of %(key)s")),
    "definition.discarded": _of_version(lambda: _("Discarded version %(number)s of %(key)s")),
    "definition.retired": _of_version(lambda: _("Took version %(number)s of %(key)s out of the catalogue")),
    "definition.both_changed": _of_version(
        lambda: _("Files and editor both changed %(key)s: the files became draft version %(number)s")
    ),
    "definition.deleted": lambda t: _("Deleted %(key)s", key=t.fact("key")),
    "demo.seeded": lambda _t: _("The demo organisation moved in"),
    "entitlement.granted": _may_use,
    "entitlement.revoked": _may_not_use,
    "group.added": lambda t: _with(_("Added the group %(name)s", name=t.fact("key")), _members(t)),
    "group.changed": lambda t: _with(_("Changed the group %(name)s", name=t.fact("key")), _members(t)),
    "group.made": lambda t: _("Made the group %(name)s, which a diagram names", name=t.fact("group")),
    "identity.proved": lambda _t: _("A one-time code proved who asked"),
    "identity.refused": lambda _t: _("Too many wrong codes"),
    "mail.worded": _worded,
    "password.changed": lambda _t: _("The password was changed"),
    "password.forgotten": _forgotten,
    "password.reset": lambda t: _("A request mailed %(name)s a link for a new password", name=t.person("person")),
    "person.activated": lambda t: _("%(name)s may sign in again", name=t.person("login")),
    "person.added": lambda t: _("Added %(name)s", name=t.person("login")),
    "person.changed": lambda t: _with(_("Changed %(name)s", name=t.person("login")), rights.turned(t)),
    "person.deactivated": lambda t: _("%(name)s may not sign in any more", name=t.person("login")),
    "person.invited": lambda t: _("Invited %(name)s", name=t.person("login")),
    "schedule.again": lambda t: _("Started the schedule of %(key)s again", key=t.fact("key")),
    "schedule.failed": lambda t: _(
        "The schedule of %(key)s has stopped: %(why)s", key=t.fact("key"), why=t.fact("reason")
    ),
    "session.begun": _begun,
    "signal.thrown": lambda t: _("Sent the signal “%(name)s”", name=t.fact("name")),
    "skills.changed": lambda t: _("Changed the skills of %(name)s", name=t.fact("key")),
    "substitute.named": _stands_in,
    "substitute.ended": _stood_in,
    "suspension.began": lambda t: _("Paused %(what)s: %(why)s", what=t.fact("what"), why=t.fact("reason")),
    "suspension.ended": lambda t: _("%(what)s goes on", what=t.fact("what")),
    "token.made": _token,
    "token.all_revoked": _all_tokens,
    "token.revoked": lambda t: _("Revoked the token “%(name)s”", name=t.fact("name")),
}
