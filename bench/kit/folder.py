"""One folder of the kit: its models and its test files. One that cannot be read says so as a case of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.kit.values import parts
from workflows.errors import DefinitionRefused
from workflows.loader.vocabulary import Node
from workflows.loader.xml import tree


@dataclass(frozen=True)
class TestFile:
    """A test file: `root` is None where it cannot be read, for the reason in `error`. `model` is the file it asks."""

    path: Path
    root: Node | None
    model: Path | None
    error: str = ""

    def cases(self) -> Iterator[Node]:
        """Its test cases."""
        return parts(self.root, "testCase") if self.root is not None else iter(())


def test_files(folder: Path) -> Iterator[TestFile]:
    """The test files right in this folder; other XML is passed over."""
    for path in sorted(folder.glob("*.xml")):
        try:
            root = tree(path.read_bytes())
        except (DefinitionRefused, OSError) as error:
            yield TestFile(path, None, None, f"The test file cannot be read: {error}")
            continue
        if str(root.tag).rpartition("}")[2] == "testCases":
            yield TestFile(path, root, _model(folder, root))


def _model(folder: Path, root: Node) -> Path | None:
    """The model's file, by its name alone: nothing outside the folder is opened. One model needs no name."""
    said = next(((node.text or "").strip() for node in parts(root, "modelName")), "")
    path = folder / Path(said.replace("\\", "/")).name if said else folder / "?"
    if path.is_file():
        return path
    models = sorted(folder.glob("*.dmn"))
    return models[0] if len(models) == 1 else None


def others(folder: Path, model: Path) -> list[bytes]:
    """The other models of the folder, which the one asked may import."""
    return [path.read_bytes() for path in sorted(folder.glob("*.dmn")) if path != model]
