"""Reading files that nobody has looked at yet: in a process of its own, with limits on time and memory.

Whatever the bytes do to the child (hang it, fill it, end it), the caller gets an answer or DefinitionRefused with one
clear problem. The child sees no setting and no secret (`ready`).
"""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from workflows.errors import DefinitionRefused, Problem
from workflows.loader import ready
from workflows.loader.findings import ReportRow
from workflows.loader.xml import MAX_BYTES
from workflows.sentences import again, facts, sentence

SECONDS = 10.0  # of the processor: on a busy machine the same file takes longer, and is no worse for it
PATIENCE = 6  # times as long by the clock
MEMORY_BYTES = 1_000_000_000
MAX_FILES = 50


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

    `seconds` bounds the child's work, `memory_bytes` its address space. Raises DefinitionRefused when the files
    are too many or too large, or when the child hangs, runs out of memory or breaks.
    """
    _check_sizes(files)
    patience = PATIENCE * seconds
    limits = {"memory_bytes": int(memory_bytes), "seconds": max(1, int(seconds)), "patience": int(patience) + 1}
    order = {name: base64.b64encode(data).decode() for name, data in files.items()}
    began = time.monotonic()
    try:
        said = json.loads(ready.ask(json.dumps([limits, order]).encode(), began + patience))
    except (
        TimeoutError,
        ValueError,
    ) as ended:  # or it ended before it had said all
        if isinstance(ended, TimeoutError) or time.monotonic() - began >= seconds:
            raise _refused(
                "load.time",
                sentence("Reading the files takes longer than %(seconds)s seconds.", seconds=f"{seconds:g}"),
            ) from None
        said = {}
    if said.get("memory"):
        raise _refused(
            "load.memory",
            sentence("Reading the files takes more than %(size)s MB of memory.", size=memory_bytes // 1_000_000),
        )
    if "files" not in said:
        last = str(said.get("broke", ""))
        raise _refused(
            "load.crash", sentence("The files could not be read: the reader broke (%(last)s).", last=last or "?")
        )
    return Summary({name: _summary(one) for name, one in said["files"].items()})


def told(summary: FileSummary) -> dict[str, Any]:
    """A file's summary as JSON data, the other way round of what `load_limited` reads."""
    texts = [text for one in summary.problems for text in (one.message, one.hint)]
    return {**asdict(summary), "sentences": facts([*texts, *(row.what for row in summary.report)])}


def _summary(said: dict[str, Any]) -> FileSummary:
    return FileSummary(
        processes=tuple(said["processes"]),
        decisions=tuple(said["decisions"]),
        report=tuple(ReportRow(**_again(row, said["sentences"])) for row in said["report"]),
        problems=tuple(Problem(**_again(problem, said["sentences"])) for problem in said["problems"]),
    )


def _again(told: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    return {name: again(one, known) if isinstance(one, str) else one for name, one in told.items()}


def _check_sizes(files: Mapping[str, bytes]) -> None:
    if len(files) > MAX_FILES:
        raise _refused(
            "load.files",
            sentence(
                "There are %(count)s files; at most %(most)s are read at once.",
                count=len(files),
                most=MAX_FILES,
            ),
        )
    for name, data in files.items():
        if len(data) > MAX_BYTES:
            raise _refused(
                "xml.size",
                sentence("The file %(name)s is larger than %(most)s MB.", name=name[:80], most=MAX_BYTES // 1_000_000),
            )


def _refused(code: str, message: str) -> DefinitionRefused:
    hint = sentence("Make the diagram smaller: move parts into processes of their own, and remove embedded pictures.")
    return DefinitionRefused([Problem("error", code, message, hint=hint)])
