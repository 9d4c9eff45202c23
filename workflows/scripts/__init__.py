"""Python scripts of SpiffWorkflow's own dialect, run in pydantic-monty: no file, no connection, no import of ours.

    run("total = price * 2", {"price": 21}, at=now, zone="UTC", seed="s") == {"total": 42}

A script reaches its variables and nothing else, within limits of time, memory and depth. The same script with the same
variables at the same instant gives the same: its clock stands still, its random numbers come from `seed`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflows.scripts.errors import ScriptFailed, ScriptLimit
from workflows.scripts.reading import MAX_TEXT, SECONDS, problem_of

__all__ = ["MAX_TEXT", "SECONDS", "ScriptFailed", "ScriptLimit", "problem_of", "run"]


def run(script: str, variables: Mapping[str, Any], *, at: datetime, zone: str, seed: str) -> dict[str, Any]:
    """As `sandbox.run`, which is loaded with the first script."""
    from workflows.scripts import sandbox  # noqa: PLC0415 - a tenth of a second that most programs save

    return sandbox.run(script, variables, at=at, zone=zone, seed=seed)
