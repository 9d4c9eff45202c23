"""What a process was asked for last is kept, so many at most: for what takes long to read and never changes.

Knows nothing of what it keeps. For threads.
"""

import threading
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Lately(Generic[Key, Value]):
    """At most `most` values by key; the one that was not asked for the longest goes first."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._kept: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """The value, if it is still here."""
        with self._lock:
            found = self._kept.pop(key, None)
            if found is not None:
                self._kept[key] = found  # to the end: what stands first is given up first
            return found

    def keep(self, key: Key, value: Value) -> None:
        """Keep it from now on."""
        with self._lock:
            self._kept[key] = value
            if len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]

    def clear(self) -> None:
        """Give up all."""
        with self._lock:
            self._kept.clear()
