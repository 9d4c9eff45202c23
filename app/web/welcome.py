"""The first page of an empty house: its first person, who becomes its administrator. Gone once there is anybody.

Open to the machine itself only; from elsewhere it names the command that does the same.
"""

from flask import Blueprint, Response, render_template, request

from app.db import reading, transaction
from app.errors import Forbidden, InvalidForm, NotFound
from app.language import gettext as _
from app.models.person import Person
from app.operations import passwords, people
from app.web.identity import public
from app.web.login import enter_as
from app.web.passwords import weakness

pages = Blueprint("welcome", __name__)
OWN = ("127.0.0.1", "::1")


@pages.get("/welcome")
@public
def page() -> str:
    """The form."""
    _must_be_empty()
    return render_template("welcome.html", here=_here(), fields={}, values={})


@pages.post("/welcome")
@public
def begin() -> Response | tuple[str, int]:
    """Make the first administrator, and sign them in."""
    _must_be_empty()
    if not _here():
        raise Forbidden(_("Open this page on the machine itself, or run: laneway person add LOGIN --admin"))
    values = {name: request.form.get(name, "").strip() for name in ("login", "name", "email")}
    password = request.form.get("password", "")
    error = weakness(password, Person(**values))
    if error:
        return render_template("welcome.html", here=True, fields={"password": error}, values=values), 422
    hashed = passwords.hashed(password)
    try:
        with transaction():
            person_id = people.begin(**values, password_hash=hashed).id
    except InvalidForm as refused:
        return render_template("welcome.html", here=True, fields=refused.fields, values=values), 422
    return enter_as(person_id, "/")


def _must_be_empty() -> None:
    with reading():
        if not people.nobody():
            raise NotFound()


def _here() -> bool:
    """True on the machine itself and without a proxy before us."""
    return request.remote_addr in OWN and "X-Forwarded-For" not in request.headers
