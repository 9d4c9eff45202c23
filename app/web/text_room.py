"""The texts of an item in its languages, side by side; what is missing is marked. Saved with the version's draft."""

import hashlib
from dataclasses import dataclass

from babel import Locale
from flask import Blueprint, Response, flash, render_template, request

from app.catalogue import texts, words
from app.errors import Conflict
from app.language import gettext as _
from app.operations import house
from app.operations.bundle import Bundle
from app.operations.drafts import Work
from app.operations.roles import DRAWERS
from app.web import rooms
from app.web.identity import role
from app.web.paths import redirect

pages = Blueprint("text_room", __name__, url_prefix="/studio")
SOURCE = "en"


@dataclass(frozen=True)
class Line:
    """One text: `mark` names its fields; `said`: {language: translation}; `wrong`: languages that lose a {{...}}."""

    text: str
    mark: str
    said: dict[str, str]
    wrong: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every language has it."""
        return all(self.said.values()) and not self.wrong


@pages.get("/<key>/<int:version_number>/texts")
@role(*DRAWERS)
def show(key: str, version_number: int) -> str:
    """Every text that people read, in reading order."""
    bundle, seen = rooms.shown(key, version_number)
    return _page(key, version_number, bundle, seen, {}, "")


@pages.post("/<key>/<int:version_number>/texts")
@role(*DRAWERS)
def change(key: str, version_number: int) -> Response | tuple[str, int]:
    """Keep the translations; those that were not on the page stay as they are."""
    typed = {name: value.strip().replace("\r\n", "\n") for name, value in request.form.items()}
    bundle, seen = rooms.shown(key, version_number)
    lost = [line for line in _lines(bundle, typed) if line.wrong]
    if lost:
        told = _("Keep each {{...}} as it is: “%(text)s”.", text=lost[0].text[:80])
        return _page(key, version_number, bundle, typed.get("seen", ""), typed, told), 422
    try:
        number = rooms.kept(key, version_number, typed.get("seen", ""), lambda found: Work(texts=_merged(found, typed)))
    except Conflict:
        told = _("Somebody else has saved this draft meanwhile. What you typed is still here; save it over theirs.")
        return _page(key, version_number, bundle, seen, typed, told), 409
    flash(_("Saved."), "done")
    return redirect(f"/studio/{key}/{number}/texts")


def languages(bundle: Bundle) -> list[str]:
    """Those of the house and those the item speaks already, without the one it is written in."""
    return sorted({*house.config().languages, *bundle.texts} - {SOURCE})


def missing(bundle: Bundle) -> dict[str, int]:
    """{name of the language: how many texts it lacks}."""
    lines = _lines(bundle, {})
    return {_named(one): sum(not line.said[one] for line in lines) for one in languages(bundle)}


def _lines(bundle: Bundle, typed: dict[str, str]) -> list[Line]:
    found = []
    for text in texts.extract(bundle.forms.values(), [*words.of(bundle.process), *words.of_rules(bundle.rules)]):
        mark = hashlib.sha256(text.encode()).hexdigest()[:16]
        said = {one: typed.get(f"{one}.{mark}", bundle.texts.get(one, {}).get(text, "")) for one in languages(bundle)}
        wrong = tuple(one for one, words_ in said.items() if words_ and not texts.same_holes(text, words_))
        found.append(Line(text, mark, said, wrong))
    return found


def _merged(bundle: Bundle, typed: dict[str, str]) -> dict[str, dict[str, str]]:
    """What was typed over what is known; an emptied text goes, one of another place stays."""
    lines = _lines(bundle, typed)
    made = {}
    for one in languages(bundle):
        known = {**bundle.texts.get(one, {}), **{line.text: line.said[one] for line in lines}}
        made[one] = {text: said for text, said in known.items() if said}
    return {one: said for one, said in made.items() if said}


def _named(language: str) -> str:
    return Locale.parse(language).display_name or language


def _page(key: str, number: int, bundle: Bundle, seen: str, typed: dict[str, str], error: str) -> str:
    lines = _lines(bundle, typed)
    only = bool(request.args.get("missing"))
    return render_template(
        "studio/texts.html", key=key, number=number, seen=seen, error=error, only=only,
        lines=[line for line in lines if not (only and line.complete)],
        lacking=sum(not line.complete for line in lines),
        languages={one: _named(one) for one in languages(bundle)},
    )  # fmt: skip
