"""True requests in every state that a house knows, made by the verbs themselves; bench/crowd.py multiplies them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.db import now, session, transaction
from app.models.instance import Instance
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations import definitions, incidents, ordering, requests, tasks
from app.operations.permissions import Actor, actor_of
from workflows.commands import Complete
from workflows.errors import StepFailed

HEATING = {"subject": "The heating in room 2.04 is cold", "category": "building", "description": "Since Monday."}
PLOTTER = {"subject": "Who owns the old plotter?", "category": "unsure"}
FIGMA = {
    "software": "Figma",
    "seats": 2,
    "amount": 480,
    "paid_from": "cost_centre",
    "cost_centre": "4711",
    "why": "Two of us draw the new portal together.",
}
CHAIRS = {"what": "Chairs", "amount": 480, "why": "The old ones are broken. " * 30}


@dataclass(frozen=True)
class Original:
    """`share`: how many of a thousand requests are like it."""

    request_id: int
    share: int


def all_of_them() -> list[Original]:
    """Orders each, carries it as far as its kind goes, and says how common that is."""
    return [Original(make(), share) for make, share in KINDS]


def _actor(login: str) -> Actor:
    return actor_of(session().scalars(select(Person).where(Person.login == login)).one())


def _order(item: str, data: dict[str, Any], who: str = "marta") -> int:
    with transaction():
        made = ordering.submit(_actor(who), item, data)
        requests.comment(_actor(who), made.number, "It would help us to have this before the end of the month.")
        return made.id


def _does(request_id: int, who: str, **answers: Any) -> int:
    """Whoever it is completes the request's one open task."""
    with transaction():
        task_id = session().scalars(select(Task.id).where(Task.request_id == request_id, Task.state == "open")).one()
        tasks.complete(_actor(who), task_id, answers)
    return request_id


def _says(request_id: int, who: str, text: str, *, internal: bool = False) -> int:
    with transaction():
        requests.comment(_actor(who), str(request_id), text, internal=internal)
    return request_id


def _withdrawn(request_id: int, who: str = "marta") -> int:
    with transaction():
        requests.withdraw(_actor(who), str(request_id), "No longer needed.")
    return request_id


def _repaired() -> int:
    made = _order("general_request", HEATING)
    _says(made, "zsofia", "The valve sticks; the plumber comes tomorrow.", internal=True)
    return _does(made, "zsofia", result="done", answer="The valve was stuck; it is warm again.")


def _asked() -> int:
    made = _order("general_request", HEATING)
    return _does(made, "zsofia", result="question", question="Which of the two radiators?")


def _decided() -> int:
    return _does(_order("new_software", FIGMA), "jonas", decision="approve", reason="Fine with me.")


def _refused() -> int:
    return _does(_order("new_software", FIGMA), "jonas", decision="reject", reason="We have enough seats.")


def _bought() -> int:
    made = _order("bench_purchase", CHAIRS)
    _does(made, "jonas", decision="approve")
    _says(made, "bela", "They arrive on Thursday.")
    return _does(made, "bela", note="There.")


def _stuck() -> int:
    """One whose last answer could not be carried out, as `advance` leaves it."""
    made = _order("bench_purchase", CHAIRS)
    with transaction() as current:
        instance = current.scalars(select(Instance).where(Instance.request_id == made)).one()
        command = Complete(at=now(), zone="UTC", task="approve", data={"decision": "approve"})
        row = current.get_one(Request, made)
        definition = definitions.parsed(instance.version_id)
        failed = StepFailed("“decision” is not there.", kind="expression", element="ok")
        incidents.open_for_command(row, instance, definition, command, failed)
    return made


KINDS: tuple[tuple[Callable[[], int], int], ...] = (
    (lambda: _does(_repaired(), "marta", confirmed=True), 300),
    (_bought, 350),
    (_refused, 80),
    (lambda: _withdrawn(_order("general_request", PLOTTER)), 70),
    (_repaired, 40),
    (_asked, 20),
    (_decided, 40),
    (lambda: _order("general_request", HEATING), 40),
    (lambda: _order("new_software", FIGMA), 30),
    (lambda: _order("bench_purchase", CHAIRS), 25),
    (_stuck, 5),
)
