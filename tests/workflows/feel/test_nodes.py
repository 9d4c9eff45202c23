"""Walking the tree."""

from workflows.feel.nodes import Name, inside
from workflows.feel.parsing import parse


def test_inside_reaches_every_name() -> None:
    tree = parse("if a then {k: [b, f(c)]} else for x in d..e return x in (g, > h)")
    assert {part.name for part in inside(tree) if isinstance(part, Name)} == {*"abcdefgh", "x"}
