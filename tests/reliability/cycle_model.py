"""Timers that repeat, as an item and as a model of minutes: when each is due next, and how often it has fired."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.app.operations.beginning_items import asked, done, item
from tests.workflows.diagrams import boundary, node, path, start, timer

DAY = 1440
#: Two borders that do not end the task beside them: one three times, one for ever by a cron line.
WATCHED = item(
    "watched", start(), asked("t"), done(), path("start", "t", "end"),
    boundary("thrice", "t", timer("R3/PT250M", "Cycle"), interrupting=False), done("e2"), path("thrice", "e2"),
    boundary("often", "t", timer("10 */4 * * *", "Cycle"), interrupting=False), done("e3"), path("often", "e3"),
    owner="ilse", timezone="UTC",
)  # fmt: skip


def begun(key: str, text: str) -> bytes:
    """An item that a schedule orders and that is done at once."""
    inside = (node("startEvent", "again", timer(text, "Cycle")), done(), path("again", "end"))
    return item(key, *inside, owner="ilse", timezone="UTC")


def after(minute: int, period: int) -> int:
    """The first turn after a minute of what is due ten minutes past midnight and every `period` from then on."""
    return 10 + period * ((minute - 10) // period + 1)


@dataclass
class Cycle:
    """`due`: None when there is no other turn. `following`: the next, of a due minute and that in which it fired."""

    due: int | None
    following: Callable[[int, int], int]
    left: int | None = None
    fired: int = 0

    def worked(self, minute: int) -> None:
        """A worker did everything that was due: what was missed is caught up once."""
        if self.due is None or self.due > minute:
            return
        self.fired += 1
        if self.left == 0:
            self.due = None
        else:
            self.left = None if self.left is None else self.left - 1
            self.due = self.following(self.due, minute)

    def stopped(self) -> None:
        """Nobody waits for it any more."""
        self.due = None


def thrice(minute: int) -> Cycle:
    """R3/PT250M from a minute on: late turns move those that follow."""
    return Cycle(minute + 250, lambda due, at: due + 250 if due + 250 > at else at + 250, left=2)


def often(minute: int) -> Cycle:
    """The cron line: ten past every fourth hour."""
    return Cycle(after(minute, 240), lambda _due, at: after(at, 240))


def scheduled(minute: int, period: int) -> Cycle:
    """A schedule whose turns are counted from its first: those that were missed have no successor of their own."""
    return Cycle(after(minute, period), lambda _due, at: after(at, period))
