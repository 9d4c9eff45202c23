"""One item: what happens, who decides, how long it usually takes, and the form that orders it."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, flash, jsonify, render_template, request

from app.catalogue.drawing import draw
from app.db import reading, transaction
from app.errors import Conflict, InvalidForm, TooLate
from app.language import current
from app.language import gettext as _
from app.operations import kept_answers, ordering
from app.operations.articles import MOST_READ
from app.operations.ordering import Looked
from app.operations.permissions import Actor
from app.operations.roles import OVERSEERS
from app.queries import alike, articles, catalogue, people, pictures, start_forms, team
from app.queries.catalogue import ItemPage
from app.web import keeping, linking, order_form, reader, sheet
from app.web.carrying import carried
from app.web.identity import current_actor, signed_in
from app.web.once import done_once
from app.web.order_form import OrderForm
from app.web.paths import redirect
from app.web.sheet import Sheet

pages = Blueprint("item", __name__, url_prefix="/items")


@pages.get("/<key>")
@signed_in
def show(key: str) -> str:
    """The item with its form: empty, as it was left, or (`?again=REQ-000012`) with the answers of an earlier order."""
    actor = current_actor()
    found = _item(actor, key, request.args.get("for", ""))
    begun = order_form.of(actor, found, order_form.asked_for())
    if begun.person and begun.person != request.args.get("for", ""):
        found = _item(actor, key, begun.person)
    if begun.answers is None:
        return _page(actor, found, sheet.fresh(found.said, found.data), begun)
    return _page(actor, found, sheet.again(found.said, begun.answers, found.data), begun)


@pages.post("/<key>")
@signed_in
def order(key: str) -> Response | tuple[str, int]:
    """Order it; a form with mistakes, or of a version that has had its day, comes back with everything typed."""
    actor, (typed, person) = current_actor(), _whom()
    found = _item(actor, key, person)
    given = sheet.posted(keeping.forms_version(found)[1], actor)
    answers, begun = _brought(found, given.answers, person or typed)
    if given.unfinished:
        begun = _kept(actor, found, answers, begun)
        return _page(actor, found, sheet.again(found.said, answers, found.data, given.refused), begun), 200
    try:
        if given.refused:
            raise InvalidForm(given.refused)
        if typed and not person:
            raise InvalidForm({"requested_for": _("There is no active person with this name.")})
        if begun.lost:
            raise Conflict(_("The form has changed since you opened it. Please look over your answers once more."))
        address, first = done_once(actor, lambda: _ordered(actor, key, answers, begun))
    except TooLate as error:
        _kept(actor, found, answers, begun, last=True)
        wrong = {error.field: str(error)} if error.refused else {}
        form = sheet.again(found.said, answers, found.data, wrong, "" if wrong else str(error))
        return _page(actor, found, form, begun, late=not error.refused), error.status
    except (InvalidForm, Conflict) as error:
        _kept(actor, found, answers, begun, last=True)
        fields = error.fields if isinstance(error, InvalidForm) else {}
        form = sheet.again(found.said, answers, found.data, fields, str(error))
        return _page(actor, found, form, begun, nobody=fields.get("requested_for", "")), error.status
    if first:
        flash(_("Ordered. This page shows where it stands."), "done")
    return redirect(address)


@pages.post("/<key>/shape")
@signed_in
def shape(key: str) -> Response:
    """What the answers so far hide, compute and offer."""
    found = _item(current_actor(), key, _whom()[1])
    return jsonify(sheet.shape(found.said, found.data))


@pages.post("/<key>/keep")
@signed_in
def keep(key: str) -> Response:
    """Keep what is typed so far, for whoever typed it."""
    actor = current_actor()
    found = _item(actor, key, "")
    version_id, form = keeping.forms_version(found)
    begun = order_form.of(actor, found, order_form.opening())
    place, person = keeping.of_item(key, begun.opening), request.form.get("requested_for", "").strip()
    kept = keeping.keep(actor, place, version_id, form, sheet.typed(form), person=person, lost=begun.lost)
    return keeping.done(kept)


@pages.post("/<key>/afresh")
@signed_in
def afresh(key: str) -> Response:
    """Forget what was kept."""
    with transaction():
        place = keeping.of_item(key, order_form.opening())
        kept_answers.forget(current_actor(), place, keeping.mark())
    return redirect(f"/items/{key}")


def _brought(found: ItemPage, answers: dict[str, Any], person: str) -> tuple[dict[str, Any], OrderForm]:
    """The posted answers in the form of today, and what has no place in it."""
    version_id, _form = keeping.forms_version(found)
    begun = OrderForm(answers, order_form.opening(), person)
    if version_id == found.item.version_id:
        return answers, begun
    with reading():
        before = start_forms.said(version_id, current.get())
    answers, lost = carried(before, found.said, answers)
    return answers, OrderForm(answers, begun.opening, person, lost=lost)


def _kept(actor: Actor, found: ItemPage, answers: dict[str, Any], begun: OrderForm, *, last: bool = False) -> OrderForm:
    """Kept, and the page says so."""
    place, version_id = keeping.of_item(found.item.key, begun.opening), found.item.version_id
    keeping.keep(actor, place, version_id, found.form, answers, person=begun.person, lost=begun.lost, last=last)
    return replace(begun, kept_at=reader.moment())


@pages.get("/<key>/answers")
@signed_in
def answered(key: str) -> str:
    """Articles that fit what is being typed, to be put beside the field; nothing where nothing fits."""
    words = next((given for given in request.args.values() if given.strip()), "")
    with reading():
        found = articles.found(current_actor(), words[:300], current.get(), key)
    return render_template("parts/answers.html", found=found, key=key)


@pages.post("/<key>/solved")
@signed_in
def solved(key: str) -> Response:
    """An article was the answer: the request is written down and ends at once, with no form filled in."""
    actor, (typed, person) = current_actor(), _whom()
    answers = sheet.typed(keeping.forms_version(_item(actor, key, person))[1])
    begun = OrderForm(answers, order_form.opening(), person or typed)
    looked = Looked(_read(), request.form.get("solved_by", "")[:100])
    address, first = done_once(actor, lambda: _ordered(actor, key, answers, begun, looked))
    if first:
        flash(_("Good. Nobody needs to be asked."), "done")
    return redirect(address)


def _read() -> tuple[str, ...]:
    return tuple(one[:100] for one in request.form.getlist("_read"))[:MOST_READ]


def _ordered(actor: Actor, key: str, answers: dict[str, Any], begun: OrderForm, looked: Looked | None = None) -> str:
    anyway = request.form.get("anyway") == "yes"
    made = ordering.submit(actor, key, answers, begun.person or None, looked or Looked(_read()), anyway=anyway)
    linking.keep(actor, made)
    kept_answers.forget(actor, keeping.of_item(key, begun.opening), keeping.mark(), keeping.opened_at())
    return f"/requests/{made.number}"


def _whom() -> tuple[str, str]:
    """For whom it is, as it was typed, and the login that is meant (a name or an address will do), "" for nobody's."""
    typed = request.form.get("requested_for", "").strip()
    if not typed:
        return "", ""
    with reading():
        return typed, people.login_of(typed)


