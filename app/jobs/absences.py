"""Absences that begin or end: the tasks concerned move, each in a transaction of its own; then it is noted.

A process that dies on the way leaves it undone, and it is done again: who has what follows from the periods alone.
"""

from app.db import reading, transaction
from app.operations import substitutes


def turn() -> int:
    """Settle what came due. Returns how many absences began or ended."""
    with reading():
        found = [(one, substitutes.tasks_of(one)) for one in substitutes.due()]
    for absence, tasks in found:
        for task in tasks:
            with transaction():
                substitutes.settle_task(task)
        with transaction():
            substitutes.turned(absence)
    return len(found)
