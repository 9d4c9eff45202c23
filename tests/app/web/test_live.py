"""The stream of news: only what concerns the reader, only names of things, never more streams than there is room."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app import news
from app.db import session
from app.models.person import Person
from app.operations.permissions import Actor, actor_of
from app.web import live
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]


def test_news_travel_over_redis(redis_url: str) -> None:
    news.open(redis_url)
    stream = news.heard(5, 0.2)
    assert next(stream) == frozenset()
    news.tell({"request:1", "inbox:2"})
    assert next(topics for topics in stream if topics) == {"request:1", "inbox:2"}


def test_who_has_a_stream_misses_nothing(
    sqlite_house: Flask, redis_url: str, browser_of: BrowserOf, program: Program
) -> None:
    number = ordered(program("marta"))["number"]
    news.open(redis_url)
    stream = browser_of("marta").client.get("/events", buffered=False)
    said = stream.iter_encoded()
    assert next(said).startswith(b"retry: ")
    news.tell({f"request:{int(number[4:])}"})
    assert b"event: changed" in next(one for one in said if not one.startswith(b":"))
    stream.close()


def test_without_redis_telling_is_silent_and_the_page_is_told_to_ask_by_itself(
    sqlite_house: Flask, browser_of: BrowserOf
) -> None:
    news.tell({"request:1"})
    assert "event: poll" in browser_of("marta").get("/events").text


def test_a_stream_whose_reader_has_no_session_any_more_is_refused_and_not_led_to_the_door(sqlite_house: Flask) -> None:
    refused = sqlite_house.test_client().get("/events", headers={"Accept": "text/event-stream"})
    assert (refused.status_code, refused.mimetype) == (401, "application/problem+json")


def test_only_what_concerns_the_reader(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    ordered(program("marta"))
    people = {login: actor(login) for login in ("marta", "karol", "jonas", "paul")}
    assert live._is_for(people["marta"], "request:1")
    assert live._is_for(people["jonas"], "task:1")
    assert not live._is_for(people["karol"], "request:1")
    assert not live._is_for(people["marta"], f"inbox:{people['jonas'].id}")
    assert live._is_for(people["jonas"], f"inbox:{people['jonas'].id}")
    assert not live._is_for(people["marta"], "incidents")
    assert live._is_for(people["paul"], "incidents")


def test_a_stream_that_nobody_reads_takes_nobodys_place(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    browser_of("marta").call("HEAD", "/events")
    assert actor("marta").id not in live._places


def test_a_third_stream_takes_the_place_of_the_first(sqlite_house: Flask) -> None:
    first, second, third = (live._enter(7) for _stream in range(3))
    assert not live._holds(7, first)  # type: ignore[arg-type]
    assert live._holds(7, second)  # type: ignore[arg-type]
    assert live._holds(7, third)  # type: ignore[arg-type]
    for place in (second, third):
        live._leave(7, place)  # type: ignore[arg-type]
    assert 7 not in live._places


def test_there_are_as_many_streams_as_have_threads_of_their_own(sqlite_house: Flask) -> None:
    taken = {person: live._enter(person) for person in range(100, 130)}
    room = [place for place in taken.values() if place is not None]
    for person, place in taken.items():
        if place is not None:
            live._leave(person, place)
    assert len(room) == sqlite_house.extensions["laneway"].web_streams == 24


def actor(login: str) -> Actor:
    return actor_of(session().scalars(select(Person).where(Person.login == login)).one())
