"""Waiting for another process to be ready: looks often, gives up with a sentence. Never for waiting for the program."""

import time
from collections.abc import Callable

from launcher.refusals import Refusal


def until(ready: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Returns as soon as `ready()` is true. Raises Refusal naming `what` after `seconds`."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise Refusal(f"Waited {seconds:.0f} s in vain until {what}.")
        time.sleep(0.01)
