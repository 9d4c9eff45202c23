"""Every route by every role with what is somebody else's: generated from the URL map, over HTTP.

What one may not see is the same as what does not exist, word for word; what is for other roles is refused before
anything is looked up. test_guards.py asks the same of the verbs beneath.
"""

import re
from collections import Counter
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.db import session, transaction
from app.models.approval import Approval
from app.models.notice import Notice
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import people, sessions, tokens
from app.operations.permissions import LANEWAY
from app.operations.roles import OVERSEERS
from app.web.access import access_of
from tests.app.operations.guarded import ORDER, Things
from tests.app.web.test_access import BODIES, address, routes
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.cast import Cast

ROLES = ("", "integration", "process_owner", "desk", "process_manager", "administrator")
#: What belongs to one person, whatever role another has.
OWN = {"answer_id", "file_id", "letter_id", "notice_id", "session_id", "token_id", "view_id"}
#: What goes with a request, which overseers see.
SEEN = {"number", "task_id", "approval_id", "question_id", "substitute_id"}
#: An administrator ends anybody's token (it may have been stolen), and reads the demo's mailbox.
OPEN = {"administrator": {"token_id", "letter_id"}}
ABOUT = "/people/<login>"  # an administrator's own page about a person
NOBODY = dict.fromkeys(OWN | SEEN, 2**31 - 9) | {"number": "REQ-999999"}
HEAD, TAGS, WORD = re.compile(r"(?s)<head.*?</head>"), re.compile(r"<[^>]*>"), re.compile(r"[^\W\d_]+")


class Mallory:
    """Somebody new with one role, as a program and in a browser."""

    def __init__(self, house: Flask, role: str) -> None:
        with transaction():
            made = people.add(LANEWAY, "mallory", {"name": "Mallory", "roles": [role] if role else []})
            person = session().get_one(Person, made.id)
            secret, cookie = tokens.make(person, "test")[1], sessions.begin(person)
        self._program = Caller(house, {"Authorization": f"Bearer {secret}"})
        self._browser = Browser(house)
        self._browser.client.set_cookie("laneway", cookie)
        self._csrf = self._browser.csrf

    def asks(self, method: str, rule: Rule, path: str) -> TestResponse:
        if rule.rule.startswith("/api/"):
            body = BODIES.get(rule.endpoint.rpartition(".")[2], {})
            return self._program.call(method, path, json=None if method == "GET" else body)
        return self._browser.call(method, path, data=None if method == "GET" else {"csrf_token": self._csrf})


def theirs() -> dict[str, Any]:
    """Of marta's and jonas', one of each kind."""
    cast = Cast({})
    cast.jonas.approves(cast.marta.orders("new_software", ORDER))
    known = {name: one for name, one in Things(cast).known.items() if isinstance(one, (str, int))}
    rows = {"letter_id": Outbox, "notice_id": Notice, "approval_id": Approval}
    for name, model in rows.items():
        known[name] = session().scalars(select(model.id).order_by(model.id)).first()  # type: ignore[attr-defined]
    assert None not in known.values()
    return known | {"key": "new_software", "login": "jonas", "version_number": 1}


def said(answer: TestResponse) -> tuple[int, Any]:
    """What is told of it: not the address, nor the call's name."""
    if answer.is_json:
        return answer.status_code, {name: one for name, one in answer.json.items() if name != "instance"}
    return answer.status_code, WORD.findall(TAGS.sub(" ", HEAD.sub("", answer.text)))


@pytest.mark.parametrize("role", ROLES)
def test_what_is_for_other_roles_is_refused(sqlite_house: Flask, role: str) -> None:
    known, mallory, refused = theirs(), Mallory(sqlite_house, role), 0
    for method, rule in routes(sqlite_house):
        access = access_of(sqlite_house.view_functions[rule.endpoint])
        assert access is not None
        if access.roles and role not in access.roles:
            answer = mallory.asks(method, rule, address(sqlite_house, rule, **known))
            assert answer.status_code == 403, (method, rule.rule, answer.status_code)
            refused += 1
    assert refused >= {"administrator": 0, "process_manager": 20}.get(role, 60)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_somebody_elses_is_not_there(sqlite_house: Flask, role: str) -> None:
    known, mallory, asked = theirs(), Mallory(sqlite_house, role), Counter[str]()
    hidden = OWN - OPEN.get(role, set()) if role in OVERSEERS else OWN | SEEN
    for method, rule in routes(sqlite_house):
        access = access_of(sqlite_house.view_functions[rule.endpoint])
        mine = access is not None and not access.anyone and (not access.roles or role in access.roles)
        if not (mine and rule.arguments & hidden) or rule.rule.startswith(ABOUT):
            continue
        answer = mallory.asks(method, rule, address(sqlite_house, rule, **known))
        nothing = mallory.asks(method, rule, address(sqlite_house, rule, **{**known, **NOBODY}))
        assert answer.status_code == 404, (method, rule.rule, answer.status_code, answer.text[:300])
        assert said(answer) == said(nothing), (method, rule.rule)
        asked.update(rule.arguments & hidden)
    assert set(asked) == hidden
