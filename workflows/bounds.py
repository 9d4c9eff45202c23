"""The bounds of one run: crossing one is an incident with a sentence, never a hang."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """What `engine.run` is given, else DEFAULT. Sizes in bytes, `cycle_seconds`: the shortest period of a timer.

    `run_seconds` is CPU time of the run, a guard only: it never enters a Step. `items`: of a multi-instance; `fuel`: of
    one expression or script.
    """

    steps: int = 1_000
    run_seconds: float = 2.0
    tokens: int = 5_000
    state_bytes: int = 1_000_000
    variables_bytes: int = 5_000_000
    call_depth: int = 20
    items: int = 1_000
    cycle_seconds: int = 60
    fuel: int = 100_000
    store_bytes: int = 1_000_000


DEFAULT = Bounds()
