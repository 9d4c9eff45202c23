"""The first steps, in the Python that the machine has: make what the command needs, then become `app.cli` in .venv."""

import os
import sys

from launcher import environment, frontend, translations
from launcher.commands import COMMANDS, told, usage
from launcher.places import ROOT
from launcher.ports import refuse_busy_port
from launcher.progress import say
from launcher.refusals import DISK_FULL, Refusal, disk_full


def main(argv: list[str]) -> int:
    """Returns an exit code when nothing can be handed over; otherwise this process becomes the command."""
    if help_ := usage() if not argv else told(argv):
        print(help_)
        return 0
    command = COMMANDS.get(argv[0])
    if command is None:
        say(f"laneway: there is no command {argv[0]!r}.\n\n{usage()}")
        return 2
    try:
        become(argv)
    except Refusal as refusal:
        say(f"laneway: {refusal}")
    except OSError as error:
        say(f"laneway: {DISK_FULL if disk_full(error) else error}")
    except KeyboardInterrupt:
        say("laneway: stopped.")
    return 1


def become(argv: list[str]) -> None:
    """Makes what the command needs and replaces this process by it. Raises Refusal and OSError."""
    command = COMMANDS[argv[0]]
    if argv[0] == "up":
        refuse_busy_port()
    python = environment.make(command.lock)
    translations.build()
    if command.pages:
        frontend.build()
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    sys.stdout.flush()
    env = {**os.environ, "PYTHONPATH": path}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # or every part would compile the whole program anew at each start
    os.execve(python, [str(python), "-m", "app.cli", *argv], env)
