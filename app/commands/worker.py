"""`laneway worker`: one worker alone, in the foreground, until SIGTERM."""

from app.commands import watched
from app.config import Config
from app.factory import create_app
from app.jobs import worker


def main() -> int:
    """Open the house and work; the exit code."""
    config = Config.from_env()
    with watched.as_part("worker", config):
        return worker.run(config, create_app(config).app_context)
