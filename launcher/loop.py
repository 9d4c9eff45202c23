"""One loop for one thread: the output of children, line by line, and signals. Knows nothing of who the children are."""

import os
import selectors
import signal
import socket
from collections.abc import Callable
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LONGEST_LINE = 16_384  # bytes; a longer one is shown in pieces


class Loop:
    """A context manager for the main thread; `asked` counts the requests to stop (Ctrl-C, SIGTERM, SIGHUP)."""

    def __init__(self) -> None:
        self.asked = 0
        self._selector = selectors.DefaultSelector()
        self._wake, self._waker = socket.socketpair()

    def __enter__(self) -> "Loop":
        for end in (self._wake, self._waker):
            end.setblocking(False)
        self._selector.register(self._wake, selectors.EVENT_READ, self._woken)
        self._handlers = {sign: signal.signal(sign, self._ask) for sign in STOP_SIGNALS}
        self._handlers[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, _only_wake)
        self._wakeup = signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(self._wakeup)
        for sign, handler in self._handlers.items():
            signal.signal(sign, handler)
        for key in [key for key in self._selector.get_map().values() if key.fileobj is not self._wake]:
            self._forget(key.fd)
        self._selector.close()
        self._wake.close()
        self._waker.close()

    def listen(self, pipe: int, sink: Callable[[str], None]) -> None:
        """Hands every line that arrives on `pipe` to `sink`, until its end."""
        fd = os.dup(pipe)  # ours to close: the child's Popen closes the other
        os.set_blocking(fd, False)
        rest = bytearray()
        self._selector.register(fd, selectors.EVENT_READ, lambda: self._read(fd, rest, sink))

    def turn(self, timeout: float | None) -> bool:
        """Waits until something happens, `timeout` seconds at most, and deals with it. Tells whether it did."""
        happened = self._selector.select(timeout)
        for key, _ in happened:
            key.data()
        return bool(happened)

    def drain(self) -> None:
        """Deals with what has happened already; bounded, because a chatty child could keep it busy for ever."""
        for _ in range(1_000):
            if not self.turn(0):
                return

    def _read(self, fd: int, rest: bytearray, sink: Callable[[str], None]) -> None:
        data = os.read(fd, 65_536)
        rest += data
        ended = not data or len(rest) > LONGEST_LINE
        *lines, last = bytes(rest).split(b"\n")
        rest[:] = b"" if ended else last
        for line in [*lines, last] if ended and last else lines:
            sink(line.decode(errors="replace"))
        if not data:
            self._forget(fd)

    def _forget(self, fd: int) -> None:
        self._selector.unregister(fd)
        os.close(fd)

    def _woken(self) -> None:
        self._wake.recv(4_096)

    def _ask(self, _sign: int, _frame: FrameType | None) -> None:
        self.asked += 1


def _only_wake(_sign: int, _frame: FrameType | None) -> None:
    """SIGCHLD needs a handler, or the wake-up pipe hears nothing of it."""
