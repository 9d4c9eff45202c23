"""Logs of every process: one JSON line an event on stderr, with the request and the row or call it is about.

Never a body, never a secret.
"""

import json
import logging
import time
from collections.abc import Callable
from typing import Any

from app import tracing

log = logging.getLogger(__name__)


class Line(logging.Formatter):
    """Control characters are escaped, so no value can forge a line (ASVS 5.0.0, 16.4.1). `veil` takes secrets away.
    Facts come along as `extra={"said": {...}}`.
    """

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self, veil: Callable[[str], str] = str) -> None:
        super().__init__()
        self._veil = veil

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON text without line breaks."""
        known = {**tracing.facts(), **getattr(record, "said", {})}
        said = {
            **{name: self._veiled(value) for name, value in known.items()},
            "event": self._veil(record.getMessage()),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.exc_info:
            said["exception"] = self._veil(self.formatException(record.exc_info))
        return json.dumps({**said, "timestamp": self.formatTime(record), "process": record.process})

    def _veiled(self, value: Any) -> Any:
        return self._veil(value) if isinstance(value, str) else value


def configure(veil: Callable[[str], str], level: int = logging.INFO) -> None:
    """Everything that any module logs goes to stderr as such lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line(veil))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("rq").setLevel(logging.WARNING)
