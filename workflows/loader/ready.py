"""A reader of files kept ready: one process that has everything imported, and forks a child for each order.

To start Python and import the loader takes half a second, to fork it a hundredth. The kept process reads nothing
itself, and goes when its maker goes or when nobody has asked for a minute. It sees no setting and no secret: its
environment is its module path alone.
"""

import atexit
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

CHILD = "workflows.loader.inside"
BEGUN = b"+"  # the first byte of every answer
_HOME = str(Path(__file__).resolve().parents[2])


class Reader:
    """The kept process, and the line over which it is handed orders."""

    def __init__(self, module: str) -> None:
        self.whose = os.getpid(), module
        self._line, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd=_HOME,
                env={"PYTHONPATH": _HOME, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
            )

    def hand(self, end: socket.socket) -> None:
        """Give a child this end of a pair, to hear the order and to answer. Raises OSError when the process is gone."""
        socket.send_fds(self._line, [BEGUN], [end.fileno()])

    def leave(self) -> None:
        """It ends by itself when its line is closed; only its maker can wait for that."""
        self._line.close()
        if self.whose[0] == os.getpid():
            self.process.wait()


_kept: list[Reader] = []
_alone = threading.Lock()


@atexit.register
def leave() -> None:
    """At the end of its maker, which says so rather than leave it to the closing of the line."""
    while _kept:
        _kept.pop().leave()


def ask(order: bytes, deadline: float) -> bytes:
    """What a child answers; nothing when it broke. Raises TimeoutError at the deadline, a moment of time.monotonic().

    An order that was begun is never given twice.
    """
    for _ in range(2):  # the kept process may have left in this very moment
        with _child() as line:
            answer = _told(line, order, deadline)
        if answer:
            return answer[len(BEGUN) :]
    return b""


def _child() -> socket.socket:
    ours, theirs = socket.socketpair()
    with theirs, _alone:
        reader = _reader()
        try:
            reader.hand(theirs)
        except OSError:  # it left for want of work
            _kept.clear()
            reader.leave()
            _reader().hand(theirs)
    return ours


def _reader() -> Reader:
    """The kept one; never that of the process from which this one was forked."""
    if _kept and _kept[0].whose != (os.getpid(), CHILD):
        _kept.pop().leave()
    if not _kept:
        _kept.append(Reader(CHILD))
    return _kept[0]


def _told(line: socket.socket, order: bytes, deadline: float) -> bytes:
    got = bytearray()
    try:
        line.settimeout(_left(deadline))
        line.sendall(order)
        line.shutdown(socket.SHUT_WR)
        while chunk := line.recv(1 << 16):
            got += chunk
            line.settimeout(_left(deadline))
    except ConnectionError:
        return bytes(got)  # it broke before it had heard all
    return bytes(got)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
