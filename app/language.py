"""Languages without Flask: gettext by the language of the moment, dates and sums by its rules.

Texts of the program only; texts of items are data (catalogue/texts.py). Never asks who is signed in: an edge sets the
language with `using()`.
"""

import gettext as stdlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

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


def say(text: str) -> str:
    """A sentence that remembers what it is made of (workflows/sentences.py), in the current language; any other text as
    it stands."""
    made_of: Mapping[str, Any] = getattr(text, "__dict__", {})
    template = made_of.get("template")
    return gettext(template, **{name: _said(one) for name, one in made_of["values"].items()}) if template else text


def _said(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(_said(one)) for one in value)
    return say(value) if isinstance(value, str) else value


@contextmanager
def using(language: str) -> Iterator[None]:
    """Speak `language` inside the block."""
    token = current.set(language)
    try:
        yield
    finally:
        current.reset(token)
