"""Bounds of a drawing and of the words in it."""

from tests.workflows.lint.drawings import START, codes
from tests.workflows.loader.diagrams import chain, end, flow, process, user


def test_sizes():
    tasks = [user(f"t{n}") for n in range(301)]
    assert codes(chain(*tasks, keys=" ".join(f"t{n}" for n in range(301)))) == ["size.nodes"]
    many = [f'<userTask id="t{n}"/>' for n in range(2001)]
    assert codes(chain(*many, keys=" ".join(f"t{n}" for n in range(2001)))) == ["size.nodes"]
    deep = "".join(f'<subProcess id="p{n}">' for n in range(25)) + user() + "</subProcess>" * 25
    assert codes(process(deep)) == ["size.depth"]


def test_words():
    assert codes(chain(user().replace("Do it", "x" * 501))) == ["label.long"]
    assert codes(chain(user("1 a/b"), keys="")).count("id.invalid") == 1
    assert "id.invalid" in codes(chain(user("t" * 256), keys="t" * 256))
    assert codes(process(START, end(), flow("s", "e"), key="Рaуroll")) == ["id.invalid"]
    lane = '<laneSet><lane id="l"><flowNodeRef>t</flowNodeRef></lane></laneSet>'
    assert codes(chain(user(), extra=lane)) == ["lane.unnamed"]
