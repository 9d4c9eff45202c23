"""Quality checks are checked: who looks, at how many, before which step, and where the work goes back to."""

import pytest

from tests.workflows.diagrams import diagram, end, extensions, node, path, properties, start
from workflows.lint import Known, lint
from workflows.loader.canonical import read


def codes(step: str = "confirm", **said: str) -> list[str]:
    told = extensions(properties(title="P", **said))
    asked = node("userTask", step, extensions("<zeebe:userTask/>", properties(kind="requester")), name=step)
    parts = [start("start"), asked, end(outcome="fulfilled"), path("start", step, "end")]
    found = lint(read(diagram(told, *parts), "p").processes, Known(groups=frozenset({"quality"})))
    return [one.code for one in found if one.code.startswith("check.") or one.code == "group.unknown"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, []),
        ({"check_share": "20"}, ["check.nobody"]),
        ({"check_group": "quality", "check_share": "0"}, ["check.share", "check.no_way_back"]),
        ({"check_group": "nobody"}, ["group.unknown", "check.no_way_back"]),
        ({"check_group": "quality", "step": "ask"}, ["check.nothing"]),
    ],
)
def test_what_is_refused(said: dict[str, str], code: list[str]) -> None:
    assert codes(**said) == code
