"""What the house is set up with: settings without secrets, and connectors with a test. For administrators."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, flash, render_template

from app.config import Config
from app.db import reading, transaction
from app.language import gettext as _
from app.operations import connectors as verbs
from app.operations import house
from app.queries import connectors as queries
from app.web.identity import current_actor, role
from app.web.paths import redirect

pages = Blueprint("house", __name__)


@pages.get("/settings")
@role("administrator")
def settings() -> str:
    """What is configured; changed only by the environment."""
    return render_template("settings.html", settings=shown(house.config()))


@pages.get("/connectors")
@role("administrator")
def connectors() -> str:
    """Every connector and its last test."""
    with reading():
        lines = queries.lines(current_actor())
    return render_template("connectors.html", lines=lines)


@pages.post("/connectors/<key>/test")
@role("administrator")
def test(key: str) -> Response:
    """Have a worker try it once."""
    with transaction():
        verbs.ask_test(current_actor(), key)
    flash(_("Asked for. The answer appears here."), "done")
    return redirect("/connectors")


def shown(config: Config) -> list[tuple[str, str]]:
    """Names and values; of an address only where it leads, of a secret only whether there is one."""
    rows = {
        "LANEWAY_URL": config.public_url,
        "LANEWAY_DATABASE_URL": place(config.database),
        "LANEWAY_REDIS_URL": place(config.redis),
        "LANEWAY_SMTP_URL": place(config.smtp_url),
        "LANEWAY_MAIL_FROM": config.mail_from,
        "LANEWAY_LDAP_URL": place(config.ldap_url),
        "LANEWAY_HTTP_ALLOW": ", ".join(config.http_allow),
        "LANEWAY_TIMEZONE": config.timezone,
        "LANEWAY_LANGUAGES": ", ".join(config.languages),
        "LANEWAY_WORKERS": str(config.workers),
        "LANEWAY_MAX_ATTEMPTS": str(config.max_attempts),
        "LANEWAY_FILE_BYTES": str(config.file_bytes),
        "LANEWAY_DEMO": _("yes") if config.is_demo else _("no"),
        "LANEWAY_OWNERS_ONLY": _("yes") if config.owners_only else _("no"),
        "LANEWAY_HTTP_SECRET": _("set, not shown") if config.http_secret else "",
        "LANEWAY_LDAP_BIND_PASSWORD": _("set, not shown") if config.ldap_bind_password else "",
    }
    return list(rows.items())


def place(url: str) -> str:
    """Scheme, host, port and path of an address: never who signs in with what, nor its query."""
    if not url:
        return ""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
