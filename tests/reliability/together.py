"""Several deeds at the same moment, each in a thread and an application context of its own."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask

from app.db import now, reading, transaction


def together(app: Flask, *deeds: Callable[[], Any], late: int = -1) -> list[Any]:
    """What each deed returned, or the error that it raised, in the order given. Each is one transaction.

    The deed at place `late` looks at the clock a few times first, so that it tends to be the second.
    """
    answers: list[Any] = [None] * len(deeds)
    start = threading.Barrier(len(deeds))

    def do(place: int, deed: Callable[[], Any]) -> None:
        with app.app_context():
            start.wait()
            for _ in range(20 if place == late else 0):
                with reading():
                    now()
            try:
                with transaction():
                    answers[place] = deed()
            except Exception as error:  # noqa: BLE001 - the answer of this deed
                answers[place] = error

    threads = [threading.Thread(target=do, args=numbered) for numbered in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def kinds(answers: Sequence[Any]) -> list[str]:
    """The names of the errors, sorted; "done" for what was no error."""
    return sorted(type(answer).__name__ if isinstance(answer, Exception) else "done" for answer in answers)
