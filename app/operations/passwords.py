"""Passwords: argon2id hashes, and how one is changed. Never stores, logs or returns a password.

Checking is slow on purpose, so it happens outside a transaction: an edge reads the hash, asks `matches`, then writes.
"""

from base64 import b64encode

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from app.errors import InvalidForm
from app.language import gettext as _
from app.language import ngettext, using
from app.models.person import Person
from app.operations import house, journal, outbox, sessions, tokens

#: OWASP's smallest argon2id setting: 19 MiB, two passes, one lane. Tests lower it.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
SHORTEST, LONGEST = 10, 200
#: Of everybody in the demo, printed at every start. Good in a demo, and on a machine that nobody else reaches.
DEMO = "laneway-demo"


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


def is_spent(password: str) -> bool:
    """Whether this is the demo's password in a house that grew out of a trial: whoever read our pages knows it."""
    config = house.config()
    return password == DEMO and config.is_public and not config.is_demo


def check(password: str, person: Person) -> None:
    """Raise InvalidForm unless it is long enough and not the person's own name (NIST SP 800-63B: length, no rules)."""
    if len(password) < SHORTEST:
        raise InvalidForm({"password": _("At least %(n)s characters.", n=SHORTEST)})
    if len(password) > LONGEST:
        raise InvalidForm({"password": _("At most %(n)s characters.", n=LONGEST)})
    if is_spent(password):
        raise InvalidForm({"password": _("Everybody knows this one from the demo. Choose another.")})
    if password.casefold() in {person.login.casefold(), person.email.casefold(), person.name.casefold()}:
        raise InvalidForm({"password": _("Choose something that is not your name.")})
    if len(set(password)) < 4:
        raise InvalidForm({"password": _("Choose something with more different characters.")})


def store(person: Person, new_hash: str, *, keep_tokens: bool, keep: int | None = None) -> str:
    """Replace the password: every other session ends, open links die, the owner is told. `keep`: a session id.

    Tokens for programs end too, unless `keep_tokens`. Returns a sentence about them, "" where there are none.
    """
    person.password_hash = new_hash
    sessions.end_all(person.id, keep=keep)
    sessions.end_links(person.id)
    count = tokens.living(person.id) if keep_tokens else tokens.end_all(person, by=person.login)
    journal.write(0, person.login, "password.changed", f"The password of {person.login} was changed.")
    with using(person.language):
        words = _("Your Laneway password was changed just now. If this was not you, tell your administrator at once.")
        told = f"{words} {of_tokens(count, keep_tokens)}".strip()
        outbox.mail(person, "password-changed", _("Your password was changed"), told)
    return of_tokens(count, keep_tokens)


def of_tokens(count: int, kept: bool) -> str:
    """What became of somebody's tokens for programs; "" where there were none."""
    if not count:
        return ""
    if kept:
        return ngettext("%(num)s token for programs still works.", "%(num)s tokens for programs still work.", count)
    return ngettext("%(num)s token for programs was ended.", "%(num)s tokens for programs were ended.", count)


def of_nobody() -> str:
    """A hash that costs what every hash costs, and that no password has: made up, not reckoned."""
    cost = f"m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${_blank(HASHER.salt_len)}${_blank(HASHER.hash_len)}"


def _blank(length: int) -> str:
    """So many bytes of nothing, as such hashes write them."""
    return b64encode(bytes(length)).decode().rstrip("=")
