"""Opens the pages that show what a kept house (everyday.py, newer.py) has stored as structures."""

from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.approval import Approval
from app.models.definition_version import DefinitionVersion
from app.models.incident import Incident
from app.models.outbox import Outbox
from app.models.request import Request
from app.models.task import Task
from app.models.token_move import TokenMove
from app.operations import sessions
from tests.fixtures.callers import Browser, _app, person

ALWAYS = {
    "paul": ["/insights/requests", "/calendars/standard", "/mail-texts/incident?language=de", "/news"],
    "admin": ["/groups/infrastructure", "/connectors", "/journal", "/knowledge"],
    "marta": ["/requests", "/profile", "/news", "/mailbox"],
    "dan": ["/inbox", "/canned"],
}
NAMED = {
    ("paul", "/requests/REQ-{:06}"): select(Request.id),
    ("paul", "/tasks/{}"): select(Task.id).where(Task.state == "open"),
    ("paul", "/incidents/{}"): select(Incident.id),
    ("paul", "/incidents/moves/{}"): select(TokenMove.id),
    ("jonas", "/decisions/{}"): select(Approval.id),
    ("admin", "/mailbox/{}"): select(Outbox.id).where(Outbox.kind == "mail").order_by(Outbox.id).limit(5),
}


def shows() -> None:
    """Each answers with a whole page; what was typed and not handed in stands in its form again."""
    pages = {login: list(paths) for login, paths in ALWAYS.items()}
    with reading():
        for (login, path), names in NAMED.items():
            pages.setdefault(login, []).extend(path.format(one) for one in session().scalars(names))
        for version in session().scalars(select(DefinitionVersion)):
            place = f"/studio/{version.definition.key}/{version.number}"
            pages["admin"] += [place, f"{place}/report", f"{place}/texts"]
    for login, paths in pages.items():
        browser = signed_in(login)
        found = {path: browser.get(path).status_code for path in paths}
        assert set(found.values()) == {200}, {path: status for path, status in found.items() if status != 200}
    assert "half a sen" in signed_in("marta").get("/items/new_software").text
    assert "Mine" in signed_in("paul").get("/insights/requests").text


def signed_in(login: str) -> Browser:
    """A browser of theirs, in the house of the test."""
    with transaction():
        secret = sessions.begin(person(login))
    caller = Browser(_app())
    caller.client.set_cookie("laneway", secret)
    return caller
