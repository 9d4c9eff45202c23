"""gunicorn's settings, read by gunicorn itself from this module. The names are gunicorn's."""

import gc
import sys
from typing import Any

from launcher import settings
from launcher.child import die_with_parent

_ours = settings.read()

bind = [f"[{_ours.host}]:{_ours.port}" if ":" in _ours.host else f"{_ours.host}:{_ours.port}"]
worker_class = "gthread"
workers = _ours.web_processes
threads = _ours.web_threads + _ours.web_streams  # a stream waits in a thread and never takes one from a page
preload_app = True  # one copy of the program's memory for all processes
graceful_timeout = 5  # seconds for answers under way; a completion takes milliseconds, a live stream may be cut
timeout = 60
keepalive = 5
accesslog = None
errorlog = "-"
loglevel = "warning"
proc_name = "laneway-web"


#: So many objects more than before are looked at for circles. A call makes some two thousand and leaves twenty; at
#: Python's 700 it would be looked at three times.
CIRCLES = 5_000


def when_ready(_server: Any) -> None:
    """What the program holds when it starts it holds for ever: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(CIRCLES)


def post_fork(_server: Any, worker: Any) -> None:
    """A forked process must not outlive the master, nor share its database connections."""
    die_with_parent()
    database = sys.modules.get("app.db")
    if database is not None:
        with worker.app.callable.app_context():
            database.db.engine.dispose(close=False)
    tracing = sys.modules.get("app.tracing")
    if tracing is not None:  # its sender is a thread, which does not survive the fork
        tracing.open_(worker.app.callable.extensions["laneway"].otlp_url, "web")
