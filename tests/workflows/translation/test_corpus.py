"""Real files of other tools: each answered with a whole report, most of them run, and none is changed by being read."""

from pathlib import Path

from bench.corpus import measure
from bench.imports.files import diagrams
from workflows.errors import DefinitionRefused
from workflows.loader.canonical import read
from workflows.loader.meant import main_process


def test_real_files_are_reported_whole_and_run(corpus: Path) -> None:
    total, found = measure(corpus / "bpmn")
    assert (total["crashes"], total["hangs"]) == (0, 0), [one for one in found if "crash" in one[1] or "hang" in one[1]]
    assert total["accepted"] >= 0.97 * total["files"]
    assert total["runs"] >= 0.92 * total["files"]
    assert total["meaning_kept"] >= 0.6 * total["files"]
    assert total["meaning_kept_without_code"] >= 0.48 * total["files"]


def test_reading_twice_says_the_same(corpus: Path) -> None:
    """What is stored is the file as it came; whatever is read from it is the same every time."""
    told = 0
    for path in diagrams(corpus / "bpmn")[::5]:
        data = path.read_bytes()
        try:
            one, two = read(data, main_process(data)), read(data, main_process(data))
        except DefinitionRefused:
            continue
        assert (one.processes, one.report, one.forms) == (two.processes, two.report, two.forms), path.name
        told += 1
    assert told > 25
