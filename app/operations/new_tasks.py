"""The tasks that a Step opens: their rows are written together, then each is offered and told of, in the Step's order.

A Step may open a thousand of them; a thousand statements would take longer than all else. Only whoever holds the
instance's row, or makes it, opens tasks. What begins with a task (letters, bells, reminders) is openings.py's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.db import dialect, now, session
from app.models.instance import Instance
from app.models.request import Request
from app.models.task import HELD, Task
from app.operations import just_made, openings, reasons, routing, sampling, standing_approvals
from app.operations.assignment import Offer, offer
from app.row_ids import FEW, draw_soon, several
from app.writing import fresh
from workflows import step as engine
from workflows.definition import Definition


class Opened(NamedTuple):
    """A task that nobody was told of yet. `facts`: how its person was found; `earlier`: an approval that has fallen."""

    row: Task
    offer: Offer
    facts: dict[str, Any] | None
    earlier: standing_approvals.Earlier | None


@dataclass
class Opening:
    """Tasks of one instance that open together. Nothing is written, nobody told, before `begin`."""

    instance: Instance
    request: Request
    definition: Definition
    opened: list[Opened] = field(default_factory=list)
    expected: int = 0
    _ids: Iterator[int] | None = None

    def expect(self, count: int) -> None:
        """So many are opened soon: where they are few, PostgreSQL gives their ids with what is asked for them. Others
        get them from the statement that writes them.
        """
        self.expected = count if count <= FEW and dialect() != "sqlite" else 0
        if self.expected:
            draw_soon({Task: self.expected})

    def unless_it_stands(self, task: engine.Task) -> standing_approvals.Answer | None:
        """Open the task, unless an approval from before a correction still answers it."""
        found = self._offer(task)
        earlier = standing_approvals.earlier(self.instance, self.request, task, found)
        if earlier is not None and not earlier.changed:
            return standing_approvals.answer(task, earlier)
        self._open(task, found, earlier)
        return None

    def open(self, task: engine.Task) -> Task:
        """Open the task for whom it is. Returns its row."""
        return self._open(task, self._offer(task), None)

    def begin(self) -> None:
        """Write what was opened, and tell whoever each waits for."""
        if not self.opened:
            return
        if len(self.opened) == 1:
            openings.look_ahead(self.opened[0].row, self.opened[0].offer)
        self._number()
        openings.write_all([(one.row, one.offer) for one in self.opened], self.request)
        for one in self.opened:
            routing.keep(one.row.id, one.facts)
            if one.earlier is not None:
                standing_approvals.fell(one.row, one.earlier)
        self.opened = []

    def _number(self) -> None:
        if self._ids is None:
            self._ids = iter(several(Task, self.expected) if self.expected else ())
        for one, key in zip(self.opened, self._ids, strict=False):
            one.row.id = key

    def _offer(self, task: engine.Task) -> Offer:
        return offer(task, self.request, self.definition.process.properties.get("owner", ""))

    def _open(self, task: engine.Task, found: Offer, earlier: standing_approvals.Earlier | None) -> Task:
        task = openings.with_items_words(self.definition, task)
        check = sampling.check_before(self.definition, self.request.id, task)
        if check is not None:
            row = _row(self.instance, self.request, task, found)
            row.state = HELD
            session().add(row)
            just_made.forget()
            return self._open(check, self._offer(check), earlier)
        routed = routing.Found(found)
        if routing.finds(task, found):
            self.begin()  # for who has how much to do is counted
            routed = routing.routed(task, found, self.instance.id)
        row = _row(self.instance, self.request, task, routed.offer)
        self.opened.append(Opened(row, routed.offer, routed.facts, earlier))
        return row


def _row(instance: Instance, request: Request, task: engine.Task, found: Offer) -> Task:
    values = {
        "instance_id": instance.id,
        "request_id": request.id,
        "engine_id": task.id,
        "scope": task.scope,
        **openings.said(task, task.properties),
        "kind": found.kind,
        "priority": task.priority,
        "group_id": found.group.id if found.group else None,
        "assignee_id": found.assignee.id if found.assignee else None,
        **reasons.kept(found.because),
        "created_at": now(),
        "due_at": task.due,
    }
    return fresh(Task, {**values, "request": request, "group": found.group, "assignee": found.assignee})
