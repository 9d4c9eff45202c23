"""One item under clocks, its orders as a model knows them, and what the tables say of their clocks."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.db import session
from app.models.clock import Clock, ClockSegment
from app.models.journal import Journal
from app.models.request import Request
from app.models.task import Task
from tests.app.operations.beginning_items import done, item
from tests.reliability.clock_model import Hours, Ticking
from tests.workflows.diagrams import extensions, flow, node, path, properties, start, user, xor

OFFICE = ("08:00-12:00, 13:00-17:00",) * 5 + ("", "")
HOURS = {
    "office": Hours(OFFICE, "Europe/Berlin", 8 * 3600),
    "nights": Hours(("00:00-06:00, 22:00-24:00",) * 7, "Europe/Berlin", 8 * 3600, ("2027-03-29",)),
    "elsewhere": Hours(("09:15-13:45",) * 6 + ("",), "Australia/Lord_Howe", 16_200, ("2027-04-02", "2027-04-05")),
}
WHO = '<zeebe:assignmentDefinition assignee="ilse"/>'
ASKED = '<zeebe:assignmentDefinition assignee="=requester.login"/>'
LANES = node(
    "laneSet", "lanes",
    node("lane", "team", extensions(properties(ola="PT6H", ola_ladder="75: priority 80; 100: remind; 150: remind")),
         "<flowNodeRef>work</flowNodeRef>", name="Team"),
    node("lane", "theirs", "<flowNodeRef>answer</flowNodeRef>", name="Requester"),
)  # fmt: skip


def form(key: str) -> str:
    """What names a task's form."""
    return f'<zeebe:formDefinition formId="{key}"/>'


def yes_or_no(key: str, word: str) -> bytes:
    """A form with one box."""
    box = {"type": "checkbox", "id": word, "key": word, "label": word}
    return json.dumps({"type": "default", "id": key, "schemaVersion": 19, "components": [box]}).encode()


TICKING = item(
    "ticking", LANES, start(), user("work", ext=form("work") + WHO), xor("how", default="how_answer"),
    user("answer", ext=form("answer") + ASKED, kind="requester"), xor("well", default="well_end"), done(),
    path("start", "work", "how"), flow("how", "answer"), flow("how", "end", "finished"),
    path("answer", "well"), flow("well", "work", "again"), flow("well", "end"),
    owner="paul", response="PT2H", sla="P1D", calendar="standard", sla_ladder="50: remind; 100: notify owner",
)  # fmt: skip

FILES = {
    "ticking.bpmn": TICKING,
    "work.form": yes_or_no("work", "finished"),
    "answer.form": yes_or_no("answer", "again"),
}


@dataclass
class Ordered:
    """One request: who is at it, what holds it, and its clocks by key."""

    id: int
    clocks: dict[str, Ticking]
    place: str = "work"  # or answer, or ended
    answered: bool = False  # somebody of the house has shown themselves
    question: int | None = None
    held: dict[int, tuple[bool, int | None]] = field(default_factory=dict)  # suspension: stops clocks, until when

    @classmethod
    def under(cls, id: int, hours: Hours) -> "Ordered":
        """A new one, whose clocks go by these hours."""
        clocks = {
            "response": Ticking(hours, timedelta(hours=2), (100,)),
            "resolution": Ticking(hours, 1, (50, 100, 100)),
            "lane:team": Ticking(hours, timedelta(hours=6), (75, 100, 100, 150)),
        }
        return cls(id, clocks)

    @property
    def number(self) -> str:
        return f"REQ-{self.id:06d}"

    def state(self, key: str) -> str:
        """As it should be now."""
        if self.place == "ended" or (key == "response" and self.answered):
            return "ended"
        stands = any(stops for stops, _until in self.held.values()) or self.question or self.place == "answer"
        return "stands" if stands else "runs"


def facts(key: str) -> dict[str, Any]:
    """A calendar as its page takes it."""
    hours = HOURS[key]
    return {"name": key, "zone": hours.zone, "week": hours.week, "closed": dict.fromkeys(hours.closed, "Closed")}


def seconds(at: datetime) -> int:
    """Of the epoch, whole."""
    return int(at.timestamp())


def rows(one: Ordered) -> list[Clock]:
    """Its clocks: those of the model, and no others."""
    query = select(Clock).where(Clock.request_id == one.id).order_by(Clock.id)
    found = list(session().scalars(query.execution_options(populate_existing=True)))
    assert sorted(row.key for row in found) == sorted(one.clocks)
    return found


def ledger(row: Clock) -> list[tuple[str, int]]:
    """Its turns: that it stands for another reason is none."""
    turns: list[tuple[str, int]] = []
    query = select(ClockSegment).where(ClockSegment.clock_id == row.id).order_by(ClockSegment.id)
    for line in session().scalars(query):
        state = {"": "runs", "ended": "ended"}.get(line.cause, "stands")
        if not turns or turns[-1][0] != state:
            turns.append((state, seconds(line.at)))
    return turns


def climbed(one: Ordered) -> dict[int, list[tuple[int, int]]]:
    """What the journal says of the rungs of each clock: the percent, and when."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    query = select(Journal).where(Journal.request_id == one.id, Journal.kind.in_(("clock.rung", "clock.breached")))
    for line in session().scalars(query.order_by(Journal.seq)):
        facts = json.loads(line.data)
        found[facts["clock"]].append((facts["percent"], seconds(line.at)))
    return found


def as_minutes_say(one: Ordered, at: int) -> None:
    """Its clocks hold, and whoever has to do with it is due by them."""
    said, found = climbed(one), rows(one)
    for row in found:
        holds(one, row, at)
        climbs(one.clocks[row.key], row, said.get(row.id, []))
    due = {row.key: row.due_at for row in found}
    request = session().get_one(Request, one.id, populate_existing=True)
    assert request.state != "stuck"
    assert one.place == "ended" or request.due_at == due["resolution"]
    if one.place == "work":
        [task] = session().scalars(select(Task).where(Task.request_id == one.id, Task.state == "open"))
        assert task.due_at == due["lane:team"]


def holds(one: Ordered, row: Clock, at: int) -> None:
    """Its ledger has every turn of the model, in time, and nothing else; it is due when the minutes say so."""
    kept, turns = one.clocks[row.key], ledger(row)
    assert [state for state, _when in turns] == [state for state, _low, _high in kept.turns], row.key
    for (_, when), (_, low, high) in zip(turns, kept.turns, strict=True):
        assert low <= when <= high
    assert turns[0][1] == seconds(row.started_at)
    assert [when for _, when in turns] == sorted(when for _, when in turns)
    used = row.elapsed + (kept.hours.used(seconds(row.since), at) if row.since else 0)
    assert (row.goal_seconds, used) == (kept.seconds, kept.used(turns, at)), row.key
    assert row.due_at == kept.due(turns), row.key
    if kept.state == "ended":
        late = row.breached_at is not None
        assert used <= row.goal_seconds or late
        assert (row.verdict == "breached", row.ended_at is not None) == (late, True)


def climbs(kept: Ticking, row: Clock, entries: list[tuple[int, int]]) -> None:
    """New entries of the journal: one rung each, in their order, none before its share was used."""
    fresh = entries[kept.told :]
    assert [percent for percent, _at in fresh] == list(kept.rungs[kept.behind : kept.behind + len(fresh)])
    for percent, when in fresh:
        assert kept.used(ledger(row), when) * 100 >= kept.seconds * percent, f"{row.key} came early"
    kept.behind += len(fresh)
    kept.told = len(entries)
    assert row.rung == kept.behind
