"""Canned answers: a group's are kept by its members, one's own by oneself."""

from collections.abc import Mapping

from sqlalchemy import func, select

from app.catalogue import placeholders
from app.db import now, session
from app.errors import Conflict, InvalidForm, NotFound
from app.language import LANGUAGES
from app.language import gettext as _
from app.models.canned_answer import CannedAnswer
from app.models.group import Group
from app.operations import journal
from app.operations.permissions import Actor
from workflows.values import dumps

MOST, LONGEST = 200, 4000


def add(actor: Actor, group: str, title: str, texts: Mapping[str, str]) -> CannedAnswer:
    """A new one; `group`: a key, "" for one's own. Raises InvalidForm, NotFound (not a group of theirs), Conflict."""
    row = CannedAnswer(person_id=None if group else actor.id, group_id=_group(actor, group) if group else None)
    same = (CannedAnswer.person_id == row.person_id) if row.person_id else (CannedAnswer.group_id == row.group_id)
    if (session().scalar(select(func.count()).select_from(CannedAnswer).where(same)) or 0) >= MOST:
        raise Conflict(_("These are too many: at most %(num)s.", num=MOST))
    _write(actor, row, title, texts)
    session().add(row)
    session().flush()
    return row


def change(actor: Actor, answer_id: int, title: str, texts: Mapping[str, str]) -> CannedAnswer:
    """Write it anew; `texts`: {language: words}. Raises NotFound for one of others, InvalidForm."""
    row = one(actor, answer_id)
    _write(actor, row, title, texts)
    return row


def drop(actor: Actor, answer_id: int) -> None:
    """Delete it. Raises NotFound for one of others."""
    row = one(actor, answer_id)
    _note(actor, row)
    session().delete(row)


def one(actor: Actor, answer_id: int) -> CannedAnswer:
    """One that the actor may use and change. Raises NotFound."""
    row = session().get(CannedAnswer, answer_id)
    if row is None or not (row.person_id == actor.id or row.group_id in actor.groups):
        raise NotFound()
    return row


def _group(actor: Actor, key: str) -> int:
    found = session().scalar(select(Group.id).where(Group.key == key, Group.id.in_(actor.groups or {0}), Group.active))
    if found is None:
        raise NotFound()
    return found


def _write(actor: Actor, row: CannedAnswer, title: str, texts: Mapping[str, str]) -> None:
    said = {language: text.strip() for language, text in texts.items() if language in LANGUAGES and text.strip()}
    _check(title.strip(), said)
    row.title, row.texts, row.by_id, row.at = title.strip(), dumps(said), actor.id, now()
    _note(actor, row)


def _note(actor: Actor, row: CannedAnswer) -> None:
    """What a group says is the house's business; one's own words are not."""
    if row.group_id is not None:
        facts = {"group": row.group_id, "title": row.title}
        journal.write(0, actor.login, "canned.changed", f"Changed a canned answer: {row.title}.", **facts)


def _check(title: str, said: Mapping[str, str]) -> None:
    wrong = {}
    if not title or len(title) > 100:
        wrong["title"] = _("Give it a name of at most 100 characters.")
    if not said:
        wrong["text"] = _("Write it in at least one language.")
    elif max(map(len, said.values())) > LONGEST:
        wrong["text"] = _("At most %(num)s characters.", num=LONGEST)
    unknown = sorted({name for text in said.values() for name in placeholders.unknown(text)})
    if unknown:
        wrong["text"] = _("There is no placeholder {%(name)s}.", name=unknown[0])
    if wrong:
        raise InvalidForm(wrong)
