"""Where a request stands, in sentences: the one that sums it up, and its stages as the page draws them. Pure."""

from collections.abc import Collection, Iterable, Sequence

from app.language import gettext as _
from app.language import ngettext
from app.operations.permissions import Actor
from app.operations.wording import Wording
from app.queries.approvals import Said
from app.queries.request import RequestPage
from app.queries.stages import Stage as Told
from app.queries.tasks import TaskLine
from app.web import reader
from app.web.stages import Lane, Stage

AS_WRITTEN = Wording()
CONFIRM = "confirm"  # the form that asks the requester whether all is well; requests.confirm answers it


def summary(actor: Actor, page: RequestPage, words: Wording = AS_WRITTEN, *, asked: bool = False) -> str:
    """The sentence under the title. `asked`: a question waits for the reader's answer."""
    if page.line.state == "ended":
        return _ending(page)
    if page.line.state == "stuck" or page.incidents:
        return _("Delayed by a technical fault. We are on it, you need not do anything.")
    if page.line.state == "withdrawing":
        return _("It is being withdrawn: what was done for it is undone first.")
    if page.line.state == "suspended":
        return _paused(page)
    if asked:
        return _("Your answer is needed.")
    if any(is_yours(actor, task) for task in page.tasks):
        return _("It waits for you.")
    begun = _begun(page.tasks)
    if len(begun) > 1:
        return ngettext("%(num)s step is under way.", "%(num)s steps are under way at the same time.", len(begun))
    if begun:
        task = begun[0]
        return _("Waits for %(name)s since %(moment)s.", name=whom(task, words), moment=reader.when(task.created_at))
    return _("Laneway is at work on it.")


def _paused(page: RequestPage) -> str:
    """Why nobody works on it, and until when."""
    if page.stop is None:
        return _("It is paused and goes on when it is resumed.")
    if page.stop.until is None:
        return _("It is paused: %(reason)s. Nothing is lost; it goes on when it is resumed.", reason=page.stop.reason)
    until = reader.when(page.stop.until)
    return _("It is paused until %(moment)s: %(reason)s. Then it goes on.", moment=until, reason=page.stop.reason)


def stages(
    actor: Actor,
    page: RequestPage,
    said: Sequence[Said],
    words: Wording,
    *,
    began: str = "",
    groups: Collection[str] = (),
) -> list[Stage]:
    """Submitted, done, now (with a lane for each open step), ahead, finished; names in the reader's `words`.

    `began`: what began it, where nobody ordered it. `groups`: keys of the reader's, whose free work leads to its task.
    """
    first = began or (_("You submitted it") if page.line.requester == actor.login else _("Submitted"))
    found = [Stage(first, "done", when=reader.when(page.line.created_at))]
    found += [_done(stage, said, words) for stage in page.stages if stage.state == "done"]
    if page.tasks:
        found.append(_now(actor, page, words, groups))
    elif page.line.state != "ended":
        found.append(_at_work(page, words))
    found += [_ahead(stage, words) for stage in page.stages if stage.state == "ahead"]
    return [*found, _last(page, said)]


def _ahead(stage: Told, words: Wording) -> Stage:
    name = words.say(stage.name)
    if stage.limit is not None:
        name = _("%(name)s (up to %(sum)s)", name=name, sum=reader.money(stage.limit))
    return Stage(name, "ahead", said=words.say(stage.who) if stage.who else "")


def is_yours(actor: Actor, task: TaskLine) -> bool:
    """Whether the reader is the one who is asked."""
    return task.assignee == actor.login or (task.assignee is None and actor.login in task.candidates)


def whom(task: TaskLine, words: Wording) -> str:
    """Who has it, or who may take it; a group as the house or the item's texts call it."""
    return task.assignee_name or words.say(task.group_name or "") or _("somebody who may decide")


def _begun(tasks: Sequence[TaskLine]) -> Sequence[TaskLine]:
    """Steps under way; who decides what else is to be begun counts only where nothing is."""
    return [task for task in tasks if not task.choosing] or tasks


