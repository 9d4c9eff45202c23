"""Texts of items in a reader's language: titles, node names, labels of forms. Data of a version, not of the program."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: Keys of form-js whose values people read.
READ = frozenset({"label", "description", "text", "title", "content", "prefixAdorner", "suffixAdorner", "alt", "errorMessage"})


@dataclass(frozen=True)
class Wording:
    """One version's words in one language; what is not translated stays as written."""

    words: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: str) -> str:
        """The text in the language."""
        return self.words.get(text) or text

    def form(self, schema: Any) -> Any:
        """A copy of a form's schema with its readable texts said."""
        if isinstance(schema, list):
            return [self.form(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        return {
            key: self.say(value) if key in READ and isinstance(value, str) else self.form(value)
            for key, value in schema.items()
        }


def wording(texts: str, language: str) -> Wording:
    """From a version's `texts` (JSON: language -> msgid -> msgstr)."""
    return Wording(json.loads(texts).get(language) or {})
