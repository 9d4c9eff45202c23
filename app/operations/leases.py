"""Leases: who may work on a timer, a call or an outgoing row, until when, and the fence against whoever is too late.

Every function runs inside the caller's transaction. Nothing here knows what the work is; only this module writes the
columns of models.lease.Lease, so a holder whose token is old can never mark a row.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar, get_args

from sqlalchemy import (
    ColumnElement,
    Table,
    TextClause,
    Update,
    and_,
    bindparam,
    or_,
    select,
    text,
    update,
)

from app.db import Moment, ask, changed, now, session, table
from app.errors import StaleLease
from app.models.call import Call
from app.models.clock import Clock
from app.models.nudge import Nudge
from app.models.outbox import Outbox
from app.models.repair import Repair
from app.models.schedule import Schedule
from app.models.suspension import Suspension
from app.models.timer import Timer
from app.operations import house, later

Row = Timer | Call | Outbox | Schedule | Clock | Suspension | Repair | Nudge
Kinds = tuple[type[Row], ...]
Leased = TypeVar("Leased", bound=Row)
PausedRow = TypeVar("PausedRow", Timer, Call)

# Word for word the conditions of the partial indexes: only then do both databases use them.
LIVE = text("state in ('ready', 'leased')")
OURS = text("not outside")


def claim(model: type[Leased], owner: str, limit: int = 1) -> list[Leased]:
    """Take up to `limit` due rows for Config.lease_seconds: attempts and token rise by one. Earliest first.

    Calls that programs take as jobs are not among them: those ask `take` for what they want.
    """
    return _taken(CLAIM[model], owner, limit, _length())


def take(
    model: type[Leased], owner: str, limit: int, length: timedelta, *wanted: ColumnElement[bool] | TextClause
) -> list[Leased]:
    """Take up to `limit` due rows of those wanted, for `length`. `owner` is host and process, for people who look."""
    return _taken(_take(model, *wanted), owner, limit, length)


def _taken(statement: Any, owner: str, limit: int, length: timedelta) -> list[Any]:
    moment = now()
    values = {"now": moment, "most": limit, "whose": owner, "lease_ends": moment + length}
    return sorted(session().scalars(statement, values), key=lambda row: (row.run_at, row.id))


def _take(model: type[Leased], *wanted: ColumnElement[bool] | TextClause) -> Any:
    """One statement, so that no two callers get the same row; SKIP LOCKED lets them pass each other on PostgreSQL,
    while SQLite admits one writer at a time.
    """
    ours = (later.ours(model),) if issubclass(model, (Timer, Call)) else ()
    picked = (
        select(model.id)
        .where(*wanted, _due(model, bindparam("now", type_=Moment)), *ours)
        .order_by(model.run_at, model.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    return (
        update(model)
        .where(model.id.in_(select(picked.c.id)))
        .values(
            state="leased",
            owner=bindparam("whose"),
            lease_until=bindparam("lease_ends", type_=Moment),
            attempts=model.attempts + 1,
            lease_token=model.lease_token + 1,
        )
        .returning(model)
        .execution_options(synchronize_session=False, populate_existing=True)
    )


def extend(model: type[Leased], row_id: int, token: int, length: timedelta | None = None) -> None:
    """Hold on for `length` from now (else Config.lease_seconds). Raises StaleLease when somebody else has it by now."""
    _write(model, row_id, token, lease_until=now() + (length or _length()))


def hand_back(model: type[Leased], row_id: int, token: int) -> None:
    """Give it back untouched: ready at once, the attempt not counted. Raises StaleLease."""
    _write(model, row_id, token, state="ready", lease_until=None, owner="", attempts=model.attempts - 1)


def finished(model: type[Leased], row_id: int, token: int) -> None:
    """The fence: done, in the transaction that writes the effect. Raises StaleLease, and nothing of it counts."""
    values = {"row": row_id, "fence": token, "moment": now()}
    session().flush()
    if ask(_finish(table(model)), values).rowcount != 1:
        raise StaleLease()
    known = session().identity_map.get(session().identity_key(model, row_id))
    if known is not None:
        session().expire(known, WRITTEN)


WRITTEN = ("state", "lease_until", "error", "done_at")


@lru_cache(maxsize=16)
def _finish(of: Table) -> Update:
    """Every timer, call and mail ends by this one: put together once."""
    held = (of.c.id == bindparam("row"), of.c.state == "leased", of.c.lease_token == bindparam("fence"))
    done_at = bindparam("moment", type_=Moment)
    return update(of).where(*held).values(state="done", lease_until=None, error="", done_at=done_at)


def next_turn(model: type[Leased], row_id: int, token: int, moment: datetime) -> None:
    """Done for this time and ready again at `moment`, with all its tries. Raises StaleLease."""
    _write(model, row_id, token, state="ready", lease_until=None, owner="", run_at=moment, error="", attempts=0)


def postpone(model: type[Leased], row_id: int, token: int, seconds: float, error: str, *, counted: bool = True) -> None:
    """Ready again in `seconds`, with the reason; `counted` tells whether the attempt is spent. Raises StaleLease."""
    run_at, spent = now() + timedelta(seconds=seconds), model.attempts - (0 if counted else 1)
    _write(model, row_id, token, state="ready", lease_until=None, owner="", run_at=run_at, error=error, attempts=spent)


def rest(model: type[Leased], row_id: int, token: int, seconds: float, reason: str) -> None:
    """Nobody's for `seconds`, the attempt not counted: for a row whose turn cannot come just now. Unlike `postpone` it
    stays due when it was due, and whoever held it is too late from now on. Raises StaleLease.
    """
    values: dict[str, Any] = {"lease_until": now() + timedelta(seconds=seconds), "lease_token": token + 1, "owner": ""}
    _write(model, row_id, token, error=reason, attempts=model.attempts - 1, **values)


def bury(model: type[Leased], row_id: int, token: int, error: str) -> None:
    """Given up: dead until a person decides (the caller opens the incident). Raises StaleLease."""
    _write(model, row_id, token, state="dead", lease_until=None, error=error, done_at=now())


def again(model: type[Leased], row_id: int) -> None:
    """Somebody repaired what it failed of: a dead row is ready at once, with all its tries. Others stay as they are."""
    dead = (model.id == row_id, model.state == "dead")
    values = {"state": "ready", "attempts": 0, "run_at": now(), "done_at": None, "owner": "", "error": ""}
    session().execute(update(model).where(*dead).values(**values).execution_options(synchronize_session="fetch"))


def arm(row: Clock, moment: datetime | None) -> None:
    """Due anew at `moment`, None: not before somebody arms it again. Under its instance's lock; whoever held it before
    has an old token from now on."""
    row.state, row.run_at = ("ready", moment) if moment else ("held", row.run_at)
    row.lease_token, row.lease_until, row.attempts = (row.lease_token or 0) + 1, None, 0


def hurry(model: type[Leased], row_id: int) -> None:
    """Somebody cannot wait: a live row is due at once, and whoever holds it is too late."""
    values = {"state": "ready", "run_at": now(), "lease_until": None, "lease_token": model.lease_token + 1}
    live = (model.id == row_id, LIVE)
    session().execute(update(model).where(*live).values(**values).execution_options(synchronize_session="fetch"))


def pause(model: type[Timer] | type[Call], instance_id: int) -> None:
    """What waits in this instance is not claimed until `unpause`; who holds it finds out when finishing."""
    live = (model.instance_id == instance_id, LIVE)
    session().execute(update(model).where(*live).values(state="paused").execution_options(synchronize_session="fetch"))


def unpause(model: type[PausedRow], instance_id: int, by: timedelta) -> None:
    """All goes on as it was, later by `by`: with the time it had left, and in the hands of who held it."""
    paused = (model.instance_id == instance_id, model.state == "paused")
    for row in session().scalars(select(model).where(*paused)).all():
        row.state, row.run_at = "leased" if row.lease_until else "ready", row.run_at + by
        row.lease_until = row.lease_until + by if row.lease_until else None


def put_off(instance_id: int, elements: Sequence[str], by: timedelta) -> None:
    """Timers at these elements are due later by `by`; those laid down are due again. Under the instance's lock."""
    waiting = (Timer.instance_id == instance_id, Timer.element.in_(elements))
    live = Timer.state.in_(("ready", "leased", "paused"))
    for row in session().scalars(select(Timer).where(*waiting, live)).all():
        row.state, row.run_at, row.lease_until, row.lease_token = "ready", row.run_at + by, None, row.lease_token + 1


