"""A definition that was given up is made again from what its diagrams said: the same one, whatever the item."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.operations import diagram_cache
from tests.workflows.diagrams import call, diagram, end, node, path, start, user
from workflows.commands import Start
from workflows.definition import Definition, Source, diagrams, load
from workflows.element import Process
from workflows.engine import run
from workflows.errors import DefinitionRefused, Problem

BPMN = Path(__file__).parents[3] / "bpmn"
CALLED = diagram(start("s2"), user("a"), end("e2"), path("s2", "a", "e2"), process="q")
OTHER = CALLED.replace(b'id="a"', b'id="b"').replace(b'"a"', b'"b"')
CALLING = diagram(start("s"), call("c", "q"), end("e"), path("s", "c", "e"))


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    """Nothing is known before, and nothing stays."""
    diagram_cache.forget()
    yield
    diagram_cache.forget()


@pytest.mark.parametrize("name", ["approval", "onboarding", "desktop_pc"])
def test_what_is_made_again_is_what_was_given_up(name: str) -> None:
    source = Source((BPMN / f"{name}.bpmn").read_bytes(), name)
    first, again = diagram_cache.definition(source), diagram_cache.definition(source)
    assert again is not first
    for made in (first, again):
        assert made.processes == load(source).processes
        assert made.layout.texts == load(source).layout.texts


def test_its_diagrams_are_read_once_until_they_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Source] = []

    def reading(source: Source, problems: list[Problem]) -> dict[str, Mapping[str, Process]]:
        read.append(source)
        return diagrams(source, problems)

    monkeypatch.setattr(diagram_cache, "diagrams", reading)
    for _ in range(3):
        diagram_cache.definition(Source(CALLING, "p", {"q": CALLED}))
    assert len(read) == 1
    diagram_cache.forget()
    diagram_cache.definition(Source(CALLING, "p", {"q": CALLED}))
    assert len(read) == 2


def test_another_process_of_the_same_file_is_another_definition() -> None:
    second = node("process", "q", start("s2"), user("b"), end("e2"), path("s2", "b", "e2"), isExecutable="true")
    file = diagram(start("s"), user("a"), end("e"), path("s", "a", "e"), more=[second])
    for process, waits in (("p", ["a"]), ("q", ["b"])):
        assert _waits(diagram_cache.definition(Source(file, process))) == waits


def test_it_runs_as_the_first_did_with_the_forms_and_the_called_diagram_of_the_source() -> None:
    for form in ("one", "two"):
        source = Source(CALLING, "p", {"q": CALLED}, forms={"q": {form: {}}})
        assert dict(diagram_cache.definition(source).forms["q"]) == {form: {}}
    assert _waits(diagram_cache.definition(source)) == _waits(load(source)) == ["a"]
    assert _waits(diagram_cache.definition(Source(CALLING, "p", {"q": OTHER}))) == ["b"]


def test_what_cannot_run_is_refused_each_time_with_all_that_is_wrong() -> None:
    broken = Source(diagram(start("s"), call("c", "q"), path("s", "c")), "p", decisions=(b"<no/>",))
    found = []
    for _ in range(2):
        with pytest.raises(DefinitionRefused) as refused:
            diagram_cache.definition(broken)
        found.append([problem.code for problem in refused.value.problems])
    assert found[0] == found[1] != []


def _waits(definition: Definition) -> list[str]:
    step = run(definition, None, {}, Start(at=datetime(2026, 1, 5, tzinfo=UTC), zone="UTC", data={}))
    return [task.element for task in step.tasks]
