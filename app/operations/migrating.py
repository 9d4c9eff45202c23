"""A running request follows another version of its item: whether it could, and doing it, one request at a time.

All of a request changes in one short transaction under its instance's lock, or nothing does. How many of them, and in
how many transactions, is for the edges to say. Running requests keep their version until somebody asks for this.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Row, TextClause, case, select, update

from app.db import now, ring, session
from app.errors import BadRequest, Busy, Conflict, Forbidden, NotFound
from app.language import gettext as _
from app.models.call import Call
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.message_wait import MessageWait
from app.models.request import LIVE, Request
from app.models.timer import Timer
from app.operations import data_stores, definitions, journal, migrated_tasks, ownership, suspensions
from app.operations.advance import carry_over
from app.operations.clocks import changing
from app.operations.locking import Locked, lock_request
from app.operations.migratable import Result, Way, judged, unknown
from app.operations.permissions import Actor
from workflows.definition import Definition
from workflows.migration import Migrated
from workflows.step import Step

BATCH = 100  # requests that are looked at, or taken along, in one call
KIND = "request.migrated"


def way(actor: Actor, key: str, old: int, new: int, mapping: Mapping[str, str] | None = None) -> Way:
    """Raises NotFound, Forbidden, BadRequest (the same version, a mapping of what is not there), Conflict (a draft)."""
    before, after = definitions.version(key, old), definitions.version(key, new)
    _must_answer_for(actor, key, before.id)
    if old == new:
        raise BadRequest(_("Choose another version."))
    if "draft" in (before.state, after.state):
        raise Conflict(_("A draft changes still: requests follow published versions only."))
    made = Way(key, old, new, before.id, after.id, dict(mapping or {}))
    _check(made)
    return made


def may_migrate(actor: Actor, key: str) -> bool:
    """Process managers and administrators every item, its owners their own."""
    return suspensions.may_suspend(actor, ownership.of_published(key))


def waiting(found: Way, after: int = 0) -> tuple[list[int], int]:
    """Ids of running requests of the old version, and after which to go on (0: these were the last)."""
    mine = select(Request.id).where(*running(found.old_id), Request.id > after).order_by(Request.id)
    ids = list(session().scalars(mine.limit(BATCH + 1)))
    return ids[:BATCH], ids[BATCH - 1] if len(ids) > BATCH else 0


def running(version_id: int) -> tuple[ColumnElement[bool], TextClause]:
    """The clauses of requests that follow this version, in the words of their small index, however much has ended."""
    return Request.version_id == version_id, LIVE


def look(found: Way, ids: Sequence[int]) -> list[Result]:
    """What would become of each. Nothing is written, nothing locked."""
    mine = BOTH.where(Request.id.in_(ids), Request.item == found.key)
    rows = {row.Request.id: row for row in session().execute(mine)}
    return [_looked(found, rows[one]) if one in rows else unknown(found, one) for one in ids]


def _looked(found: Way, row: Row[Instance, Request]) -> Result:
    held = Locked(row.Instance, row.Request, definitions.parsed(row.Instance.version_id))
    return judged(found, held)[0]


BOTH = select(Instance, Request).join(Request, Request.id == Instance.request_id)


def take_along(actor: Actor, found: Way, request_id: int, reason: str = "") -> Result:
    """It follows the new version from now on, or stays wholly as it was. Raises Forbidden."""
    _must_answer_for(actor, found.key, found.old_id)
    try:
        held = lock_request(request_id)
    except NotFound:
        return unknown(found, request_id)
    if held.request.item != found.key:
        return unknown(found, request_id)
    result, made = judged(found, held, lock=True)
    if result.ok and not result.there:
        _write(actor, found, held, made, reason.strip()[: journal.REASON])
    return result


def _write(actor: Actor, found: Way, held: Locked, made: Migrated | None, reason: str) -> None:
    text = f"Follows version {found.new} instead of version {found.old}."
    facts: dict[str, object] = {"from": found.old, "to": found.new, "reason": reason or None}
    if made is None or made.step is None:  # it never began: its first command is kept by an incident
        held.instance.version_id = held.request.version_id = found.new_id
        held.instance.version, held.instance.updated_at = held.instance.version + 1, now()
        journal.write(held.request.id, actor.login, KIND, text, **facts)
        ring(f"request:{held.request.id}")
        return
    old, new = held.definition, definitions.parsed(found.new_id)
    _stores(held, made.step, new)
    _renamed(held, found.mapping)
    going_on = changing.before(held, new, found.mapping)
    carry_over(held, found.new_id, made.step, actor, kind=KIND, text=text, facts=facts)
    if held.instance.status != "ended":
        pairs = made.tasks or {}
        migrated_tasks.carry(held.request, held.instance, old, new, pairs, offers=held.request.state != "suspended")
        changing.after(held, going_on)


def _stores(held: Locked, step: Step, new: Definition) -> None:
    """What the first steps there wrote; the stores are locked since they were read."""
    if step.stored and not data_stores.keep(step.stored, data_stores.read(new), held.request):
        raise Busy()


def _renamed(held: Locked, mapping: Mapping[str, str]) -> None:
    """Rows that name an element go by its new name."""
    names = {old.rpartition("/")[2]: new.rpartition("/")[2] for old, new in mapping.items()}
    for model in NAMING if names else ():
        mine = (model.instance_id == held.instance.id, model.element.in_(names))
        session().execute(update(model).where(*mine).values(element=case(names, value=model.element)))


NAMING: tuple[type[Timer] | type[Call] | type[MessageWait] | type[Incident], ...] = (Timer, Call, MessageWait, Incident)


def _check(found: Way) -> None:
    """The mapping names elements that both versions have. Raises BadRequest."""
    if not found.mapping:
        return
    old, new = definitions.parsed(found.old_id), definitions.parsed(found.new_id)
    for one, other in found.mapping.items():
        if not one or one not in old.layout.by_text:
            raise BadRequest(_("Version %(number)s has no element “%(name)s”.", number=found.old, name=one))
        if not other or other not in new.layout.by_text:
            raise BadRequest(_("Version %(number)s has no element “%(name)s”.", number=found.new, name=other))


def _must_answer_for(actor: Actor, key: str, version_id: int) -> None:
    if not may_migrate(actor, key) and not suspensions.may_suspend(actor, ownership.of_version(version_id)):
        raise Forbidden()
