"""Children die with their parent, whatever kills it."""

import os
import select
import signal
import subprocess
import sys

import pytest

from launcher.child import stop

# Two processes write to one pipe: each line in one write, or they would mix.
PARENT = """
import os, signal, sys
from launcher.child import spawn
child = spawn([sys.executable, "-S", "-c", "import os, signal; os.write(1, b'up' + bytes([10])); signal.pause()"]).pid
os.write(1, b"%d\\n" % child)
signal.pause()
"""
FORKING = """
import os, signal
from launcher.child import die_with_parent
if not (child := os.fork()):
    die_with_parent(); os.write(1, b"up\\n"); signal.pause()
os.write(1, b"%d\\n" % child); signal.pause()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="pidfd is Linux's; elsewhere the tether's test says the same")
@pytest.mark.parametrize("program", [PARENT, FORKING])
def test_a_child_dies_with_a_killed_parent(program: str) -> None:
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        try:
            assert parent.stdout is not None
            said = {parent.stdout.readline().strip(), parent.stdout.readline().strip()}
            watch = os.pidfd_open(int((said - {"up"}).pop()))
        finally:
            parent.kill()
    assert select.select([watch], [], [], 60)[0], "the child outlived its parent"
    os.close(watch)


def test_the_tether_kills_a_group_when_its_pipe_closes() -> None:
    sleeper = subprocess.Popen([sys.executable, "-S", "-c", "import signal; signal.pause()"], process_group=0)
    subprocess.run([sys.executable, "launcher/tether.py"], input=f"{sleeper.pid}\n", text=True, check=True)
    assert sleeper.wait(60) == -signal.SIGKILL


def test_stop_takes_the_whole_group() -> None:
    program = "import os, signal; os.fork(); os.write(1, b'up\\n'); signal.pause()"
    words = [sys.executable, "-S", "-c", program]
    with subprocess.Popen(words, process_group=0, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() + process.stdout.readline() == b"up\nup\n"
        stop(process, patience=5)
        assert process.stdout.read() == b""  # the end of file comes only when nobody holds the pipe any more
