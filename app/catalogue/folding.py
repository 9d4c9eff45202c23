"""Text made findable: without case and accents. Pure."""

import unicodedata

EXTRA = str.maketrans({"ß": "ss", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


def fold(text: str) -> str:
    """Lower case, accents and marks removed, runs of white space made one space."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.lower().translate(EXTRA))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
