"""What a call brings with it. Every file opened for its upload is closed with the call, also that of half an upload."""

from typing import IO, Any

from flask import Request


class Received(Request):
    """A call. Flask itself closes only the files that arrived whole; of a body that breaks off it knows none."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._opened: list[IO[bytes]] = []

    def _get_file_stream(self, *given: Any, **named: Any) -> IO[bytes]:
        opened = super()._get_file_stream(*given, **named)
        self._opened.append(opened)
        return opened

    def close(self) -> None:
        """Called by Flask when the call is over."""
        super().close()
        for opened in self._opened:
            opened.close()
