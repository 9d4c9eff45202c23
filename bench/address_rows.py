"""The rows that the addresses of bench/addresses.py name, found or made in a furnished house."""

from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.approval import Approval
from app.models.canned_answer import CannedAnswer
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.incident import Incident
from app.models.outbox import Outbox
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.models.token_move import TokenMove
from app.operations import decision_links, token_moves, tokens
from app.operations.permissions import actor_of


def named() -> dict[str, str]:
    """What the addresses name, by the word that addresses.py has for it."""
    with transaction() as current:
        secret = tokens.link(current.scalars(select(Person).where(Person.login == "marta")).one(), "reset").secret
        made = {"secret": secret, "decide": _decide(), "move": _move()}
    with reading():
        return {**{name: str(value) for name, value in _found().items()}, **made}


def _found() -> dict[str, object]:
    """An item, requests of Marta's in several states, somebody's open tasks, and what the studio and the desk keep."""
    open_task = select(Task.id).where(Task.state == "open").order_by(Task.id)
    version = select(DefinitionVersion.number).join(Definition, Definition.id == DefinitionVersion.definition_id)
    marta = select(Person.id).where(Person.login == "marta").scalar_subquery()
    decided = select(Approval.id).join(Person, Approval.person_id == Person.id)
    rows = {
        "version": version.where(Definition.key == "bench_purchase"),
        "request": select(Request.id).where(Request.requester_id == marta),
        "task": open_task.where(Task.kind == "approval", Task.form == "decide"),
        "work": open_task.where(Task.group.has(key="office-services")),
        "incident": select(Incident.id).where(Incident.state == "open"),
        "cause": select(Incident.cause_key).where(Incident.state == "open"),
        "letter": select(Outbox.id).where(Outbox.person_id == marta),
        "approval": decided.where(Person.login == "jonas"),
        "canned": select(CannedAnswer.id),
    }
    found: dict[str, object] = {name: session().scalar(query.limit(1)) for name, query in rows.items()}
    return {**found, "item": "bench_purchase", "article": "vpn-token", "numbers": _numbers(marta)}


def _move() -> str:
    """A token of a stuck request that somebody wants to move."""
    if known := session().scalar(select(TokenMove.id).where(TokenMove.state == "open")):
        return str(known)
    found = session().scalars(select(Incident.id).where(Incident.state == "open").order_by(Incident.id).limit(1)).one()
    paul = actor_of(session().scalars(select(Person).where(Person.login == "paul")).one())
    [token, *_more] = token_moves.options(token_moves.seen(found))
    return str(token_moves.propose(paul, found, token.id, token.targets[0][0], "bench").id)


def _decide() -> str:
    """The secret of a link to the first open approval, as Jonas's mail has it."""
    open_one = select(Task).where(Task.state == "open", Task.kind == "approval", Task.form == "decide")
    task = session().scalars(open_one.order_by(Task.id)).first()
    jonas = session().scalars(select(Person).where(Person.login == "jonas")).one()
    told = decision_links.write(task, [jonas], "bench") if task else {}
    return decision_links.secret(told[jonas.id][decision_links.FACT]) if told else "none"


def _numbers(person: object) -> str:
    """One request of hers for each item and state."""
    rows = session().scalars(select(Request).where(Request.requester_id == person).order_by(Request.id)).all()
    return " ".join({(row.item, row.state, row.outcome): row.number for row in reversed(rows)}.values())
