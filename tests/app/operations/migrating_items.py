"""A small item in several versions, with requests on their way on the first."""

from app.db import reading, session, transaction
from app.models.instance import Instance
from app.operations import definitions, importing, migrating
from app.operations.migratable import Result
from tests.app.operations.beginning_items import done, item
from tests.fixtures.cast import Cast
from tests.workflows.diagrams import boundary, end, extensions, node, path, properties, start, timer

KEY = "moving_house"


def step(key: str, name: str, group: str = "service-desk", **more: str) -> str:
    return node("userTask", key, extensions("<zeebe:userTask/>", properties(group=group, **more)), name=name)


LATE = boundary("late", "pack", timer("P2D")) + step("chase", "Chase") + end("e2", outcome="answered")


def plain(*steps: str, names: tuple[str, ...] = ("pack", "carry"), **given: str) -> bytes:
    return item(KEY, start(), *steps, done(), path("start", *names, "end"), owner="olivia", **given)


FIRST = plain(step("pack", "Pack"), step("carry", "Carry"))
MORE = plain(step("pack", "Pack well"), step("lift", "Lift"), step("carry", "Carry"), names=("pack", "lift", "carry"))
RENAMED = plain(step("wrap", "Wrap"), step("carry", "Carry"), names=("wrap", "carry"))
OTHERS = plain(step("pack", "Pack", "procurement", stage="Packing"), step("carry", "Carry"))
TIMED = plain(step("pack", "Pack"), step("carry", "Carry"), LATE + path("late", "chase", "e2"))
CLOCKED = plain(step("pack", "Pack", ola="PT4H"), step("carry", "Carry"), sla="P2D")


def publish(file: bytes) -> int:
    """The number of the version."""
    with transaction():
        made = importing.import_files({f"{KEY}.bpmn": file})
        assert made.state == "published", made.problems
        return made.number


def take(cast: Cast, number: str, new: int, old: int = 1, who: str = "paul", **mapping: str) -> Result:
    """For one request; what a look said before is what became of it."""
    actor = getattr(cast, who)
    with reading():
        found = migrating.way(actor.actor, KEY, old, new, mapping)
        [before] = migrating.look(found, [int(number[4:])])
    with transaction():
        made = migrating.take_along(actor.actor, found, int(number[4:]), "The house has grown.")
    assert made == before
    return made


def follows(number: str) -> int:
    with reading():
        row = session().query(Instance).filter_by(request_id=int(number[4:])).one()
        return definitions.number(row.version_id)