def _done(stage: Told, said: Sequence[Said], words: Wording) -> Stage:
    heard = next((one for one in reversed(said) if one.plate == stage.name), None)
    if heard and heard.reason:
        quote = _("%(name)s: “%(words)s”", name=heard.name, words=heard.reason)
    else:
        quote = stage.who or ""
    mark = "x" if heard and heard.decision == "reject" else "undo" if heard and heard.decision == "change" else "check"
    return Stage(words.say(stage.name), "done", when=reader.when(stage.since), said=quote, mark=mark)


def is_free(task: TaskLine) -> bool:
    """Whether it waits for somebody of a group to take it."""
    return task.group is not None and task.assignee is None


def _now(actor: Actor, page: RequestPage, words: Wording, groups: Collection[str]) -> Stage:
    tasks = page.tasks
    own = {task.id for task in tasks if task.kind == "approval"} if page.is_party else set()
    free = {task.id for task in tasks if is_free(task) and task.group in groups} - own
    names = list(dict.fromkeys(words.say(task.stage or task.name) for task in _begun(tasks)))
    alone = len(names) == 1 and len(_begun(tasks)) == len(tasks)
    title = names[0] if len(names) == 1 else ngettext("%(num)s step now", "%(num)s steps at the same time", len(names))
    return Stage(title, "now", lanes=tuple(_lane(actor, task, words, alone, task.id in free) for task in tasks))


def _lane(actor: Actor, task: TaskLine, words: Wording, alone: bool, free: bool) -> Lane:
    yours, name = is_yours(actor, task), words.say(task.stage or task.name)
    if yours:
        said = _("Waits for you") if alone else _("Waits for you: %(task)s", task=name)
    elif task.choosing:
        said = _("Decides what is needed next")
    elif task.assignee_name:
        said = _("%(name)s has it", name=task.assignee_name)
    else:
        said = _("Waits for somebody to take it")
    return Lane(
        plate=words.say(task.group_name or "") or task.assignee_name or _("Approval"),
        words=said,
        you=yours,
        meta=task.why or ("" if yours or alone else name),
        since=reader.when(task.created_at),
        clock=reader.clock(task.created_at, task.due_at),
        href=f"/tasks/{task.id}" if yours or free else "",
        act=_("Answer") if task.kind == "requester" else _("Open the task"),
        confirm=f"/requests/{task.request}/confirm" if yours and task.form_id == CONFIRM else "",
    )


def _at_work(page: RequestPage, words: Wording) -> Stage:
    current = [words.say(stage.name) for stage in page.stages if stage.state == "current"]
    said = _("Delayed by a technical fault") if page.incidents else _("Nobody has to do anything")
    return Stage(current[0] if current else _("Laneway is at work"), "now", lanes=(Lane("Laneway", said),))


def _last(page: RequestPage, said: Sequence[Said]) -> Stage:
    if page.line.state != "ended":
        return Stage(_("Withdrawn") if page.line.state == "withdrawing" else _("Finished"), "ahead")
    names = {
        "rejected": _("Rejected"),
        "withdrawn": _("Withdrawn"),
        "answered": _("Answered"),
        "fulfilled": _("Finished"),
    }
    known = {one.reason for one in said}
    why = page.line.reason if page.line.outcome != "fulfilled" and page.line.reason not in known else ""
    return Stage(
        names.get(page.line.outcome or "", _("Finished")),
        "done",
        when=reader.when(page.line.ended_at),
        said=why or "",
        mark={"rejected": "x", "withdrawn": "undo"}.get(page.line.outcome or "", "check"),
    )


def _ending(page: RequestPage) -> str:
    when = reader.when(page.line.ended_at)
    sentences = {
        "rejected": _("It was rejected %(moment)s.", moment=when),
        "withdrawn": _("It was withdrawn %(moment)s.", moment=when),
        "answered": _("It was answered %(moment)s.", moment=when),
    }
    return sentences.get(page.line.outcome or "", _("It is done, since %(moment)s.", moment=when))


def seen_by(page: RequestPage, tasks: Iterable[TaskLine], words: Wording) -> list[tuple[str, str]]:
    """Who sees the request: (name, "" or "group")."""
    people = [(page.line.requester_name, ""), (page.line.requested_for_name, "")]
    people += [(words.say(task.group_name), "group") for task in tasks if task.group_name]
    people += [(task.assignee_name, "") for task in tasks if task.assignee_name]
    return list(dict.fromkeys(people))
