"""A request's clocks in the reader's words: badges, and the ledger line by line. Only dresses."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.catalogue.calendars.counting import Line
from app.catalogue.calendars.explaining import length
from app.catalogue.drawing.badges import Badge
from app.language import gettext as _
from app.operations.wording import Wording
from app.queries.clocks import ClockLine
from app.web import reader

SOON = 0.75


@dataclass(frozen=True)
class Shown:
    """One clock as it is drawn. `tone`: "", soon, late, pause, done; `lines`: (from, to, length, words) each."""

    words: str
    tone: str
    detail: str
    why: str
    lines: tuple[tuple[str, str, str, str], ...]
    total: str


def shown(clocks: Sequence[ClockLine], spoken: Wording) -> list[Shown]:
    """Every clock of a request."""
    return [_shown(one, spoken) for one in clocks]


def marks(clocks: Sequence[ClockLine], spoken: Wording) -> dict[str, Badge]:
    """The clocks of lanes and steps for the drawing, by element; of several the last one."""
    return {one.element: Badge(*_state(one), _title(one, spoken)) for one in clocks if one.element}


def name(one: ClockLine, spoken: Wording) -> str:
    """The clock's name: SLA, Response, or OLA with the name of its lane or step."""
    if one.kind == "ola":
        return _("OLA %(name)s", name=spoken.say(one.name))
    return _("SLA") if one.kind == "resolution" else _("Response")


def _shown(one: ClockLine, spoken: Wording) -> Shown:
    state, tone = _state(one)
    used = _("%(used)s of %(goal)s used", used=length(one.used), goal=length(one.goal_seconds))
    due = _("due %(when)s", when=reader.when(one.due_at)) if one.due_at and not one.ended_at else ""
    detail = " · ".join(part for part in (used, due, one.calendar) if part)
    lines = tuple(_line(line, spoken) for line in one.ledger)
    return Shown(f"{name(one, spoken)} {state}", tone, detail, one.why, lines, length(one.used))


def _title(one: ClockLine, spoken: Wording) -> str:
    return f"{name(one, spoken)} {_state(one)[0]}"


def _state(one: ClockLine) -> tuple[str, str]:
    if one.verdict == "breached":
        return _("breached"), "late"
    if one.verdict == "met":
        return _("met"), "done"
    if one.verdict == "stopped":
        return _("stopped"), "pause"
    left = _("%(span)s left", span=length(one.left))
    if one.cause:
        return _("paused, %(left)s", left=left), "pause"
    if one.used >= one.goal_seconds:
        return _("breached"), "late"
    return left, "soon" if one.used >= SOON * one.goal_seconds else ""


def _line(line: Line, spoken: Wording) -> tuple[str, str, str, str]:
    words = _("running") if not line.cause else _("paused – %(cause)s", cause=_cause(line, spoken))
    return reader.when(line.start), reader.when(line.end), length(line.seconds), words


def _cause(line: Line, spoken: Wording) -> str:
    if line.cause.startswith("step:"):
        return _("while “%(name)s” waits", name=spoken.say(line.note or line.cause.removeprefix("step:")))
    known = {
        "requester": _("waiting for requester"),
        "elsewhere": _("not with them"),
        "condition": _("a condition of the item holds"),
        "suspended": _("suspended"),
    }
    words = known.get(line.cause, line.cause)
    return f"{words} ({line.note})" if line.note and line.cause != "requester" else words
