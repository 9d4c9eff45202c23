"""Inside the environment: finds the function of a subcommand and calls it. Imports nothing heavy before it is asked.

The supervisor passes through here as well, so importing the app at the top would cost it 60 MB.
"""

import importlib
import importlib.util
import os
import select
import sys
from collections.abc import Callable

from app.errors import LanewayError
from launcher import figures, settings
from launcher.commands import COMMANDS, Command, told, usage
from launcher.progress import say
from launcher.refusals import DISK_FULL, Refusal, disk_full


def main(argv: list[str]) -> int:
    """Runs the subcommand `argv[0]` with the words after it and returns its exit code."""
    if help_ := told(argv):
        sys.stdout.write(f"{help_}\n")
        return 0
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
    except KeyboardInterrupt:
        say(f"laneway {name}: stopped.")
        return 130
    except BrokenPipeError:
        if not _unread():
            raise
        return 1
    except Exception as error:  # each is told as what it is, or goes on
        if (sentence := _sentence(error, words)) is None:
            raise
        say(f"laneway {name}: {sentence}")
        return 1


def _unread() -> bool:
    """Whether it is our own output whose reader has seen enough, as `head`: what is left is then said to nobody."""
    asked = select.poll()
    asked.register(sys.stdout.fileno(), 0)  # that nobody reads is told unasked
    if not asked.poll(0):
        return False
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


def _sentence(error: Exception, words: list[str]) -> str | None:
    """What a person can act on; None for a mistake of the program, whose trace is wanted."""
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, OSError):
        named = str(error.filename) in words or str(settings.read().var) in str(error.filename)
        return DISK_FULL if disk_full(error) else f"{error.filename}: {error.strerror}." if named else None
    if "sqlalchemy" in sys.modules:
        from app.commands import unusable  # noqa: PLC0415 - what a command needs that got as far as a database

        if told := unusable.sentence(error):
            return told
    return str(error) if isinstance(error, LanewayError) else None


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
