"""One item: what happens, who decides, how long it usually takes, and the form that orders it."""

from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request

from app.catalogue.drawing import draw
from app.db import reading
from app.errors import InvalidForm
from app.language import current
from app.language import gettext as _
from app.operations import requests as verbs
from app.operations.permissions import Actor
from app.queries import catalogue, pictures, team
from app.queries.catalogue import ItemPage
from app.web import sheet
from app.web.identity import current_actor, signed_in
from app.web.once import done_once
from app.web.sheet import Sheet

pages = Blueprint("item", __name__, url_prefix="/items")


@pages.get("/<key>")
@signed_in
def show(key: str) -> str:
    """The item with its empty form."""
    actor, person = current_actor(), request.args.get("for", "")
    found = _item(actor, key, person)
    return _page(actor, found, sheet.fresh(found.said, found.data), person)


@pages.post("/<key>")
@signed_in
def order(key: str) -> Response | tuple[str, int]:
    """Order it; a form with mistakes comes back with everything that was typed."""
    actor, person = current_actor(), request.form.get("requested_for", "").strip()
    found = _item(actor, key, person)
    given = sheet.posted(found.form, actor)
    if given.unfinished:
        return _page(actor, found, sheet.again(found.said, given.answers, found.data), person), 200
    try:
        address, first = done_once(actor, lambda: f"/requests/{_ordered(actor, key, given.answers, person)}")
    except InvalidForm as error:
        typed = sheet.again(found.said, given.answers, found.data, error.fields, str(error))
        return _page(actor, found, typed, person), error.status
    if first:
        flash(_("Ordered. This page shows where it stands."), "done")
    return redirect(address)  # type: ignore[return-value]


@pages.post("/<key>/shape")
@signed_in
def shape(key: str) -> Response:
    """What the answers so far hide, compute and offer."""
    found = _item(current_actor(), key, request.form.get("requested_for", ""))
    return jsonify(sheet.shape(found.said, found.data))


def _ordered(actor: Actor, key: str, answers: dict[str, Any], person: str) -> str:
    return verbs.submit(actor, key, answers, person or None).number


def _item(actor: Actor, key: str, person: str) -> ItemPage:
    with reading():
        return catalogue.item(actor, key, language=current.get(), requested_for=person)


def _page(actor: Actor, found: ItemPage, form: Sheet, person: str) -> str:
    with reading():
        picture = pictures.of_version(found.item.version_id, current.get())
        stations = pictures.stations(found.item.version_id, current.get())
        others = team.of(actor)
    drawn = draw(picture.diagram, gone=(), now=(), names=picture.names)
    return render_template(
        "item.html",
        item=found.item,
        form=form,
        picture=drawn,
        stations=stations,
        others=others,
        person=person,
        desk=actor.has("desk", "administrator", "process_manager"),
    )
