"""What other people have in a furnished house, by the names under which verbs ask for it."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import select

from app.db import now, session, transaction
from app.models.decision_link import DecisionLink
from app.models.person import Person
from app.models.request import Request
from app.models.session import Session
from app.models.task import Task
from app.operations import (
    articles,
    canned_answers,
    drafts,
    files,
    holidays,
    questions,
    saved_views,
    sessions,
    substitutes,
    suspensions,
    tokens,
)
from app.operations.adding import Wish
from app.operations.migratable import Way
from tests.app.web.test_decision_links import letter
from tests.fixtures.cast import Cast

ORDER = {
    "software": "Figma",
    "seats": 1,
    "amount": 480,
    "paid_from": "cost_centre",
    "cost_centre": "4711",
    "why": "We draw the portal.",
}
#: Any value will do: the right is asked first.
PLAIN: dict[str, Any] = {
    "action": "retry", "anyway": False, "apply": True, "body": "Hello", "cause": "x", "code": "x",
    "content": b"login\nx", "correlation_key": "x", "data": {"decision": "approve"}, "element": None, "error": "x",
    "facts": {"name": "Mallory"}, "files": (), "given": {}, "incident_id": 1, "instance_id": 1, "internal": False,
    "item": "new_software", "job_id": 1, "key": "new_software", "kind": "assigned", "language": "en", "limit": 1,
    "lines": {}, "login": "mallory", "looked": None, "mapping": None, "message": "x", "move_id": 1, "name": "x",
    "new": 2, "note": "", "number:int": 1, "ok": True, "old": 1, "on": True, "only": None, "page": "requests",
    "password_hash": "", "pauses_clocks": True, "permanent": True, "point": "x", "priority": 1, "process": None,
    "publish": True, "query": "", "reason": "time", "result": {}, "retry_after": None, "schedule_id": 1,
    "scope": "requests", "seconds": 60, "seen": "", "stars": 1, "subject": "Hello", "target": "x", "text": "x",
    "texts": {"en": "x"}, "title": "x", "token": 1, "token:str": "x", "ttl_seconds": 60, "types": ["x"],
    "until": None, "version": None, "way": "x", "what": "people", "words": "", "requested_for": "jonas",
    "answers": {"decision": "approve"},
}  # fmt: skip

DRAWN = {"publishing.publish", "publishing.retire", "importing.bring"}
WATCHED = {"watching.invite", "watching.stop", "watching.watch", "requests.comment", "linking.child", "linking.relate"}
ORDERED = {"ordering.submit", "requests.withdraw", "wanted.change"}
WRITTEN = {"articles.must_write", "articles.propose"}
HELD = {
    "tasks.assign",
    "tasks.claim",
    "locked_tasks.locked",
    "tasks.release",
    "urgency.put",
    "refusals.refuse",
    "presence.here",
}
STOPPED = {"suspensions.check", "suspensions.resume", "suspensions.resume_request", "suspensions.suspend"}
#: What a role by itself opens of the verbs, called with other people's things: what is refused there is a Conflict.
OPEN = {
    "": set(),
    "integration": {"jobs.claim", "messages.receive", "signals.throw"},
    "process_owner": DRAWN | WRITTEN | {"asking_back.take_process"}
    | {"drafts.begin", "drafts.delete", "drafts.discard", "drafts.keep"},
    "desk": WATCHED | ORDERED | WRITTEN,
    "process_manager": DRAWN | WATCHED | ORDERED | WRITTEN | HELD | STOPPED
    | {"calendars.save", "migrating.take_along", "migrating.way"},
}  # fmt: skip


class Things:
    """One request of marta's that waits for jonas, and what they keep beside it. `real`: names of what is there: who
    does not find it was not let near it.
    """

    def __init__(self, cast: Cast) -> None:
        self.known = dict(PLAIN)
        number = cast.marta.orders("new_software", ORDER)
        marta, jonas = cast.marta.actor, cast.jonas.actor
        task = cast.jonas.task(number).id
        link = letter("jonas").text.partition("/decide/")[2][:32]
        stored = files.store(BytesIO(b"%PDF-1.4 plain"), "plain.pdf")
        with transaction():
            person = session().get_one(Person, marta.id)
            sessions.begin(person)
            rows = {
                "answer_id": canned_answers.add(jonas, "", "Mine", {"en": "Words"}),
                "file_id": files.add(marta, stored),
                "question_id": questions.ask(jonas, task, "marta", "Why?"),
                "substitute_id": substitutes.name(jonas, "eva", now(), now() + timedelta(days=9)),
                "suspension_id": suspensions.suspend(cast.paul.actor, "item", "how_to", reason="Moving"),
                "token_id": tokens.make(person, "Mine")[0],
                "view_id": saved_views.keep(marta, "Mine", "q=x"),
            }
            self.known |= {name: row.id for name, row in rows.items()}
            self.known["session_id"] = session().scalars(select(Session.id).where(Session.person_id == marta.id)).one()
        self.real = {*rows, "session_id", "number", "numbers", "requests", "other", "task_id", "link", "task", "group"}
        self.known |= {
            "number": number, "numbers": [number], "requests": [number], "other": number, "request_id": int(number[4:]),
            "task_id": task, "secret": link, "person_id": marta.id, "group": "infrastructure", "day": now().date(),
            "starts": now(), "ends": now() + timedelta(days=1), "draft": articles.Draft("x", "en", "X", "x"),
            "found": Way("new_software", 1, 1, 1, 1), "holidays": holidays.Holidays(), "work": drafts.Work(),
            "wish": Wish("group:infrastructure", "x"),
            "absent": lambda: session().get_one(Person, marta.id),
            "person": lambda: session().get_one(Person, marta.id),
            "made": lambda: session().get_one(Request, int(number[4:])), "task": lambda: session().get_one(Task, task),
            "link": lambda: session().scalars(select(DecisionLink).where(DecisionLink.task_id == task)).first(),
        }  # fmt: skip
