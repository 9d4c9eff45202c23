"""Entries of the journal about tasks and the steps beside them, as sentences. Taken up by history.py."""

from collections.abc import Mapping

from app.language import gettext as _
from app.operations import reasons
from app.web import reader, reckoning, urgency
from app.web.entries import Sentence, Told, because


def _opened(told: Told) -> str:
    if not told.who:
        return _("“%(name)s” waits", name=told.step)
    said = _("“%(name)s” waits for %(who)s", name=told.step, who=told.who)
    if told.maybe("for"):
        said = _("%(deed)s for %(name)s", deed=said, name=told.maybe("for"))
    why = [reasons.say(kind, told.spoken.say(name)) for kind, name in told.pairs("because")]
    return ". ".join([said, *why]) if why else said


def _refused(told: Told) -> str:
    said = reckoning.reasons().get(told.fact("reason"), told.fact("reason"))
    return _("Gave back “%(name)s”: %(why)s", name=told.step, why=said)


def _passed_on(told: Told) -> str:
    if told.who:
        return _("“%(name)s” went on to %(who)s", name=told.step, who=told.who)
    return _("Passed on “%(name)s”", name=told.step)


def _reminded(told: Told) -> str:
    if told.who:
        return _("Reminded %(who)s of “%(name)s”", name=told.step, who=told.who)
    return _("Nobody could be reminded of “%(name)s”", name=told.step)


def _planned(told: Told) -> str:
    day = reader.date_of(told.maybe("day"))
    if day:
        return _("“%(name)s”: planned for %(day)s", name=told.step, day=day)
    return _("Planned: %(name)s", name=told.step)


SENTENCES: Mapping[str, Sentence] = {
    "task.opened": _opened,
    "task.claimed": lambda t: _("Took “%(name)s”", name=t.step),
    "task.released": lambda t: _("Gave back “%(name)s”", name=t.step),
    "task.refused": _refused,
    "task.priority": lambda t: _("“%(name)s”: %(words)s", name=t.step, words=urgency.words(t.fact("priority"))),
    "task.ticked": lambda t: _("“%(name)s”: ticked “%(point)s”", name=t.step, point=t.fact("point")),
    "task.unticked": lambda t: _("“%(name)s”: took away the tick at “%(point)s”", name=t.step, point=t.fact("point")),
    "task.assigned": lambda t: _("Handed “%(name)s” to %(who)s", name=t.step, who=t.who),
    "task.passed_on": _passed_on,
    "task.reminded": _reminded,
    "task.completed": lambda t: _("Finished “%(name)s”", name=t.step),
    "task.stood_in": lambda t: _("%(name)s has “%(step)s” for %(other)s", step=t.step, name=t.who, other=t.fact("for")),
    "task.returned": lambda t: _("“%(step)s” is back with %(name)s", step=t.step, name=t.who),
    "step.begun": lambda t: _("Began “%(name)s”", name=t.step),
    "step.closed": lambda t: _("Nothing more to do: %(name)s", name=t.step),
    "plan.written": _planned,
    "added.asked": lambda t: _("Added work: %(name)s", name=t.step),
    "added.done": lambda t: _("Finished “%(name)s”", name=t.step),
    "added.refused": lambda t: _("Refused “%(name)s”", name=t.step),
    "added.over": lambda t: _("Not needed any more: %(name)s", name=t.step),
    "quality.passed": lambda _t: _("Passed the quality check"),
    "quality.returned": lambda t: because(_("The quality check sent it back"), t),
    "question.asked": lambda t: _("Asked %(name)s a question", name=t.who),
    "question.answered": lambda _t: _("Answered a question"),
    "question.withdrawn": lambda t: _("Took back the question to %(name)s", name=t.who),
    "mail.refused": lambda t: _("A reply by mail was refused: %(name)s", name=t.step),
}
