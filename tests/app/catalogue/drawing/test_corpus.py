"""Other people's diagrams are drawn too: whatever the loader reads becomes one well-formed picture without a style."""

from pathlib import Path

from lxml import etree

from app.catalogue.drawing import draw
from app.catalogue.drawing.plan import read
from workflows.errors import DefinitionRefused


def test_every_diagram_becomes_a_picture(corpus: Path) -> None:
    drawn = 0
    for file in sorted(corpus.rglob("*.bpmn")):
        try:
            picture = draw(file.read_bytes(), gone=(), now=())
        except DefinitionRefused:
            continue
        if not picture:
            assert not read(file.read_bytes()).shapes, file.name
            continue
        root = etree.fromstring(picture.encode())
        assert not [node for node in root.iter() if node.get("style")], file.name
        drawn += 1
    assert drawn > 50
