"""A line on the loopback that can be made bad: TCP in front, the real server's unix socket behind.

Runs in a thread with a loop of its own; `mood` says how the line is, and changes at once for every connection.
"""

import asyncio
import socket
import struct
import threading
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

CHUNK = 65_536
TOGETHER = 0.02  # seconds between two looks at a line that holds back


class Line:
    """`mood`: good; delay (each packet by a quarter of a second); stall (nothing passes); down (nobody answers)."""

    def __init__(self, behind: Path) -> None:
        self.mood = "good"
        self.port = 0
        self._behind = behind
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name=f"line to {behind.name}", daemon=True)
        self._ready = threading.Event()

    def start(self) -> "Line":
        """Listen on a free port."""
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("The line did not begin to listen.")
        return self

    def stop(self) -> None:
        """Hang up and end the thread."""
        self.reset()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def reset(self) -> None:
        """Every connection ends with a RST, as if a firewall had lost it."""
        done = asyncio.run_coroutine_threadsafe(self._reset(), self._loop)
        with suppress(TimeoutError):
            done.result(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _reset(self) -> None:
        for writer in list(self._open):
            line = writer.get_extra_info("socket")
            if line is not None and line.family == socket.AF_INET:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self.mood == "down":
                raise OSError("down")
            inner_reader, inner_writer = await asyncio.open_unix_connection(str(self._behind))
        except OSError:
            writer.transport.abort()
            return
        both = {writer, inner_writer}
        self._open |= both
        try:
            await _first(self._pump(reader, inner_writer), self._pump(inner_reader, writer))
        except asyncio.CancelledError:
            return  # the end of the run; asyncio would tell of it at length
        finally:
            self._open -= both
            for one in both:
                one.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await reader.read(CHUNK):
                if self.mood == "delay":
                    await asyncio.sleep(0.25)
                while self.mood == "stall":
                    await asyncio.sleep(TOGETHER)
                writer.write(chunk)
                await writer.drain()


async def _first(*both: Coroutine[Any, Any, None]) -> None:
    """Until one direction ends; then the other is over, too."""
    tasks = [asyncio.ensure_future(one) for one in both]
    _, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
