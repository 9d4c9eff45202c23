"""Signs of life: which workers and schedulers have reported in, and which scheduler acts.

Any number of schedulers may run; the row `scheduler` is a lease that one of them holds at a time.
"""

from datetime import timedelta

from sqlalchemy import delete, or_, update

from app.db import now, session
from app.models.heartbeat import Heartbeat

SCHEDULER = "scheduler"
FORGET = timedelta(days=1)


def beat(name: str, part: str) -> None:
    """Note that a part is alive now. `name`: of the process; `part`: what it is, for example worker."""
    row = session().get(Heartbeat, name)
    if row is None:
        session().add(Heartbeat(name=name, part=part, seen_at=now()))
    else:
        row.seen_at = now()


def leave(name: str) -> None:
    """This part ends on purpose: nobody need miss it."""
    session().execute(delete(Heartbeat).where(Heartbeat.name == name))


def lead(holder: str, seconds: float) -> bool:
    """Take or keep the scheduler's lease for `seconds`; False while another holds it."""
    moment = now()
    if session().get(Heartbeat, SCHEDULER) is None:
        session().add(Heartbeat(name=SCHEDULER, part=SCHEDULER, seen_at=moment, until=None))
        session().flush()
    free = or_(Heartbeat.until.is_(None), Heartbeat.until < moment, Heartbeat.holder == holder)
    taken = (
        update(Heartbeat)
        .where(Heartbeat.name == SCHEDULER, free)
        .values(holder=holder, seen_at=moment, until=moment + timedelta(seconds=seconds))
        .returning(Heartbeat.name)
        .execution_options(synchronize_session=False)
    )
    return session().scalar(taken) is not None


def step_down(holder: str) -> None:
    """Give the scheduler's lease away at once, so that another need not wait for its end."""
    mine = (Heartbeat.name == SCHEDULER, Heartbeat.holder == holder)
    session().execute(update(Heartbeat).where(*mine).values(until=None, holder=""))


def forget_old() -> None:
    """Drop the rows of processes not heard of for a day."""
    session().execute(delete(Heartbeat).where(Heartbeat.seen_at < now() - FORGET))
