"""The address that the web server will listen on: free, or one sentence why not."""

import errno
import socket

from launcher import settings
from launcher.refusals import Refusal


def refuse_busy_port() -> None:
    """Raises Refusal when LANEWAY_HOST and LANEWAY_PORT cannot be listened on."""
    wanted = settings.read()
    host, port = wanted.host, wanted.port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise Refusal(_sentence(error, host, port)) from error


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use already: stop what listens there, or choose another with LANEWAY_PORT."
    if error.errno == errno.EACCES:
        return f"Port {port} may only be used by root: choose one above 1023 with LANEWAY_PORT."
    return f"This machine has no address {host} to listen on (LANEWAY_HOST): {error.strerror or error}."
