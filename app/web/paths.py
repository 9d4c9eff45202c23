"""Paths: numbers in them that a database can hold, and where a person goes next (ASVS 5.0.0, 3.7.2)."""

from typing import Any, cast
from urllib.parse import urlsplit

import flask
from flask import Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map


class Id(IntegerConverter):
    """`<int:...>` in a route: at most 2**53, so that a longer number is an unknown page, no driver's error; and of the
    digits 0 to 9 alone, so that a page has one address.
    """

    regex = "[0-9]+"

    def __init__(self, url_map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(url_map, *args, **{"max": 2**53, **kwargs})


def redirect(address: str, code: int = 302) -> Response:
    """Flask's own, said as the kind of Response that it makes; its signature names only Werkzeug's."""
    return cast(Response, flask.redirect(address, code))


def own_path(given: str | None, otherwise: str = "/") -> str:
    """`given` when it is a path of ours, else `otherwise`. Browsers read `\\` as `/` and skip control characters."""
    if not given or not given.startswith("/") or given.startswith("//") or "\\" in given:
        return otherwise
    if any(ord(character) < 0x21 or ord(character) == 0x7F for character in given):
        return otherwise
    try:
        parts = urlsplit(given)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else given


def above(path: str) -> str | None:
    """The page above an address that only takes deeds ("/tasks/7/complete" -> "/tasks/7"), if there is one."""
    page = path.rpartition("/")[0]
    try:
        found = bool(page) and flask.current_app.url_map.bind("").match(page, method="GET")
    except HTTPException:
        return None
    return page if found else None
