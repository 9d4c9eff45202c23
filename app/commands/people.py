"""`laneway person add|list|deactivate|password` and `laneway token`: accounts, for whoever runs the house.

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


def person(argv: list[str]) -> int:
    """`laneway person ...`. Returns the exit code."""
    given = _person_parser().parse_args(argv)
    return _run(open_host(), lambda: PERSON[given.verb](given))


def token(argv: list[str]) -> int:
    """`laneway token PERSON [--name TEXT] [--days N]` or `laneway token --all --json`. Returns the exit code."""
    given = _token_parser().parse_args(argv)
    if not given.all and not given.person:
        sys.stderr.write("laneway token: say whose token, or --all on a demo database.\n")
        return 2
    return _run(open_host(), lambda: _all_tokens(given) if given.all else _one_token(given))


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


def _set_password(given: argparse.Namespace) -> None:
    with reading():
        word = _password(people.person_of(given.login))
    hashed = passwords.hashed(word)
    with transaction():
        passwords.store(people.person_of(given.login), hashed)
    print(f"{given.login} has a new password and is signed out everywhere.")


def _one_token(given: argparse.Namespace) -> None:
    with transaction():
        secret = tokens.make(people.person_of(given.person), given.name, days=given.days, by="laneway")[1]
    print(json.dumps({given.person: secret}) if given.json else secret)


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
    for verb, told in (("deactivate", "nobody signs in as them any more"), ("password", "set a new password")):
        verbs.add_parser(verb, help=told).add_argument("login")
    return parser


def _token_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="laneway token", description="Tokens for programs.")
    parser.add_argument("person", nargs="?", help="the login")
    parser.add_argument("--name", default="terminal", help="what the token is for")
    parser.add_argument("--days", type=int, help="days until it ends")
    parser.add_argument("--all", action="store_true", help="one for everybody, on a demo database only")
    parser.add_argument("--json", action="store_true", help="one line {login: token}, last on standard output")
    return parser


PERSON = {"add": _add, "list": _list, "deactivate": _deactivate, "password": _set_password}
