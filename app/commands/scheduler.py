"""`laneway scheduler`: the scheduler alone, in the foreground, until SIGTERM."""

from app.commands import watched
from app.config import Config
from app.host import open_host
from app.jobs import scheduler


def main() -> int:
    """Open the house and keep time; the exit code."""
    config = Config.from_env()
    with watched.as_part("scheduler", config), open_host(config).app_context():
        return scheduler.run(config)
