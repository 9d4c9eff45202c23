"""Inside the environment: finds the function of a subcommand and calls it. Imports nothing heavy before it is asked.

The supervisor passes through here as well, so importing the app at the top would cost it 60 MB.
"""

import importlib
import importlib.util
import sys
from collections.abc import Callable

from app.errors import LanewayError
from launcher import figures
from launcher.commands import COMMANDS, Command, usage
from launcher.progress import say
from launcher.refusals import DISK_FULL, Refusal, disk_full


def main(argv: list[str]) -> int:
    """Runs the subcommand `argv[0]` with the words after it and returns its exit code."""
    command = COMMANDS.get(argv[0]) if argv else None
    if command is None:
        say(usage())
        return 2
    return _call(command, argv[0], argv[1:])


def _call(command: Command, name: str, words: list[str]) -> int:
    if words and not command.words:
        say(f"laneway {name} takes no further words, but got {' '.join(words)!r}.")
        return 2
    try:
        if name in figures.PARTS:
            figures.share()
        function = find(command.target)
        return int((function(words) if command.words else function()) or 0)
    except (Refusal, LanewayError) as refusal:
        say(f"laneway {name}: {refusal}")
        return 1
    except OSError as error:
        if not disk_full(error) and str(error.filename) not in words:
            raise
        say(f"laneway {name}: {DISK_FULL if disk_full(error) else f'{error.filename}: {error.strerror}.'}")
        return 1


def find(target: str) -> Callable[..., int]:
    """The function that "module:function" names. Raises Refusal where this checkout has no such module."""
    module, function = target.split(":")
    if not _exists(module):
        raise Refusal(f"this checkout has no {module.replace('.', '/')}.py, which does it.")
    found: Callable[..., int] = getattr(importlib.import_module(module), function)
    return found


def _exists(module: str) -> bool:
    parent = module.rpartition(".")[0]
    return (not parent or _exists(parent)) and importlib.util.find_spec(module) is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
