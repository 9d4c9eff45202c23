"""Items whose work finds its person, and what tests ask of them: the group is the demo's infrastructure."""

from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.task import Task
from app.operations import importing, skills, tasks
from app.operations.skills import Given
from app.queries import routing
from tests.app.operations.beginning_items import done, item
from tests.fixtures.cast import Cast
from tests.workflows.diagrams import extensions, node, path, properties, start


def step(key: str, **given: str) -> str:
    """A step of the group, with what its properties say of how it is given out."""
    said = properties(**{"group": "infrastructure", "kind": "fulfilment", **given})
    return node("userTask", key, extensions("<zeebe:userTask/>", said), name=key.title())


def publish(key: str, *steps: str) -> None:
    """An item with these steps one after the other."""
    names = [text.split('id="')[1].split('"')[0] for text in steps]
    with transaction():
        files = {f"{key}.bpmn": item(key, start(), *steps, done(), path("start", *names, "end"))}
        made = importing.import_files(files)
        assert made.state == "published", made.problems


def given(cast: Cast, **lines: Given) -> None:
    """The matrix of the group, kept by the administrator."""
    with transaction():
        skills.keep(cast.admin.actor, "infrastructure", lines)


def task_of(number: str) -> Task:
    """The open task of a request, with who has it."""
    with reading():
        where = (Task.request_id == int(number[4:]), Task.state == "open")
        return session().scalars(select(Task).where(*where).execution_options(populate_existing=True)).one()


def holder(number: str) -> str | None:
    """The login of who has the one open task; None while it waits in the group."""
    with reading():
        found = session().get_one(Task, task_of(number).id)
        return found.assignee.login if found.assignee else None


def ended(cast: Cast, login: str, number: str) -> None:
    """That person finishes the open task."""
    task_id = task_of(number).id
    with transaction():
        tasks.complete(getattr(cast, login).actor, task_id, {})


def why(number: str) -> dict[str, object]:
    """The facts kept with the open task."""
    with reading():
        found = routing.of_task(task_of(number).id)
    assert found is not None
    return dict(found.facts)
