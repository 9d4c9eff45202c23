"""What a suspension covers: chosen requests, those of an item, or those whose process uses a service. Only reads."""

from sqlalchemy import ColumnElement, exists, false, select

from app.db import session
from app.models.definition_version import DefinitionVersion
from app.models.instance import Instance
from app.models.request import Request
from app.models.standstill import Standstill
from app.operations import definitions
from workflows.definition import Definition

STANDING = ("running", "stuck", "suspended")


def covers(scope: str, what: str, item: str, definition: Definition) -> bool:
    """Whether a request of this item and definition stands with the others."""
    return what == item if scope == "item" else scope == "service" and uses(definition, what)


def uses(definition: Definition, service: str) -> bool:
    """Whether some step of it, those of called processes included, is a call to this connector or job type."""
    return any(
        element.task_type == service
        for process in definition.processes.values()
        for element in process.elements.values()
    )


def services() -> list[str]:
    """Connectors and job types that are used by anything that has ever been ordered, by name."""
    found = {
        element.task_type
        for version in _ordered()
        for process in definitions.parsed(version).processes.values()
        for element in process.elements.values()
        if element.task_type
    }
    return sorted(found)


def wanted(scope: str, what: str) -> ColumnElement[bool]:
    """Which requests a suspension of this scope covers, as a condition for WHERE; no chosen ones (scope requests)."""
    if scope == "item":
        return Request.item == what
    if scope == "service":
        return Request.version_id.in_([one for one in _ordered() if uses(definitions.parsed(one), what)])
    return false()


def missing(suspension_id: int, scope: str, what: str, limit: int) -> list[int]:
    """Ids of open requests that it covers and has never held."""
    known = exists().where(Standstill.suspension_id == suspension_id, Standstill.request_id == Request.id)
    query = select(Request.id).where(Request.state.in_(STANDING), wanted(scope, what), ~known)
    return list(session().scalars(query.order_by(Request.id).limit(limit)))


def _ordered() -> list[int]:
    """Ids of versions that some request runs by: found in an index, however many requests there are."""
    query = select(DefinitionVersion.id).where(exists().where(Instance.version_id == DefinitionVersion.id))
    return list(session().scalars(query.order_by(DefinitionVersion.id)))
