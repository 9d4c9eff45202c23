"""Why somebody has a task whom its rule does not name, and why nobody need answer it any more: facts of the task.

Said in the reader's language when they are shown. The release before reads a sentence, so one is kept beside them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from app.language import gettext as _
from app.models.task import Task
from app.operations import older_reasons
from workflows.values import dumps, loads


class Because(NamedTuple):
    """`kind`: a key of SAID; `name`: the group, the step or the person that it speaks of."""

    kind: str
    name: str


AS_WRITTEN = "written"  # words that nobody knows how to say otherwise: the name is the sentence

SAID: Mapping[str, Callable[[str], str]] = {
    "empty_group": lambda name: _("%(name)s has nobody: its manager gets it.", name=name),
    "owner": lambda name: _("Nobody was found by the rule of “%(name)s”: the item's owner gets it.", name=name),
    "managers": lambda name: _("Nobody was found by the rule of “%(name)s”: the process managers get it.", name=name),
    "own": lambda name: _("%(name)s does not decide on their own request: their superior does.", name=name),
    "late": lambda name: _("%(name)s has not decided in time: whoever is above is asked instead.", name=name),
    "others": lambda name: _("Decided by others: %(name)s.", name=name),
    AS_WRITTEN: lambda name: name,
}
NOTHING: Mapping[str, Any] = {"why": "", "because": None}


def kept(found: Sequence[Because]) -> Mapping[str, Any]:
    """What stands in a task's columns: the facts as JSON text, and the sentence for the release before."""
    return {"why": older_reasons.sentence(found), "because": dumps([list(one) for one in found])} if found else NOTHING


def keep(task: Task, *found: Because) -> None:
    """From now on this is why; nothing where there is no reason."""
    columns = kept(found)
    task.why, task.because = columns["why"], columns["because"]


def of(task: Task) -> tuple[Because, ...]:
    """Why, as facts. The release before writes sentences alone: where one is not that of the facts, it is newer."""
    if not task.why:
        return ()
    found = tuple(Because(*one) for one in loads(task.because)) if task.because else ()
    if older_reasons.sentence(found) == task.why:
        return found
    return tuple(Because(*one) for one in older_reasons.read(task.why)) or (Because(AS_WRITTEN, task.why),)


def say(kind: str, name: str) -> str:
    """A reason in the language of the moment; "" for one that is not known here."""
    return SAID[kind](name) if kind in SAID else ""


def said(found: Sequence[Because], spoken: Callable[[str], str] = str) -> str:
    """All of them; `spoken`: how the item's texts call a step or a group."""
    return " ".join(filter(None, (say(one.kind, spoken(one.name)) for one in found)))
