"""Pages of a list by key, not by offset: the hundredth page costs what the first does. The cursor is opaque text."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.errors import BadRequest
from app.language import gettext as _

Row = TypeVar("Row")

DEFAULT, MOST = 50, 200


@dataclass(frozen=True)
class Page(Generic[Row]):
    """`next`: the cursor of the following page, or None at the end."""

    items: list[Row]
    next: str | None = None


def cut(rows: Sequence[Row], limit: int, key: Callable[[Row], Any]) -> Page[Row]:
    """A page of `limit` out of `limit + 1` rows read; `key` gives what the next page begins after."""
    kept = list(rows[:limit])
    return Page(kept, cursor_of(key(kept[-1])) if len(rows) > limit else None)


def cursor_of(key: Any) -> str:
    """A key (number or list of JSON values) as a cursor."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def key_of(cursor: str) -> Any:
    """The key inside a cursor. Raises BadRequest when it is none of ours."""
    try:
        return json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError) as error:
        raise BadRequest(_("This cursor is not one of ours.")) from error


def after(cursor: str, otherwise: int = 0) -> int:
    """The whole number inside a cursor; `otherwise` for the first page. Raises BadRequest."""
    if not cursor:
        return otherwise
    key = key_of(cursor)
    if isinstance(key, bool) or not isinstance(key, int) or abs(key) >= 2**62:
        raise BadRequest(_("This cursor is not one of ours."))
    return key
