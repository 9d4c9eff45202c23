"""`laneway dump --json`: one consistent snapshot of requests, tasks, timers, calls, messages, incidents and journal."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select, text

from app.db import Base, reading, session
from app.host import open_host
from app.models.approval import Approval
from app.models.call import Call
from app.models.comment import Comment
from app.models.entrance import Entrance
from app.models.file import File
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.journal import Journal
from app.models.message import Message
from app.models.message_wait import MessageWait
from app.models.outbox import Outbox
from app.models.repair import Repair
from app.models.request import Request
from app.models.schedule import Schedule
from app.models.standstill import Standstill
from app.models.suspension import Suspension
from app.models.task import Task
from app.models.timer import Timer
from app.models.token_move import TokenMove
from app.operations import secret_answers
from workflows.values import dumps, loads

TABLES = {
    "requests": Request,
    "instances": Instance,
    "tasks": Task,
    "approvals": Approval,
    "timers": Timer,
    "schedules": Schedule,
    "entrances": Entrance,
    "calls": Call,
    "message_waits": MessageWait,
    "messages": Message,
    "outbox": Outbox,
    "incidents": Incident,
    "comments": Comment,
    "files": File,
    "suspensions": Suspension,
    "repairs": Repair,
    "token_moves": TokenMove,
    "standstills": Standstill,
    "journal": Journal,
}
#: Texts that hold variables: what the forms call secret is in no dump, as it is in no answer.
VEILED = {
    "instances": ("variables", secret_answers.anywhere),
    "token_moves": ("variables", secret_answers.anywhere),
    "calls": ("data", secret_answers.anywhere),
    "requests": ("answers", secret_answers.values),
}
LEFT_OUT = {"before": {"token_moves"}, "state": {"instances"}, "search": {"requests"}}


def main(argv: list[str]) -> int:
    """Print the snapshot as one JSON object."""
    parser = argparse.ArgumentParser(prog="laneway dump", description="One consistent snapshot of the house.")
    parser.add_argument("--json", action="store_true", help="as one JSON object (the only form there is)")
    parser.parse_args(argv)
    with open_host().app_context(), reading():
        json.dump(snapshot(), sys.stdout, ensure_ascii=False, default=_plain)
    sys.stdout.write("\n")
    return 0


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Every table in one repeatable read."""
    if session().get_bind().dialect.name == "postgresql":
        session().execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    versions = dict(session().execute(select(Request.id, Request.version_id)).all())
    return {
        name: [_row(name, row, versions) for row in session().scalars(select(table))] for name, table in TABLES.items()
    }


def _row(name: str, row: Base, versions: Mapping[int, int]) -> dict[str, Any]:
    columns = [c.key for c in row.__table__.columns if name not in LEFT_OUT.get(c.key, ())]
    found = {column: getattr(row, column) for column in columns}
    column, veil = VEILED.get(name, ("", secret_answers.values))
    if found.get(column):
        version = found["version_id"] if "version_id" in found else versions[found["request_id"]]
        found[column] = dumps(veil(version, loads(found[column])))
    return {"number": row.number, **found} if isinstance(row, Request) else found


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return len(value)
    raise TypeError(f"{type(value).__name__} cannot be dumped.")
