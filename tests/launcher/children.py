"""Small real programs that the supervisor's tests start."""

import sys

from launcher.part import Part

# Says that it is up, then waits for SIGTERM, notes its name in a file, and ends.
POLITE = """
import pathlib, signal, sys
name, log = sys.argv[1:]
def leave(*_):
    with open(log, "a") as out: out.write(name + "\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
print("up", flush=True)
while True: signal.pause()
"""
STUBBORN = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
while True: signal.pause()
"""
# Dies on its first start, stays up on the second.
ONCE_CRASHING = """
import pathlib, signal, sys
log = pathlib.Path(sys.argv[2])
first = not log.exists()
log.write_text("seen")
if first: sys.exit("something broke")
print("up", flush=True)
while True: signal.pause()
"""
# Leaves a child behind that holds the lock of a file, the first time it is started; the second time it stays up.
LEAVING_A_CHILD = """
import fcntl, os, pathlib, signal, sys
lock = pathlib.Path(sys.argv[2])
if not lock.exists():
    held = lock.open("w")
    fcntl.flock(held, fcntl.LOCK_EX)
    if os.fork() == 0:
        while True: signal.pause()
    os._exit(1)
print("up", flush=True)
while True: signal.pause()
"""
ALWAYS_CRASHING = "import sys; sys.exit('no such table: person')"


def part(name: str, program: str, *words: object, patience: float = 10.0) -> Part:
    """A part that runs `program`, its name and `words` as arguments."""
    return Part(name, (sys.executable, "-S", "-c", program, name, *map(str, words)), patience)
