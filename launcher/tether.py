"""Where the kernel has no parent-death signal (macOS): one small process that ends the groups of a dead parent.

The parent holds the only write end of a pipe; end of file there means that it is gone. Never needed on Linux.
"""

import os
import signal
import subprocess
import sys

_knot: "list[subprocess.Popen[bytes]]" = []


def tie(group: int) -> None:
    """Has the process group `group` killed when this process ends."""
    if not _knot:
        _knot.append(subprocess.Popen([sys.executable, "-S", __file__], stdin=subprocess.PIPE, process_group=0))
    pipe = _knot[0].stdin
    assert pipe is not None
    pipe.write(f"{group}\n".encode())
    pipe.flush()


def hold() -> None:
    """The tether's own life: remember every group it is told of until the pipe closes, then kill them."""
    for group in [int(line) for line in sys.stdin]:
        try:
            os.killpg(group, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


if __name__ == "__main__":
    hold()
