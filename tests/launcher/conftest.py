"""A supervisor in its loop, and what its parts printed."""

import os
from collections.abc import Iterator

import pytest

from launcher.loop import Loop
from launcher.supervisor import Supervisor


class Group(Supervisor):
    """A supervisor that remembers the lines it would show."""

    def __init__(self, loop: Loop) -> None:
        self.shown: list[str] = []
        super().__init__(loop, os.environ, self.shown.append)

    def until_shown(self, words: str, times: int = 1) -> None:
        """Turns until that many lines hold `words`."""
        self.until(lambda: sum(words in line for line in self.shown) >= times, f"{words!r} is shown", 60)


@pytest.fixture
def group() -> Iterator[Group]:
    with Loop() as loop:
        group = Group(loop)
        yield group
        group.stop([member.name for member in group.members])
