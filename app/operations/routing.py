"""The work of a group finds its person: by turn, load, skill, an earlier step, or whoever answers for the group.

Says why as plain facts (Reckoning), told in each reader's language by the page. Where nobody is free the task stays in
the group, for whoever takes it. One offer at a time is reckoned in the whole house: nobody's load is counted before an
offer that is being written is seen. Steps that are simply pulled cost nothing here.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, select

from app.catalogue.folding import fold
from app.db import Moment, ask, now, session, upsert
from app.models.capacity import Capacity
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.models.reckoning import Reckoning
from app.models.refusal import Refusal
from app.models.skill import Skill
from app.models.substitute import Substitute
from app.models.task import Task
from app.models.turn import Turn
from app.operations.assignment import Offer
from workflows import step as engine
from workflows.routing import Routing, routing
from workflows.values import dumps, loads

LOCK = 7_000_000_001  # the advisory lock of offers that are being reckoned
TOLD = 12  # of a larger group only so many are told of


@dataclass(frozen=True)
class Colleague:
    """One member at that moment. `load` and `most` in points (`most` None: no bound); `until`: away that long."""

    id: int
    load: int
    most: int | None
    until: str | None
    turn: int
    able: bool = True
    refused: bool = False


@dataclass(frozen=True)
class Found:
    """`facts`: what is kept with the task; None for a task that was not reckoned."""

    offer: Offer
    facts: dict[str, Any] | None = None


def finds(task: engine.Task, offer: Offer) -> bool:
    """Whether somebody is found for it here: it is the work of a group, and not pulled."""
    is_groups = offer.kind == "fulfilment" and offer.group is not None and offer.assignee is None
    return is_groups and routing(task.properties).strategy != "pull"


def routed(task: engine.Task, offer: Offer, instance_id: int) -> Found:
    """The offer, of a step that `finds`, with the person whom its strategy finds."""
    wanted, group = routing(task.properties), offer.group
    assert group is not None  # finds said so
    chosen, facts = _reckoned(wanted, group, instance_id, ())
    person = session().get(Person, chosen) if chosen else None
    return Found(replace(offer, assignee=person, rule=f"{offer.rule} {wanted.strategy}"), facts)


def again(task: Task) -> tuple[Person | None, dict[str, Any] | None]:
    """Who is next after refusals; None where nobody else is free, or the step is pulled."""
    wanted = routing(loads(task.properties))
    if wanted.strategy == "pull" or task.group is None:
        return None, None
    refused = set(session().scalars(select(Refusal.person_id).where(Refusal.task_id == task.id)))
    chosen, facts = _reckoned(wanted, task.group, task.instance_id, refused)
    return (session().get(Person, chosen) if chosen else None), facts


def keep(task_id: int, facts: dict[str, Any] | None) -> None:
    """Keep why, in place of what was kept before."""
    if facts is not None:
        row = upsert(Reckoning).values(task_id=task_id, facts=dumps(facts), at=now())
        newer = {"facts": row.excluded.facts, "at": row.excluded.at}
        session().execute(row.on_conflict_do_update(index_elements=["task_id"], set_=newer))


def _reckoned(
    wanted: Routing, group: Group, instance_id: int, refused: Collection[int]
) -> tuple[int | None, dict[str, Any]]:
    session().flush()
    if session().get_bind().dialect.name == "postgresql":  # on SQLite the transaction itself is the only one
        ask(select(func.pg_advisory_xact_lock(LOCK)))
    everybody = _colleagues(wanted, group.id, refused)
    free = [one for one in everybody if _is_free(one, wanted.points)]
    before = _earlier(wanted, instance_id, refused)
    if wanted.strategy == "lead":
        chosen = group.manager_id if group.manager_id not in refused else None
    else:
        chosen = _chosen(wanted, free, before)
    if chosen and wanted.strategy != "lead":
        _had_turn(group.id, chosen, everybody)
    facts = {
        "strategy": wanted.strategy,
        "points": wanted.points,
        "skills": [list(one) for one in wanted.skills],
        "chosen": chosen,
        "before": before,
        "people": [asdict(one) for one in _told(everybody, chosen)],
        "rest": max(0, len(everybody) - TOLD),
    }
    return chosen, facts


def _is_free(one: Colleague, points: int) -> bool:
    full = one.most is not None and one.load + points > one.most
    return one.able and not one.refused and one.until is None and not full


def _chosen(wanted: Routing, free: Iterable[Colleague], before: int | None) -> int | None:
    if before is not None:
        return before
    if wanted.strategy == "round_robin":
        return next((one.id for one in sorted(free, key=lambda one: (one.turn, one.id))), None)
    return next((one.id for one in sorted(free, key=lambda one: (one.load, one.turn, one.id))), None)


def _told(everybody: list[Colleague], chosen: int | None) -> list[Colleague]:
    """The chosen one and those who can do it come first."""
    return sorted(everybody, key=lambda one: (one.id != chosen, not one.able, one.id))[:TOLD]


def _earlier(wanted: Routing, instance_id: int, refused: Collection[int]) -> int | None:
    """Who did the named step of this request last; None when they have left, are away or gave this back."""
    if wanted.strategy != "earlier":
        return None
    done = (Task.instance_id == instance_id, Task.element == wanted.earlier, Task.state == "completed")
    query = select(Person.id, AWAY.label("until")).join(Task, Task.completed_by_id == Person.id)
    query = query.where(*done, Person.active).order_by(Task.id.desc()).limit(1)
    found = session().execute(query, {"now": now()}).one_or_none()
    return found.id if found and found.until is None and found.id not in refused else None


LOAD = (
    select(func.coalesce(func.sum(Task.points), 0))
    .where(Task.assignee_id == Person.id, Task.state == "open")
    .correlate(Person)
    .scalar_subquery()
)
AWAY = (
    select(func.max(Substitute.ends_at))
    .where(
        Substitute.person_id == Person.id,
        Substitute.starts_at <= bindparam("now", type_=Moment),
        Substitute.ends_at > bindparam("now", type_=Moment),
    )
    .correlate(Person)
    .scalar_subquery()
)
EVERYBODY = (
    select(Person.id, LOAD.label("load"), Capacity.points.label("most"), AWAY.label("until"), Turn.number.label("turn"))
    .join(Membership, Membership.person_id == Person.id)
    .outerjoin(Capacity, Capacity.person_id == Person.id)
    .outerjoin(Turn, and_(Turn.person_id == Person.id, Turn.group_id == Membership.group_id))
    .where(Membership.group_id == bindparam("group"), Person.active)
    .order_by(Person.id)
)
LEVELS = (
    select(Skill.person_id, Skill.key, Skill.level)
    .join(Membership, Membership.person_id == Skill.person_id)
    .where(Membership.group_id == bindparam("group"), Skill.key.in_(bindparam("keys", expanding=True)))
)


def _colleagues(wanted: Routing, group_id: int, refused: Collection[int]) -> list[Colleague]:
    skills = {fold(name): level for name, level in wanted.skills}
    known: dict[int, dict[str, int]] = {}
    for person, key, level in ask(LEVELS, {"group": group_id, "keys": list(skills)}) if skills else ():
        known.setdefault(person, {})[key] = level
    rows = ask(EVERYBODY, {"group": group_id, "now": now()})
    return [
        Colleague(
            row.id,
            int(row.load),
            row.most,
            _written(row.until),
            row.turn or 0,
            all(known.get(row.id, {}).get(key, 0) >= level for key, level in skills.items()),
            row.id in refused,
        )
        for row in rows
    ]


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _had_turn(group_id: int, person_id: int, everybody: Iterable[Colleague]) -> None:
    number = 1 + max((one.turn for one in everybody), default=0)
    row = upsert(Turn).values(group_id=group_id, person_id=person_id, number=number)
    session().execute(row.on_conflict_do_update(index_elements=["group_id", "person_id"], set_={"number": number}))
