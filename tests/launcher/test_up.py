"""What `laneway up` tells its parts."""

from pathlib import Path

import pytest

from launcher import embedded_redis, settings, up
from launcher.child import spawn, stop
from launcher.waiting import until


def told(tmp_path: Path, **given: str) -> dict[str, str]:
    env = {f"LANEWAY_{name}": value for name, value in given.items()}
    return up.environment(settings.read({"LANEWAY_VAR": str(tmp_path), **env}))


def test_on_its_own_machine_the_demo_is_left_to_the_person(tmp_path: Path) -> None:
    assert "LANEWAY_DEMO" not in told(tmp_path)


@pytest.mark.parametrize("given", [{"DATABASE_URL": "postgresql://db/laneway"}, {"HOST": "0.0.0.0"}])
def test_no_demo_on_postgresql_or_a_public_address(tmp_path: Path, given: dict[str, str]) -> None:
    assert told(tmp_path, DEMO="1", **given)["LANEWAY_DEMO"] == "0"


def test_a_given_redis_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANEWAY_REDIS_URL", "redis://elsewhere")
    assert told(tmp_path, REDIS_URL="redis://elsewhere")["LANEWAY_REDIS_URL"] == "redis://elsewhere"


def test_the_embedded_redis_remembers_over_a_kill(tmp_path: Path) -> None:
    from redis import Redis  # noqa: PLC0415

    for expected in (None, b"kept"):
        server = spawn(embedded_redis.command(tmp_path), stdout=-3)
        until(lambda: embedded_redis.answers(tmp_path), "Redis answers")
        with Redis.from_url(embedded_redis.url(tmp_path)) as redis:
            assert redis.get("word") == expected
            redis.set("word", "kept")
        stop(server, patience=0)


def test_a_long_folder_still_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 30)
    assert len(str(embedded_redis.socket_path(deep))) <= embedded_redis.LONGEST_SOCKET_PATH
    assert embedded_redis.socket_path(deep) == embedded_redis.socket_path(deep)
    embedded_redis.socket_path(deep).parent.rmdir()


def test_a_folder_with_a_blank_in_its_name_has_a_socket_without(tmp_path: Path) -> None:
    """What connects by a path with a blank cannot read who it is, and the bell of the workers stays silent."""
    odd = tmp_path / "house of two words"
    assert " " not in embedded_redis.url(odd)
    embedded_redis.socket_path(odd).parent.rmdir()
    assert embedded_redis.socket_path(tmp_path / "house-1.2_b") == tmp_path / "house-1.2_b" / "redis.sock"
