"""What a later release has moved on is left to it: not moved, not claimed, no try counted (docs/adr/0027).

Two releases work on one database while a house is upgraded, and the way back may lead past a format of the engine's
state that the earlier one does not read. Only reads.
"""

from sqlalchemy import ColumnElement, LargeBinary, func, not_, select

from app.errors import LaterRelease
from app.models.call import Call
from app.models.instance import Instance
from app.models.timer import Timer
from workflows.state import READS, is_later


def must_be_ours(instance: Instance) -> None:
    """This release can move the instance on. Raises LaterRelease."""
    if is_later(instance.state):
        raise LaterRelease()


def theirs() -> ColumnElement[bool]:
    """Of instances that a later release has moved on."""
    head: ColumnElement[bytes] = func.coalesce(func.substr(Instance.state, 1, 1, type_=LargeBinary), bytes(1))
    return head > bytes([READS])


def ours(model: type[Timer] | type[Call]) -> ColumnElement[bool]:
    """Of the rows of other instances than those: for each row looked at, one look at its instance, however the
    database plans.
    """
    return select(not_(theirs())).where(Instance.id == model.instance_id).scalar_subquery()
