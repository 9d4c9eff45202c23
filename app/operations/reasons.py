"""Why somebody has a task whom its rule does not name: a fact of the offer, kept with the task as a plain sentence.

Said in the reader's language: out of the fact, or, of a task's kept sentence, out of its words.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.language import gettext as _


class Because(NamedTuple):
    """`kind`: a key of KEPT; `name`: the group, the rule or the person that it speaks of."""

    kind: str
    name: str


#: What is kept with the task, in English.
KEPT: Mapping[str, str] = {
    "empty_group": "{name} has nobody: its manager gets it.",
    "owner": "Nobody was found by the rule of “{name}”: the item's owner gets it.",
    "managers": "Nobody was found by the rule of “{name}”: the process managers get it.",
    "own": "{name} does not decide on their own request: their superior does.",
}

SAID: Mapping[str, Callable[[str], str]] = {
    "empty_group": lambda name: _("%(name)s has nobody: its manager gets it.", name=name),
    "owner": lambda name: _("Nobody was found by the rule of “%(name)s”: the item's owner gets it.", name=name),
    "managers": lambda name: _("Nobody was found by the rule of “%(name)s”: the process managers get it.", name=name),
    "own": lambda name: _("%(name)s does not decide on their own request: their superior does.", name=name),
    "late": lambda name: _("%(name)s has not decided in time: you are asked instead.", name=name),
    "others": lambda name: _("Decided by others: %(name)s.", name=name),
}

#: The kept sentences by what they are, those of escalating.py and ballots.py too, with the name as their group.
WORDS: Mapping[str, re.Pattern[str]] = {
    **{kind: re.compile(re.escape(text).replace(r"\{name\}", "(.*)")) for kind, text in KEPT.items()},
    "late": re.compile(r"(.*) has not decided in time: .* is asked\."),
    "others": re.compile(r"Decided by others: (.*)\."),
}


def kept(why: tuple[Because, ...]) -> str:
    """The sentence that is kept with a task; "" for no reason."""
    return " ".join(KEPT[one.kind].replace("{name}", one.name) for one in why)


def say(kind: str, name: str) -> str:
    """A reason in the language of the moment; "" for one that is not known here."""
    return SAID[kind](name) if kind in SAID else ""


def said(why: str) -> str:
    """The kept sentence in the language of the moment; any other as it stands."""
    for kind, words in WORDS.items():
        found = words.fullmatch(why)
        if found:
            return say(kind, found.group(1))
    return why
