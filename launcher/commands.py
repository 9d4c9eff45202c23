"""The subcommands as data: where each one's function lives, what must be made before it, and its line of help."""

from typing import NamedTuple


class Command(NamedTuple):
    """`target` is "module:function", a function of the remaining words that returns the exit code.

    `lock` names the requirements it needs ("run" or "dev"); `pages` says that it needs the built front end;
    `words` says that words may follow (otherwise the function takes no argument). `more` is its --help where another
    program reads its words, which knows nothing of this one: those words first.
    """

    target: str
    help: str
    lock: str = "run"
    pages: bool = False
    words: bool = True
    more: str = ""


COMMANDS = {
    "up": Command(
        "launcher.up:main", "start everything: web, workers, scheduler, embedded services", pages=True, words=False
    ),
    "build": Command(
        "launcher.build:main", "make the environment and the front end, start nothing", pages=True, words=False
    ),
    "web": Command(
        "launcher.web:main",
        "the web server alone, in the foreground",
        pages=True,
        more="[OPTION ...]\n\nIt listens on LANEWAY_HOST:LANEWAY_PORT; an OPTION is one of gunicorn's.",
    ),
    "worker": Command("app.commands.worker:main", "one worker alone, in the foreground", words=False),
    "scheduler": Command("app.commands.scheduler:main", "the scheduler alone, in the foreground", words=False),
    "prepare": Command(
        "app.commands.prepare:main", "bring the tables up to date, import bpmn/ and forms/, seed the demo", words=False
    ),
    "test": Command(
        "launcher.testing:main",
        "run the tests, or those in PATH...",
        lock="dev",
        pages=True,
        more="[PATH ...] [OPTION ...]\n\nAn OPTION is pytest's: laneway test tests/journeys -k rejected",
    ),
    "check": Command(
        "checks.main:main",
        "lint, types, import contracts, translations, pins",
        lock="dev",
        more="[NAME ...]\n\nAll checks, or those named; their names are what it prints.",
    ),
    "bench": Command(
        "bench.main:main",
        "measure: bench NAME [--json]",
        lock="dev",
        pages=True,
        more="NAME [OPTION ...]\n\n`laneway bench` lists the names, `laneway bench NAME --help` tells the options.",
    ),
    "token": Command("app.commands.people:token", "API tokens: make, list, revoke"),
    "person": Command("app.commands.people:person", "accounts: add, list, deactivate, activate, set a password"),
    "import": Command("app.commands.catalogue:import_", "import diagrams and forms"),
    "export": Command("app.commands.catalogue:export", "write published items back to bpmn/ and forms/"),
    "lint": Command("app.commands.catalogue:lint", "check diagrams and forms"),
    "mail": Command(
        "app.commands.mail:main", "take in one mail, as a mail server's pipe delivers it: mail < message; mail --again"
    ),
    "clock": Command("app.commands.clock:main", "move the clock of a demo or test database: clock +2d"),
    "dump": Command("app.commands.dump:main", "one consistent snapshot as JSON: dump --json"),
    "tour": Command("tour.main:main", "make docs/tour.md: a picture of every page", lock="dev", pages=True),
    "play": Command("app.commands.play:main", "walk through a diagram in the terminal: play FILE.bpmn ..."),
    "upgrade": Command("app.commands.upgrade:main", "bring an installation to this release: backup, tables, items"),
    "backup": Command("app.commands.backup:backup", "everything in one file, while it runs: backup [FILE]"),
    "restore": Command("app.commands.backup:restore", "a house out of a backup: restore FILE [--replace]"),
    "doctor": Command("app.commands.doctor:main", "look for what is wrong, and what to do about it: doctor [--json]"),
}


def usage() -> str:
    """The help page: one line a command."""
    lines = [f"  {name:<10} {command.help}" for name, command in COMMANDS.items() if command.target]
    end = "`laneway COMMAND --help` tells more. Settings are LANEWAY_* variables: docs/running.md."
    return "usage: laneway COMMAND [...]\n\n" + "\n".join([*lines, "", end])


def told(argv: list[str]) -> str | None:
    """The help that is asked for; None where none is, or where the command itself answers."""
    if argv[:1] in (["-h"], ["--help"], ["help"]):
        return usage()
    command = COMMANDS.get(argv[0]) if argv else None
    if command is None or argv[1:2] not in (["-h"], ["--help"]) or (command.words and not command.more):
        return None
    words, _, more = command.more.partition("\n")
    return f"usage: laneway {argv[0]} {words}".rstrip() + f"\n\n{command.help}\n{more.strip()}".rstrip()
