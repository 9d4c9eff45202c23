"""The same verbs for programs: JSON under /api/v1, one noun a file, described at /api/v1/openapi.json."""

from app.web.api import field_words  # noqa: F401 - before any schema is made
from app.web.api.document import install

__all__ = ["install"]
