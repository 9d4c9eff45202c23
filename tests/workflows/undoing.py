"""What undoes an activity, as diagrams.py draws the rest: compensation events and the activities that they lead to."""

from tests.workflows.diagrams import attributes, boundary, node


def compensate(activity: str | None = None, *, waits: bool = True) -> str:
    """A compensation definition; `activity` is the one to undo."""
    told = attributes(activityRef=activity, waitForCompletion=str(waits).lower())
    return f"<compensateEventDefinition{told}/>"


def undone(host: str, handler: str) -> str:
    """A compensation event on the border of `host`, and what leads from it to the `handler`."""
    key = f"undo_{host}"
    return boundary(key, host, compensate()) + node("association", f"{key}_a", sourceRef=key, targetRef=handler)


def undoer(key: str, *inside: str, tag: str = "userTask", **given: object) -> str:
    """An activity that undoes another."""
    return node(tag, key, *inside, isForCompensation="true", **given)
