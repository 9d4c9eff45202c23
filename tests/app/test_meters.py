"""Figures: what happened is counted once it is committed, in every process of the machine, under nobody's name."""

import errno
import fcntl
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from app import meters
from app.config import ROOT
from app.db import transaction
from app.errors import Forbidden
from app.operations import ordering
from tests.fixtures.callers import Caller
from tests.fixtures.cast import Cast

ORDER = {"subject": "The heating in room 2.04 is cold", "category": "building", "description": "Both radiators."}


def count(name: str, **labels: str) -> float:
    return meters.OURS.get_sample_value(name, labels) or 0.0


def test_a_request_is_counted_from_order_to_end(cast: Cast) -> None:
    before = count("laneway_requests_ordered_total", item="general_request")
    done = count("laneway_tasks_completed_total", kind="fulfilment")
    over = count("laneway_requests_ended_total", item="general_request", outcome="fulfilled")
    runs = count("laneway_engine_seconds_count", command="complete")
    number = cast.marta.orders("general_request", ORDER)
    cast.zsofia.does(number, "Take care of it", result="done", answer="The valve was stuck.")
    cast.marta.does(number, "Is it solved?", confirmed=True)
    assert count("laneway_requests_ordered_total", item="general_request") == before + 1
    assert count("laneway_tasks_completed_total", kind="fulfilment") == done + 1
    assert count("laneway_requests_ended_total", item="general_request", outcome="fulfilled") == over + 1
    assert count("laneway_engine_seconds_count", command="complete") == runs + 2
    assert count("laneway_engine_fuel_sum") > 0


def _order_and_fail(cast: Cast) -> None:
    ordering.submit(cast.marta.actor, "general_request", ORDER)
    raise Forbidden


def test_what_was_rolled_back_is_not_counted(cast: Cast) -> None:
    before = count("laneway_requests_ordered_total", item="general_request")

    with pytest.raises(Forbidden), transaction():
        _order_and_fail(cast)
    cast.marta.orders("general_request", ORDER)
    assert count("laneway_requests_ordered_total", item="general_request") == before + 1


def test_timers_tell_how_late_they_fired(cast: Cast) -> None:
    before = count("laneway_timer_lateness_seconds_count")
    number = cast.marta.orders("general_request", ORDER)
    cast.later(days=60)
    assert count("laneway_timer_lateness_seconds_count") > before, cast.open_tasks(number)


def said(folder: Path, *lines: str) -> str:
    """What a process prints that counts into the folder."""
    env = {**os.environ, meters.FOLDER: str(folder), "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", "\n".join(("from app import meters", *lines))]
    return subprocess.run(words, env=env, check=True, capture_output=True, text=True).stdout


ONE = "meters.count(meters.rings, result='rung')"
TWO = ("import os", ONE, "child = os.fork()", ONE, "if not child: os._exit(0)", "os.wait()", "print(meters.text())")


def test_one_process_tells_for_all_and_for_those_that_are_gone(tmp_path: Path) -> None:
    for _process in range(2):
        said(tmp_path, ONE)
    assert 'laneway_doorbell_total{result="rung"} 5.0' in said(tmp_path, *TWO)
    assert len(list(tmp_path.glob("counter_*.db"))) == 2, "as many as there were at a time"


def test_a_file_that_another_container_holds_is_left_to_it(tmp_path: Path) -> None:
    said(tmp_path, ONE)
    (theirs,) = tmp_path.glob("counter_*.db")
    with theirs.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        said(tmp_path, ONE)
    assert theirs.exists()
    assert len(list(tmp_path.glob("counter_*.db"))) == 2


def test_calls_are_timed_by_route_and_not_by_number(sqlite_house: Flask) -> None:
    anybody = Caller(sqlite_house)
    anybody.get("/requests/REQ-000001", headers={"X-Request-Id": "given-by-a-proxy"})
    text = meters.text()
    assert 'route="/requests/<number>"' in text
    assert "REQ-000001" not in text


def test_a_file_of_figures_has_its_room_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "counter_1.db"
    with closing(meters.Reserved(str(path))) as figures:
        figures.write_value("ordered", 3.0, 0.0)
    assert path.stat().st_blocks * 512 >= meters.ROOM
    with closing(meters.Reserved(str(path))) as again:
        assert again.read_value("ordered")[0] == 3.0


def test_where_no_room_is_left_a_process_counts_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_place: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    with closing(meters.Reserved(str(tmp_path / "counter_1.db"))) as figures:
        figures.write_value("ordered", 3.0, 0.0)
        assert figures.read_value("ordered")[0] == 3.0
    assert [one.name for one in tmp_path.iterdir()] == ["lock"]


def test_nobody_waits_for_who_reads_them_and_was_stopped(tmp_path: Path) -> None:
    said(tmp_path, ONE)
    with (tmp_path / "lock").open("a") as reading:
        fcntl.flock(reading, fcntl.LOCK_SH)
        assert 'result="rung"} 2.0' in said(tmp_path, ONE, "print(meters.text())")
