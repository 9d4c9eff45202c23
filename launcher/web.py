"""`laneway web`: becomes gunicorn. The process keeps its id, so whoever started it can stop it."""

import os
import sys

OPTIONS = ("--no-control-socket", "-c", "python:launcher.gunicorn_settings")


def main(words: list[str]) -> int:
    """Serves wsgi:app; `words` are further options of gunicorn. Never returns when it can start."""
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *OPTIONS, *words, "wsgi:app"])
