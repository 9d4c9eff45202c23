"""The child of `laneway bench corpus`: one path a line in, one JSON object a line out, until its input ends.

Run as `python -m bench.imports.worker MEMORY_BYTES`. A folder's other files are read once and kept for the next file.
"""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from bench.imports.files import READ_BESIDE, is_diagram
from bench.imports.one import Beside, examine, siblings

MAX_BESIDE = 60  # more files in one folder are a collection, not a project


def main(memory_bytes: int) -> int:
    """Answer until there is nothing more to do."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    known: dict[Path, Beside] = {}
    for line in sys.stdin:
        path = Path(json.loads(line))
        try:
            answer = asdict(examine(path.read_bytes(), _beside(path, known)))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a crash, and the measurement goes on
            answer = {"crash": f"{type(error).__name__}: {error}"[:300]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    return 0


def _beside(path: Path, known: dict[Path, Beside]) -> Beside:
    """What the file's folder holds, the file itself included: its own processes win. Kept for one folder at a time."""
    if path.parent not in known:
        files = [one for one in sorted(path.parent.iterdir()) if one.suffix in READ_BESIDE or is_diagram(one)]
        known.clear()
        known[path.parent] = siblings({p.name: p.read_bytes() for p in files} if len(files) <= MAX_BESIDE else {})
    return known[path.parent]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
