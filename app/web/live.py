"""Live updates: a stream that says only what changed, never what it says. The page then asks for the part again.

At most two streams a person, a minute of life, as many in all as have threads of their own; none holds a database
session while it waits. Whoever finds no free place is told to poll (HTTP 204 ends an EventSource for good).
"""

import json
import threading
from collections.abc import Iterator

from flask import Blueprint, Response, current_app
from redis.exceptions import RedisError

from app import news
from app.db import db, reading
from app.errors import NotFound
from app.operations import house
from app.operations.permissions import Actor, see_request, see_task
from app.operations.roles import REPAIRERS
from app.web.identity import current_actor, signed_in

pages = Blueprint("live", __name__)
LIFE, BEAT, PULSE = 60.0, 1.0, 5  # seconds; a sign of life after so many empty beats shows who has gone
SOON, LATER = 3_000, 10_000  # milliseconds until one that has ended is opened again; later, if others took its place
_places: dict[int, list[object]] = {}
_lock = threading.Lock()


@pages.get("/events")
@pages.get("/api/v1/events")
@signed_in
def events() -> Response:
    """Server-sent events: `event: changed`, `data: {"topic": "request", "id": 17}`."""
    actor = current_actor()
    place = _enter(actor.id)
    if place is None:
        return Response(status=204)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    db.session.remove()

    def stream() -> Iterator[str]:
        try:
            for beat, topics in enumerate(news.heard(LIFE, BEAT)):
                if not _holds(actor.id, place):
                    yield f"retry: {LATER}\n\n"
                    return
                if beat == 0:  # the first beat comes when the house listens: a stream that is open misses nothing
                    yield f"retry: {SOON}\n\n"
                with app.app_context():
                    told = "".join(_event(topic) for topic in sorted(topics) if _is_for(actor, topic))
                if told or beat % PULSE == 0:
                    yield told or ": here\n\n"
        except RedisError:
            yield "event: poll\ndata: {}\n\n"

    answer = Response(stream(), mimetype="text/event-stream")
    answer.headers.update({"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    answer.call_on_close(lambda: _leave(actor.id, place))  # also of a stream that nobody began to read, as of HEAD
    return answer


def _enter(person: int) -> object | None:
    """A place for a stream: at most two for one person (the newest stay), at most LANEWAY_WEB_STREAMS in all."""
    with _lock:
        own = _places.setdefault(person, [])
        if len(own) < 2 and sum(map(len, _places.values())) >= house.config().web_streams:
            return None
        place = object()
        own[:] = [*own[-1:], place]
        return place


def _holds(person: int, place: object) -> bool:
    with _lock:
        return place in _places.get(person, ())


def _leave(person: int, place: object) -> None:
    with _lock:
        left = [one for one in _places.pop(person, []) if one is not place]
        if left:
            _places[person] = left


def _event(topic: str) -> str:
    name, _sep, number = topic.partition(":")
    return f"event: changed\ndata: {json.dumps({'topic': name, 'id': int(number or 0)})}\n\n"


def _is_for(actor: Actor, topic: str) -> bool:
    """Only what concerns the reader: own lists, own groups, requests and tasks they may see."""
    name, _sep, number = topic.partition(":")
    if topic == "incidents":  # something is stuck, or no longer
        return actor.has(*REPAIRERS)
    if not number.isdecimal():
        return False
    if name in ("inbox", "mailbox", "news"):
        return int(number) == actor.id
    if name == "group":
        return int(number) in actor.groups
    if name == "repair":
        return actor.has(*REPAIRERS)
    return name in ("request", "task") and _sees(actor, name, int(number))


def _sees(actor: Actor, name: str, number: int) -> bool:
    try:
        with reading():
            see_request(actor, number) if name == "request" else see_task(actor, number)
    except NotFound:
        return False
    return True
