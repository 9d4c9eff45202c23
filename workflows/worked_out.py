"""What is asked of a definition alone is answered once, for it never changes. Knows no definition."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


def worked_out(question: Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """Keep each answer as long as what was asked about is there."""
    known: WeakKeyDictionary[Asked, Answer] = WeakKeyDictionary()

    @wraps(question)
    def answered(asked: Asked) -> Answer:
        if asked not in known:
            known[asked] = question(asked)
        return known[asked]

    return answered
