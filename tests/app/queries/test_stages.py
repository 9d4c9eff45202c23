"""The stages that a requester is promised: what surely follows, not what people or events may begin."""

import pytest

from app.queries.stages import stages
from tests.workflows.diagrams import ad_hoc, definition, end, handler, message, messages, path, start, sub, user
from tests.workflows.undoing import undoer, undone


def ahead(box: str) -> list[str]:
    """The names of the stages of start -> box -> after -> end, before anything has happened."""
    drawn = definition(
        start(), box, user("after", stage="We tell you"), end(), path("start", "box", "after", "end"),
        around=messages(m="1"),
    )  # fmt: skip
    return [stage.name for stage in stages(drawn, [], [], ended=False)]


def test_what_surely_follows():
    inner = sub("box", start("s"), user("a", stage="We look at it"), path("s", "a"))
    assert ahead(inner) == ["We look at it", "We tell you"]


@pytest.mark.parametrize(
    "box",
    [
        ad_hoc("box", user("a", stage="We look at it"), user("b", stage="We mend it")),
        sub("box", start("s"), user("a"), path("s", "a"), handler("h", message("m"), user("b", stage="We hurry"),
                                                                path("h_start", "b"))),
        sub("box", start("s"), user("a"), path("s", "a"), undone("a", "b"),
            undoer("b", "<extensionElements><zeebe:properties><zeebe:property name='stage' value='We undo it'/>"
                        "</zeebe:properties></extensionElements>")),
    ],
    ids=["steps to begin", "an event sub-process", "what undoes"],
)  # fmt: skip
def test_what_may_be_is_not_promised(box: str):
    assert ahead(box) == ["We tell you"]
