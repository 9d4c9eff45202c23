"""What a rung of a ladder does. Answers what was done, and to whom, for the journal."""

from typing import Any, NamedTuple

from sqlalchemy import select

from app.db import now, ring, session
from app.models.clock import Clock
from app.models.group import Group
from app.models.person import Person
from app.models.task import Task
from app.operations import house, notices, outbox, recipients
from app.operations.assignment import holders_of
from app.operations.locking import Locked
from workflows.clocks import Rung, group_of

MEMBERS = 20
DONE = {
    "told": "told {name}",
    "untold": "nobody to tell",
    "raised": "priority {name}",
    "sent": "message {name}",
    "handed": "handed to {name}",
    "unhanded": "nobody to hand it to",
    "no_group": "there is no group {name}",
}


class Done(NamedTuple):
    """`what`: a key of DONE; `name`: the people, the group, the message or the priority that it speaks of."""

    what: str
    name: str = ""

    @property
    def text(self) -> str:
        """In English."""
        return DONE[self.what].replace("{name}", self.name)


def act(held: Locked, row: Clock, rung: Rung, tasks: list[Task]) -> Done:
    """Carry out one rung."""
    word, _, detail = rung.action.partition(" ")
    if rung.action == "remind":
        return _remind(held, row, rung, tasks)
    if word == "priority":
        return _raise(tasks, detail)
    if word == "message":
        return _send(held, row, rung, detail)
    if word == "notify":
        return _tell(held, row, rung, tasks, _named(held, tasks, detail), "")
    if group := group_of(rung.action):
        return _to_group(held, row, rung, tasks, group)
    return _hand_over(held, row, rung, tasks)


def _remind(held: Locked, row: Clock, rung: Rung, tasks: list[Task]) -> Done:
    told = [_tell(held, row, rung, [task], recipients.holders(task), f":{task.id}") for task in tasks]
    names = [one.name for one in told if one.what == "told"]
    return Done("told", ", ".join(names)) if names else Done("untold")


def _raise(tasks: list[Task], detail: str) -> Done:
    wanted = int(detail) if detail.isdigit() else 0
    for task in tasks:
        task.priority = max(task.priority, min(wanted, 100))
        _changed(task)
    return Done("raised", str(wanted))


def _send(held: Locked, row: Clock, rung: Rung, name: str) -> Done:
    number = held.request.number
    data = {"request": number, "clock": row.name, "percent": rung.percent}
    payload: dict[str, Any] = {
        "kind": "message", "name": name, "key": number, "data": data, "instance": row.instance_id,
    }  # fmt: skip
    outbox.write("message", payload, key=f"clock:{row.id}:{rung.percent}:{name}"[:200], request=held.request)
    return Done("sent", name)


def _tell(held: Locked, row: Clock, rung: Rung, tasks: list[Task], people: list[Person], suffix: str) -> Done:
    if not people:
        return Done("untold")
    facts: dict[str, Any] = {
        "task": tasks[0].name if tasks else row.name,
        "due": row.due_at.isoformat() if row.due_at else None,
        "hours": rung.percent,
    }
    if tasks:
        facts["link"] = f"{house.config().public_url}/tasks/{tasks[0].id}"
    once = {person.id: person for person in people}
    place = f"clock:{row.id}:{rung.percent}:{rung.action}"[:150]
    notices.ticking(held.request, list(once.values()), facts, f"{place}{suffix}:{row.lease_token}")
    return Done("told", ", ".join(person.name for person in once.values()))


def _named(held: Locked, tasks: list[Task], who: str) -> list[Person]:
    """Whom a rung tells: lead (of the group), manager (of the requester), owner, a group, a person."""
    if who == "lead":
        return _leads(tasks)
    if who == "manager":
        manager = held.request.requested_for.manager
        return [manager] if manager else []
    if who == "owner":
        return _logins(held.definition.process.properties.get("owner", ""))
    key = group_of(who)
    if key:
        group = session().scalar(select(Group).where(Group.key == key, Group.active))
        return recipients.members(group.id) if group else []
    return _logins(who.removeprefix("person:").strip())


def _leads(tasks: list[Task]) -> list[Person]:
    """Who answers for the groups of these tasks; the managers of who holds those without; the process managers."""
    found = []
    for task in tasks:
        head = session().get(Person, task.group.manager_id) if task.group and task.group.manager_id else None
        found.append(head or (task.assignee.manager if task.assignee else None))
    return [p for p in found if p is not None and p.active] or holders_of("process_manager")[:1]


def _logins(login: str) -> list[Person]:
    return list(session().scalars(select(Person).where(Person.login == login, Person.active)))


def _to_group(held: Locked, row: Clock, rung: Rung, tasks: list[Task], key: str) -> Done:
    group = session().scalar(select(Group).where(Group.key == key, Group.active))
    if group is None:
        return Done("no_group", key)
    for task in tasks:
        _changed(task)
        task.group_id, task.group, task.assignee_id, task.assignee = group.id, group, None, None
        _changed(task)
    _tell(held, row, rung, tasks, recipients.members(group.id), "")
    return Done("handed", group.name)


def _hand_over(held: Locked, row: Clock, rung: Rung, tasks: list[Task]) -> Done:
    """To the lead, or to a person; an approval never to one of the request's parties."""
    given = []
    for task in tasks:
        people = _leads([task]) if rung.action == "lead" else _logins(rung.action.removeprefix("person:").strip())
        barred = {held.request.requester_id, held.request.requested_for_id} if task.kind == "approval" else set()
        heir = next((p for p in people if p.id not in barred), None)
        if heir is None:
            continue
        _changed(task)
        task.assignee_id, task.assignee, task.claimed_at = heir.id, heir, now()
        _changed(task)
        _tell(held, row, rung, [task], [heir], f":{task.id}")
        given.append(heir.name)
    return Done("handed", ", ".join(given)) if given else Done("unhanded")


def _changed(task: Task) -> None:
    """The lists in which it stands hear of it."""
    task.version += 1
    ring(f"request:{task.request_id}")
    ring(f"task:{task.id}")
    if task.assignee_id:
        ring(f"inbox:{task.assignee_id}")
    elif task.group_id:
        ring(f"group:{task.group_id}")
