"""Rules of approvals in words: who is asked, and how many must agree."""

from app.language import gettext as _


def who() -> dict[str, str]:
    """Whom a rule asks."""
    return {
        "manager": _("The line manager"),
        "superior": _("The manager's manager"),
        "department_head": _("The head of department"),
        "limit": _("The first in the line whose limit suffices"),
        "cost_centre": _("The head of the cost centre"),
        "group": _("A group"),
        "role": _("Everybody with a role"),
        "person": _("People by name"),
        "field": _("Whoever a field of the form names"),
        "query": _("Whoever a formula finds"),
        "decision": _("Whoever a decision table names"),
    }


def quorums() -> dict[str, str]:
    """How many must agree."""
    return {
        "first": _("Whoever answers first decides"),
        "any": _("One yes is enough"),
        "all": _("Everybody must agree"),
        "number": _("So many must agree"),
        "percent": _("So many percent must agree"),
        "veto": _("More than half, and nobody refuses"),
    }