def _called(found: ItemPage, person: str) -> str:
    """The name of whoever it is for; "" for the reader, and where nobody is meant."""
    whom = found.data["requested_for"]
    return str(whom["name"]) if person and person == whom["login"] else ""


def _item(actor: Actor, key: str, person: str) -> ItemPage:
    with reading():
        return catalogue.item(actor, key, language=current.get(), requested_for=person)


def _page(actor: Actor, found: ItemPage, form: Sheet, begun: OrderForm, *, late: bool = False, nobody: str = "") -> str:
    with reading():
        picture = pictures.of_version(found.item.version_id, current.get())
        stations = pictures.stations(found.item.version_id, current.get())
        others = team.of(actor)
        whom = _called(found, begun.person)
        another = begun.person if whom and begun.person != actor.login else ""
        open_already = alike.of_person(actor, another, found.item.key) if another else []
    drawn = draw(picture.diagram, gone=(), now=(), names=picture.names, hidden=picture.hidden)
    return render_template(
        "item.html",
        item=found.item,
        promised=found.promised,
        form=form,
        begun=begun,
        late=late,
        opened_at=reader.moment().isoformat(),
        linked_to=linking.asked(),
        picture=drawn,
        stations=stations,
        others=others,
        person=begun.person,
        nobody=nobody,
        whom=whom,
        open_already=open_already,
        desk=actor.has(*OVERSEERS),
    )
