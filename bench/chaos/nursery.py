"""Starts `laneway web`, `worker`, `scheduler` and `dump` by forking a process that has imported everything.

A new Python takes three seconds of a processor, and a run starts dozens. What it is told on its standard input:
FILE and the words of a command, parted by tabs, one a line; it answers with the process id. The command's standard
output and errors go to FILE. Each child leads a group of its own and dies with this process.
"""

import os
import signal
import sys

from gunicorn.app import wsgiapp

from app import cli, factory  # noqa: F401
from app.commands import dump, scheduler, worker  # noqa: F401 - all of it, so that no child has to
from launcher.child import die_with_parent
from launcher.web import OPTIONS


def main() -> None:
    """Until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead at once
    print("ready", flush=True)
    for line in sys.stdin:
        place, *words = line.rstrip("\n").split("\t")
        print(_born(place, words), flush=True)


def _born(place: str, words: list[str]) -> int:
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        die_with_parent()
        out = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for stream in (1, 2):
            os.dup2(out, stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os._exit(_do(words))
    return pid


def _do(words: list[str]) -> int:
    """What `laneway WORDS` does. The web server becomes no new Python, but is gunicorn all the same."""
    try:
        if words == ["web"]:
            sys.argv = ["gunicorn", *OPTIONS, "wsgi:app"]
            wsgiapp.run()
        code = cli.main(words)
    except SystemExit as end:
        code = int(end.code or 0)
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    main()
