"""Entries of the journal about approvals by rules and substitutes, as sentences. Taken up by history.py."""

from collections.abc import Callable, Mapping

from app.language import gettext as _
from app.queries.history import Entry

Sentence = Callable[[Entry, str], str]


def _automatic(entry: Entry, _step: str) -> str:
    facts = {"rule": entry.data.get("rule", ""), "version": entry.data.get("version", "")}
    return _("Approved by rule %(rule)s, version %(version)s", **facts)


def _counted(entry: Entry, _step: str) -> str:
    facts = {"name": entry.data.get("who", ""), "rule": entry.data.get("title", "")}
    return _("%(name)s has approved already and is not asked again for “%(rule)s”", **facts)


def _stood_in(entry: Entry, step: str) -> str:
    facts = {"name": entry.data.get("to", ""), "other": entry.data.get("for", "")}
    return _("%(name)s has “%(step)s” for %(other)s", step=step, **facts)


SENTENCES: Mapping[str, Sentence] = {
    "approval.automatic": _automatic,
    "approval.counted": _counted,
    "approval.closed": lambda _e, _s: _("Others had been asked as well; that is not needed any more"),
    "approval.by_rule": lambda _e, _s: _("Decided by rules"),
    "approval.decided": lambda _e, _s: _("The approvals have an answer"),
    "task.stood_in": _stood_in,
    "task.returned": lambda e, s: _("“%(step)s” is back with %(name)s", step=s, name=e.data.get("to", "")),
}
