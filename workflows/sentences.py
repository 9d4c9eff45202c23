"""Sentences that remember what they are made of: English as text, and a template with named values for whoever says
them in another language (app/language.py). `workflows` itself knows one language, and no gettext.

A template is written where it is used, as a literal, so that checks/translations.py finds it.
"""

from collections.abc import Iterable, Mapping
from typing import Any


class Sentence(str):
    """The English text. `values` may be sentences again, and tuples of them, which are said with commas between."""

    template: str
    values: Mapping[str, Any]


def sentence(template: str, /, **values: Any) -> Sentence:
    """The template with %(name)s filled in, in English."""
    return made(template, values)


def made(template: str, values: Mapping[str, Any]) -> Sentence:
    """The same where the template comes from somewhere else: out of what `facts` kept."""
    said = Sentence(template % {name: _english(one) for name, one in values.items()} if values else template)
    said.template, said.values = template, values
    return said


def facts(texts: Iterable[str | None]) -> dict[str, Any]:
    """What those of the texts that are sentences are made of, as JSON data, by their English."""
    return {str(text): _kept(text) for text in texts if isinstance(text, Sentence)}


def again(text: str, known: Mapping[str, Any]) -> str:
    """The sentence that this English was, where its facts were kept; else the text as it stands."""
    kept = known.get(text)
    return text if kept is None else _read(kept)


def _english(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, tuple) else value


def _kept(value: Any) -> Any:
    if isinstance(value, Sentence):
        return {"template": value.template, "values": {name: _kept(one) for name, one in value.values.items()}}
    if isinstance(value, tuple):
        return [_kept(one) for one in value]
    return value if isinstance(value, (int, float)) else str(value)


def _read(kept: Any) -> Any:
    if isinstance(kept, dict):
        return made(kept["template"], {name: _read(one) for name, one in kept["values"].items()})
    return tuple(map(_read, kept)) if isinstance(kept, list) else kept


def of(error: Exception) -> str:
    """What an error says, still as the sentence that it was raised with."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
