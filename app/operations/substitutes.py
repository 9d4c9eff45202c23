"""Who stands in for whom, and when. The rules of what a substitute may do are in permissions.py."""

from datetime import datetime, timedelta

from app.db import now, session
from app.errors import InvalidForm, NotFound
from app.language import gettext as _
from app.models.person import Person
from app.models.substitute import Substitute
from app.operations import journal
from app.operations.people import find
from app.operations.permissions import Actor, require

LONGEST = timedelta(days=366)


def name(actor: Actor, login: str, starts: datetime, ends: datetime, absent: Person | None = None) -> Substitute:
    """`login` stands in for the actor from `starts` until `ends` (aware UTC), or for `absent`.

    Raises InvalidForm; Forbidden where somebody other than an administrator names one for another.
    """
    whose, theirs = (absent.id, absent.login) if absent else (actor.id, actor.login)
    if whose != actor.id:
        require(actor, "administrator")
    person = find(login)
    if person is None or person.id == whose:
        raise InvalidForm({"person": _("Choose somebody else who works here.")})
    if ends <= starts or ends <= now() or ends - starts > LONGEST:
        raise InvalidForm({"ends": _("The end lies after the beginning, in the future, within a year.")})
    row = Substitute(person_id=whose, substitute_id=person.id, starts_at=starts, ends_at=ends)
    session().add(row)
    session().flush()
    journal.write(
        0,
        actor.login,
        "substitute.named",
        f"{person.login} stands in for {theirs}.",
        substitute=person.login,
        starts=starts.isoformat(),
        ends=ends.isoformat(),
    )
    return row


def end(actor: Actor, substitute_id: int) -> None:
    """They are back, or think otherwise. Raises NotFound for another person's, except for administrators."""
    row = session().get(Substitute, substitute_id)
    if row is None or (row.person_id != actor.id and not actor.has("administrator")):
        raise NotFound()
    if row.starts_at >= now():
        session().delete(row)
    else:
        row.ends_at = min(row.ends_at, now())
    journal.write(0, actor.login, "substitute.ended", "A time of absence has ended.", id=substitute_id)
