"""What approvals are still to come on a request: the rules ahead of those that are asked now. Only reads."""

from sqlalchemy import select

from app.catalogue.rules.course import taken_up
from app.db import now, session
from app.models.approval_round import ApprovalRound
from app.models.instance import Instance
from app.models.request import Request
from app.operations import definitions, foreseeing, house
from app.operations.approvers import Situation
from app.operations.foreseeing import Foreseen
from workflows import scopes
from workflows.definition import Definition
from workflows.record import Record
from workflows.values import loads
from workflows.worked_out import worked_out

OPEN = select(ApprovalRound).where(ApprovalRound.state == "open").order_by(ApprovalRound.id)


def ahead(request: Request, instance: Instance) -> list[Foreseen]:
    """Of every open round, in order. Whoever asks has been let see the request."""
    found: list[Foreseen] = []
    if not _has_rules(definitions.parsed(instance.version_id)):
        return found
    for row in session().scalars(OPEN.where(ApprovalRound.instance_id == instance.id)):
        course = taken_up(loads(row.course))
        if not any(leg.state == "ahead" or leg.rule.climb or leg.is_limited for leg in course.legs):
            continue
        definition = definitions.parsed(instance.version_id)
        properties = definition.process.properties
        variables = scopes.visible(Record.read(instance.variables), loads(row.task)["scope"])
        zone = properties.get("timezone") or house.config().timezone
        here = Situation(request, properties.get("owner", ""), variables, now(), zone, definition.decisions)
        found += [line for line in foreseeing.following(course, here) if line.state == "asked"]
    return found


@worked_out
def _has_rules(definition: Definition) -> bool:
    """Whether any step names a rule set; most diagrams have none, and are not asked."""
    return any(
        e.properties.get("rules") for process in definition.processes.values() for e in process.elements.values()
    )
