"""How a process without web is watched: its lines on stderr, its figures on a port of its own, its spans."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import start_http_server

from app import log_lines, meters, tracing
from app.config import Config


@contextmanager
def as_part(name: str, config: Config) -> Iterator[None]:
    """Inside, the process says what it does. Several on one machine and port: the first answers for all of them."""
    log_lines.configure(config.veiled)
    tracing.open_(config.otlp_url, name)
    if config.metrics_port:
        _tell_on(config)
    try:
        yield
    finally:
        tracing.close()


def _tell_on(config: Config) -> None:
    try:
        start_http_server(config.metrics_port, config.host, meters.registry())
    except OSError as error:
        log_lines.log.warning("No figures on port %s: %s.", config.metrics_port, error)
