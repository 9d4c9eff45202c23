"""Why somebody has a task whom its rule does not name: kept as a plain sentence, said in the reader's language.

Knows the sentences that assignment.py, approvers.py and ballots.py write; any other is said as it stands.
"""

import re
from collections.abc import Callable

from app.language import gettext as _

#: What is kept, with the name as its group, and how it is said.
SENTENCES: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (
        re.compile(r"(.*) has nobody: its manager gets it\."),
        lambda name: _("%(name)s has nobody: its manager gets it.", name=name),
    ),
    (
        re.compile(r"Nobody was found by the rule of “(.*)”: the item's owner gets it\."),
        lambda name: _("Nobody was found by the rule of “%(name)s”: the item's owner gets it.", name=name),
    ),
    (
        re.compile(r"Nobody was found by the rule of “(.*)”: the process managers get it\."),
        lambda name: _("Nobody was found by the rule of “%(name)s”: the process managers get it.", name=name),
    ),
    (
        re.compile(r"(.*) has not decided in time: .* is asked\."),
        lambda name: _("%(name)s has not decided in time: you are asked instead.", name=name),
    ),
    (
        re.compile(r"Decided by others: (.*)\."),
        lambda name: _("Decided by others: %(name)s.", name=name),
    ),
    (
        re.compile(r"(.*) does not decide on their own request: their superior does\."),
        lambda name: _("%(name)s does not decide on their own request: their superior does.", name=name),
    ),
)


def said(why: str) -> str:
    """The kept sentence in the language of the moment."""
    for kept, say in SENTENCES:
        found = kept.fullmatch(why)
        if found:
            return say(found.group(1))
    return why
