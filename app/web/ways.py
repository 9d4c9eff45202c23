"""Where a person goes next: only ever a path of this house (ASVS 5.0.0, 3.7.2)."""

from urllib.parse import urlsplit


def own_path(given: str | None, otherwise: str = "/") -> str:
    """`given` when it is a path of ours, else `otherwise`. Browsers read `\\` as `/` and skip control characters."""
    if not given or not given.startswith("/") or given.startswith("//") or "\\" in given:
        return otherwise
    if any(ord(character) < 0x21 or ord(character) == 0x7F for character in given):
        return otherwise
    try:
        parts = urlsplit(given)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else given
