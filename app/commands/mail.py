"""`laneway mail < message`: take in one mail, as a mail server's pipe delivers it (RFC 5322 on standard input); and
`laneway mail --again`: send once more what was given up.

Ends with 0 whatever became of it, for a bounce would reach whoever is named as its sender; with 75 (try again) while
the database is away or the house has not been told whom to believe.
"""

import argparse
import sys

from sqlalchemy.exc import SQLAlchemyError

from app.catalogue import replies
from app.db import transaction
from app.errors import Busy, LanewayError
from app.host import open_host
from app.operations import house, outbox, replying

LARGEST = 10_000_000
AGAIN = 75


def main(argv: list[str]) -> int:
    """Read it, and say in a word what became of it."""
    parser = argparse.ArgumentParser(prog="laneway mail", description="Take in one mail from standard input.")
    words = "take in nothing, but send once more all mails and messages that were given up"
    parser.add_argument("--again", action="store_true", help=words)
    if parser.parse_args(argv).again:
        return _again()
    raw = sys.stdin.buffer.read(LARGEST + 1)
    with open_host().app_context():
        config = house.config()
        if not config.mail_authserv:
            sys.stderr.write("laneway mail: set LANEWAY_MAIL_AUTHSERV to the name of your mail server.\n")
            return AGAIN
        reply = replies.read(raw[:LARGEST], config.mail_authserv, config.mail_from.rpartition("@")[2])
        try:
            sys.stdout.write(f"{_taken(reply)}\n")
        except (Busy, SQLAlchemyError) as error:
            sys.stderr.write(f"laneway mail: {error}\n")
            return AGAIN
    return 0


def _again() -> int:
    """The mail server is well again: what did not leave in its time leaves now."""
    with open_host().app_context(), transaction():
        count = outbox.again()
    sys.stdout.write(f"{count:,} will be sent again.\n")
    return 0


def _taken(reply: replies.Reply) -> str:
    try:
        with transaction():
            return replying.take(reply)
    except Busy:
        raise
    except LanewayError as error:
        with transaction():
            replying.refused(reply, error)
        return "refused"
