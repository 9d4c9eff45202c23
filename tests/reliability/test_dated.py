"""Entries of a journal are dated in their order, also when somebody had to wait for the lock before writing theirs."""

import threading

import pytest
from flask import Flask

from app.commands.dump import snapshot
from app.db import now, reading, transaction
from app.operations import journal, requests
from app.operations.locking import lock_request
from bench.chaos import history
from tests.fixtures.cast import Cast
from tests.journeys.test_new_software import CHEAP
from tests.reliability.plain import plain
from tests.reliability.test_races import who


@pytest.mark.parametrize("house", ["postgresql"], indirect=True)  # on SQLite nobody reads the clock before the lock
@pytest.mark.parametrize("deed", ["comment", "withdraw"])
def test_who_waited_is_dated_after_whom_they_waited_for(house: Flask, cast: Cast, deed: str) -> None:
    number, held, looked = cast.marta.orders("new_software", CHEAP), threading.Event(), threading.Event()
    marta, request = who(cast.marta), int(number[4:])

    def hold() -> None:
        with house.app_context(), transaction():
            lock_request(request)
            held.set()
            assert looked.wait(60)
            journal.write(request, "laneway", "notice", "Somebody was here.")

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(60)
    with transaction():
        now()  # as the key of a repeated call does
        looked.set()
        if deed == "comment":
            requests.comment(marta, number, "Is it on its way?")
        else:
            requests.withdraw(marta, number, "No more.")
    holder.join()
    with reading():
        assert list(history.legal(plain(snapshot()))) == []
