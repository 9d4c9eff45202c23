"""What a page or a call has read already is not read again: answers within one reading, rows until the end of either.

Session.info holds both; app.db empties it when a reading or a transaction begins and ends.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.db import session

Answer = TypeVar("Answer")


def once(question: Hashable, ask_it: Callable[[], Answer]) -> Answer:
    """The answer to a question that several parts of a page have: within one reading it is asked once. Outside of one,
    and where somebody writes, each time.
    """
    return _kept("once", question, ask_it)


@contextmanager
def many() -> Iterator[None]:
    """Inside, what `of_many` asks is asked once: opening a thousand tasks changes none of it."""
    session().info["many"] = {}
    try:
        yield
    finally:
        session().info.pop("many", None)


def of_many(question: Hashable, ask_it: Callable[[], Answer]) -> Answer:
    """The answer to a question that is asked for each of many rows that are written: once within `many`, else anew."""
    return _kept("many", question, ask_it)


def _kept(where: str, question: Hashable, ask_it: Callable[[], Answer]) -> Answer:
    known: dict[Hashable, Answer] | None = session().info.get(where)
    if known is None:
        return ask_it()
    if question not in known:
        known[question] = ask_it()
    return known[question]


@event.listens_for(Session, "loaded_as_persistent")
def _keeps(current: Session, row: object) -> None:
    """Sessions know rows weakly; within one reading they stay."""
    if current.info.get("reading"):
        current.info["hand"].append(row)


def hold(*rows: object) -> None:
    """These rows stay at hand until the transaction ends, so that nobody reads them again. Not for rows that are
    written by statements of their own, past the session.
    """
    session().info.setdefault("hand", []).extend(rows)
