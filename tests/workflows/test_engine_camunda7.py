"""The diagrams of Camunda 7's engine tests (LANEWAY_CORPUS), played as their names and BPMN 2.0.2 ask for."""

import csv
from pathlib import Path

import pytest

from tests.workflows.camunda7 import events, flows, repeated
from tests.workflows.camunda7.stand_ins import prepared
from tests.workflows.play import Play
from workflows.definition import Definition, Source, load
from workflows.errors import StepFailed
from workflows.loader.canonical import read

CASES = {**flows.CASES, **events.CASES, **repeated.CASES}


def files(corpus: Path) -> dict[str, list[str]]:
    """Test -> its diagrams, as the corpus lists them."""
    rows = csv.DictReader((corpus / "camunda7_engine_tests.csv").read_text().splitlines())
    return {row["test"]: row["files"].split(";") for row in rows}


def loaded(corpus: Path, test: str, first: int = 0) -> Definition:
    """The test's diagram, with the others as what it may call."""
    diagrams = [prepared((corpus / "camunda7" / name).read_bytes()) for name in files(corpus)[test]]
    called = {key: diagram for diagram in diagrams for key in read(diagram).processes}
    return load(Source(diagrams[first], next(iter(read(diagrams[first]).processes)), called=called))


def test_every_test_of_the_list_is_played(corpus):
    assert len(CASES) == 98
    assert CASES.keys() == files(corpus).keys()


@pytest.mark.parametrize("test", CASES)
def test_the_diagram_goes_the_way_its_name_says(test, corpus):
    definition = loaded(corpus, test)
    for case in CASES[test]:
        if not case.error:
            case.play(definition)
            continue
        with pytest.raises(StepFailed) as failed:
            case.play(definition)
        assert failed.value.kind == case.error


@pytest.mark.parametrize(
    "test", ["EventBasedGatewayTest.testCatchSignalCancelsTimer", "SignalEventTest.testSignalCatchIntermediate"]
)
def test_the_other_process_throws_the_signal(test, corpus):
    play = Play(loaded(corpus, test, 1))
    assert play.step.ended
    assert [(one.kind, one.name) for one in play.step.thrown] == [("signal", "alert")]


def test_the_other_process_starts_by_the_same_signal(corpus):
    test = "SignalEventTest.testMultipleProcessesWithSameSignalStartEvent"
    first, second = loaded(corpus, test), loaded(corpus, test, 1)
    assert {d.process.elements["start"].event.name for d in (first, second)} == {"alert"}
    assert Play(second, start="start").open == ["task"]


def test_who_does_the_task_and_how_soon(corpus):
    for test, found in {
        "TaskAssigneeTest.testTaskAssignee": ("kermit", (), 50),
        "TaskCandidateTest.testSingleCandidateGroup": (None, ("accountancy",), 50),
        "UserTaskTest.testSimpleProcess": (None, ("accountancy",), 50),
    }.items():
        (task,) = Play(loaded(corpus, test)).step.tasks
        assert (task.assignee, task.groups, task.priority) == found
    priority = Play(loaded(corpus, "TaskPriorityExtensionsTest.testPriorityExtension"), taskPriority=57)
    assert priority.step.tasks[0].priority == 57
