"""The studio's first floor: items, their versions, import, export, delete. For those who draw.

The editor itself is editor.py; releases.py publishes; forms, tables and texts have rooms of their own.
"""

import io
import zipfile

from flask import Blueprint, Response, flash, render_template, request

from app.catalogue.drawing import draw_tiers, is_drawn
from app.db import reading, transaction
from app.errors import BadRequest, DefinitionError, InvalidForm, TooLarge
from app.language import gettext as _
from app.operations import asking_back, definitions, drafts, exporting, importing, migrating, ownership, publishing
from app.operations.roles import DRAWERS
from app.queries import added_work, data_stores, starts
from app.queries import studio as queries
from app.web import beside
from app.web.identity import current_actor, role
from app.web.paths import redirect
from app.web.reported import counted, marks, reported

pages = Blueprint("studio", __name__, url_prefix="/studio")
UPLOAD_BYTES = 10_000_000


@pages.get("")
@role(*DRAWERS)
def index() -> str:
    """Every item, with what stands against it and what runs on it."""
    return _index()


@pages.post("")
@role(*DRAWERS)
def begin() -> Response | tuple[str, int]:
    """A new item from the starter."""
    key = request.form.get("key", "").strip()
    try:
        with transaction():
            row = drafts.begin(current_actor(), key, request.form.get("title", ""))
            key, number = row.definition.key, row.number
    except InvalidForm as error:
        return _index(error.fields), error.status
    return redirect(f"/studio/{key}/{number}")


@pages.post("/import")
@role(*DRAWERS)
def bring() -> Response | str | tuple[str, int]:
    """Files become a draft; what was understood of each element is reported."""
    given = request.files.getlist("files")
    files = {file.filename: file.stream.read(UPLOAD_BYTES + 1) for file in given if file.filename}
    if not files:
        raise BadRequest(_("Choose the item's files first."))
    if sum(map(len, files.values())) > UPLOAD_BYTES:
        raise TooLarge(_("An item may have at most %(n)s MB.", n=UPLOAD_BYTES // 1_000_000))
    try:
        importing.try_out(files)
        with transaction():
            rows = importing.bring(current_actor(), files)
            made = [(row.definition.key, row.definition.title or row.definition.key, row.number) for row in rows]
    except DefinitionError as error:
        problems = [vars(one) for one in error.problems]
        return render_template("studio/imported.html", problems=problems), error.status
    if len(made) > 1:  # several diagrams, or a form or table that several items ask for
        return render_template("studio/brought.html", made=made)
    [(key, _title, number)] = made
    over = "?over=yes" if number > 1 else ""
    return redirect(f"/studio/{key}/{number}/report{over}", 303)


@pages.get("/<key>/<int:version_number>/report")
@role(*DRAWERS)
def report(key: str, version_number: int) -> str:
    """What loading did with each element, in the diagram and row by row; by tier where one is chosen."""
    actor = current_actor()
    with reading():
        item = queries.item(actor, key, beside=(version_number,))
        sheet = queries.sheet(actor, key, version_number)
        row = definitions.version(key, version_number)
        lacking, unnameable = asking_back.missing_groups(row)
        processes = asking_back.other_processes(key, row.diagram)
    version = next(one for one in item.versions if one.number == version_number)
    lines = reported(sheet.report)
    drawing = draw_tiers(sheet.diagram.encode(), marks(lines), _("The diagram, each element a link to its row"))
    chosen = request.args.get("tier", "")
    shown = [line for line in lines if not chosen or line.tier == chosen]
    tiers = counted(lines)
    return render_template(
        "studio/report.html", item=item, version=version, drawing=drawing, lines=shown, tiers=tiers, chosen=chosen,
        lacking=lacking, unnameable=unnameable, processes=processes, may_make=actor.has("administrator"),
        drawn=is_drawn(row.diagram), over="over" in request.args,
        nowhere=[one for one in sheet.problems if one["severity"] == "error" and not one["element"]],
    )  # fmt: skip


@pages.get("/<key>")
@role(*DRAWERS)
def show(key: str) -> str:
    """The versions of one item, the newest of them first."""
    before = request.args.get("before", 0, type=int)
    with reading():
        item = queries.item(current_actor(), key, before=before)
        begun_by, often = starts.of(current_actor(), key), added_work.often(key)
        held = data_stores.of(current_actor(), key)
        may_migrate = migrating.may_migrate(current_actor(), key)
        may_release = ownership.may_release(current_actor(), key)
        owners, told = ownership.names(ownership.of_item(key)), "" if may_release else ownership.told(key)
    kinds = beside.kinds()
    return render_template(
        "studio/item.html",
        item=item,
        starts=begun_by,
        often=often,
        add_kinds=kinds,
        stores=held,
        before=before,
        may_migrate=may_migrate,
        may_release=may_release,
        owners=owners,
        told=told,
        login=current_actor().login,
    )


@pages.get("/<key>/<int:version_number>/export")
@role(*DRAWERS)
def export(key: str, version_number: int) -> Response:
    """One version as the files it is made of."""
    with reading():
        queries.sheet(current_actor(), key, version_number)
        files = exporting.files(definitions.version(key, version_number))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    name = f"{key}-v{version_number}.zip"
    return Response(
        out.getvalue(), mimetype="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@pages.post("/<key>/<int:version_number>/retire")
@role(*DRAWERS)
def retire(key: str, version_number: int) -> Response:
    """Out of the catalogue; running requests keep it."""
    with transaction():
        publishing.retire(current_actor(), key, version_number)
    flash(_("Retired. Running requests keep it."), "done")
    return redirect(f"/studio/{key}")


@pages.post("/<key>/<int:version_number>/draft")
@role(*DRAWERS)
def draft(key: str, version_number: int) -> Response:
    """A draft that is as this version was, to go back to it."""
    with transaction():
        seen = drafts.mark(definitions.version(key, version_number))
        number = drafts.keep(current_actor(), key, version_number, seen, drafts.Work()).number
    flash(_("This draft is as version %(number)s was. Publish it to go back to that.", number=version_number), "done")
    return redirect(f"/studio/{key}/{number}")


@pages.post("/<key>/<int:version_number>/discard")
@role(*DRAWERS)
def discard(key: str, version_number: int) -> Response:
    """A draft thrown away."""
    with transaction():
        drafts.discard(current_actor(), key, version_number)
    flash(_("The draft is gone."), "done")
    return redirect(f"/studio/{key}")


@pages.post("/<key>/delete")
@role(*DRAWERS)
def delete(key: str) -> Response:
    """A whole item thrown away that nobody ordered."""
    with transaction():
        drafts.delete(current_actor(), key)
    flash(_("The item is gone."), "done")
    return redirect("/studio")


def _index(errors: dict[str, str] | None = None) -> str:
    with reading():
        items = queries.items(current_actor())
    return render_template("studio/items.html", items=items, errors=errors or {}, typed=request.form)
