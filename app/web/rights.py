"""What somebody may do and under whom, in words; and how it was changed, for the house's journal."""

from app.language import gettext as _
from app.web.entries import Told


def role_name(role: str) -> str:
    """A role in words."""
    words = {
        "administrator": _("Administrator"),
        "process_manager": _("Process manager"),
        "process_owner": _("Process owner"),
        "desk": _("Service desk"),
        "integration": _("Program"),
    }
    return words.get(role, role)


def turned(told: Told) -> list[str]:
    """What became otherwise, each with what it was and what it is."""
    rights = told.facts.get("rights")
    return [_one(told, name, *both) for name, both in rights.items()] if isinstance(rights, dict) else []


def _one(told: Told, name: str, before: object, after: object) -> str:
    words = {
        "roles": _("Roles"),
        "limit": _("May approve up to"),
        "manager": _("Manager"),
        "heads_department": _("Heads the department"),
    }
    return f"{words.get(name, name)}: {_value(told, name, before)} → {_value(told, name, after)}"


def _value(told: Told, name: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(role_name(str(one)) for one in value) or "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return (told.called(str(value)) if name == "manager" else str(value)) or "–"
