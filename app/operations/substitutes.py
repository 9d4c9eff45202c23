"""Who stands in for whom, when, and for what. Who then has which task is settled by standing_in.py."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select

from app.db import now, session
from app.errors import InvalidForm, NotFound
from app.language import gettext as _
from app.models import money
from app.models.definition import Definition
from app.models.person import Person
from app.models.substitute import Substitute
from app.models.task import Task
from app.operations import house, journal, locking, outbox, standing_in
from app.operations.people import find
from app.operations.permissions import Actor, require

LONGEST = timedelta(days=366)


class Only(NamedTuple):
    """What a substitution is for: one catalogue item, approvals above a sum; empty for everything."""

    item: str = ""
    above: Decimal | None = None
    currency: str = ""


def name(
    actor: Actor, login: str, starts: datetime, ends: datetime, absent: Person | None = None, only: Only | None = None
) -> Substitute:
    """`login` stands in for the actor from `starts` until `ends` (aware UTC), or for `absent`; both are told.

    Tasks that wait already go along when it begins. Raises InvalidForm (a circle, a wrong period, an unknown item);
    Forbidden where somebody other than an administrator names one for another.
    """
    whose = absent or session().get_one(Person, actor.id)
    if whose.id != actor.id:
        require(actor, "administrator")
    person = find(login)
    if person is None or person.id == whose.id:
        raise InvalidForm({"person": _("Choose somebody else who works here.")})
    if ends <= starts or ends <= now() or ends - starts > LONGEST:
        raise InvalidForm({"ends": _("The end lies after the beginning, in the future, within a year.")})
    only = only or Only()
    _check(only)
    _refuse_again(whose, person, starts, ends, only)
    facts = {
        "substitute": person.login,
        "for": whose.login,
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
        "item": only.item,
    }
    journal.write(0, actor.login, "substitute.named", f"{person.login} stands in for {whose.login}.", **facts)
    _refuse_circle(whose, person, starts, ends)
    row = Substitute(person_id=whose.id, substitute_id=person.id, starts_at=starts, ends_at=ends, item=only.item)
    row.above_amount, row.above_currency = only.above, only.currency if only.above is not None else ""
    row.state = "running" if starts <= now() else "ahead"
    session().add(row)
    session().flush()
    _tell(row, whose, person)
    if row.state == "running":
        _settle(whose.id)
    return row


def end(actor: Actor, substitute_id: int) -> int:
    """They are back, or think otherwise: what was theirs returns. Returns whose it was, by id. Raises NotFound for
    another person's, except for administrators."""
    row = session().get(Substitute, substitute_id)
    if row is None or (row.person_id != actor.id and not actor.has("administrator")):
        raise NotFound()
    whose = row.person_id
    if row.starts_at >= now():
        session().delete(row)
    else:
        row.ends_at = min(row.ends_at, now())
        row.state = "over"
    absent, standing_in = session().get_one(Person, whose), session().get_one(Person, row.substitute_id)
    facts = {"id": substitute_id, "substitute": standing_in.login, "for": absent.login}
    journal.write(0, actor.login, "substitute.ended", "A time of absence has ended.", **facts)
    session().flush()
    _settle(whose)
    return whose


def due() -> list[int]:
    """Substitutions that begin or end now and have not been settled yet."""
    begins = and_(Substitute.state == "ahead", Substitute.starts_at <= now())
    ends = and_(Substitute.state != "over", Substitute.ends_at <= now())
    return list(session().scalars(select(Substitute.id).where(or_(begins, ends)).order_by(Substitute.id)))


def tasks_of(substitute_id: int) -> list[int]:
    """The open tasks that it may move."""
    row = session().get(Substitute, substitute_id)
    return standing_in.concerned(row.person_id) if row else []


def settle_task(task_id: int) -> None:
    """Lock the task's instance and give the task to whoever should have it now."""
    held = locking.lock_task(task_id)
    standing_in.settle(session().get_one(Task, task_id, populate_existing=True), held.request)


def turned(substitute_id: int) -> None:
    """It has begun, or is over; its tasks are settled."""
    row = session().get(Substitute, substitute_id)
    if row is not None:
        row.state = "over" if row.ends_at <= now() else "running"


def _settle(person_id: int) -> None:
    for task_id in standing_in.concerned(person_id):
        settle_task(task_id)


def _check(only: Only) -> None:
    if only.item and session().scalar(select(Definition.id).where(Definition.key == only.item)) is None:
        raise InvalidForm({"item": _("There is no such item.")})
    if only.above is not None and not (
        money.is_sum(only.above) and len(only.currency) == 3 and only.currency.isupper()
    ):
        raise InvalidForm({"above": _("A sum and its currency, for example 5000 EUR.")})


def _refuse_again(whose: Person, person: Person, starts: datetime, ends: datetime, only: Only) -> None:
    """Raises InvalidForm when the very same was named before, as from another tab."""
    same = {"person_id": whose.id, "substitute_id": person.id, "starts_at": starts, "ends_at": ends, "item": only.item}
    rows = session().scalars(select(Substitute).filter_by(**same).where(Substitute.state != "over"))
    if any(row.above_amount == only.above for row in rows):
        raise InvalidForm({"person": _("%(name)s is named for these days already.", name=person.name)})


def _refuse_circle(whose: Person, person: Person, starts: datetime, ends: datetime) -> None:
    """Follow who stands in for whom at that time. Raises InvalidForm with the names when it comes back."""
    way = _way_back(person.id, whose.id, starts, ends, (person.id,))
    if way:
        names = dict(session().execute(select(Person.id, Person.name).where(Person.id.in_({*way, whose.id}))).all())
        said = " → ".join(names[one] for one in (whose.id, *way))
        raise InvalidForm({"person": _("That would go round in a circle: %(names)s.", names=said)})


def _way_back(at: int, home: int, starts: datetime, ends: datetime, way: tuple[int, ...]) -> tuple[int, ...]:
    query = select(Substitute).where(
        Substitute.person_id == at, Substitute.starts_at < ends, Substitute.ends_at > starts, Substitute.state != "over"
    )
    for row in session().scalars(query).all():
        following = row.substitute_id
        if following == home:
            return (*way, following)
        if following not in way:
            until = max(starts, row.starts_at), min(ends, row.ends_at)
            found = _way_back(following, home, *until, (*way, following))
            if found:
                return found
    return ()


def _tell(row: Substitute, absent: Person, substitute: Person) -> None:
    """Both hear who stands in for whom, and when."""
    zone = ZoneInfo(absent.timezone or house.config().timezone)
    ends = (row.starts_at, row.ends_at - timedelta(seconds=1))
    days = [moment.astimezone(zone).date().isoformat() for moment in ends]
    facts = {
        "title": f"{absent.name} → {substitute.name}",
        "requester": absent.name,
        "author": substitute.name,
        "text": f"{days[0]} – {days[1]}",
        "at": now().isoformat(),
        "link": f"{house.config().public_url}/inbox",
    }
    outbox.letters([absent, substitute], "substitute", facts, key=f"substitute:{row.id}:{now().isoformat()}")
