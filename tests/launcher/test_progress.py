"""Progress on a real terminal: a child's line in the middle of a step does not tear the step's line apart."""

import os
import pty
import subprocess
import sys

PROGRAM = """
from launcher.progress import say, step
with step("database"):
    say("prepare    a line")
"""


def test_a_line_in_the_middle_of_a_step() -> None:
    mine, its = pty.openpty()
    subprocess.run([sys.executable, "-c", PROGRAM], stderr=its, check=True)
    os.close(its)
    text = os.read(mine, 4_096).decode()
    os.close(mine)
    finished = [line.rpartition("\033[K")[2] for line in text.split("\r\n")]
    assert finished[0] == "prepare    a line"
    assert finished[1].startswith("  ✓ database (0.")


def test_a_failed_step_says_so_in_a_pipe() -> None:
    program = "from launcher.progress import step\nwith step('database'): raise SystemExit(3)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stderr.startswith("  ✗ database (0.")
    assert done.returncode == 3
