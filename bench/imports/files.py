"""Which files of a folder are diagrams: by their ending, and for .xml by what their beginning says."""

from pathlib import Path

READ_BESIDE = frozenset({".dmn", ".form"})
_ENDINGS = (".bpmn", ".bpmn2", ".bpmn20.xml")
_MARK = b"omg.org/spec/BPMN/20100524/MODEL"
_HEAD = 8_000


def diagrams(path: Path) -> list[Path]:
    """The diagram itself, or all under a folder, by path."""
    if path.is_file():
        return [path]
    return sorted(one for one in path.rglob("*") if one.is_file() and is_diagram(one))


def is_diagram(path: Path) -> bool:
    """Whether its name says that it is BPMN; an .xml file must say so in its first lines."""
    if path.name.endswith(_ENDINGS):
        return True
    if path.suffix != ".xml":
        return False
    with path.open("rb") as file:
        return _MARK in file.read(_HEAD)
