"""The supervised group, with real processes."""

import fcntl
import os
import signal
from pathlib import Path
from typing import TextIO

import pytest

from launcher import up
from launcher.part import KeepsCrashing
from launcher.refusals import Refusal
from launcher.supervisor import Stopped
from tests.launcher import children
from tests.launcher.children import part
from tests.launcher.conftest import Group


def test_a_crashed_part_comes_back(group: Group, tmp_path: Path) -> None:
    group.start(part("worker", children.ONCE_CRASHING, tmp_path / "log"))
    group.until_shown("up")
    assert any("something broke" in line for line in group.shown)
    assert any("worker: died (exit code 1); starting it again" in line for line in group.shown)
    assert group.members[0].alive()


def test_a_killed_part_comes_back(group: Group, tmp_path: Path) -> None:
    group.start(part("web", children.POLITE, tmp_path / "log"))
    group.until_shown("up")
    group.members[0].process.kill()
    group.until_shown("up", times=2)
    assert any("died (signal 9)" in line for line in group.shown)


def test_nothing_of_a_crashed_part_lives_on(group: Group, tmp_path: Path) -> None:
    group.start(part("web", children.LEAVING_A_CHILD, tmp_path / "lock"))
    group.until_shown("up")
    with (tmp_path / "lock").open() as lock:
        group.until(lambda: _is_free(lock), "the child that was left has gone", 60)


def _is_free(lock: TextIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def test_one_that_keeps_crashing_ends_the_group_with_its_last_lines(group: Group) -> None:
    group.start(part("worker", children.ALWAYS_CRASHING))
    with pytest.raises(KeepsCrashing, match=r"worker died 5 times within 60 s(?s:.*)no such table: person"):
        group.watch()


def test_web_stops_first_and_redis_last(group: Group, tmp_path: Path) -> None:
    for name in ("redis", "scheduler", "worker 1", "web"):
        group.start(part(name, children.POLITE, tmp_path / "log"))
    group.until_shown("up", times=4)
    up.stop(group)
    assert (tmp_path / "log").read_text().split("\n") == ["web", "worker 1", "scheduler", "redis", ""]
    assert group.members == []


def test_a_part_that_does_not_listen_is_killed_when_its_patience_is_over(group: Group) -> None:
    group.start(part("web", children.STUBBORN, patience=0.1))
    group.until_shown("up")
    process = group.members[0].process
    group.stop(["web"])
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_the_watch(group: Group, tmp_path: Path, sign: signal.Signals) -> None:
    group.start(part("web", children.POLITE, tmp_path / "log"))
    group.until_shown("up")
    os.kill(os.getpid(), sign)
    with pytest.raises(Stopped):
        group.watch()


def test_what_a_one_time_part_says_is_returned_and_its_errors_are_shown(group: Group) -> None:
    said = group.once(part("prepare", "import sys; print('anna'); print('step', file=sys.stderr); print('ben')"))
    assert said == ["anna", "ben"]
    assert group.shown == ["prepare    step"]


def test_a_one_time_part_that_fails_is_refused_with_its_words(group: Group) -> None:
    with pytest.raises(Refusal, match=r"prepare failed \(exit code 1\)"):
        group.once(part("prepare", children.ALWAYS_CRASHING))
    assert group.shown == ["prepare    no such table: person"]


def test_a_chatty_part_does_not_make_the_waiting_busy(group: Group) -> None:
    asked: list[bool] = []
    group.start(part("web", "while True: print('GET /', flush=True)"))
    group.until_shown("GET /")
    with pytest.raises(Refusal, match="Waited 1 s in vain until nothing is ready"):
        group.until(lambda: bool(asked.append(True)), "nothing is ready", 1)
    assert len(asked) <= 7


def test_a_line_longer_than_the_pipe_is_shown_whole_or_in_pieces(group: Group) -> None:
    group.once(part("prepare", "import sys; sys.stderr.write('x' * 300_000)"))
    assert sum(line.count("x") for line in group.shown) == 300_000
