"""Texts are packed for whoever takes it, each page at another length; built files may be kept."""

import gzip

import pytest
from flask import Flask

from app.web.assets import DIST, asset

PACKED = {"Accept-Encoding": "br, gzip"}


def test_a_page_is_packed_and_its_length_says_nothing(sqlite_house: Flask) -> None:
    client = sqlite_house.test_client()
    plain = client.get("/login")
    answers = [client.get("/login", headers=PACKED) for _ in range(8)]
    assert "Content-Encoding" not in plain.headers
    assert {answer.headers["Content-Encoding"] for answer in answers} == {"gzip"}
    assert all(gzip.decompress(answer.data) == plain.data for answer in answers)
    assert all("Accept-Encoding" in answer.headers["Vary"] for answer in answers)
    assert len({len(answer.data) for answer in answers}) > 1
    assert int(answers[0].headers["Content-Length"]) == len(answers[0].data) < len(plain.data) / 2


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip;q=0"}])
def test_who_does_not_take_it_gets_it_plain(sqlite_house: Flask, headers: dict[str, str]) -> None:
    assert "Content-Encoding" not in sqlite_house.test_client().get("/login", headers=headers).headers


def test_a_built_file_is_packed_and_kept(sqlite_house: Flask) -> None:
    if not (DIST / "manifest.json").exists():
        pytest.skip("The front end is not built here: run ./laneway up or ./laneway test once.")
    client = sqlite_house.test_client()
    for name in ("app.js", "look.css"):
        answer = client.get(asset(name), headers=PACKED)
        with client.get(asset(name)) as plain:
            assert gzip.decompress(answer.data) == plain.get_data()
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Vary"] == "Accept-Encoding"
    with client.get(asset("instrument-sans-latin-wght-normal.woff2"), headers=PACKED) as font:
        assert "Content-Encoding" not in font.headers
        assert "immutable" in font.headers["Cache-Control"]
