"""The inbox: views at the left, the list cut by due day, the task beside it. Reads only; the deeds are in task.py."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from flask import Blueprint, render_template, request

from app.db import reading
from app.language import current
from app.language import gettext as _
from app.operations.permissions import Actor
from app.operations.roles import TASK_OVERSEERS
from app.operations.wording import of_versions
from app.queries import inbox as counts
from app.queries import overview, questions, saved_views, unread
from app.queries import tasks as queries
from app.queries.filters import GROUP, Filters, read
from app.queries.pages import Page
from app.queries.saved_views import Kept
from app.queries.tasks import TaskLine
from app.web import pane, reader, urgency
from app.web.identity import current_actor, signed_in

pages = Blueprint("inbox", __name__)


@dataclass(frozen=True)
class View:
    """A chosen view: its title and how the list is asked for. `key`: the view with its filters as one word;
    `saved`: the saved view that asks for the same.
    """

    key: str
    title: str
    page: Page[TaskLine]
    cursor: str
    filters: Filters
    saved: Kept | None = None

    @property
    def base(self) -> str:
        """Without its filters."""
        return self.filters.view


@pages.get("/inbox")
@signed_in
def show() -> str:
    """The list of a view; on a wide screen its first task stands open beside it."""
    actor = current_actor()
    with reading():
        listed = listing(actor)
        lines = listed["view"].page.items
        glance = pane.opened(actor, lines[0].id) if lines and lines[0].state == "open" else {"task": None}
        return render_template("inbox.html", **glance, glance=True, **listed)


def listing(actor: Actor) -> dict[str, Any]:
    """What the left side of the inbox needs, for a task's page too."""
    cursor = request.args.get("cursor", "")
    with reading():
        views = counts.views(actor)
        filters = read(request.args)
        if not filters.view:
            filters = replace(filters, view=_first(views))
        kept = saved_views.of_person(actor, "inbox")
        kept_counts = saved_views.counted(actor, kept)
        page = queries.page(actor, cursor=cursor, limit=40, **filters.asked())
        words = of_versions([line.version_id for line in page.items], current.get())
        ids = [line.id for line in page.items]
        fresh, answers = unread.of_tasks(actor, ids), questions.of_tasks(ids)
        plainly = filters.view == "mine" and not filters.narrowed and not cursor
        to_answer = questions.waiting_for(actor) if plainly and views.asked else []
        items = overview.items()
    saved = next((one for one in kept if one.query == filters.query), None)
    view = View(filters.key, saved.name if saved else _title(filters.view, views), page, cursor, filters, saved)
    late = sum(1 for line in page.items if line.state == "open" and line.due_at and line.due_at < reader.moment())
    return {
        "view": view,
        "views": views,
        "kept_views": kept,
        "kept_counts": kept_counts,
        "items": items,
        "days": _cut(page.items, filters),
        "late": late,
        "fresh": fresh,
        "answers": answers,
        "to_answer": to_answer,
        "actor": actor,
        "overseer": actor.has(*TASK_OVERSEERS),
        "clock_of": clock_of,
        "yours": yours,
        "urgent": urgency.mark,
        "step": lambda line: words[line.version_id].say(line.stage or line.name),
    }


def clock_of(line: TaskLine) -> Any:
    """The clock of a line."""
    return reader.clock(line.created_at, line.due_at)


def yours(actor: Actor, line: TaskLine) -> bool:
    """Whether it waits for the reader: theirs, or free to take."""
    return line.assignee in (None, actor.login) and line.state == "open"


def _first(views: counts.Views) -> str:
    """What is shown when nothing is chosen: one's own, or the first group where work waits."""
    waiting = [group.key for group in views.groups if group.count.all]
    return GROUP + waiting[0] if waiting and not views.mine.all else "mine"


def _title(view: str, views: counts.Views) -> str:
    if view.startswith(GROUP):
        return next((group.name for group in views.groups if group.key == view.removeprefix(GROUP)), _("Group"))
    known = {"approvals": _("Approvals"), "done": _("Done by me"), "all": _("Everybody’s")}
    return known.get(view, _("For me"))


def _cut(lines: list[TaskLine], filters: Filters) -> list[tuple[str, list[TaskLine]]]:
    """By due day, what is done by the day it was; in another order under its name."""
    words = {"newest": _("Newest first"), "oldest": _("Oldest first")}.get(filters.order)
    return [(words, lines)] if words and lines else _by_day(lines, done=filters.view == "done")


def _by_day(lines: list[TaskLine], *, done: bool) -> list[tuple[str, list[TaskLine]]]:
    """Cut by due day: overdue, today, tomorrow, this week, later, without a date; `done`: by the day of the end."""
    days = groupby(lines, lambda line: _ended(line.completed_at) if done else _day(line.due_at))
    return [(title, list(members)) for title, members in days]


def _ended(at: datetime | None) -> str:
    if at is None:
        return _("Without a date")
    zone = reader.zone()
    return _("Today") if at.astimezone(zone).date() == reader.moment().astimezone(zone).date() else reader.day(at)


def _day(due: datetime | None) -> str:
    if due is None:
        return _("Without a date")
    zone, moment = reader.zone(), reader.moment()
    days = (due.astimezone(zone).date() - moment.astimezone(zone).date()).days
    if due < moment:
        return _("Overdue")
    return {0: _("Today"), 1: _("Tomorrow")}.get(days) or (_("This week") if days < 7 else _("Later"))
