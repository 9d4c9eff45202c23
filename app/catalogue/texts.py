"""Texts of an item in other languages: gettext .po files beside its forms, versioned with the item.

They are data, not program texts: the msgid is the text as it stands in the schema or the diagram. A translation that
could change what a text does (a new FEEL expression in it) is not used.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import PoFileError, read_po

from app.language import gettext as _
from workflows.errors import Problem

#: {language: {msgid: msgstr}}
Texts = Mapping[str, Mapping[str, str]]

MOST_BYTES = 1_000_000
_HOLE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_WORDS = ("label", "description", "text", "alt")
_NESTED = {"values": "label", "columns": "label"}
_INNER = (("appearance", "prefixAdorner"), ("appearance", "suffixAdorner"), ("validate", "patternErrorMessage"))


class TextsRefused(ValueError):
    """A .po file that cannot be used; its text says why."""


def read(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """The texts of "de.po", "pl.po" and so on, by language. Raises TextsRefused."""
    return {_language(name): _entries(name, content) for name, content in sorted(files.items())}


def _language(name: str) -> str:
    language = name.rpartition("/")[2].removesuffix(".po")
    try:
        Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        raise TextsRefused(_("%(name)s is named after no language, such as de.po.", name=name[:100])) from None
    return language


def _entries(name: str, content: bytes) -> dict[str, str]:
    """The finished entries: neither fuzzy nor empty."""
    if len(content) > MOST_BYTES:
        raise TextsRefused(_("%(name)s is larger than %(most)s bytes.", name=name[:100], most=f"{MOST_BYTES:,}"))
    try:
        catalog = read_po(BytesIO(content), charset="utf-8", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise TextsRefused(_("%(name)s is no .po file: %(why)s", name=name[:100], why=error)) from None
    return {
        entry.id: entry.string
        for entry in catalog
        if isinstance(entry.id, str) and isinstance(entry.string, str) and entry.id and entry.string and not entry.fuzzy
    }


def translate(schema: Any, texts: Mapping[str, str]) -> Any:
    """The schema with its texts in another language; what has no translation stays. `texts`: {msgid: msgstr}."""
    if not isinstance(schema, Mapping):
        return schema
    made = dict(schema)
    for key in _WORDS:
        _swap(made, key, texts)
    for outer, key in _INNER:
        if isinstance(made.get(outer), Mapping):
            made[outer] = dict(made[outer])
            _swap(made[outer], key, texts)
    for outer, key in _NESTED.items():
        if isinstance(made.get(outer), list):
            made[outer] = [dict(item) if isinstance(item, Mapping) else item for item in made[outer]]
            for item in made[outer]:
                _swap(item, key, texts)
    if isinstance(made.get("components"), list):
        made["components"] = [translate(item, texts) for item in made["components"]]
    return made


def say(text: str, texts: Mapping[str, str]) -> str:
    """One text in another language, or as it stands."""
    found = texts.get(text, "")
    return found if found and same_holes(text, found) else text


def same_holes(text: str, translation: str) -> bool:
    """Whether a translation computes exactly what the text computes."""
    return not translation.lstrip().startswith("=") and set(_HOLE.findall(text)) == set(_HOLE.findall(translation))


def _swap(owner: Any, key: str, texts: Mapping[str, str]) -> None:
    value = owner.get(key) if isinstance(owner, dict) else None
    if isinstance(value, str) and _is_text(value):
        owner[key] = say(value, texts)


def _is_text(value: str) -> bool:
    """Words to translate: not an expression, nor only what is computed."""
    return bool(_HOLE.sub("", value).strip()) and not value.lstrip().startswith("=")


def extract(schemas: Iterable[Any], diagram: Iterable[str] = ()) -> list[str]:
    """Every text to translate, each once, in the order of reading: the diagram's (titles, names) and the forms'."""
    found = [text for text in diagram if _is_text(text)]
    for schema in schemas:
        found += _texts(schema)
    return list(dict.fromkeys(found))


def _texts(schema: Any) -> Iterator[str]:
    if not isinstance(schema, Mapping) or schema.get("type") == "button":
        return  # a form-js button is not drawn: the page has its own
    owners = [(schema, key) for key in _WORDS]
    owners += [(schema[outer], key) for outer, key in _INNER if isinstance(schema.get(outer), Mapping)]
    for outer, key in _NESTED.items():
        items = schema.get(outer)
        owners += [(item, key) for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    for owner, key in owners:
        if isinstance(owner.get(key), str) and _is_text(owner[key]):
            yield owner[key]
    components = schema.get("components")
    for component in components if isinstance(components, list) else ():
        yield from _texts(component)


def missing(texts: Texts, schemas: Iterable[Any], diagram: Iterable[str] = ()) -> list[Problem]:
    """What each language lacks or says with other expressions, as warnings."""
    wanted = extract(schemas, diagram)
    found = []
    for language, known in sorted(texts.items()):
        name = Locale.parse(language).get_display_name("en") or language
        for text in wanted:
            if text not in known:
                message = _('%(language)s has no text for "%(text)s".', language=name, text=text[:80])
                found.append(Problem("warning", "text-missing", message))
            elif not same_holes(text, known[text]):
                message = _(
                    'The %(language)s text for "%(text)s" computes other values.', language=name, text=text[:80]
                )
                found.append(Problem("warning", "text-differs", message, None, None, _("Keep each {{...}} as it is.")))
    return found
