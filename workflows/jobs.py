"""Job types: the words by which programs outside know the steps they do.

A word that is a connector's, or plainly one misspelt, is never a job type: nobody would ever take such a job.
"""

from collections.abc import Collection
from difflib import get_close_matches

#: What the house does by itself (app/connectors, app/jobs/connectors.py), in the order in which it is offered.
CONNECTORS = ("mail", "http", "directory", "notice", "identity")
LONGEST = 60  # characters that the house keeps of a type
_ALIKE = 0.75  # "email" and "htttp" are a connector misspelt, "notify" and "approve" are not


def meant(said: str, connectors: Collection[str]) -> str | None:
    """The connector that a word looks like; None when it is a word of its own."""
    return next(iter(get_close_matches(said.strip().lower(), connectors, n=1, cutoff=_ALIKE)), None)


def is_job(said: str, connectors: Collection[str]) -> bool:
    """Whether a program can be called by this word as it stands."""
    return bool(said) and not said.startswith("=") and len(said) <= LONGEST and meant(said, connectors) is None
