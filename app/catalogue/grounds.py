"""Grounds for a rejection, from a list: the house's own words for them. Pure.

A form offers them as a field with the key `ground`, whose values are data of the item: it may leave some out and have
others, which are counted under their own word.
"""

from app.language import gettext as _

FIELD = "ground"
LONGEST = 40


def house() -> dict[str, str]:
    """{word: what people read}."""
    return {
        "no_budget": _("No budget"),
        "not_authorised": _("Not authorised"),
        "unavailable": _("Not available"),
        "not_needed": _("Not needed"),
        "other": _("Something else"),
    }


def said(word: str) -> str:
    """What people read; of an item's own word, the word itself."""
    return house().get(word, word.replace("_", " "))
