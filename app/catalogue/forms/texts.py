"""Text answers: kept as typed (only normalised to NFC), measured as browsers and form-js measure, in UTF-16 units."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from app.catalogue.forms.errors import Wrong
from app.catalogue.forms.field import Field, Limit, Rules
from app.catalogue.forms.sight import Sight
from app.language import gettext as _
from app.language import ngettext

MOST = 10_000
_BLANK = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_PHONE = re.compile(r"(?:\+|00)[1-9][0-9 ()./-]{5,28}")


def take(_field: Field, raw: Any, _sight: Sight) -> str:
    """The text of an answer. Raises Wrong for what is no text, holds NUL or half a character, or is far too long."""
    if not isinstance(raw, str):
        raise Wrong(_("This must be text."))
    if len(raw) > MOST:
        raise Wrong(
            _("This is longer than %(most)s characters. Please shorten it, or attach a file.", most=f"{MOST:,}")
        )
    if "\x00" in raw:
        raise Wrong(_("This holds a character that cannot be stored. Please type it again."))
    try:
        raw.encode()
    except UnicodeEncodeError:
        raise Wrong(_("This holds half of a character. Please type it again.")) from None
    return unicodedata.normalize("NFC", raw)


def is_blank(text: str) -> bool:
    """Nothing that can be seen: spaces, line ends, zero-width signs."""
    return all(unicodedata.category(char) in _BLANK for char in text)


def length(text: str) -> int:
    """UTF-16 code units without the space around, as form-js and `maxlength` count."""
    return len(text.strip().encode("utf-16-le")) // 2


def check(field: Field, value: str, sight: Sight) -> str:
    """The rules of a text that is not blank. Raises Wrong."""
    rules = field.rules
    size, least, most = length(value), limit(rules.min_length, sight), limit(rules.max_length, sight)
    if least is not None and size < least:
        raise Wrong(
            ngettext(
                "Please write at least %(num)d character.", "Please write at least %(num)d characters.", int(least)
            )
        )
    if most is not None and size > most:
        raise Wrong(
            ngettext("At most %(num)d character, please.", "At most %(num)d characters, please.", int(most))
            + " "
            + _("There are %(size)d.", size=size)
        )
    if rules.shape:
        _shape(rules.shape, value)
    if rules.pattern and not rules.pattern.fits(value):
        raise Wrong(_mismatch(rules))
    return value


def limit(given: Limit, sight: Sight) -> Decimal | None:
    """A limit of the schema as a number; None where there is none or it computes to none."""
    if given is None or isinstance(given, Decimal):
        return given
    value = given.value(sight)
    return Decimal(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else None


def _shape(shape: str, value: str) -> None:
    text = value.strip()
    if shape == "email" and not (len(text) <= 254 and _EMAIL.fullmatch(text) and ".." not in text):
        raise Wrong(_("This is no e-mail address, for example eva.nowak@example.org."))
    digits = sum(char.isdigit() for char in text)
    if shape == "phone" and not (_PHONE.fullmatch(text) and 7 <= digits <= 17):
        raise Wrong(_("Please write the number with its country code, for example +49 30 664040900."))


def _mismatch(rules: Rules) -> str:
    sentence = rules.message or _("This is not written as it should be.")
    if not rules.example or rules.example in sentence:
        return sentence
    return sentence + " " + _("For example: %(example)s", example=rules.example)
