"""Languages without Flask: gettext by the language of the moment, dates and sums by its rules.

Texts of the program only; texts of items are data (catalogue/texts.py). Never asks who is signed in: an edge sets the
language with `using()`.
"""

import gettext as stdlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

#: What pages and mails are written in, each in its own words.
LANGUAGES = {"en": "English", "de": "Deutsch", "pl": "Polski", "hu": "Magyar"}
FOLDER = Path(__file__).parent / "translations"
current: ContextVar[str] = ContextVar("language", default="en")


@lru_cache
def catalogue(language: str) -> stdlib.NullTranslations:
    """The compiled messages of a language; English (the source) where there are none."""
    return stdlib.translation("messages", FOLDER, languages=[language], fallback=True)


def gettext(message: str, /, **values: object) -> str:
    """The message in the current language, with %(name)s filled in."""
    text = catalogue(current.get()).gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The right plural of the current language; %(num)s is the count."""
    text = catalogue(current.get()).ngettext(one, many, count)
    return text % {"num": count, **values}


@contextmanager
def using(language: str) -> Iterator[None]:
    """Speak `language` inside the block."""
    token = current.set(language)
    try:
        yield
    finally:
        current.reset(token)
