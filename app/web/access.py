"""Who may open a route: every view carries one mark, and a view without one is never reached.

The marks only say; identity.guard enforces them before any view runs, and tests/app/web/test_access.py walks the URL
map. Rules on rows (which request, which task) live in operations/permissions.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Access:
    """`anyone`: no sign-in needed. `roles`: one of them is needed; empty means everybody who is signed in."""

    anyone: bool = False
    roles: tuple[str, ...] = ()


def public(view: View) -> View:
    """Open to anyone."""
    return _marked(view, Access(anyone=True))


def signed_in(view: View) -> View:
    """Open to every active person."""
    return _marked(view, Access())


def role(*roles: str) -> Callable[[View], View]:
    """Open to those who hold one of the roles."""

    def mark(view: View) -> View:
        return _marked(view, Access(roles=roles))

    return mark


def access_of(view: Callable[..., Any] | None) -> Access | None:
    """The mark of a view, or None."""
    return getattr(view, "access", None)


def _marked(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view
