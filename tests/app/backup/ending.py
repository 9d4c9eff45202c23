"""Brings every request of a kept house (everyday.py, newer.py) to its end: mends, tells, decides and does."""

from typing import Any

from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.incident import Incident
from app.models.request import Request
from app.models.task import Task
from app.models.token_move import TokenMove
from app.operations import messages, resolving, steps, tasks, token_moves
from app.operations.permissions import LANEWAY
from tests.app.backup.everyday import FIGMA, MONTH
from tests.fixtures.cast import Cast, Player

APPROVED = {"decision": "approve"}
#: Who does a task that nobody has, and what is said, by its element.
PARTS: dict[str, tuple[str, dict[str, Any]]] = {
    "approve": ("jonas", APPROVED),
    "decide": ("jonas", APPROVED),
    "approvals": ("jonas", APPROVED),
    "correct": ("marta", FIGMA),
    "buy": ("bela", {"order_number": "PO-20417", "licence_key": "F-1", "paid": 90}),
    "test": ("dan", {"passed": True}),
    "install": ("dan", {}),
    "confirm": ("marta", {"confirmed": True}),
    "receive": ("dan", {}),
    "help": ("dan", {}),
    "box": ("dan", {}),
}
LOOKS = {"errand": ("bela", {"note": "Good."}), "fragile": ("dana", {"fine": "perhaps"})}
#: How an element that is stuck is mended.
MENDED: dict[str, tuple[str, dict[str, Any]]] = {
    "deliver": ("skip", {"receipt": "R"}),
    "fine": ("change", {"fine": False}),
}


def takes_back_and_signs(cast: Cast) -> None:
    """Of two token moves the one that was made is taken back, the one that waits is signed."""
    with reading():
        found = session().execute(select(TokenMove.id, TokenMove.state)).all()
    for key, state in found:
        with transaction():
            if state == "done":
                token_moves.undo(cast.paul.actor, key, "It was the wrong one.")
            else:
                token_moves.sign(cast.admin.actor, key)


def mends(cast: Cast) -> set[str]:
    """Everything that is stuck goes on; which elements it was stuck at."""
    with reading():
        stuck = session().execute(select(Incident.id, Incident.element).where(Incident.state == "open")).all()
    for key, element in stuck:
        action, data = MENDED[element]
        with transaction():
            resolving.resolve(cast.paul.actor, key, action, data, "Seen to.")
    return {element for _, element in stuck}


def hears() -> None:
    """The messages that have not come yet; that of the first came before anybody waited for it."""
    for reference in ("second", "third", "fourth"):
        with transaction():
            messages.receive(LANEWAY, "errand-arrived", reference, {}, MONTH)


def does_everything(cast: Cast) -> None:
    """Everybody does their part until nothing is left to do."""
    for _ in range(80):
        cast.works()
        mends(cast)
        with reading():
            task = session().scalars(select(Task).where(Task.state == "open").order_by(Task.id)).first()
            ended = session().scalars(select(Request.id).where(Request.state != "ended")).first() is None
            holder = task.assignee.login if task and task.assignee else ""
        if task is not None:
            completes(task, holder)
        elif ended:
            cast.later(days=1)  # whose mails wait for the morning has them
            return
        else:
            cast.later(minutes=100)
    raise AssertionError("It does not come to an end.")


def completes(task: Task, holder: str) -> None:
    """Hand it in; where people begin steps, nothing more is to be done."""
    login, said = LOOKS[task.process] if task.element == "look" else PARTS[task.element]
    with transaction():
        actor = Player(holder or login).actor
        if task.steps is None:
            tasks.complete(actor, task.id, said)
        else:
            steps.begin(actor, task.id, None)
