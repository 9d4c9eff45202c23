"""How urgent a task is, in words: three are offered, any number from 0 to 100 is understood."""

from typing import Any

from app.language import gettext as _

LEVELS = (20, 50, 80)


def words(priority: Any) -> str:
    """What a number means."""
    number = int(priority) if str(priority).isdecimal() else LEVELS[1]
    if number > LEVELS[1]:
        return _("urgent")
    return _("can wait") if number < LEVELS[1] else _("as usual")


def mark(priority: int) -> str:
    """The same where it is worth saying: not for what is as usual."""
    return "" if priority == LEVELS[1] else words(priority)
