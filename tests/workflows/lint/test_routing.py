"""A strategy that is known, skills and points that can be read, and an earlier step that is there."""

import pytest

from tests.workflows.lint.drawings import codes, task
from tests.workflows.loader.diagrams import chain


def said(**given: str) -> str:
    inside = "".join(f'<zeebe:property name="{name}" value="{value}"/>' for name, value in given.items())
    return chain(task(f"<zeebe:properties>{inside}</zeebe:properties>", kind="userTask"))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"assign": "lottery"}, "assign.unknown"),
        ({"assign": "skills"}, "assign.skills"),
        ({"assign": "skills", "skills": "SAP &gt;= 9"}, "assign.skills"),
        ({"points": "many"}, "assign.points"),
        ({"assign": "earlier", "earlier": "ghost"}, "assign.earlier"),
        ({"assign": "earlier", "earlier": "t"}, "assign.earlier"),
    ],
)
def test_what_cannot_be_given_out(given: dict[str, str], code: str) -> None:
    assert codes(said(group="it", **given)) == [code]


def test_what_can() -> None:
    assert codes(said(group="it", assign="skills", skills="SAP &gt;= 2", points="3")) == []
    assert codes(said(kind="requester", assign="round_robin")) == ["assign.no_group"]
