"""Reading files that nobody has looked at yet: in a process of its own, with limits on time and memory.

Whatever the bytes do to the child (hang it, fill it, end it), the caller gets an answer or DefinitionRefused with one
clear problem. The child sees no setting and no secret: its environment is its module path alone.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workflows.errors import DefinitionRefused, Problem
from workflows.loader.findings import ReportRow
from workflows.loader.xml import MAX_BYTES

SECONDS = 10.0
MEMORY_BYTES = 1_000_000_000
MAX_FILES = 50
CHILD = "workflows.loader.inside"
TOO_MUCH_MEMORY = 3  # the child's exit codes beside 0
_HOME = str(Path(__file__).resolve().parents[2])


@dataclass(frozen=True)
class FileSummary:
    """What one .bpmn or .dmn file holds: ids of its processes and decisions, its report and its problems."""

    processes: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    report: tuple[ReportRow, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Summary:
    """The files by name. A file that was refused as a whole has problems and nothing else."""

    files: Mapping[str, FileSummary]

    @property
    def problems(self) -> list[Problem]:
        """Those of all files."""
        return [problem for file in self.files.values() for problem in file.problems]

    @property
    def report(self) -> list[ReportRow]:
        """Those of all files."""
        return [row for file in self.files.values() for row in file.report]


def load_limited(files: Mapping[str, bytes], *, seconds: float = SECONDS, memory_bytes: int = MEMORY_BYTES) -> Summary:
    """Read, lint and compile .bpmn and .dmn files in a child process.

    `seconds` bounds the whole call, `memory_bytes` the child's address space. Raises DefinitionRefused when the files
    are too many or too large, or when the child hangs, runs out of memory or breaks.
    """
    _check_sizes(files)
    order = {name: base64.b64encode(data).decode() for name, data in files.items()}
    try:
        child = subprocess.run(
            [sys.executable, "-m", CHILD, str(int(memory_bytes)), str(max(1, int(seconds)))],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=seconds,
            cwd=_HOME,
            env={"PYTHONPATH": _HOME, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refused("load.time", f"Reading the files takes longer than {seconds:g} seconds.") from None
    if child.returncode == TOO_MUCH_MEMORY or b"MemoryError" in child.stderr[-2000:]:
        raise _refused("load.memory", f"Reading the files takes more than {memory_bytes // 1_000_000} MB of memory.")
    if child.returncode != 0:
        last = child.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
        raise _refused("load.crash", "The files could not be read: the reader broke." + (f" ({last})" if last else ""))
    return Summary({name: _summary(said) for name, said in json.loads(child.stdout).items()})


def told(summary: FileSummary) -> dict[str, Any]:
    """A file's summary as JSON data, the other way round of what `load_limited` reads."""
    return asdict(summary)


def _summary(said: dict[str, Any]) -> FileSummary:
    return FileSummary(
        processes=tuple(said["processes"]),
        decisions=tuple(said["decisions"]),
        report=tuple(ReportRow(**row) for row in said["report"]),
        problems=tuple(Problem(**problem) for problem in said["problems"]),
    )


def _check_sizes(files: Mapping[str, bytes]) -> None:
    if len(files) > MAX_FILES:
        raise _refused("load.files", f"There are {len(files)} files; at most {MAX_FILES} are read at once.")
    for name, data in files.items():
        if len(data) > MAX_BYTES:
            raise _refused("xml.size", f"The file {name[:80]} is larger than {MAX_BYTES // 1_000_000} MB.")


def _refused(code: str, message: str) -> DefinitionRefused:
    hint = "Make the diagram smaller: move parts into processes of their own, and remove embedded pictures."
    return DefinitionRefused([Problem("error", code, message, hint=hint)])
