"""Entries of the journal about approvals, by people, rules and substitutes, as sentences. Taken up by history.py."""

from collections.abc import Callable, Mapping

from app.language import gettext as _
from app.web.entries import Sentence, Told, because


def _automatic(told: Told) -> str:
    said = _("Approved by rule %(rule)s, version %(version)s", rule=told.fact("rule"), version=told.fact("version"))
    return f"{said}: {_about(told)}" if _about(told) else said


def _about(told: Told) -> str:
    """The step, or what the rule that asked calls itself."""
    return told.step if told.maybe("step") else told.spoken.say(told.maybe("title"))


def _counted(told: Told) -> str:
    return _("%(name)s has approved already and is not asked again for “%(rule)s”", name=told.who, rule=_about(told))


def _fell(told: Told) -> str:
    if told.knows("who"):
        return _("“%(name)s” is asked again: what %(who)s approved has changed", name=_about(told), who=told.who)
    return _("“%(name)s” is asked again: what it rests on has changed", name=_about(told))


def _decided(told: Told) -> str:
    if not told.knows("step"):
        return _("The approvals have an answer")
    said = {
        "approve": _("“%(name)s” has all its approvals", name=told.step),
        "reject": _("“%(name)s” is not approved", name=told.step),
        "change": _("“%(name)s” asks for a change", name=told.step),
    }
    return said.get(told.fact("decision"), _("“%(name)s” has an answer", name=told.step))


def _by_rule(told: Told) -> str:
    return _("“%(name)s” was decided by rules", name=told.step) if told.knows("step") else _("Decided by rules")


def _by_person(of_step: Callable[[str], str]) -> Sentence:
    """A decision: of which step, for whom, which way it came, and why."""

    def said(told: Told) -> str:
        deed = of_step(told.step)
        if told.maybe("for"):
            deed = _("%(deed)s for %(name)s", deed=deed, name=told.fact("for"))
        ways = {"mail link": _("by mail link"), "mail reply": _("by mail reply"), "together": _("together with others")}
        way = ways.get(told.maybe("way"))
        return because(f"{deed}, {way}" if way else deed, told)

    return said


SENTENCES: Mapping[str, Sentence] = {
    "approval.approve": _by_person(lambda name: _("Approved “%(name)s”", name=name)),
    "approval.reject": _by_person(lambda name: _("Rejected “%(name)s”", name=name)),
    "approval.change": _by_person(lambda name: _("Asked for a change in “%(name)s”", name=name)),
    "approval.automatic": _automatic,
    "approval.counted": _counted,
    "approval.closed": lambda _t: _("Others had been asked as well; that is not needed any more"),
    "approval.by_rule": _by_rule,
    "approval.decided": _decided,
    "approval.stands": lambda t: _("“%(name)s” still stands: %(who)s approved it", name=_about(t), who=t.who),
    "approval.fell": _fell,
}
