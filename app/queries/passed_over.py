"""Whether this release would follow one that is not the release before it. Only reads.

Told by what the database holds: its tables, and which format of an instance's state was read by the release that was
prepared last. A release that changed neither can be passed over unseen, and without harm: nobody has to know of it.
"""

from app.operations import releases
from app.queries import schema
from workflows.state import WRITES

ADVICE = (
    "What is left of the older one, web too, must not run beside this one: stop it all first, "
    "or bring in the release between before this one."
)


def told() -> str | None:
    """What was passed over, in a sentence; None where nothing was."""
    if at := schema.before_last():
        return f"A release was passed over: the tables are at {at}, the one before this has them at {schema.LAST}."
    if schema.made() and (reads := releases.reads()) < WRITES:
        return (
            "A release was passed over: the one that was prepared here last reads instances up to format "
            f"{reads}, this one writes format {WRITES}."
        )
    return None
