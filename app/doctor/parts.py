"""The parts of a running house: have they reported in, and does the doorbell ring?"""

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from sqlalchemy import func, select

from app.config import Config
from app.db import now, session
from app.doctor.finding import Finding, Findings
from app.models.heartbeat import Heartbeat
from app.operations.readiness import FRESH

AREA = "parts"
WAIT = 2.0  # seconds


def look(config: Config) -> Findings:
    """What the doctor finds of this area. To be called inside `reading()`."""
    for part in ("worker", "scheduler"):
        yield _alive(part)
    yield _redis(config)


def _alive(part: str) -> Finding:
    fresh = select(func.count()).where(Heartbeat.part == part, Heartbeat.seen_at > now() - FRESH)
    count = session().scalar(fresh) or 0
    if count:
        return Finding(
            "well", AREA, f"{count} {part}{'s' if count > 1 else ''} reported in within the last half minute."
        )
    return Finding("ill", AREA, f"No {part} has reported in for half a minute.", f"Start one: ./laneway {part}")


def _redis(config: Config) -> Finding:
    wire = Redis.from_url(config.redis, socket_timeout=WAIT, socket_connect_timeout=WAIT, retry=Retry(NoBackoff(), 0))
    try:
        wire.ping()
    except (RedisError, OSError) as error:
        advice = "Nothing is lost: workers look every few seconds by themselves. Start Redis to be quick again."
        return Finding("mind", AREA, f"Redis does not answer: {error}", advice)
    finally:
        wire.close()
    return Finding("well", AREA, "Redis answers.")
