"""Logs of every process: one JSON line an event on stderr, with the request and the row or call it is about.

Never a body, never a secret.
"""

import json
import logging
from collections.abc import Callable

from app import tracing

log = logging.getLogger(__name__)


class Line(logging.Formatter):
    """Control characters are escaped, so no value can forge a line (ASVS 5.0.0, 16.4.1). `veil` takes secrets away."""

    def __init__(self, veil: Callable[[str], str] = str) -> None:
        super().__init__()
        self._veil = veil

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON text without line breaks."""
        said = {
            **tracing.facts(),
            "event": self._veil(record.getMessage()),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.exc_info:
            said["exception"] = self._veil(self.formatException(record.exc_info))
        return json.dumps({**said, "timestamp": self.formatTime(record), "process": record.process})


def configure(veil: Callable[[str], str], level: int = logging.INFO) -> None:
    """Everything that any module logs goes to stderr as such lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line(veil))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("rq").setLevel(logging.WARNING)
