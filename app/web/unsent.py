"""What somebody typed while their session ended: it goes with them through the door and comes back into its form.

Nothing is stored: the fields travel as one hidden field of the sign-in form. Files cannot travel; the page says so.
Only forms of our own pages are carried: a call from another site was refused before (csrf.py).
"""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, render_template, request
from werkzeug.exceptions import HTTPException

from app.operations import house
from app.operations.permissions import Actor
from app.web.answers import LOOK
from app.web.paths import above, own_path

FIELD = "unsent"
MOST = 400_000  # characters; below what a form may hold
LEFT_OUT = ("csrf_token", LOOK)
#: What pages put into their forms by themselves, as they do names that begin with "_"; all else was typed or pressed.
OWN = ("once", "next", "view", "seen", "version", "shown", "here", "count")
LOOKED_AT = ("item.order", "task.complete")  # they show the form again when asked by LOOK; others do what was sent
SHOWN, LONGEST = 8, 300


@dataclass(frozen=True)
class Unsent:
    """`path`: where it was sent to; `fields` in their order; `files`: whether some were chosen; `page`: where from."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool = False
    page: str = "/"

    @property
    def packed(self) -> str:
        """As JSON text, for the hidden field of the sign-in form."""
        return json.dumps([self.path, self.fields, self.files, self.page])

    @property
    def words(self) -> list[str]:
        """What was written in whole words, each once."""
        texts = [value.strip() for _name, value in self.fields]
        return list(dict.fromkeys(text for text in texts if " " in text and text[0] not in "{["))[:SHOWN]

    @property
    def texts(self) -> list[str]:
        """Of these enough to recognise it by."""
        return [text if len(text) <= LONGEST else f"{text[:LONGEST]} …" for text in self.words]

    @property
    def is_looked_at(self) -> bool:
        """True when it comes back into its form; else going on with it sends it."""
        try:
            found = current_app.url_map.bind("").match(urlsplit(self.path).path, method="POST")
        except HTTPException:
            return False
        return found[0] in LOOKED_AT


def of_call() -> Unsent | None:
    """What was typed into the form that this call brought; None for a mere button. Never a password."""
    if request.method != "POST" or request.is_json:
        return None
    fields = tuple((name, value) for name, value in request.form.items(multi=True) if name not in LEFT_OUT)
    files = any(sent.filename for sent in request.files.values())
    found = Unsent(own_path(request.full_path.rstrip("?")), fields, files, page_before())
    typed = any(value and name not in OWN and not name.startswith("_") for name, value in fields)
    secret = any("password" in name for name, _value in fields)
    hollow = files and not found.is_looked_at and not found.texts  # without its files there is nothing to send
    return found if typed and not secret and not hollow and len(found.packed) <= MOST else None


def carried() -> Unsent | None:
    """What the sign-in form carries; None when it carries nothing, or nothing that we wrote."""
    try:
        path, fields, files, page = json.loads(request.form.get(FIELD, "") or "null") or ("", [], False, "")
        pairs = tuple((str(name), str(value)) for name, value in fields if name not in LEFT_OUT)
    except (ValueError, TypeError, RecursionError):
        return None
    known = isinstance(path, str) and isinstance(page, str)
    return Unsent(own_path(path), pairs, bool(files), own_path(page)) if pairs and known else None


def page_before() -> str:
    """The page of ours that sent this call, or the nearest to it."""
    return sent_from() or above(request.path) or "/"


def sent_from() -> str:
    """The page of ours that sent this call; "" where the browser does not say, or it was none of ours."""
    given = urlsplit(request.referrer or "")
    ours = given.netloc in (request.host, urlsplit(house.config().public_url).netloc)
    return own_path(given.path + (f"?{given.query}" if given.query else ""), "") if ours else ""


def page(unsent: Unsent, token: str, actor: Actor | None) -> str:
    """Asks whether to go on with it; `token` and `actor` are those of the session in which it will be sent."""
    return render_template("unsent.html", unsent=unsent, look=LOOK, token=token, name=actor.name if actor else "")
