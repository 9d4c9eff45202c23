"""What a process was asked for last is kept, so many at most: for what takes long to read and never changes.

What many ask for at once, as of a process that has just begun, is made by one of them while the others wait: all of
them at it would take as many times as long, each with a connection to the database in hand.

Knows nothing of what it keeps. For threads.
"""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
PATIENCE = 3.0  # seconds for which one waits for what another makes, and then makes it, too
TURNS = 16  # so many different values may be made at once


class Lately(Generic[Key, Value]):
    """At most `most` values by key; the one that was not asked for the longest goes first."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._kept: dict[Key, Value] = {}
        self._turns = [threading.Lock() for _ in range(TURNS)]

    def get(self, key: Key) -> Value | None:
        """The value, if it is still here."""
        with self._lock:
            found = self._kept.pop(key, None)
            if found is not None:
                self._kept[key] = found  # to the end: what stands first is given up first
            return found

    def made(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value, which `make` makes where it is not here; that may not ask for another of these. Raises what it
        raises.
        """
        found = self.get(key)
        if found is not None:
            return found
        with self._turn(key):
            found = self.get(key)
            if found is None:
                found = make()
                self.keep(key, found)
            return found

    @contextmanager
    def _turn(self, key: Key) -> Iterator[None]:
        turn = self._turns[hash(key) % TURNS]
        mine = turn.acquire(timeout=PATIENCE)
        try:
            yield
        finally:
            if mine:
                turn.release()

    def keep(self, key: Key, value: Value) -> None:
        """Keep it from now on."""
        with self._lock:
            self._kept[key] = value
            if len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]

    def forget(self, key: Key) -> None:
        """Give it up, if it is still here."""
        with self._lock:
            self._kept.pop(key, None)

    def clear(self) -> None:
        """Give up all."""
        with self._lock:
            self._kept.clear()
