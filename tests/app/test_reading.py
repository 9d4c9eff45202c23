"""One reading inside another is part of it: what a page asks twice is asked of the database once."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event, select

from app.db import db, now, reading, session, transaction
from app.models.setting import Setting
from app.session_cache import once

HELLO = select(Setting.value).where(Setting.key == "hello")


@contextmanager
def counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, text: str, *_more: object) -> None:
        asked.append(text)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def hello() -> str | None:
    return once("hello", lambda: session().scalar(HELLO))


def say(word: str) -> None:
    with transaction():
        session().merge(Setting(key="hello", value=word))


def test_a_reading_inside_another_asks_clock_rows_and_questions_once(empty_house: Flask) -> None:
    say("good day")
    with counted() as asked, reading():
        for _ in range(3):
            with reading():
                now()
                assert hello() == "good day"
                row = session().get(Setting, "hello")
                assert row is not None
                del row
    questions = [text for text in asked if text.startswith("SELECT")]
    assert len(questions) == 3


def test_what_somebody_writes_is_seen_by_who_reads_or_writes_next(empty_house: Flask) -> None:
    say("good day")
    with reading():
        assert hello() == "good day"
        say("good night")
        assert hello() == "good night"
    with reading():
        assert hello() == "good night"
    with transaction():
        session().merge(Setting(key="hello", value="good morning"))
        session().flush()
        assert hello() == "good morning"
