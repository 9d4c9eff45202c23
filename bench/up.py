"""`laneway up` as who tries Laneway meets it: seconds until the first page, and the memory of all its parts at rest.

`laneway bench up --json` prints {cold_s, fresh_s, ready_s, warm_s, parts: {name: {rss_mb, pss_mb}}, total_mb, web_mb}.
`cold_s`: in a new clone, where environment and front end are made first (only with --clone; it installs from the
package registry or its cache); `fresh_s`: in an empty house; `ready_s`: until workers have reported in there;
`warm_s`: started again. Memory is PSS, which counts what processes share once; `web_mb`: of the web process alone.
"""

import argparse
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.config import ROOT
from bench.http import free_port
from launcher import frontend
from launcher.knocking import status
from launcher.waiting import until

OK, LONGEST, REST = 200, 600, 20.0
PARTS = {"gunicorn": "web", "worker": "worker", "scheduler": "scheduler", "up": "up"}  # by a word of the command


def main(argv: list[str]) -> int:
    """`--json`, `--clone`: measure a new clone, too."""
    options = argparse.ArgumentParser(prog="laneway bench up", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--clone", action="store_true")
    given = options.parse_args(argv)
    found: dict[str, Any] = {"cold_s": None}
    with tempfile.TemporaryDirectory(prefix="laneway-up-") as name:
        if given.clone:
            found["cold_s"] = _cold(Path(name) / "clone")
        frontend.build()  # where this clone has none yet: who measures a new clone says so
        with _running(ROOT, Path(name) / "var") as (fresh, port, _process):
            found |= {"fresh_s": fresh, "ready_s": fresh + _seconds(port, "/readyz")}
        with _running(ROOT, Path(name) / "var") as (warm, port, process):
            _seconds(port, "/readyz")
            time.sleep(REST)
            parts = _memory(process.pid)
    web = sum(one["pss_mb"] for name, one in parts.items() if name.startswith("web"))
    total = sum(one["pss_mb"] for one in parts.values())
    found |= {"warm_s": warm, "parts": parts, "total_mb": total, "web_mb": web}
    found = {key: round(value, 1) if isinstance(value, float) else value for key, value in found.items()}
    print(json.dumps(found) if given.json else "\n".join(f"{key:8} {value}" for key, value in found.items()))
    return 0


def _cold(folder: Path) -> float:
    """A clone of what is committed here, with nothing made."""
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    with _running(folder, folder / "var") as (seconds, _port, _process):
        return seconds


@contextmanager
def _running(root: Path, var: Path) -> Iterator[tuple[float, int, "subprocess.Popen[bytes]"]]:
    """Seconds until the first page, its port, the group's first process."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LANEWAY_", "PYTHON", "VIRTUAL"))}
    env = {**kept, "LANEWAY_VAR": str(var), "LANEWAY_PORT": str(port)}
    began = time.monotonic()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(["./laneway", "up"], cwd=root, env=env, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        _seconds(port, "/login")
        yield time.monotonic() - began, port, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _seconds(port: int, path: str) -> float:
    began = time.monotonic()
    until(lambda: status("127.0.0.1", port, path) == OK, f"{path} answers", LONGEST)
    return time.monotonic() - began


def _memory(first: int) -> dict[str, dict[str, float]]:
    """Of the group's processes, by what they are."""
    found: dict[str, dict[str, float]] = {}
    for pid in [first, *_children(first)]:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
        kind = "redis" if "-server" in words[0] else next((PARTS[word] for word in words if word in PARTS), "")
        name = kind if kind not in found else f"{kind} {sum(1 for one in found if one.startswith(kind)) + 1}"
        if kind:
            found[name] = {"rss_mb": _of(pid, "Rss"), "pss_mb": _of(pid, "Pss")}
    return found


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *_children(child)]
    return found


def _of(pid: int, what: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    kb = next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))
    return round(kb / 1000, 1)
