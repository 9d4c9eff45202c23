"""Search that forgives: case, accents, word order, endings and typing errors. Pure; the best match first.

Each word of the question is compared with each word of a text by their trigrams; the share of letters in common
decides. A text that misses a word of the question altogether is not found.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from app.catalogue.search import fold

Thing = TypeVar("Thing")
NEAR = 0.42  # what two spellings of one word reach, and two different words do not
HEAD, BODY = 1.0, 0.6  # what a word of the title counts, and one of the rest


def rank(question: str, things: Iterable[Thing], texts: Callable[[Thing], tuple[str, str]]) -> list[Thing]:
    """The things that answer the question; `texts` gives a thing's title and everything else said of it."""
    words = fold(question).split()
    scored = [(score(words, *texts(thing)), place, thing) for place, thing in enumerate(things)]
    return [thing for value, _place, thing in sorted(scored, key=lambda row: (-row[0], row[1])) if value > 0]


def score(words: list[str], title: str, rest: str) -> float:
    """How well a text answers all the words; 0 where one of them is missing."""
    head, body = fold(title).split(), fold(rest).split()
    best = [max(HEAD * _best(word, head), BODY * _best(word, body)) for word in words]
    return sum(best) / len(best) if best and min(best) > 0 else 0.0


def likeness(one: str, other: str) -> float:
    """0 to 1: trigrams in common (Dice). A word that begins like the other counts as the same word, half typed."""
    if other.startswith(one) and len(one) >= 2:
        return 1.0 if one == other else 0.9
    mine, theirs = trigrams(one), trigrams(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


@lru_cache(maxsize=10_000)
def trigrams(word: str) -> frozenset[str]:
    """The groups of three letters of a word, with its beginning and end marked."""
    marked = f"  {word} "
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))


def _best(word: str, words: list[str]) -> float:
    found = max((likeness(word, other) for other in words), default=0.0)
    return found if found >= NEAR else 0.0
