"""Who has reported in, and whether the doorbell rings."""

from pathlib import Path

from flask import Flask

from app.config import Config
from app.db import reading, transaction
from app.doctor import parts
from app.doctor.finding import Finding
from app.operations import heartbeats


def looked(config: Config) -> list[Finding]:
    with reading():
        return list(parts.look(config))


def test_nobody_is_there(house: Flask, tmp_path: Path) -> None:
    found = looked(Config(var=tmp_path))
    assert [one.level for one in found] == ["ill", "ill", "mind"]
    assert all(one.advice for one in found)


def test_everybody_is_there(house: Flask, redis_url: str, tmp_path: Path) -> None:
    with transaction():
        heartbeats.beat("worker:here:1", "worker")
        heartbeats.beat("worker:here:2", "worker")
        heartbeats.lead("here", 10)
    found = looked(Config(var=tmp_path, redis_url=redis_url))
    assert {one.level for one in found} == {"well"}
    assert "2 workers" in found[0].said
