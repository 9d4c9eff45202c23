"""Where a request stands, in sentences: the one that sums it up, and its stages as the page draws them. Pure."""

from collections.abc import Iterable, Sequence

from app.language import gettext as _
from app.language import ngettext
from app.operations.permissions import Actor
from app.queries.approvals import Said
from app.queries.requests import RequestPage
from app.queries.stages import Stage as Told
from app.queries.tasks import TaskLine
from app.web import look
from app.web.stages import Lane, Stage


def summary(actor: Actor, page: RequestPage) -> str:
    """The sentence under the title."""
    if page.line.state == "ended":
        return _ending(page)
    if page.line.state == "stuck" or page.incidents:
        return _("Delayed by a technical fault. We are on it, you need not do anything.")
    if page.line.state == "suspended":
        return _("It is paused and goes on when it is resumed.")
    if any(is_yours(actor, task) for task in page.tasks):
        return _("It waits for you.")
    if len(page.tasks) > 1:
        return ngettext("%(num)s step is under way.", "%(num)s steps are under way at the same time.", len(page.tasks))
    if page.tasks:
        task = page.tasks[0]
        return _("Waits for %(name)s since %(moment)s.", name=whom(task), moment=look.when(task.created_at))
    return _("Laneway is at work on it.")


def stages(actor: Actor, page: RequestPage, said: Sequence[Said]) -> list[Stage]:
    """Submitted, done, now (with a lane for each open step), ahead, finished."""
    first = _("You submitted it") if page.line.requester == actor.login else _("Submitted")
    found = [Stage(first, "done", when=look.when(page.line.created_at))]
    found += [_done(stage, said) for stage in page.stages if stage.state == "done"]
    if page.tasks:
        found.append(_now(actor, page.tasks))
    elif page.line.state != "ended":
        found.append(_at_work(page))
    found += [Stage(stage.name, "ahead") for stage in page.stages if stage.state == "ahead"]
    return [*found, _last(page)]


def is_yours(actor: Actor, task: TaskLine) -> bool:
    """Whether the reader is the one who is asked."""
    return task.assignee == actor.login or (task.assignee is None and actor.login in task.candidates)


def whom(task: TaskLine) -> str:
    """Who has it, or who may take it."""
    return task.assignee_name or task.group_name or _("somebody who may decide")


def _done(stage: Told, said: Sequence[Said]) -> Stage:
    words = next((one for one in reversed(said) if one.plate == stage.name), None)
    who = f"{stage.who}. " if stage.who and not (words and words.reason) else ""
    quote = _("%(name)s: “%(words)s”", name=words.name, words=words.reason) if words and words.reason else who.strip()
    return Stage(stage.name, "done", when=look.when(stage.since), said=quote)


def _now(actor: Actor, tasks: Sequence[TaskLine]) -> Stage:
    names = list(dict.fromkeys(task.stage or task.name for task in tasks))
    title = names[0] if len(names) == 1 else ngettext(
        "%(num)s step now", "%(num)s steps at the same time", len(names)
    )
    return Stage(title, "now", lanes=tuple(_lane(actor, task) for task in tasks))


def _lane(actor: Actor, task: TaskLine) -> Lane:
    yours, name = is_yours(actor, task), task.stage or task.name
    if yours:
        words = _("Waits for you: %(task)s", task=name)
    elif task.assignee_name:
        words = _("%(name)s has it", name=task.assignee_name)
    else:
        words = _("Waits for somebody to take it")
    return Lane(
        plate=task.group_name or task.assignee_name or _("Approval"), words=words, you=yours, meta=task.why or (
            "" if yours or name == words else name
        ),
        since=look.when(task.created_at), clock=look.clock(task.created_at, task.due_at),
        href=f"/tasks/{task.id}" if yours else "", act=_("Answer") if task.kind == "requester" else _("Open the task"),
    )


def _at_work(page: RequestPage) -> Stage:
    current = [stage.name for stage in page.stages if stage.state == "current"]
    name = current[0] if current else _("Laneway is at work")
    words = _("Delayed by a technical fault") if page.incidents else _("Nobody has to do anything")
    return Stage(name, "now", lanes=(Lane("Laneway", words),))


def _last(page: RequestPage) -> Stage:
    if page.line.state != "ended":
        return Stage(_("Finished"), "ahead")
    names = {
        "rejected": _("Rejected"), "withdrawn": _("Withdrawn"), "answered": _("Answered"), "fulfilled": _("Finished"),
    }
    return Stage(
        names.get(page.line.outcome or "", _("Finished")), "done", when=look.when(page.line.ended_at),
        said=page.line.reason or "",
    )


def _ending(page: RequestPage) -> str:
    when = look.when(page.line.ended_at)
    sentences = {
        "rejected": _("It was rejected %(moment)s.", moment=when),
        "withdrawn": _("It was withdrawn %(moment)s.", moment=when),
        "answered": _("It was answered %(moment)s.", moment=when),
    }
    return sentences.get(page.line.outcome or "", _("It is done, since %(moment)s.", moment=when))


def seen_by(page: RequestPage, tasks: Iterable[TaskLine]) -> list[tuple[str, str]]:
    """Who sees the request: (name, "" or "group")."""
    people = [(page.line.requester_name, ""), (page.line.requested_for_name, "")]
    people += [(task.group_name, "group") for task in tasks if task.group_name]
    people += [(task.assignee_name, "") for task in tasks if task.assignee_name]
    return list(dict.fromkeys(people))
