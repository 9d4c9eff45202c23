"""Plan boards are checked: rules that can be read, about plans that there are."""

import pytest

from tests.workflows.diagrams import diagram, end, extensions, node, path, properties, start
from workflows.lint import Known, lint
from workflows.loader.canonical import read


def codes(conflicts: str, *words: str) -> list[str]:
    told = extensions(properties(title="P", plan_conflicts=conflicts))
    steps = [
        node("userTask", word, extensions("<zeebe:userTask/>", properties(kind="requester", plan=word)), name=word)
        for word in words
    ]
    file = diagram(told, start("start"), *steps, end(outcome="fulfilled"), path("start", *words, "end"))
    found = lint(read(file, "p").processes, Known())
    return [problem.code for problem in found if problem.code.startswith("plan.")]


@pytest.mark.parametrize("said", ["", "same day", "codes before chairs; same day"])
def test_rules_that_can_be_read(said: str) -> None:
    assert codes(said, "codes", "chairs") == []


def test_what_is_refused() -> None:
    assert codes("code before chairs", "codes", "chairs") == ["plan.unknown"]
    assert codes("on one day", "codes", "chairs") == ["plan.unreadable"]
    assert codes("same day", "codes") == ["plan.alone"]
