"""Starts workers and a scheduler as `laneway worker` and `laneway scheduler` would, and again whenever one dies.

Forks them from a process that has imported everything: a new Python for each of twenty deaths would take a minute.
Each is killed by its own id, which stands in FOLDER/NAME.pid.
"""

import os
import sys
from pathlib import Path

from app import cli
from app.commands import scheduler, worker
from launcher.child import die_with_parent

PARTS = {"worker": worker, "second worker": worker, "scheduler": scheduler}


def main(folder: Path) -> None:
    """Never returns."""
    alive = {_born(name, folder): name for name in PARTS}
    while True:
        died = os.wait()[0]
        name = alive.pop(died)
        alive[_born(name, folder)] = name


def _born(name: str, folder: Path) -> int:
    pid = os.fork()
    if pid == 0:
        die_with_parent()
        os._exit(cli.main([name.rpartition(" ")[2]]))
    (folder / f"{name}.pid").write_text(str(pid))
    return pid


if __name__ == "__main__":
    main(Path(sys.argv[1]))
