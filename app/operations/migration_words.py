"""Why a request cannot follow another version, in the words of whoever answers for the item. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.language import gettext as _
from app.operations.wording import Wording
from workflows.migration import Refusal

Told = Mapping[str, object]
#: Words by what the engine answers; `name`: the step, `to`: the version, `names`: all steps, `said`: the failure.
SENTENCES: Mapping[str, Callable[[Told], str]] = {
    "gone": lambda told: _("“%(name)s” is not in version %(to)s. Say which step it has become.", **told),
    "kind": lambda told: _("“%(name)s” is another kind of step in version %(to)s.", **told),
    "loop": lambda told: _("“%(name)s” is repeated otherwise in version %(to)s.", **told),
    "level": lambda told: _("“%(name)s” lies in another part of the diagram in version %(to)s.", **told),
    "inputs": lambda told: _("“%(name)s” has begun with other data than version %(to)s would give it.", **told),
    "call": lambda told: _(
        "“%(name)s” is asked of somebody else in version %(to)s, and has been asked already.", **told
    ),
    "called": lambda told: _("“%(name)s” calls another process in version %(to)s.", **told),
    "event": lambda told: _("“%(name)s” waits for something else in version %(to)s.", **told),
    "choices": lambda told: _("Beside “%(name)s” version %(to)s waits for other things.", **told),
    "flow": lambda told: _(
        "At “%(name)s” waits what came by a way that does not lead there in version %(to)s.", **told
    ),
    "handler": lambda told: _("“%(name)s” ends what is around it in one of the versions only.", **told),
    "begin": lambda told: _("Steps that are still to begin in “%(name)s” are not in version %(to)s.", **told),
    "undoing": lambda _told: _("Something is just being undone. Wait until that is over."),
    "undo": lambda told: _("“%(name)s” is done, and could be undone in one of the versions only.", **told),
    "unreachable": lambda told: _("In version %(to)s no request could stand here: %(names)s.", **told),
    "unsure": lambda told: _("Too many ways lead to %(names)s in version %(to)s to be sure.", **told),
    "run": lambda told: _("It would fail in version %(to)s: %(said)s", **told),
    "person": lambda told: _("“%(name)s” is another kind of task in version %(to)s.", **told),
    "round": lambda told: _("“%(name)s” is being decided by rules that version %(to)s does not name.", **told),
    "paused": lambda told: _(
        "It is paused, and in version %(to)s something would begin at once. Resume it first.", **told
    ),
    "ended": lambda _told: _("It has ended."),
    "withdrawing": lambda _told: _("It is being withdrawn."),
    "elsewhere": lambda told: _("It follows version %(other)s.", **told),
    "there": lambda told: _("It follows version %(to)s already.", **told),
    "unknown": lambda _told: _("There is no such request of this item."),
    "later": lambda _told: _("A later release of Laneway has moved it on; this one leaves it alone."),
    "start": lambda told: _("It begins at a start event that is not in version %(to)s.", **told),
}


@dataclass(frozen=True)
class Because:
    """A refusal as it is told: `element` is where, in the diagram that the request follows."""

    why: str
    sentence: str
    element: str = ""


def because(why: str, to: int, *, element: str = "", **told: object) -> Because:
    """The refusal of the kind `why` (a key of SENTENCES) in words; `to`: the number of the version wanted."""
    return Because(why, SENTENCES[why]({"to": to, "name": "", "names": "", "said": "", **told}), element)


def refused(found: Refusal, to: int, words: Wording, main: str, process_of: Callable[[str], str]) -> Because:
    """What the engine answered. `process_of`: the element of the item's diagram that stands for a called process."""
    names = ", ".join(f"“{words.say(one)}”" for one in found.others)
    place = found.element if found.process in ("", main) else process_of(found.process)
    name = words.say(found.name) if found.name else found.element
    return because(found.why, to, element=place, name=name, names=names, said=found.said)
