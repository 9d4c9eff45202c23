"""How pages look for this browser: theme in a cookie; language in one's own settings, before signing in in a cookie."""

from flask import Blueprint, Response, request

from app.db import transaction
from app.operations import house, people
from app.web.identity import actor_or_none, public
from app.web.paths import own_path, redirect
from app.web.templating import THEMES

pages = Blueprint("appearance", __name__)
YEAR = 31_536_000


@pages.post("/look")
@public
def choose() -> Response:
    """Keep the choice and go back to the page it was made on."""
    answer: Response = redirect(own_path(request.form.get("next", "").rstrip("?")))
    theme, language = request.form.get("theme"), request.form.get("language")
    if theme:
        _keep(answer, "theme", theme if theme in THEMES else "")
    if language in house.config().languages:
        actor = actor_or_none()
        if actor is not None:
            with transaction():
                people.settle(actor, language, actor.timezone)
        _keep(answer, "language", language)
    return answer


def _keep(answer: Response, name: str, value: str) -> None:
    secure = house.config().public_url.startswith("https://")
    answer.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=secure)
