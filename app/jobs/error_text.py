"""What the outside, or a mistake of ours, said when something failed: as it may be kept and shown.

Who refuses a password likes to repeat it. Nothing that an error says gets into a table without passing here.
"""

from app.operations import house

LONGEST = 2000


def said(error: BaseException) -> str:
    """The words of an error, without the secrets of the settings."""
    return house.config().veiled(str(error))


def surprise(error: Exception) -> str:
    """The words of an error that nobody expected, with its kind."""
    return f"{type(error).__name__}: {said(error)}"[:LONGEST]
