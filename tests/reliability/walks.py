"""How a random walk goes: the same few each time, as many more as LANEWAY_SEEDS says, which are others each time.

A walk takes seconds, so nothing is made smaller or tried again: what failed is told as it was.
"""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

SEEDS = int(os.environ.get("LANEWAY_SEEDS", "1"))


def go(machine: type[RuleBasedStateMachine], steps: int) -> None:
    """Walks of so many steps, two for each seed."""
    how = settings(
        max_examples=2 * SEEDS,
        stateful_step_count=steps,
        deadline=None,
        derandomize=SEEDS == 1,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    run_state_machine_as_test(machine, settings=how)
