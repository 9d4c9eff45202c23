"""Every setting of Laneway, read once from `LANEWAY_*` variables into one frozen record.

Never reads a setting anywhere else, never holds a secret in a default. docs/running.md lists every name; a test
compares the two.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from app.errors import BadSetting
from app.language import LANGUAGES
from launcher import embedded_redis

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "::1", "")
TELLING = 6  # letters: a shorter secret stands in too many words to be taken out of them
VEIL = "***"


@dataclass(frozen=True)
class Config:
    """Settings; durations in seconds, sizes in bytes."""

    host: str = "127.0.0.1"
    port: int = 8080
    url: str = ""
    var: Path = ROOT / "var"
    database_url: str = ""
    redis_url: str = ""
    smtp_url: str = ""
    mail_from: str = "laneway@localhost"
    mail_authserv: str = ""
    http_allow: tuple[str, ...] = ()
    http_secret: str = ""
    ldap_url: str = ""
    ldap_base: str = ""
    ldap_bind_dn: str = ""
    ldap_bind_password: str = ""
    timezone: str = "UTC"
    demo: bool | None = None
    owners_only: bool = False
    proxies: int = 0
    web_processes: int = 1
    web_threads: int = 8
    web_streams: int = 24
    workers: int = 1
    corpus: str = ""
    lease_seconds: int = 60
    sweep_seconds: float = 2
    retry_seconds: float = 5
    max_attempts: int = 6
    file_bytes: int = 25_000_000
    languages: tuple[str, ...] = ("en", "de", "pl", "hu")
    secret_key: str = ""
    otlp_url: str = ""
    metrics_port: int = 0

    @property
    def database(self) -> str:
        """The SQLAlchemy URL: PostgreSQL when given, else SQLite under `var`."""
        url = self.database_url or f"sqlite:///{self.var / 'laneway.db'}"
        if url.startswith(("postgres://", "postgresql://")):
            return "postgresql+psycopg://" + url.split("://", 1)[1]
        return url

    @property
    def embedded(self) -> bool:
        """True on the one-machine default: SQLite in `var`."""
        return self.database.startswith("sqlite")

    @property
    def is_demo(self) -> bool:
        """Demo people and known passwords: by default only on embedded SQLite that nobody but this machine reaches."""
        safe = self.embedded and not self.is_public
        return safe if self.demo is None else self.demo

    @property
    def is_public(self) -> bool:
        """Whether others than this machine can come in: by the address it listens on, or by a proxy's. One that stands
        before it is there for them, whatever address was told.
        """
        addresses = (self.host, urlsplit(self.public_url).hostname or "")
        return self.proxies > 0 or any(one not in LOOPBACK for one in addresses)

    @property
    def public_url(self) -> str:
        """The base of links in mails; never taken from a request's Host header."""
        return (self.url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def redis(self) -> str:
        """The Redis URL: the given one, else the embedded server's unix socket."""
        return self.redis_url or embedded_redis.url(self.var)

    @property
    def secrets(self) -> list[str]:
        """The passwords and keys among the settings, as they are written and as they are sent; the longest first."""
        urls = (self.database_url, self.redis_url, self.smtp_url, self.ldap_url, self.otlp_url)
        in_urls = [urlsplit(url).password or "" for url in urls]
        known = {*in_urls, *map(unquote, in_urls), *self.http_secret.split(), self.ldap_bind_password, self.secret_key}
        return sorted((one for one in known if len(one) >= TELLING), key=len, reverse=True)

    def veiled(self, text: str) -> str:
        """The text without these secrets: what others said to us may repeat what we said to them."""
        for secret in self.secrets:
            text = text.replace(secret, VEIL)
        return text

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Config":
        """Read LANEWAY_* variables. Raises BadSetting with the name and what is expected."""
        source = os.environ if env is None else env
        values = {k[8:].lower(): v for k, v in source.items() if k.startswith("LANEWAY_") and v != ""}
        read = {name: _read(name, values[name]) for name in cls.__dataclass_fields__ if name in values}
        return cls(**read)  # type: ignore[arg-type]


INTS = {
    "port",
    "proxies",
    "web_processes",
    "web_threads",
    "web_streams",
    "workers",
    "lease_seconds",
    "max_attempts",
    "file_bytes",
    "metrics_port",
}
FLOATS = {"sweep_seconds", "retry_seconds"}
#: Where less would be a loop without a rest, a lease that nobody can hold, or nothing that may be done.
POSITIVE = {"sweep_seconds", "retry_seconds", "lease_seconds", "max_attempts", "file_bytes"}
#: How each address begins, the first as it is told to who wrote another.
SCHEMES = {
    "url": ("https", "http"),
    "database_url": ("postgresql", "postgres", "postgresql+psycopg", "sqlite"),
    "redis_url": ("redis", "rediss", "unix"),
    "smtp_url": ("smtp", "smtps"),
    "ldap_url": ("ldap", "ldaps"),
    "otlp_url": ("http", "https"),
}
LISTS = {"http_allow", "languages"}
#: A name, an address (IPv6 in brackets) or a star before them, and a port; any port only behind a star.
PLACE = re.compile(r"(?:(?:\*\.)?[\w][\w.-]*|\*|\[[0-9A-Fa-f:.]+\]):(\d{1,5})|\*(?:\.[\w][\w.-]*)?:\*", re.ASCII)


def _read(name: str, text: str) -> object:
    setting = f"LANEWAY_{name.upper()}"
    try:
        if name in INTS:
            return _enough(name, setting, int(text))
        if name in FLOATS:
            return _enough(name, setting, float(text))
    except ValueError as error:
        raise BadSetting(f"{setting} must be a number, not {text!r}.") from error
    if name in SCHEMES:
        return _address(name, setting, text)
    if name in LISTS:
        parts = tuple(part.strip() for part in text.split(",") if part.strip())
        return _spoken(setting, parts) if name == "languages" else _places(setting, parts)
    if name == "timezone":
        return _zone(setting, text)
    if name in ("demo", "owners_only"):
        return _yes_or_no(setting, text)
    return Path(text).resolve() if name == "var" else text


def _enough(name: str, setting: str, number: float) -> float:
    if name in POSITIVE and not number > 0:
        raise BadSetting(f"{setting} must be more than 0, not {number}.")
    return number


def _address(name: str, setting: str, text: str) -> str:
    """What was written is not repeated: it may hold a password."""
    try:
        given = urlsplit(text)
        known = given.scheme in SCHEMES[name] and (given.port or True)
    except ValueError:  # a port that is none
        known = False
    if not known:
        raise BadSetting(f"{setting} must be an address that begins with {SCHEMES[name][0]}:// and can be read.")
    return text


def _spoken(setting: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    if not languages or not set(languages) <= set(LANGUAGES):
        raise BadSetting(f"{setting} must be some of {','.join(LANGUAGES)}, not {','.join(languages)!r}.")
    return languages


def _places(setting: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """Refused at the start: one that is written otherwise would let nothing through, and say so to nobody."""
    for place in places:
        found = PLACE.fullmatch(place)
        if not found or (found[1] and not 0 < int(found[1]) < 65536):
            wanted = "places as HOST:PORT by commas, such as api.example.org:443 or *.example.org:443"
            raise BadSetting(f"{setting} must be {wanted}; {place!r} is none.")
    return places


def _zone(setting: str, text: str) -> str:
    try:
        ZoneInfo(text)
    except (OSError, ValueError, LookupError) as error:
        raise BadSetting(f"{setting} must be a time zone such as Europe/Berlin, not {text!r}.") from error
    return text


def _yes_or_no(setting: str, text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{setting} must be yes or no, not {text!r}.")
