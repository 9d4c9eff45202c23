"""Words that are said about a request, with their files. Who is told of them, and how the journal says it, is left to
the verb that lets them be said (requests.comment, questions).
"""

from sqlalchemy import func, select, update

from app.catalogue.folding import fold
from app.db import now, ring, session
from app.errors import Forbidden, InvalidForm, NotFound
from app.language import gettext as _
from app.models.comment import Comment
from app.models.file import File
from app.models.request import Request
from app.operations import seen
from app.operations.permissions import Actor, sees_internal
from app.operations.search_words import WITH_COMMENTS

TEXT_LIMIT = 20_000


def say(request: Request, actor: Actor, text: str, *, internal: bool, files: tuple[int, ...]) -> Comment:
    """Write it down. Raises InvalidForm (nothing said, or too much), Forbidden, NotFound (a file that is gone)."""
    text = text.strip()
    if not text:
        raise InvalidForm({"text": _("Write a sentence first.")})
    if len(text) > TEXT_LIMIT:
        raise InvalidForm({"text": _("This is too long; attach it as a file.")})
    if internal and not sees_internal(actor, request):
        raise Forbidden(_("Internal comments are for those who work on the request."))
    made = Comment(request_id=request.id, author_id=actor.id, text=text, internal=internal, created_at=now())
    session().add(made)
    session().flush()
    _attach(actor, files, request, made)
    if not internal:
        _found_by(request, text)
    ring(f"request:{request.id}")
    seen.stir(request)
    return made


def _found_by(request: Request, text: str) -> None:
    """The request is found by what was said to all. Internal words are not searched: finding by them would tell them.

    Written by the database itself, for two may speak at once.
    """
    more = Request.search.concat(" " + fold(text))
    found = update(Request).where(Request.id == request.id).values(search=func.substr(more, 1, WITH_COMMENTS))
    session().execute(found, execution_options={"synchronize_session": False})


def _attach(actor: Actor, files: tuple[int, ...], request: Request, made: Comment) -> None:
    if not files:
        return
    waiting = (File.id.in_(files), File.owner_id == actor.id, File.attached_at.is_(None))
    found = session().scalars(select(File).where(*waiting)).all()
    if len(found) != len(set(files)):
        raise NotFound(_("One of the files is not there (any more)."))
    for file in found:
        file.request_id, file.comment_id, file.attached_at, file.internal = request.id, made.id, now(), made.internal
