"""Secrets that a mail carries: one-time codes and links. The row of the mail holds a number, never the secret.

The secret is made from that number with the house's key when the mail is read or sent, so a copied table, a dump or a
backup opens nothing to whoever has not also the key.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.operations import house

MARK = "\ue000"  # a private character where the secret stands in the words
FACT = "hidden"  # of a payload: [purpose, number]


@dataclass(frozen=True)
class Hidden:
    """A secret with the number it is made from; `purpose`: code, link."""

    purpose: str
    number: str

    @property
    def secret(self) -> str:
        """Six digits, or 256 bits, which only this house can make."""
        made = house.sign(f"hidden {self.purpose}", self.number)
        return f"{int(made, 16) % 10**6:06d}" if self.purpose == "code" else made

    def put_away(self, words: str) -> dict[str, Any]:
        """The words without the secret, and what it is made from: parts of a payload."""
        return {"text": words.replace(self.secret, MARK), FACT: [self.purpose, self.number]}


def fresh(purpose: str) -> Hidden:
    """A new secret, made from a random number."""
    return Hidden(purpose, secrets.token_urlsafe(16))


def revealed(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The payload as its reader is to see it."""
    if FACT not in payload:
        return payload
    return {**payload, "text": str(payload["text"]).replace(MARK, Hidden(*payload[FACT]).secret)}
