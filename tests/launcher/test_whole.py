"""`laneway up` as a person runs it: everything comes up, stops in order on a signal, and dies with its parent."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from sqlalchemy import create_engine, text

from bench.http import free_port
from launcher.places import ROOT
from launcher.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("whole")]


@contextmanager
def house(var: Path, **given: str) -> Iterator[tuple["subprocess.Popen[str]", str, list[str]]]:
    """The running command, the address it told, and the lines it said until then."""
    env = {**os.environ, "LANEWAY_VAR": str(var), "LANEWAY_PORT": str(free_port()), **given}
    command = [sys.executable, ROOT / "laneway", "up"]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said: list[str] = []
        for line in process.stderr:
            said.append(line.rstrip("\n"))
            if line.startswith("Laneway is open at "):
                break
        try:
            assert said[-1].startswith("Laneway is open at "), "\n".join(said)
            yield process, said[-1].split()[-1], said
        finally:
            process.kill()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone(processes: list[int]) -> bool:
    """Waits up to a minute for each of them to end."""
    for pid in processes:
        try:
            watch = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        ended = select.select([watch], [], [], 60)[0]
        os.close(watch)
        if not ended:
            return False
    return True


def test_up_and_stopped_in_order(tmp_path: Path) -> None:
    with house(tmp_path) as (process, address, said):
        with urlopen(address + "/healthz") as answer:
            assert answer.status == 200
        assert [line.split(" (")[0] for line in said if line.startswith("  ✓")][-3:] == [
            "  ✓ Redis",
            "  ✓ database, catalogue and people",
            "  ✓ web",
        ]
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Sign in as one of these; the password is ")
        assert any(line.startswith("  ✓ workers and scheduler") for line in process.stderr)
        parts = children(process.pid)
        assert len(parts) == 4
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=180)[1]
        stopped = [line.split()[1] for line in rest.splitlines() if line.startswith("  ✓")]
        assert stopped == ["web", "worker", "scheduler", "redis"]
        assert process.returncode == 0
        assert gone(parts)


def test_a_killed_supervisor_takes_everything_with_it(tmp_path: Path) -> None:
    with house(tmp_path, LANEWAY_WEB_PROCESSES="2") as (process, address, _):
        with urlopen(address + "/healthz"):
            pass
        parts = children(process.pid)
        until(lambda: sum(len(children(part)) for part in parts) >= 2, "gunicorn has both its processes")
        grandchildren = [child for part in parts for child in children(part)]
        process.kill()
        assert gone(parts + grandchildren)


def test_given_services_are_used_and_no_demo_is_made(tmp_path: Path, postgresql_url: str, redis_url: str) -> None:
    given = {"LANEWAY_DATABASE_URL": postgresql_url, "LANEWAY_REDIS_URL": redis_url, "LANEWAY_DEMO": "1"}
    with house(tmp_path, **given) as (process, address, said):
        assert process.stderr is not None
        assert any(line.startswith("  ✓ workers and scheduler") for line in process.stderr)
        with urlopen(address + "/readyz") as answer:
            assert answer.status == 200
        assert len(children(process.pid)) == 3
        assert not any("Redis" in line or "demo" in line for line in said)
        engine = create_engine(postgresql_url)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM person")).scalar() == 0
            assert connection.execute(text("SELECT count(*) FROM definition")).scalar() > 0
        engine.dispose()
    assert not (tmp_path / "laneway.db").exists()
