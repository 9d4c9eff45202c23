"""What a transaction keeps beside its rows, such as entries of the journal that are written at its end.

Each name belongs to the module that says `keeps`; whatever it holds is gone when the next transaction begins.
"""

from collections.abc import Callable
from typing import Any

NOTHING: Callable[[], None] = type(None)
_kept: dict[str, Callable[[], Any]] = {}


def keeps(name: str, empty: Callable[[], Any] = NOTHING) -> None:
    """The module that calls this keeps something beside the rows of a transaction, under this name of the session's
    `info`: `empty` when each transaction begins.
    """
    _kept[name] = empty


class Beside(dict[str, Any]):
    """What a session keeps beside its rows: what a transaction has not touched yet is empty."""

    def __missing__(self, name: str) -> Any:
        self[name] = empty = _kept[name]()
        return empty

    def begin(self) -> None:
        """A transaction begins: of the one before nothing stays."""
        for name in _kept:
            self.pop(name, None)
