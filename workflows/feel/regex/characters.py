"""Which characters an element of a pattern stands for (XML Schema 2, appendix F; XPath adds nothing here)."""

import unicodedata
from collections.abc import Callable

Accepts = Callable[[str], bool]


def _is_name_start(character: str) -> bool:
    return character.isalpha() or character in "_:"


def _is_name(character: str) -> bool:
    return character.isalnum() or character in "_:-.\u00b7"


def is_word(character: str) -> bool:
    """Anything but punctuation, separators and others, and the underscore."""
    return character == "_" or unicodedata.category(character)[0] not in "PZC"


ESCAPES: dict[str, Accepts] = {
    "d": lambda character: unicodedata.category(character) == "Nd",
    "s": lambda character: character in " \t\n\r",
    "w": is_word,
    "i": _is_name_start,
    "c": _is_name,
}
SINGLE = {"n": "\n", "r": "\r", "t": "\t"}
CATEGORIES = frozenset((
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
))  # fmt: skip


# The blocks people name; the whole of Unicode's list is longer than its use.
BLOCKS = {
    "IsBasicLatin": ("\u0000", "\u007f"),
    "IsLatin-1Supplement": ("\u0080", "\u00ff"),
    "IsLatinExtended-A": ("\u0100", "\u017f"),
    "IsLatinExtended-B": ("\u0180", "\u024f"),
    "IsGreek": ("\u0370", "\u03ff"),
    "IsGreekandCoptic": ("\u0370", "\u03ff"),
    "IsCyrillic": ("\u0400", "\u04ff"),
    "IsHebrew": ("\u0590", "\u05ff"),
    "IsArabic": ("\u0600", "\u06ff"),
    "IsHiragana": ("\u3040", "\u309f"),
    "IsKatakana": ("\u30a0", "\u30ff"),
    "IsCJKUnifiedIdeographs": ("\u4e00", "\u9fff"),
}


def category(name: str) -> Accepts | None:
    """`\\p{Lu}`: the characters of a Unicode category or block; None where there is none of that name."""
    if name in BLOCKS:
        return span(*BLOCKS[name])
    if name not in CATEGORIES:
        return None
    return lambda character: unicodedata.category(character).startswith(name)


def inverted(accepts: Accepts) -> Accepts:
    """All other characters."""
    return lambda character: not accepts(character)


def one(wanted: str) -> Accepts:
    """Just this character."""
    return lambda character: character == wanted


def span(first: str, last: str) -> Accepts:
    """From first to last by code point."""
    return lambda character: first <= character <= last


def any_of(parts: list[Accepts]) -> Accepts:
    """What any of the parts accepts."""
    return parts[0] if len(parts) == 1 else lambda character: any(accepts(character) for accepts in parts)


def without(accepts: Accepts, less: Accepts) -> Accepts:
    """`[a-z-[aeiou]]`: the first but not the second."""
    return lambda character: accepts(character) and not less(character)


def any_case(accepts: Accepts) -> Accepts:
    """What is accepted in upper or lower case."""
    return lambda character: accepts(character) or accepts(character.lower()) or accepts(character.upper())
