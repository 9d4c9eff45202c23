"""Asks the web server how it is, with a bare socket: an HTTP client would cost the supervisor 6 MB."""

import socket

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - replaced, not bound


def status(host: str, port: int, path: str) -> int:
    """The HTTP status of GET `path`; 0 when nobody answers within two seconds."""
    request = f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode()
    try:
        with socket.create_connection((EVERYWHERE.get(host, host), port), timeout=2) as line:
            line.sendall(request)
            answer = line.recv(64).split(b" ")
    except OSError:
        return 0
    return int(answer[1]) if len(answer) > 1 and answer[1].isdigit() else 0
