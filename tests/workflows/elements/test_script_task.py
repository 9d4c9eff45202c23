"""Scripts in FEEL."""

from tests.workflows.diagrams import (
    definition,
    path,
    script,
    start,
    user,
)
from tests.workflows.play import Play


def test_a_script_gives_its_value_and_knows_decimals():
    play = Play(
        definition(
            start(),
            script("s", "0.1 + 0.2", "sum"),
            script("t", '{a: "x" + "y", b: [1, 2]}'),
            user("u"),
            path("start", "s", "t", "u"),
        )
    )
    assert str(play.data["sum"]) == "0.3"
    assert play.data["a"] == "xy"
    assert play.data["b"] == [1, 2]
