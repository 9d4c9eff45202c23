"""The form that ordered a request, in the reader's words: its version's, whatever is published by now. Only reads."""

from typing import Any

from app.operations import definitions
from app.operations.answers import schema_of
from app.operations.wording import of_version


def said(version_id: int, language: str) -> dict[str, Any] | None:
    """The start form's schema with its texts said; None where the item has none."""
    definition = definitions.parsed(version_id)
    form = schema_of(definition, definition.key, definition.start_form)
    words: dict[str, Any] | None = of_version(version_id, language).form(form)
    return words


def of_task(version_id: int, form: dict[str, Any] | None, language: str) -> dict[str, Any] | None:
    """A task's form with its texts said."""
    words: dict[str, Any] | None = of_version(version_id, language).form(form)
    return words
