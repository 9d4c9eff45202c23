"""Every hostile input of the corpus, sent over HTTP wherever a text, an address or a name may be typed.

Each class has its place; all of them are comments and searches as well, where they are nothing but text.
"""

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask

from app.connectors import reach
from app.connectors.base import ConnectorError
from app.web.paths import own_path
from tests.app.catalogue.forms.test_evil import evil
from tests.app.web.api.test_hostile_files import ALIVE
from tests.app.web.api.test_journey import ordered
from tests.fixtures.bounded import bounded
from tests.fixtures.callers import Browser, Caller

__all__ = ["evil"]
Program = Callable[[str], Caller]
SEARCHES = ("/api/v1/requests", "/api/v1/catalogue", "/requests", "/inbox", "/")
NAMED = ("/requests/{}", "/tasks/{}", "/api/v1/requests/{}", "/api/v1/tasks/{}", "/api/v1/files/{}")


def inputs(folder: Path, *kinds: str) -> Iterator[str]:
    found = 0
    for line in (folder.parent / "evil_inputs.txt").read_text().splitlines()[1:]:
        kind, _tab, text = line.partition("\t")
        if not kinds or kind in kinds:
            found += 1
            yield json.loads(text)
    assert found > 8


def test_each_is_text(sqlite_house: Flask, program: Program, browser_of: Callable[[str], Browser], evil: Path) -> None:
    marta, looking = program("marta"), browser_of("marta")
    number = ordered(marta)["number"]
    for place, text in zip(cycle(SEARCHES), inputs(evil), strict=False):
        nul = "\0" in text
        who = marta if place.startswith("/api/") else looking
        with bounded(3, text):
            answer = marta.post(f"/api/v1/requests/{number}/comments", json={"text": text})
            assert answer.status_code == (422 if nul else 201), (text, answer.text)
            assert nul or answer.json["text"] == text.strip()
            assert who.get(place, query_string={"q": text}).status_code == (400 if nul else 200), (place, text)
    pages = [looking.get(f"/requests/{number}").text, looking.get("/").text]
    assert [one for one in ALIVE for page in pages if one in page] == []


def test_as_a_name_of_something_each_is_unknown(
    sqlite_house: Flask, program: Program, browser_of: Callable[[str], Browser], evil: Path
) -> None:
    marta, looking = program("marta"), browser_of("marta")
    ordered(marta)
    for text in inputs(evil, "id", "path"):
        for path in NAMED:
            who = marta if path.startswith("/api/") else looking
            assert who.get(path.format(quote(text, safe=""))).status_code == 404, (path, text)
        assert looking.get(f"/static/{quote(text)}", follow_redirects=True).status_code == 404, text


def test_only_one_plain_address_is_kept(sqlite_house: Flask, program: Program, evil: Path) -> None:
    admin = program("admin")
    for number, text in enumerate(inputs(evil, "email")):
        answer = admin.post("/api/v1/people", json={"login": f"one{number}", "name": "One", "email": text})
        plain = text == "a@b"  # of an intranet
        assert answer.status_code == (201 if plain else 422), text
        assert plain or "email" in answer.text


@pytest.mark.parametrize("allowed", [(), ("allowed.example:80",), ("*:80", "*:443")])
def test_nothing_inside_is_reached(allowed: tuple[str, ...], evil: Path) -> None:
    """Before anything connects. Of names that lead nowhere here it is the resolver that says so."""
    for text in inputs(evil, "ssrf"):
        with pytest.raises(ConnectorError):
            reach.target(text, allowed)


def test_who_signs_in_stays_here(evil: Path) -> None:
    for text in inputs(evil, "redirect"):
        assert own_path(text) in ("/", "/%2f%2fevil.example", "/login?next=//evil.example")
