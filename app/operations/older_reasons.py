"""Why somebody has a task, as the release before keeps it: English sentences. Written for it, and read where only it,
or an older one, has written.

It knows the sentences as they are kept, not as they are said: leave it alone when words change. What a task's facts
are is reasons.py's; when no release reads the sentence any more, `sentence` goes, and `read` stays.
"""

import re
from collections.abc import Iterable, Mapping

SENTENCES: Mapping[str, str] = {
    "empty_group": "{name} has nobody: its manager gets it.",
    "owner": "Nobody was found by the rule of “{name}”: the item's owner gets it.",
    "managers": "Nobody was found by the rule of “{name}”: the process managers get it.",
    "own": "{name} does not decide on their own request: their superior does.",
    "late": "{name} has not decided in time: whoever is above is asked.",
    "others": "Decided by others: {name}.",
}
WRITTEN: Mapping[str, str] = {
    **{kind: re.escape(text).replace(r"\{name\}", "(.*)") for kind, text in SENTENCES.items()},
    "late": r"(.*) has not decided in time: .* is asked\.",
}
ALONE = {kind: re.compile(words, re.DOTALL) for kind, words in WRITTEN.items()}
FIRST = {kind: re.compile(words.replace("(.*)", "(.*?)") + r"(?: |$)", re.DOTALL) for kind, words in WRITTEN.items()}


def sentence(found: Iterable[tuple[str, str]]) -> str:
    """The facts as the release before keeps them; a kind that it has no sentence for is left out."""
    return " ".join(SENTENCES[kind].replace("{name}", name) for kind, name in found if kind in SENTENCES)


def read(why: str) -> list[tuple[str, str]]:
    """The facts of a kept sentence, or of several; none where it is not known."""
    for kind, words in ALONE.items():
        whole = words.fullmatch(why)
        if whole and _is_one(whole[1]):
            return [(kind, whole[1])]
    return _several(why)


def _is_one(name: str) -> bool:
    """No second sentence stands in what was taken for a name."""
    return not any(words.match(name) for words in FIRST.values())


def _several(why: str) -> list[tuple[str, str]]:
    """One sentence behind the other, each as short as it can be."""
    found = []
    while why:
        ways = [(kind, told) for kind, words in FIRST.items() if (told := words.match(why))]
        if not ways:
            return []
        kind, told = min(ways, key=lambda way: way[1].end())
        found.append((kind, told[1]))
        why = why[told.end() :]
    return found
