"""Secrets planted wherever a house has some turn up nowhere else: in no log, dump, page, answer, export or backup.

What refuses them says them aloud, as bad neighbours do: a call that fails for good, one that nobody foresaw, a mail
server, the test button.
"""

import io
import json
import logging
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.backup import making
from app.commands import doctor
from app.commands.dump import snapshot
from app.config import Config
from app.connectors.base import BusinessError, ConnectorError, Letter
from app.db import db, reading, session, transaction
from app.factory import create_app
from app.jobs import shift, work
from app.jobs.connectors import connectors
from app.log_lines import Line
from app.models.incident import Incident
from app.operations import connectors as tested
from app.operations import house, importing, passwords, sessions, tokens
from app.operations.people import person_of
from app.operations.permissions import actor_of
from tests.app.web.test_login import signs_in
from tests.app.web.test_passwords import asks, link
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.cast import Cast, Recorder
from tests.journeys.test_password_reset import another, code_of, enters
from tests.reliability.plain import plain
from tests.reliability.test_planted import ITEM, ordered

CANARY = "canary-{}-0d1f"
SETTINGS = {
    "http_secret": CANARY.format("http"),
    "ldap_bind_password": CANARY.format("ldap"),
    "secret_key": CANARY.format("key"),
    "smtp_url": f"smtp://laneway:{CANARY.format('smtp')}@127.0.0.1:9",
    "redis_url": f"redis://:{CANARY.format('redis')}@127.0.0.1:9/0",
}
ALOUD = f"Not with {CANARY.format('http')}, {CANARY.format('ldap')} or {CANARY.format('smtp')}!"
PASSWORD, WRONG = CANARY.format("password"), CANARY.format("typed")
#: A mail is shown to its reader as it is sent; a stream does not end.
PASSED_BY = ("/mailbox", "/events", "/api/v1/events")


class Refuser:
    """A mail server, and a connector, that says aloud what it was given."""

    sender = "laneway@localhost"

    def send(self, _letter: Letter) -> None:
        raise ConnectorError(ALOUD, permanent=True)

    def test(self) -> str:
        raise ConnectorError(ALOUD, permanent=True)


@pytest.fixture
def app(sqlite_house: Flask) -> Iterator[Flask]:
    """The house once more, with secrets in its settings."""
    plain_one: Config = sqlite_house.extensions["laneway"]
    made = create_app(replace(plain_one, **SETTINGS))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()
    house.open(plain_one)


@pytest.fixture
def log(app: Flask) -> Iterator[io.StringIO]:
    """What a worker's process writes, to the last whisper."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Line(app.extensions["laneway"].veiled))
    root = logging.getLogger()
    level, root.level = root.level, logging.DEBUG
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_secret_stays_where_it_is(app: Flask, log: io.StringIO, capfd: Any, tmp_path: Path) -> None:
    secrets = {**lived(app), "password": PASSWORD, "typed": WRONG, "canary": CANARY[:6]}
    out, err = capfd.readouterr()
    with app.app_context():
        places = {"stdout": out, "stderr": err, "log": log.getvalue(), **tables(tmp_path), **pages(app)}
    assert "Not with ***, *** or ***!" in places["dump"], "it was said aloud, and kept without the secrets"
    assert "Not with" in places["log"]
    assert [(name, where) for name, one in secrets.items() for where, words in places.items() if one in words] == []


def lived(app: Flask) -> dict[str, str]:
    """A day on which everything goes right once and wrong once; the secrets that came up on the way."""
    outside = Recorder("http")
    cast = Cast({**connectors(app.extensions["laneway"]), "http": outside})
    post = Refuser()

    def works() -> None:
        shift.begin(shift.Shift("test", {**cast.connectors, "directory": post}, post))  # type: ignore[dict-item, arg-type]
        work.drain()

    with transaction():
        importing.import_files({path.name: path.read_bytes() for path in ITEM.iterdir()})
        person_of("marta").password_hash = passwords.hashed(PASSWORD)
        token = tokens.make(person_of("marta"), "her own")[1]
        cookie = sessions.begin(person_of("jonas"))
        for key in ("mail", "directory"):
            tested.ask_test(actor_of(person_of("admin")), key)
    outside.answers = [ConnectorError(ALOUD, permanent=True), RuntimeError(ALOUD), BusinessError("no", ALOUD), {}]
    for turn in range(4):
        number = ordered(cast, f"marta-{turn}")
        cast.jonas.approves(number)
        works()
    signs_in(Browser(app), "marta", WRONG)
    browser = Browser(app)
    assert signs_in(browser, "marta", PASSWORD).status_code == 302
    assert Caller(app, {"Authorization": f"Bearer {token}"}).get("/api/v1/requests").status_code == 200
    assert Caller(app, {"Authorization": f"Bearer {token}x"}).get("/api/v1/requests").status_code == 401
    asks(Browser(app), "marta")
    reset = link().rpartition("/")[2]
    assert Browser(app).get(f"/password/{reset}").status_code == 200
    code = proven(cast)
    return {"token": token, "cookie": cookie, "session": browser.secret, "reset": reset, "code": f'"{code}"'}


def proven(cast: Cast) -> str:
    """Somebody says who they are by a code, at the second try."""
    number = cast.tamas.orders("password_reset", {"account": "tamas"})
    cast.works()
    code = code_of(cast, "tamas")
    enters(cast, number, another(code), "tamas")
    enters(cast, number, code, "tamas")
    return code


def tables(folder: Path) -> dict[str, str]:
    """What leaves the house as a whole."""
    with transaction():
        session().execute(text("create table alembic_version (version_num varchar(32))"))
    with reading():
        dump = json.dumps(plain(snapshot()))
        making.make(folder / "backup.tar.gz", session().connection(), folder / "files")
    with tarfile.open(folder / "backup.tar.gz") as backup:
        members = {one.name: backup.extractfile(one) for one in backup.getmembers()}
        kept = {f"backup {name}": file.read().decode() for name, file in members.items() if file}
    found = [str(one) for one in doctor.examine(house.config())]
    return {"dump": dump, "doctor": "\n".join(found), **kept}


def pages(app: Flask) -> dict[str, str]:
    """Every page, export and answer that an administrator can have without a form, and those about what failed."""
    with transaction():
        secret, token = sessions.begin(person_of("admin")), tokens.make(person_of("admin"), "looks")[1]
        incidents = session().scalars(select(Incident.id)).all()
    assert incidents
    browser = Browser(app)
    browser.client.set_cookie("laneway", secret)
    program = Caller(app, {"Authorization": f"Bearer {token}"})
    asked: list[str] = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments and rule.rule not in PASSED_BY
    ]
    asked += [f"/incidents/{one}" for one in incidents]
    asked += [f"/api/v1/requests/REQ-00000{n}{part}" for n in range(1, 6) for part in ("", "/journal")]
    asked += [f"/requests/REQ-00000{n}" for n in range(1, 6)]
    found = {path: (program if path.startswith("/api/") else browser).get(path) for path in asked}
    return {path: f"{answer.text}\n{answer.headers}" for path, answer in found.items()}
