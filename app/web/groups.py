"""Fulfilment groups and who is in them. For administrators."""

from typing import Any

from flask import Blueprint, Response, flash, render_template, request

from app.db import reading, transaction
from app.errors import Conflict, InvalidForm
from app.language import gettext as _
from app.operations import groups as verbs
from app.operations import house
from app.queries import groups as queries
from app.queries.groups import GroupView
from app.web import newer
from app.web.identity import current_actor, role
from app.web.paths import redirect

pages = Blueprint("groups", __name__, url_prefix="/groups")


@pages.get("")
@role("administrator")
def index() -> str:
    """The list."""
    return _list()


@pages.post("")
@role("administrator")
def add() -> Response | tuple[str, int]:
    """A new group."""
    key = request.form.get("key", "").strip()
    try:
        with transaction():
            made = verbs.add(current_actor(), key, _facts()).key
    except InvalidForm as error:
        return _list(error.fields), error.status
    except Conflict as error:
        return _list({"key": str(error)}), 422
    flash(_("Added."), "done")
    return redirect(f"/groups/{made}")


@pages.get("/<key>")
@role("administrator")
def show(key: str) -> str:
    """One group."""
    return _one(key)


@pages.post("/<key>")
@role("administrator")
def change(key: str) -> Response | tuple[str, int]:
    """Its name, who answers for it, and who is in it."""
    try:
        with transaction():
            newer.check(_saved(queries.one(current_actor(), key)))
            verbs.change(current_actor(), key, {**_facts(), "active": "active" in request.form})
    except InvalidForm as error:
        return _one(key, error.fields, newer.posted()), error.status
    except Conflict as error:
        return _one(key, {"": str(error)}), error.status
    flash(_("Saved."), "done")
    return redirect(f"/groups/{key}")


def _facts() -> dict[str, Any]:
    """Members are written one login a line, or with commas."""
    members = request.form.get("members", "").replace(",", " ").split()
    return {
        "name": request.form.get("name", ""),
        "names": {
            one: request.form[f"name-{one}"] for one in house.config().languages if f"name-{one}" in request.form
        },
        "email": request.form.get("email", ""),
        "manager": request.form.get("manager", "").strip() or None,
        "members": members,
    }


def _list(errors: dict[str, str] | None = None) -> str:
    with reading():
        page = queries.page(current_actor(), cursor=request.args.get("cursor", ""), limit=50)
    return render_template("groups.html", page=page, errors=errors or {}, typed=request.form, others=_others())


def _saved(group: GroupView) -> tuple[object, ...]:
    """What the form of a group shows as saved."""
    names = sorted(group.names.items())
    return group.name, names, group.email, group.manager, sorted(group.members), group.active


def _one(key: str, errors: dict[str, str] | None = None, seen: str = "") -> str:
    with reading():
        group = queries.one(current_actor(), key)
    facts = {"seen": seen or newer.mark(_saved(group)), "errors": errors or {}, "typed": request.form}
    return render_template("group.html", group=group, others=_others(), **facts)


def _others() -> tuple[str, ...]:
    """The languages in which a group may be called otherwise: all but the house's first."""
    return house.config().languages[1:]
