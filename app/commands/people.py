"""`laneway person add|list|deactivate|activate|password` and `laneway token`: accounts, for whoever runs the house.

Passwords are asked for or read from standard input, never taken from the command line, where others could see them.
"""

import argparse
import getpass
import json
import sys
from collections.abc import Callable

from flask import Flask
from sqlalchemy import inspect, select

from app.db import db, reading, session, transaction
from app.errors import Busy, Conflict, InvalidForm, LanewayError, NotFound
from app.host import open_host
from app.models.person import Person as PersonRow
from app.operations import demo_tokens, leaving, password_links, passwords, people, tokens
from app.operations.permissions import LANEWAY
from app.queries import sessions

_WHOSE = (
    "laneway token: say whose, as in `laneway token LOGIN` or `laneway token LOGIN --list`; `laneway person list` "
    "names everybody. (--all makes one for each person of a demo database.)\n"
)


def person(argv: list[str]) -> int:
    """`laneway person ...`. Returns the exit code."""
    given = _person_parser().parse_args(argv)
    return _run(open_host(), lambda: PERSON[given.verb](given))


def token(argv: list[str]) -> int:
    """`laneway token PERSON [--name TEXT] [--days N]`, `... --list`, `... --revoke NUMBER|all`, or `--all --json`.
    Returns the exit code.
    """
    given = _token_parser().parse_args(argv)
    if not given.all and not given.person:
        sys.stderr.write(_WHOSE)
        return 2
    verb = _all_tokens if given.all else _list_tokens if given.list else _revoke if given.revoke else _one_token
    return _run(open_host(), lambda: verb(given))


def _run(app: Flask, work: Callable[[], None]) -> int:
    with app.app_context():
        if not inspect(db.engine).has_table(PersonRow.__tablename__):
            sys.stderr.write("laneway: this database has no tables yet; run `laneway prepare` first.\n")
            return 1
        try:
            work()
        except InvalidForm as error:
            sys.stderr.write("\n".join(f"{name}: {told}" for name, told in error.fields.items()) + "\n")
            return 1
        except NotFound:
            sys.stderr.write("laneway: nobody has this user name; `laneway person list` names everybody.\n")
            return 1
        except Busy:  # with what the database says
            raise
        except LanewayError as error:
            sys.stderr.write(f"laneway: {error}\n")
            return 1
    return 0


def _add(given: argparse.Namespace) -> None:
    facts = {"name": given.name or given.login, "email": given.email, "roles": _roles(given)}
    word = "" if given.invite else _password(PersonRow(login=given.login, name=facts["name"], email=given.email))
    hashed = passwords.hashed(word) if word else ""
    with transaction():
        row = people.add(LANEWAY, given.login, facts, password_hash=hashed)
        if given.invite:
            password_links.invite(LANEWAY, row)
    print(f"{given.login} is there now" + (", and invited by mail." if given.invite else "."))


def _list(_given: argparse.Namespace) -> None:
    with reading():
        for row in session().scalars(select(PersonRow).order_by(PersonRow.login)):
            state = "" if row.active else " (left)"
            print(f"{row.login:<20} {row.name}{state}  {' '.join(row.roles)}")


def _deactivate(given: argparse.Namespace) -> None:
    with transaction():
        leaving.deactivate(LANEWAY, given.login)
    print(f"{given.login} can no longer sign in; what they held was passed on.")


def _activate(given: argparse.Namespace) -> None:
    with transaction():
        leaving.reactivate(LANEWAY, given.login)
    print(f"{given.login} may sign in again.")


def _set_password(given: argparse.Namespace) -> None:
    with reading():
        word = _password(people.person_of(given.login))
    hashed = passwords.hashed(word)
    with transaction():
        told = passwords.store(people.person_of(given.login), hashed, keep_tokens=given.keep_tokens)
    print(f"{given.login} has a new password and is signed out everywhere. {told}".strip())


def _one_token(given: argparse.Namespace) -> None:
    with transaction():
        secret = tokens.make(people.person_of(given.person), given.name, days=given.days, by="laneway")[1]
    print(json.dumps({given.person: secret}) if given.json else secret)


def _list_tokens(given: argparse.Namespace) -> None:
    with reading():
        for line in sessions.tokens(LANEWAY, people.person_of(given.person).id):
            ends = (
                f"{'ended' if line.ended else 'ends'} {line.expires_at:%Y-%m-%d}" if line.expires_at else "never ends"
            )
            used = f"last used {line.seen_at:%Y-%m-%d} from {line.address}" if line.seen_at else "never used"
            print(f"{line.id:>6}  {line.name}  (made {line.created_at:%Y-%m-%d}, {used}, {ends})")


def _revoke(given: argparse.Namespace) -> None:
    with transaction():
        row = people.person_of(given.person)
        if given.revoke == "all":
            ended = tokens.revoke_all(LANEWAY, row)
        elif given.revoke in {str(line.id) for line in sessions.tokens(LANEWAY, row.id)}:
            tokens.revoke(LANEWAY, int(given.revoke))
            ended = 1
        else:
            raise Conflict(f"{given.person} has no such token; `laneway token {given.person} --list` numbers them.")
    print("Revoked." if ended else "There was none.")


def _all_tokens(given: argparse.Namespace) -> None:
    with transaction():
        made = demo_tokens.make_all(given.name)
    if given.json:
        print(json.dumps(made))
    else:
        print("\n".join(f"{login:<20} {secret}" for login, secret in made.items()))


def _password(row: PersonRow) -> str:
    if sys.stdin.isatty():
        word = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != word:
            raise Conflict("The two are not the same.")
    else:
        word = sys.stdin.readline().rstrip("\n")
    passwords.check(word, row)
    return word


def _roles(given: argparse.Namespace) -> list[str]:
    return sorted({*given.role, *(["administrator"] if given.admin else [])})


def _person_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="laneway person", description="Accounts.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help="add somebody; the password is asked for")
    add.add_argument("login")
    add.add_argument("--name", default="")
    add.add_argument("--email", default="")
    add.add_argument("--role", action="append", default=[], help="may be repeated")
    add.add_argument("--admin", action="store_true", help="the role administrator")
    add.add_argument("--invite", action="store_true", help="mail a link instead of asking for a password")
    verbs.add_parser("list", help="everybody")
    verbs.add_parser("deactivate", help="nobody signs in as them any more").add_argument("login")
    verbs.add_parser("activate", help="they may sign in again").add_argument("login")
    password = verbs.add_parser("password", help="set a new password; they are signed out everywhere")
    password.add_argument("login")
    password.add_argument("--keep-tokens", action="store_true", help="let their tokens for programs go on working")
    return parser


def _token_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="laneway token", description="Tokens for programs.")
    parser.add_argument("person", nargs="?", help="the login")
    parser.add_argument("--name", default="terminal", help="what the token is for")
    parser.add_argument("--days", type=int, help="days until it ends")
    parser.add_argument("--list", action="store_true", help="those that there are, with their numbers")
    parser.add_argument("--revoke", metavar="NUMBER|all", help="end one of them, or all")
    parser.add_argument("--all", action="store_true", help="one for everybody, on a demo database only")
    parser.add_argument("--json", action="store_true", help="one line {login: token}, last on standard output")
    return parser


PERSON = {
    "add": _add,
    "list": _list,
    "deactivate": _deactivate,
    "activate": _activate,
    "password": _set_password,
}
