"""The catalogue: what one may order, found in one's own words, and what is on its way. Reads only."""

from collections.abc import Sequence
from itertools import groupby

from flask import Blueprint, render_template, request

from app.catalogue import ranking
from app.db import reading
from app.language import current
from app.queries import catalogue, first_days, open_requests, popular
from app.queries.catalogue import Item
from app.web.identity import current_actor, signed_in

pages = Blueprint("catalogue", __name__)
ON_ITS_WAY = 3
OFTEN = 3
ANYTHING = "general_request"  # the item for whatever has no item of its own: the last card


@pages.get("/")
@signed_in
def home() -> str:
    """The question, what is on its way, and everything one can order."""
    actor, question = current_actor(), request.args.get("q", "").strip()[:200]
    with reading():
        items = catalogue.items(actor, language=current.get())
        under_way = open_requests.of(actor, ON_ITS_WAY, current.get()) if not question else []
        often = popular.often(OFTEN) if not question else []
        lately = popular.lately(actor, OFTEN) if not question else []
        lacking = first_days.lacking(actor) if not question else None
    found = ranking.rank(question, items, texts_of) if question else []
    by_key = {item.key: item for item in items}
    general = next((item for item in items if item.key == ANYTHING), None)
    return render_template(
        "catalogue.html",
        question=question,
        parent=request.args.get("parent", "")[:30],
        found=found,
        going=under_way,
        lacking=lacking,
        actor=actor,
        general=general,
        often=[by_key[key] for key in often if key in by_key],
        lately=[(by_key[one.item], one.number) for one in lately if one.item in by_key],
        lanes=_lanes([item for item in items if item is not general]),
    )


def texts_of(item: Item) -> tuple[str, str]:
    """Title, and everything else that an item is found by."""
    return item.title, f"{item.description} {item.keywords} {item.category}"


def _lanes(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """Items by category, in the order the query gives them."""
    return [(category, list(members)) for category, members in groupby(items, lambda item: item.category)]