def lay_down(model: type[Timer] | type[Call], row_id: int, token: int) -> None:
    """Its holder found the request suspended: nobody's until it goes on, the attempt not counted. Raises StaleLease."""
    values = {"state": "paused", "lease_until": None, "owner": "", "attempts": model.attempts - 1}
    _write(model, row_id, token, states=("paused", "leased"), **values)


def due(model: type[Row]) -> bool:
    """Tells whether a claim would find something now."""
    return bool(due_of((model,)))


def due_of(models: Kinds) -> list[type[Row]]:
    """Those of these kinds of which a claim would find something now: one look at all of them."""
    row = ask(_look(models), {"now": now()}).one()
    return [model for model, found in zip(models, row, strict=True) if found]


@lru_cache(maxsize=64)
def _look(models: Kinds) -> Any:
    moment = bindparam("now", type_=Moment)
    return select(*(_first(model, moment).is_not(None).label(model.__tablename__) for model in models))


def _first(model: type[Leased], moment: Any) -> Any:
    """The earliest, not just any: PostgreSQL, which plans a prepared statement for no moment in particular, thinks that
    a third is due and would read every row that waits until one turns up.
    """
    found = select(model.id).where(*_live(model), _due(model, moment)).order_by(model.run_at).limit(1)
    return found.correlate(None).scalar_subquery()


def _due(model: type[Leased], moment: Any) -> ColumnElement[bool]:
    """What is leased was due already: so that the index by moment ends the search at what is not due yet."""
    return and_(model.run_at <= moment, or_(model.state == "ready", model.lease_until < moment))


def _live(model: type[Leased]) -> tuple[TextClause, ...]:
    return (LIVE, OURS) if model is Call else (LIVE,)


def _length() -> timedelta:
    return timedelta(seconds=house.config().lease_seconds)


def _write(
    model: type[Leased], row_id: int, token: int, *, states: tuple[str, ...] = ("leased",), **values: Any
) -> None:
    held: Sequence[ColumnElement[bool]] = (model.id == row_id, model.state.in_(states), model.lease_token == token)
    statement = update(model).where(*held).values(**values).execution_options(synchronize_session="fetch")
    if changed(statement) != 1:
        raise StaleLease()


#: Every round of a worker asks one of these, so they are put together once.
CLAIM: dict[Any, Any] = {model: _take(model, *_live(model)) for model in get_args(Row)}
