"""Settings that bite later."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from app.config import Config
from app.doctor import settings

MAIL = {"smtp_url": "smtp://mail.example", "mail_from": "help@help.example"}


def ill(config: Config) -> list[str]:
    return [one.said for one in settings.look(config) if one.level == "ill"]


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"host": "0.0.0.0", "demo": True, "url": "https://help.example"}, "known passwords"),
        ({"host": "0.0.0.0", "demo": False}, "only this machine"),
        ({"secret_key": "change-me"}, "can be guessed"),
        ({"demo": True, "url": "https://help.example"}, "known passwords"),
        ({"demo": False, "url": "https://example.org/laneway"}, "has a path"),
    ],
)
def test_what_must_not_be(given: dict[str, Any], word: str, tmp_path: Path) -> None:
    assert any(word in said for said in ill(Config(var=tmp_path, **given)))


def test_what_is_well(tmp_path: Path) -> None:
    assert ill(Config(var=tmp_path)) == []
    public = Config(
        var=tmp_path,
        host="0.0.0.0",
        demo=False,
        url="https://help.example",
        smtp_url="smtp://mail.example",
        mail_from="help@help.example",
        proxies=1,
    )
    assert {one.level for one in settings.look(public)} == {"well"}


def test_a_sender_that_no_server_takes(tmp_path: Path) -> None:
    given = Config(var=tmp_path, demo=False, url="https://help.example", smtp_url="smtp://mail.example", proxies=1)
    [found] = [one for one in settings.look(given) if one.level != "well"]
    assert (found.level, "laneway@localhost" in found.said) == ("mind", True)


def test_a_proxy_that_nobody_is_told_of(tmp_path: Path) -> None:
    behind = Config(var=tmp_path, demo=False, url="https://help.example", **MAIL)
    [found] = [one for one in settings.look(behind) if one.level != "well"]
    assert (found.level, "LANEWAY_PROXIES is 0" in found.said) == ("mind", True)


def test_a_name_with_a_slip_of_the_pen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANEWAY_DATBASE_URL", "postgresql://db/laneway")
    [found] = [one for one in settings.look(Config(var=tmp_path)) if "DATBASE" in one.said]
    assert (found.level, found.advice) == ("mind", "Is LANEWAY_DATABASE_URL meant?")


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: whole._replace(free=5_000_000))
    assert any("5 MB" in said for said in ill(Config(var=tmp_path)))


def test_what_a_restore_left_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "20261123T000000Z.tar.gz").touch()
    left = tmp_path / "backups" / "replaced-20261123T000000Z.tar.gz"
    left.touch()
    [found] = [one for one in settings.look(Config(var=tmp_path)) if one.level == "mind"]
    assert str(left) in found.said
    assert f"restore {left} --replace" in found.advice
