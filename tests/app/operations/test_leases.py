"""Leases on both databases: nobody gets what another holds, and whoever is too late writes nothing."""

import contextlib
import threading
from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql

from app.db import now, reading, session, transaction
from app.errors import StaleLease
from app.models.call import Call
from app.models.outbox import Outbox
from app.models.setting import Setting
from app.models.timer import Timer
from app.operations import house, leases, outbox

ROWS = 300


def put(count: int = 1) -> None:
    with transaction():
        for _number in range(count):
            outbox.write("test", {})


def move_clock(seconds: float) -> None:
    with transaction():
        session().merge(Setting(key="clock.offset", value=str(seconds)))


def take(owner: str = "ann") -> tuple[int, int]:
    with transaction():
        (row,) = leases.claim(Outbox, owner)
        return row.id, row.lease_token


def only() -> Outbox:
    with reading():
        row = session().scalar(select(Outbox).execution_options(populate_existing=True))
        assert row is not None
        session().expunge(row)
    return row


def test_four_threads_share_three_hundred_rows_without_one_twice(empty_house: Flask) -> None:
    put(ROWS)
    taken: list[int] = []

    def work(owner: str) -> None:
        with empty_house.app_context():
            while True:
                with transaction():
                    rows = [row.id for row in leases.claim(Outbox, owner, limit=5)]
                if not rows:
                    return
                taken.extend(rows)

    threads = [threading.Thread(target=work, args=(f"worker {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(taken) == ROWS
    assert Counter(taken).most_common(1)[0][1] == 1


def test_a_claim_passes_by_what_another_transaction_holds(empty_house: Flask) -> None:
    put(2)
    first = take("ann")[0]
    second = take("bob")[0]

    assert first != second
    with transaction():
        assert leases.claim(Outbox, "eve") == []


def test_a_claim_counts_the_attempt_raises_the_token_and_sets_the_end(empty_house: Flask) -> None:
    put()
    with transaction():
        (row,) = leases.claim(Outbox, "host:1")
        assert (row.state, row.owner, row.attempts, row.lease_token) == ("leased", "host:1", 1, 1)
        assert row.lease_until is not None
        assert row.lease_until - now() == timedelta(seconds=60)


def test_earlier_rows_come_first_and_future_ones_not_at_all(empty_house: Flask) -> None:
    put(3)
    with transaction():
        late, soon, future = session().scalars(select(Outbox).order_by(Outbox.id))
        late.run_at, soon.run_at, future.run_at = now() - timedelta(1), now() - timedelta(2), now() + timedelta(1)
        ids = [soon.id, late.id]
    with transaction():
        assert [row.id for row in leases.claim(Outbox, "ann", limit=10)] == ids


def test_an_expired_lease_goes_to_the_next_and_the_first_may_not_write(empty_house: Flask) -> None:
    put()
    row_id, old = take("ann")
    move_clock(61)
    again, new = take("bob")

    assert (again, new) == (row_id, old + 1)
    for write in (leases.finished, leases.extend, leases.hand_back):
        with pytest.raises(StaleLease), transaction():
            write(Outbox, row_id, old)
    with transaction():
        leases.finished(Outbox, row_id, new)
    assert (only().state, only().attempts) == ("done", 2)


def test_an_extended_lease_does_not_expire(empty_house: Flask) -> None:
    put()
    row_id, token = take()
    move_clock(50)
    with transaction():
        leases.extend(Outbox, row_id, token)
    move_clock(100)
    with transaction():
        assert leases.claim(Outbox, "bob") == []


def test_handing_back_costs_no_attempt(empty_house: Flask) -> None:
    put()
    row_id, token = take()
    with transaction():
        leases.hand_back(Outbox, row_id, token)
    assert (only().state, only().attempts, only().lease_token) == ("ready", 0, token)
    with pytest.raises(StaleLease), transaction():
        leases.finished(Outbox, row_id, token)


def test_a_stale_finish_undoes_everything_of_its_transaction(empty_house: Flask) -> None:
    put()
    row_id, token = take("ann")
    move_clock(61)
    take("bob")
    with contextlib.suppress(StaleLease), transaction():
        session().add(Setting(key="effect", value="written too late"))
        leases.finished(Outbox, row_id, token)
    with reading():
        assert session().get(Setting, "effect") is None


def test_postponed_work_waits_and_buried_work_stays_until_somebody_repairs(empty_house: Flask) -> None:
    put()
    row_id, token = take()
    with transaction():
        leases.postpone(Outbox, row_id, token, 30, "no answer")
    assert (only().state, only().error, only().attempts) == ("ready", "no answer", 1)
    with reading():
        assert not leases.due(Outbox)
    move_clock(31)
    row_id, token = take()
    with transaction():
        leases.bury(Outbox, row_id, token, "refused")
    with reading():
        assert not leases.due(Outbox)
    with transaction():
        leases.again(Outbox, row_id)
    assert (only().state, only().attempts) == ("ready", 0)
    assert take()[0] == row_id


def test_a_row_that_rests_is_nobodys_for_a_while_and_stays_due_when_it_was(empty_house: Flask) -> None:
    put()
    before = only().run_at
    row_id, token = take()
    with transaction():
        leases.rest(Outbox, row_id, token, 30, "not now")
    with reading():
        assert not leases.due(Outbox)
    with pytest.raises(StaleLease), transaction():
        leases.finished(Outbox, row_id, token)
    move_clock(31)
    row_id, _token = take()
    assert (only().run_at, only().attempts, only().error) == (before, 1, "not now")


def test_both_databases_look_up_due_rows_in_the_small_index(empty_house: Flask) -> None:
    with transaction():
        moment = now()
        session().execute(
            Outbox.__table__.insert(),
            [
                {"kind": "mail", "key": str(n), "payload": "", "state": "done", "run_at": moment, "created_at": moment}
                for n in range(2000)
            ],
        )
        session().execute(update(Outbox).where(Outbox.key == "7").values(state="ready"))
    query = select(Outbox.id).where(leases.LIVE, leases._due(Outbox, moment)).order_by(Outbox.run_at).limit(1)
    with reading():
        dialect = session().get_bind().dialect
        if dialect.name == "postgresql":
            session().connection().exec_driver_sql("ANALYZE outbox")
        explain = "EXPLAIN " if dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
        text = str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        plan = " ".join(str(row) for row in session().connection().exec_driver_sql(explain + text.replace("%", "%%")))
    assert "ix_outbox_live" in plan


def test_a_look_planned_for_no_moment_in_particular_stays_in_the_small_index(
    empty_house: Flask,
) -> None:
    with transaction():
        later = now() + timedelta(days=30)
        row = {"kind": "mail", "payload": "", "state": "ready", "run_at": later, "created_at": now()}
        session().execute(Outbox.__table__.insert(), [{**row, "key": str(number)} for number in range(3000)])
    with reading():
        dialect = session().get_bind().dialect
        explain, numbered = "EXPLAIN QUERY PLAN ", dialect
        if dialect.name == "postgresql":
            session().connection().exec_driver_sql("ANALYZE outbox")
            explain, numbered = "EXPLAIN (GENERIC_PLAN) ", postgresql.dialect(paramstyle="numeric_dollar")
        text = str(leases._look((Outbox,)).compile(dialect=numbered))
        unknown = (None,) * text.count("?")
        plan = " ".join(str(row) for row in session().connection().exec_driver_sql(explain + text, unknown))
    assert "ix_outbox_live" in plan


def test_one_look_tells_which_kinds_have_something_due(empty_house: Flask) -> None:
    kinds = (Timer, Outbox, Call)
    with reading():
        assert leases.due_of(kinds) == []
    put()
    with reading():
        assert leases.due_of(kinds) == [Outbox]
    take()
    with reading():
        assert leases.due_of(kinds) == []
    move_clock(house.config().lease_seconds + 1)
    with reading():
        assert leases.due_of(kinds) == [Outbox]
