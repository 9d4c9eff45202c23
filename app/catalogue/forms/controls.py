"""What stands in and on an input: its text as the browser expects it, and its attributes.

`required` is said by aria-required only: hidden conditional fields must not block a page, and our own sentences say
better than the browser's what is missing.
"""

from typing import Any

from app.catalogue.forms import attachments, numbers, saying, texts
from app.catalogue.forms.errors import Wrong
from app.catalogue.forms.field import TEXTS, Field
from app.catalogue.forms.given import MISSING
from app.catalogue.forms.phrases import plain
from app.catalogue.forms.sight import Sight

_TYPES = {"date": "date", "time": "time", "datetime": "datetime-local"}
_SHAPES = {"email": ("email", "email"), "phone": ("tel", "tel")}


def text(field: Field, raw: Any, sight: Sight) -> str:
    """The value of an input; what was typed wrong comes back as typed."""
    if raw is None or raw is MISSING:
        return ""
    if field.kind == "number":
        return _number(raw)
    if field.kind == "datetime" and isinstance(raw, str):
        return _moment(field, raw, sight)
    return raw if isinstance(raw, str) else plain(raw)


def _number(raw: Any) -> str:
    """In the reader's writing, without grouping signs."""
    value = raw.get("amount") if isinstance(raw, dict) else raw
    try:
        return numbers.typed(numbers.number(value))
    except Wrong:
        return plain(value)


def _moment(field: Field, raw: str, sight: Sight) -> str:
    subtype = field.details.subtype
    if subtype == "datetime":
        return saying.local(raw, sight)
    return raw[:10] if subtype == "date" else raw[:5]


def attributes(field: Field, sight: Sight) -> dict[str, str]:
    """Attributes of the control by kind."""
    made = {"aria-required": "true"} if field.rules.required else {}
    if field.kind in TEXTS:
        made |= _of_text(field, sight)
    elif field.kind == "number":
        made |= {"type": "text", "inputmode": "numeric" if field.details.digits == 0 else "decimal"}
    elif field.kind == "datetime":
        made |= _of_date(field, sight)
    elif field.kind == "filepicker":
        accepted = attachments.accept(field, sight)
        made |= {"accept": ",".join(accepted)} if accepted else {}
    return made


def _of_text(field: Field, sight: Sight) -> dict[str, str]:
    kind, autocomplete = _SHAPES.get(field.rules.shape, ("text", ""))
    made = {} if field.kind == "textarea" else {"type": kind}
    made |= {"autocomplete": autocomplete} if autocomplete else {}
    most = texts.limit(field.rules.max_length, sight)
    return made | {"maxlength": str(int(most) if most is not None and most > 0 else texts.MOST)}


def _of_date(field: Field, sight: Sight) -> dict[str, str]:
    details = field.details
    made = {"type": _TYPES[details.subtype]}
    if details.subtype != "date":
        made["step"] = str(details.minutes * 60)
    elif details.no_past:
        made["min"] = saying.today(sight)
    return made
