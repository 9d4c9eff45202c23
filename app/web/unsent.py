"""What somebody typed while their session ended: it goes with them through the door and comes back into its form.

Nothing is stored: the fields travel as one hidden field of the sign-in form. Files cannot travel; the page says so.
Only forms of our own pages are carried: a call from another site was refused before (csrf.py).
"""

import json
from dataclasses import dataclass

from flask import current_app, render_template, request

from app.operations import house
from app.web.access import access_of
from app.web.answers import LOOK
from app.web.ways import own_path

FIELD = "unsent"
MOST = 400_000  # characters; below what a form may hold
LEFT_OUT = ("csrf_token", LOOK)


@dataclass(frozen=True)
class Unsent:
    """`path`: where it was sent to; `fields` in their order; `files`: whether some were chosen."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool = False

    @property
    def packed(self) -> str:
        """For the hidden field."""
        return json.dumps([self.path, self.fields, self.files])

    @property
    def texts(self) -> list[str]:
        """What was written in whole words: enough to recognise it by."""
        return [value for _name, value in self.fields if " " in value.strip()]


def of_call() -> Unsent | None:
    """What this call brought, when it is a form of a page that needs a signed-in person; never a password."""
    access = access_of(current_app.view_functions.get(request.endpoint or ""))
    if request.method != "POST" or request.is_json or access is None or access.anyone:
        return None
    fields = tuple((name, value) for name, value in request.form.items(multi=True) if name not in LEFT_OUT)
    files = any(sent.filename for sent in request.files.values())
    found = Unsent(request.path, fields, files)
    secret = any("password" in name for name, _value in fields)
    return found if fields and not secret and len(found.packed) <= MOST else None


def carried() -> Unsent | None:
    """What the sign-in form carries; None when it carries nothing, or nothing that we wrote."""
    try:
        path, fields, files = json.loads(request.form.get(FIELD, "") or "null") or ("", [], False)
        pairs = tuple((str(name), str(value)) for name, value in fields if name not in LEFT_OUT)
    except (ValueError, TypeError, RecursionError):
        return None
    return Unsent(own_path(path), pairs, bool(files)) if pairs and isinstance(path, str) else None


def page(unsent: Unsent, secret: str) -> str:
    """Asks whether to go on with it; `secret` is that of the session in which it will be sent."""
    return render_template("unsent.html", unsent=unsent, look=LOOK, token=house.sign("csrf", secret))
