"""The few settings that the launcher itself reads, from the same LANEWAY_* variables as app/config.py.

Read here a second time, and only these, so that the supervisor stays small: importing the app costs 60 MB.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher.places import ROOT
from launcher.refusals import Refusal


@dataclass(frozen=True)
class Settings:
    """`var` is the folder for everything written; an empty URL means the embedded database or Redis."""

    host: str
    port: int
    var: Path
    database_url: str
    redis_url: str
    demo: str
    web_processes: int
    web_threads: int
    web_streams: int
    workers: int


def read(env: Mapping[str, str] = os.environ) -> Settings:
    """Raises Refusal with the name of a setting that cannot be read."""
    return Settings(
        host=env.get("LANEWAY_HOST") or "127.0.0.1",
        port=_whole(env, "LANEWAY_PORT", 8080, least=1, most=65535),
        var=Path(env.get("LANEWAY_VAR") or ROOT / "var").absolute(),
        database_url=env.get("LANEWAY_DATABASE_URL", ""),
        redis_url=env.get("LANEWAY_REDIS_URL", ""),
        demo=env.get("LANEWAY_DEMO", ""),
        web_processes=_whole(env, "LANEWAY_WEB_PROCESSES", 1, least=1, most=64),
        web_threads=_whole(env, "LANEWAY_WEB_THREADS", 8, least=2, most=256),
        web_streams=_whole(env, "LANEWAY_WEB_STREAMS", 24, least=0, most=256),
        workers=_whole(env, "LANEWAY_WORKERS", 1, least=1, most=64),
    )


def _whole(env: Mapping[str, str], name: str, default: int, *, least: int, most: int) -> int:
    given = env.get(name) or str(default)
    if not given.isdecimal() or not least <= int(given) <= most:
        raise Refusal(f"{name} is {given!r}, but must be a whole number from {least} to {most}.")
    return int(given)
