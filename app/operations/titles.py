"""What a request is called: said by its item's `subject` over the answers."""

from typing import Any

from app.db import now
from workflows.definition import Definition
from workflows.feel import compile_expression
from workflows.feel.errors import FeelError

LONGEST = 300


def title(definition: Definition, given: dict[str, Any]) -> str:
    """The item's `subject` property, a FEEL text over the answers; else the item's title."""
    properties = definition.process.properties
    plain = properties.get("title") or definition.process.name or definition.key
    subject = properties.get("subject", "")
    if not subject.startswith("="):
        return (subject or plain)[:LONGEST]
    try:
        value = compile_expression(subject[1:]).evaluate(given, at=now(), zone="UTC")
    except FeelError:
        return plain[:LONGEST]
    return (value if isinstance(value, str) and value.strip() else plain)[:LONGEST]
