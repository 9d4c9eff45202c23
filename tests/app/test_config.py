"""Settings: read from LANEWAY_* variables, refused with a sentence, and each one documented."""

import re
from pathlib import Path

import pytest

from app.config import ROOT, Config
from app.errors import BadSetting
from launcher import embedded_redis


def test_every_setting_is_documented() -> None:
    told = set(re.findall(r"LANEWAY_[A-Z_]+", (ROOT / "docs" / "running.md").read_text()))
    known = {f"LANEWAY_{name.upper()}" for name in Config.__dataclass_fields__}
    assert told == known


def test_a_word_for_a_number_is_refused_by_name() -> None:
    with pytest.raises(BadSetting, match="LANEWAY_PORT must be a number, not 'http'"):
        Config.from_env({"LANEWAY_PORT": "http"})


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe", "../etc/passwd", "GMT+26"])
def test_a_zone_that_is_none(zone: str) -> None:
    with pytest.raises(BadSetting, match="LANEWAY_TIMEZONE must be a time zone such as Europe/Berlin"):
        Config.from_env({"LANEWAY_TIMEZONE": zone})


@pytest.mark.parametrize("languages", ["de,fr", ",", "german"])
def test_languages_that_no_page_speaks(languages: str) -> None:
    with pytest.raises(BadSetting, match="LANEWAY_LANGUAGES must be some of en,de,pl,hu"):
        Config.from_env({"LANEWAY_LANGUAGES": languages})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SWEEP_SECONDS", "0"),
        ("LEASE_SECONDS", "-1"),
        ("FILE_BYTES", "0"),
        ("DATABASE_URL", "mysql://db/secret"),
        ("DATABASE_URL", "postgresql://db:secret/x"),
        ("REDIS_URL", "secret:6379"),
        ("URL", "secret.example.org"),
        ("OTLP_URL", "secret"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_not_repeated(name: str, text: str) -> None:
    with pytest.raises(BadSetting, match=f"^LANEWAY_{name} must be ") as caught:
        Config.from_env({f"LANEWAY_{name}": text})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "place", ["api.example.org", "https://api.example.org:443", "::1:80", "a b:80", "x:0", "x:99999"]
)
def test_a_place_that_connectors_could_never_reach(place: str) -> None:
    with pytest.raises(BadSetting, match=r"^LANEWAY_HTTP_ALLOW must be places as HOST:PORT ") as caught:
        Config.from_env({"LANEWAY_HTTP_ALLOW": f"api.example.org:443,{place}"})
    assert repr(place) in str(caught.value)


def test_places_as_they_are_written() -> None:
    given = "api.example.org:443, 127.0.0.1:8080,[::1]:80,*.example.org:443,*:443,*:*"
    assert len(Config.from_env({"LANEWAY_HTTP_ALLOW": given}).http_allow) == 6


def test_neither_yes_nor_no() -> None:
    with pytest.raises(BadSetting, match="LANEWAY_DEMO must be yes or no"):
        Config.from_env({"LANEWAY_DEMO": "perhaps"})


@pytest.mark.parametrize(
    ("env", "demo"),
    [
        ({}, True),
        ({"LANEWAY_HOST": "0.0.0.0"}, False),
        ({"LANEWAY_URL": "https://help.example.org"}, False),
        ({"LANEWAY_URL": "http://localhost:8080"}, True),
        ({"LANEWAY_PROXIES": "1"}, False),
        ({"LANEWAY_DATABASE_URL": "postgresql://db/laneway"}, False),
        ({"LANEWAY_DATABASE_URL": "postgresql://db/laneway", "LANEWAY_DEMO": "yes"}, True),
    ],
)
def test_a_demo_only_where_nobody_else_can_reach_it(env: dict[str, str], demo: bool) -> None:
    assert Config.from_env(env).is_demo is demo


def test_the_bell_is_looked_for_where_up_has_put_it(tmp_path: Path) -> None:
    """Beside the database, or elsewhere where that name does not fit a socket; up and all commands agree."""
    odd = tmp_path / "two words"
    assert Config(var=tmp_path).redis == embedded_redis.url(tmp_path)
    assert Config(var=odd).redis == embedded_redis.url(odd) != Config(var=tmp_path).redis
    assert " " not in Config(var=odd).redis
    embedded_redis.socket_path(odd).parent.rmdir()


def test_postgresql_by_any_spelling() -> None:
    for url in ("postgres://db/x", "postgresql://db/x"):
        assert Config.from_env({"LANEWAY_DATABASE_URL": url}).database == "postgresql+psycopg://db/x"
