"""What a worker works with: the connectors of the installation, and those that only the house itself can offer."""

from collections.abc import Mapping

from app.config import Config
from app.connectors import registry
from app.connectors.base import Connector
from app.connectors.mail import Post
from app.jobs.accounts import Accounts
from app.jobs.identity import Identity
from app.jobs.mail_tasks import MailTasks
from app.jobs.reminders import Reminders


def connectors(config: Config) -> Mapping[str, Connector]:
    """By the type that service tasks name. Without a directory, the house's own accounts stand for it."""
    return {
        "mail": MailTasks(),
        "notice": Reminders(),
        "directory": Accounts(),
        "identity": Identity(),
        **registry.build(config),
    }


def post(config: Config) -> Post | None:
    """The mail server, where there is one."""
    return Post(config.smtp_url, config.mail_from) if config.smtp_url else None
