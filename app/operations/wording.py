"""Texts of items in a reader's language: titles, node names, labels of forms. Data of a version, not of the program."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from app.catalogue.texts import translate
from app.db import session
from app.language import gettext as _
from app.language import using
from app.lately import Lately
from app.models.definition_version import DefinitionVersion


@dataclass(frozen=True)
class Wording:
    """One version's words in one language; what is not translated stays as written."""

    words: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: str) -> str:
        """The text in this language; as it is where it was not translated."""
        return self.words.get(text) or text

    def form(self, schema: Any) -> Any:
        """A copy of a form's schema with its readable texts said."""
        return translate(schema, self.words) if self.words else schema


def wording(texts: str, language: str) -> Wording:
    """The words of one language out of a version's `texts`, JSON text {language: {msgid: msgstr}}."""
    return Wording(_read(texts, language))


def of_version(version_id: int, language: str) -> Wording:
    """The words of a stored version and of the processes it calls; its own come first. A published one's are kept."""
    known = _kept.get((version_id, language))
    if known is not None:
        return known
    query = select(DefinitionVersion.texts, DefinitionVersion.pins, DefinitionVersion.state)
    texts, pins, state = session().execute(query.where(DefinitionVersion.id == version_id)).one()
    found = _of_house(language)
    called = json.loads(pins).values()
    if called:
        others = select(DefinitionVersion.texts).where(DefinitionVersion.id.in_(called))
        for other in session().scalars(others):
            found |= _read(other, language)
    made = Wording({**found, **_read(texts, language)})
    if state != "draft":
        _kept.keep((version_id, language), made)
    return made


def _of_house(language: str) -> dict[str, str]:
    """Steps of the house's own, which no version has words for."""
    with using(language):
        return {"Quality check": _("Quality check"), "Beyond all limits": _("Beyond all limits")}


_kept: Lately[tuple[int, str], Wording] = Lately(1_000)


def forget() -> None:
    """Drop what is kept by version id: another database's first version is another diagram."""
    _kept.clear()


def of_versions(version_ids: Iterable[int], language: str) -> dict[int, Wording]:
    """The words of several versions, for a list of steps."""
    return {version_id: of_version(version_id, language) for version_id in set(version_ids)}


@lru_cache(maxsize=256)
def _read(texts: str, language: str) -> Mapping[str, str]:
    """One language out of a version's texts; the same text is read once."""
    found: dict[str, str] = json.loads(texts).get(language) or {}
    return found
