"""How urgent a task is, in words: three are offered, any number from 0 to 100 is understood."""

from typing import Any

from app.language import gettext as _

LEVELS = (20, 50, 80)


def words(priority: Any) -> str:
    """A priority from 0 to 100 in one of three words."""
    said = (_("can wait"), _("as usual"), _("urgent"))
    return said[LEVELS.index(_level(priority))]


def mark(priority: int) -> str:
    """The same where it is worth saying: not for what is as usual."""
    return "" if _level(priority) == LEVELS[1] else words(priority)


def _level(priority: Any) -> int:
    """The nearest of the three: a step that its diagram only lifts a little is not yet urgent."""
    number = int(priority) if str(priority).isdecimal() else LEVELS[1]
    return min(sorted(LEVELS, key=lambda one: one != LEVELS[1]), key=lambda one: abs(one - number))
