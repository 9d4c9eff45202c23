"""The request that somebody means who typed its number, as it is written in a mail or said on the phone. Only reads."""

import re

from app.errors import NotFound
from app.operations.permissions import Actor, see_request

NUMBER = re.compile(r"(?:req[- ]?)?0*([1-9]\d{0,8})", re.IGNORECASE)


def named_request(actor: Actor, question: str) -> str:
    """Its number; "" when what was typed is none, or none that the reader may see. Inside `reading()`."""
    meant = NUMBER.fullmatch(question)
    try:
        return see_request(actor, int(meant[1])).number if meant else ""
    except NotFound:
        return ""
