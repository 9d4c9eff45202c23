"""Where the processes of one machine count together, so that a scrape of one tells for all (app/meters.py)."""

import os
import shutil
from pathlib import Path

from launcher import settings

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
PARTS = ("web", "worker", "scheduler")


def share() -> None:
    """Before anything that counts is imported: name the folder, unless whoever runs this named another."""
    folder = Path(os.environ.setdefault(FOLDER, str(settings.read().var / "figures")))
    folder.mkdir(parents=True, exist_ok=True)


def forget(var: Path) -> None:
    """A new group begins to count anew."""
    if FOLDER not in os.environ:
        shutil.rmtree(var / "figures", ignore_errors=True)
