"""Passwords: argon2id hashes, and how one is changed. Never stores, logs or returns a password.

Checking is slow on purpose, so it happens outside a transaction: an edge reads the hash, asks `matches`, then writes.
"""

from base64 import b64encode

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from app.errors import InvalidForm
from app.language import gettext as _
from app.language import using
from app.models.person import Person
from app.operations import journal, outbox, sessions

#: OWASP's smallest argon2id setting: 19 MiB, two passes, one lane. Tests lower it.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
SHORTEST, LONGEST = 10, 200


def hashed(password: str) -> str:
    """The hash to store."""
    return HASHER.hash(password)


def matches(stored: str, password: str) -> bool:
    """True when the password belongs to the hash. An empty hash (nobody, no password) takes the same time."""
    if len(password) > LONGEST:
        password = password[:LONGEST]
        stored = ""
    try:
        return HASHER.verify(stored or of_nobody(), password) and bool(stored)
    except (VerifyMismatchError, InvalidHashError):
        return False


def check(password: str, person: Person) -> None:
    """Raise InvalidForm unless it is long enough and not the person's own name (NIST SP 800-63B: length, no rules)."""
    if len(password) < SHORTEST:
        raise InvalidForm({"password": _("At least %(n)s characters.", n=SHORTEST)})
    if len(password) > LONGEST:
        raise InvalidForm({"password": _("At most %(n)s characters.", n=LONGEST)})
    if password.casefold() in {person.login.casefold(), person.email.casefold(), person.name.casefold()}:
        raise InvalidForm({"password": _("Choose something that is not your name.")})
    if len(set(password)) < 4:
        raise InvalidForm({"password": _("Choose something with more different characters.")})


def store(person: Person, new_hash: str, *, keep: int | None = None) -> None:
    """Replace the password: every other session ends, open links die, the owner is told. `keep`: a session id."""
    person.password_hash = new_hash
    sessions.end_all(person.id, keep=keep)
    sessions.end_links(person.id)
    journal.write(0, person.login, "password.changed", f"The password of {person.login} was changed.")
    with using(person.language):
        words = _("Your Laneway password was changed just now. If this was not you, tell your administrator at once.")
        outbox.mail(person, "password-changed", _("Your password was changed"), words)


def of_nobody() -> str:
    """A hash that costs what every hash costs, and that no password has: made up, not reckoned."""
    cost = f"m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${_blank(HASHER.salt_len)}${_blank(HASHER.hash_len)}"


def _blank(length: int) -> str:
    """So many bytes of nothing, as such hashes write them."""
    return b64encode(bytes(length)).decode().rstrip("=")
