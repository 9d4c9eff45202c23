"""A request that is being withdrawn: it stays until what was done for it is undone, and ends as withdrawn, never else.

`instance.status` says so, for the request's state may become stuck meanwhile.
"""

from sqlalchemy import select

from app.db import session
from app.models.instance import Instance
from app.models.request import Request
from app.operations import journal
from workflows.commands import Cancel


def begin(request: Request, instance: Instance, command: Cancel, count: int) -> None:
    """The engine has begun to undo `count` things; others may follow them."""
    instance.status, request.state, request.reason = "withdrawing", "withdrawing", command.reason or None
    journal.write(request.id, "laneway", "request.withdrawing", "What was done is being undone.", count=count)


def going_on(instance: Instance) -> bool:
    """Whether the instance is on its way back."""
    return instance.status == "withdrawing"


def state_of(request: Request) -> str:
    """The state of a request that is not stuck any more."""
    status = session().scalar(select(Instance.status).where(Instance.request_id == request.id))
    return "withdrawing" if status == "withdrawing" else "running"
