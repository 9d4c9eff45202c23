"""Whatever a person does waits for a person."""

from tests.workflows.diagrams import (
    definition,
    node,
    path,
    start,
)
from tests.workflows.play import Play


def test_a_bare_task_and_a_manual_task_wait_for_a_person():
    play = Play(definition(start(), node("task", "a"), node("manualTask", "b"), path("start", "a", "b")))
    assert play.open == ["a"]
    play.complete("a")
    assert play.open == ["b"]
    assert play.complete("b").ended
