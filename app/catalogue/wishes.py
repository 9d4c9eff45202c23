"""How somebody wants to be told, as a form or a program gives it: read with care, or refused field by field. Pure."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from app.catalogue.notices import DIGEST_AT, KNOWN, MAILS, Way, Wishes
from app.errors import InvalidForm
from app.language import gettext as _


def checked(given: Mapping[str, Any]) -> Wishes:
    """`ways`: {event: {shown, mail}}; `digest_at`: 08:00; `quiet`: two such or None; `urgent`. Raises InvalidForm."""
    wrong: dict[str, str] = {}
    ways = {key: _way(key, said, wrong) for key, said in (given.get("ways") or {}).items()}
    digest_at = _time(given.get("digest_at") or DIGEST_AT.isoformat("minutes"), "digest_at", wrong)
    quiet = _quiet(given.get("quiet") or None, wrong)
    if wrong:
        raise InvalidForm(wrong)
    return Wishes(ways, digest_at, quiet, bool(given.get("urgent", True)))


def _way(key: str, said: Any, wrong: dict[str, str]) -> Way:
    event, usual = KNOWN.get(key), Way()
    if event is None or not isinstance(said, Mapping) or said.get("mail", "now") not in MAILS:
        wrong[f"ways.{key}"[:200]] = _("There is no such news, or no such way of telling it.")
        return usual
    way = Way(said.get("shown", True) is True, str(said.get("mail", event.mail)))
    if event.fixed and way != usual:
        wrong[f"ways.{key}"] = _("What asks you for an approval always reaches you, under News and by mail.")
    return way


def _quiet(said: Any, wrong: dict[str, str]) -> tuple[time, time] | None:
    if said is None or not any(said):
        return None
    if not isinstance(said, list | tuple) or len(said) != 2 or not all(said):
        wrong["quiet"] = _("Quiet hours need a beginning and an end.")
        return None
    begins, ends = (_time(one, "quiet", wrong) for one in said)
    if begins == ends:
        wrong.setdefault("quiet", _("Quiet hours must end at another time than they begin."))
    return begins, ends


def _time(said: Any, field: str, wrong: dict[str, str]) -> time:
    try:
        found = time.fromisoformat(str(said)).replace(second=0, microsecond=0)
    except ValueError:
        wrong[field] = _("Write a time as 08:00.")
        return DIGEST_AT
    return found.replace(tzinfo=None)
