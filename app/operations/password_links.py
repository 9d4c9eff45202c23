"""Links by mail to a new password: invitations, and passwords forgotten. Nobody else sees or chooses a password."""

from app.db import session
from app.errors import Conflict
from app.language import gettext as _
from app.language import using
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import attempts, house, journal, outbox, passwords, tokens
from app.operations.identity import PRIVILEGED
from app.operations.people import find
from app.operations.permissions import Actor, require
from app.operations.roles import ADMINISTRATORS
from workflows.values import loads


def invite(actor: Actor, person: Person) -> None:
    """Mail a link with which the person sets their password. Raises Forbidden."""
    require(actor, *ADMINISTRATORS)
    link = tokens.link(person, "invite")
    address = f"{house.config().public_url}/password/{link.secret}"
    journal.write(0, actor.login, "person.invited", f"Invited {person.login}.", login=person.login)
    with using(person.language):
        words = _(
            "Hello %(name)s,\n\nset your password within seven days:\n%(link)s\n\nYour user name is %(login)s.",
            name=person.name,
            link=address,
            login=person.login,
        )
        outbox.mail(person, "invite", _("Welcome to Laneway"), words, secret=link)


def invite_again(actor: Actor, person: Person) -> None:
    """The same mail with a new link, for whoever let the first one pass. Raises Forbidden, Conflict."""
    require(actor, *ADMINISTRATORS)
    if not person.active:
        raise Conflict(_("This account is deactivated: let them in again first."))
    if person.password_hash:
        raise Conflict(_("They have chosen a password already; a forgotten one is reset by themselves."))
    invite(actor, person)


def asked_for(name: str) -> None:
    """Somebody has forgotten the password of this login or address; the same is done for every name."""
    outbox.write("forgotten", {"name": name})


def forgotten(outbox_id: int) -> None:
    """Mail a link to whoever this login or address belongs to, three an hour at most; silent in every other case. What
    was typed is not kept: people type passwords into the wrong field.

    Whoever has rights over others gets no link: they are told that a second person has to agree (operations/identity).
    """
    row = session().get_one(Outbox, outbox_id)
    name, row.payload = loads(row.payload)["name"], "{}"
    person = find(name)
    if person is None or not person.email or not attempts.allowed(attempts.RESET, person.login):
        return
    if PRIVILEGED & set(person.roles):
        text = f"A new password of {person.login} was asked for; it takes a second person, so no link was mailed."
        journal.write(0, person.login, "password.forgotten", text, mailed=False)
        _mail_the_other_way(person)
        return
    text = f"A link for a new password of {person.login} was mailed."
    journal.write(0, person.login, "password.forgotten", text, mailed=True)
    _mail_reset(person, None)


def _mail_the_other_way(person: Person) -> None:
    """An account that others depend on: the item of the catalogue asks a second person first."""
    address = f"{house.config().public_url}/items/password_reset"
    with using(person.language):
        words = _(
            "Hello %(name)s,\n\nsomebody asked for a new password for your account. Your account has rights over "
            "others, so a second person has to agree: ask a colleague or the service desk to order “Password reset” "
            "with your user name %(login)s:\n%(link)s\n\nIf this was not you, do nothing: your password stays as "
            "it is.",
            name=person.name,
            login=person.login,
            link=address,
        )
        outbox.mail(person, "reset-refused", _("A new password for Laneway"), words)


def reset(person: Person, key: str) -> None:
    """Mail a link because a request asked for it, after its proof of identity. A repeated `key` mails nothing more."""
    if outbox.written([key]):
        return
    text = f"A request mailed {person.login} a link for a new password."
    journal.write(0, "laneway", "password.reset", text, person=person.login, key=key)
    _mail_reset(person, key)


def _mail_reset(person: Person, key: str | None) -> None:
    """The link to its owner; older ones open nothing any more."""
    link = tokens.link(person, "reset")
    address = f"{house.config().public_url}/password/{link.secret}"
    with using(person.language):
        words = _(
            "Hello %(name)s,\n\nset a new password within 30 minutes:\n%(link)s\n\nIf you did not ask for this, "
            "do nothing: your password stays as it is.",
            name=person.name,
            link=address,
        )
        outbox.mail(person, "reset", _("A new password for Laneway"), words, key=key, secret=link)


def set_by_link(secret: str, password: str, password_hash: str, *, keep_tokens: bool) -> str:
    """Use the link: the new password counts, every session ends, and every token for programs unless `keep_tokens`; a
    first password ends none. Returns a sentence about them, or "". Raises NotFound, InvalidForm.
    """
    passwords.check(password, tokens.owner_of_link(secret))
    person = tokens.use_link(secret)
    person.email_verified = True
    keep_tokens = keep_tokens or not person.password_hash
    return passwords.store(person, password_hash, keep_tokens=keep_tokens)
