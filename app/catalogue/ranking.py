"""Search that forgives: case, accents, word order, endings, typing errors, whole sentences. Pure; the best match first.

Each word of the question is compared with each word of a text by their trigrams; the share of letters in common
decides, or one slip of the finger. Words that say nothing ("I need a") are passed over; a text that misses more than
half of the others is not found.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from app.catalogue.folding import fold

Thing = TypeVar("Thing")
NEAR = 0.42  # what two spellings of one word reach, and two different words do not
SLIP = 0.75  # one letter too many, too few, another one, or two in the wrong order
SHORTEST = 4  # letters of a word in which a slip is forgiven
HEAD, BODY = 1.0, 0.6  # what a word of the title counts, and one of the rest
#: English, German, Polish, Hungarian; folded.
_FILLING = (
    "a an and am be can cannot do does for get have how i in is it me my need of on or our please the to want we with"
    " auf bitte brauche das dem den der die ein eine einen einer es fur habe haben ich im ist kann mein meine meinen"
    " mir mit mochte nicht oder und will wir zu zum zur"
    " chce dla jak jest ja mam mi mnie moge moj moja moje mojego na nie o potrzebuje prosze sie w z za ze"
    " az egy en es ha hogy hogyan kell kerek kerem ki mert nekem nem szeretnek tudok van"
)
FILLERS = frozenset(_FILLING.split())


def rank(question: str, things: Iterable[Thing], texts: Callable[[Thing], tuple[str, str]]) -> list[Thing]:
    """The things that answer the question; `texts` gives a thing's title and everything else said of it."""
    words = asked(question)
    scored = [(score(words, *texts(thing)), place, thing) for place, thing in enumerate(things)]
    return [thing for value, _place, thing in sorted(scored, key=lambda row: (-row[0], row[1])) if value > 0]


def asked(question: str) -> list[str]:
    """The words of a question that say something, folded; all of them when none does."""
    words = "".join(char if char.isalnum() else " " for char in fold(question)).split()
    return [word for word in words if word not in FILLERS] or words


def score(words: list[str], title: str, rest: str) -> float:
    """How well a text answers the words; 0 where it misses more than half of them."""
    head, body = fold(title).split(), fold(rest).split()
    best = [max(HEAD * _best(word, head), BODY * _best(word, body)) for word in words]
    hits = sum(1 for value in best if value > 0)
    return sum(best) / len(best) if best and hits * 2 >= len(best) and hits else 0.0


def likeness(one: str, other: str) -> float:
    """0 to 1: trigrams in common (Dice). A word that begins like the other counts as the same word, half typed."""
    if other.startswith(one) and len(one) >= 2:
        return 1.0 if one == other else 0.9
    mine, theirs = trigrams(one), trigrams(other)
    return max(2 * len(mine & theirs) / (len(mine) + len(theirs)), SLIP if is_slip(one, other) else 0.0)


def is_slip(one: str, other: str) -> bool:
    """Whether one letter is too many, too few or another, or two neighbours changed places."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < SHORTEST:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    mine, theirs = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(mine), len(theirs)) <= 1 or (len(mine) == 2 and mine == theirs[::-1])


@lru_cache(maxsize=10_000)
def trigrams(word: str) -> frozenset[str]:
    """The groups of three letters of a word, with its beginning and end marked."""
    marked = f"  {word} "
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))


def _best(word: str, words: list[str]) -> float:
    found = max((likeness(word, other) for other in words), default=0.0)
    return found if found >= NEAR else 0.0
