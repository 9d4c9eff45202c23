"""Settings that start well and bite later. Reads the Config, the folder and the names of variables, nothing else."""

import os
import shutil
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from app.config import LOOPBACK, Config
from app.doctor.finding import Finding, Findings

AREA = "settings"
SHORT = 12  # letters; "change-me" of deploy/ has nine
LITTLE = 1_000_000_000  # bytes


def look(config: Config) -> Findings:
    """Names, addresses, keys, mail, the folder for what is written."""
    yield from _names()
    yield from _address(config)
    yield from _key(config)
    yield from _mail(config)
    yield from _folder(config.var)
    yield from _replaced(config.var)


def _names() -> Findings:
    known = {f"LANEWAY_{name.upper()}" for name in Config.__dataclass_fields__}
    for name in sorted(name for name in os.environ if name.startswith("LANEWAY_") and name not in known):
        like = get_close_matches(name, known, 1)
        advice = f"Is {like[0]} meant?" if like else "docs/running.md lists them all."
        yield Finding("mind", AREA, f"{name} is no setting, and nobody reads it.", advice)


def _address(config: Config) -> Findings:
    reachable = config.host not in LOOPBACK
    if config.is_demo and config.is_public:
        yield Finding(
            "ill",
            AREA,
            "A demo with known passwords can be reached from outside.",
            "Set LANEWAY_DEMO=no, which shuts them out.",
        )
    elif reachable and not config.url:
        advice = "Set LANEWAY_URL to the address that people type."
        yield Finding(
            "ill", AREA, f"Links in mails lead to {config.public_url}, which only this machine opens.", advice
        )
    elif reachable and config.url.startswith("http://"):
        advice = "Put a proxy with TLS in front and set LANEWAY_URL to its https address."
        yield Finding("mind", AREA, "Passwords travel unencrypted: LANEWAY_URL begins with http.", advice)
    elif urlsplit(config.public_url).path:
        advice = "Give it a host name of its own, such as https://laneway.example.org, and set LANEWAY_URL to that."
        said = f"{config.public_url} has a path: mails lead there, but pages and their links begin at the host's root."
        yield Finding("ill", AREA, said, advice)
    else:
        yield Finding("well", AREA, f"People come to {config.public_url}.")
    yield from _proxy(config)


def _proxy(config: Config) -> Findings:
    if config.public_url.startswith("https://") and not config.proxies:
        said = "The address is https, so a proxy stands before it; LANEWAY_PROXIES is 0: all callers seem to be it."
        advice = (
            "Set LANEWAY_PROXIES to how many of yours there are; else one who guesses passwords slows everybody down."
        )
        yield Finding("mind", AREA, said, advice)


def _key(config: Config) -> Findings:
    if config.secret_key and (len(config.secret_key) < SHORT):
        advice = "Set one of `openssl rand -hex 32` before people work here: what the old one sealed stays shut."
        yield Finding(
            "ill", AREA, "LANEWAY_SECRET_KEY can be guessed: with it anybody signs what pages believe.", advice
        )


def _mail(config: Config) -> Findings:
    if config.smtp_url and config.is_public and config.mail_from.endswith("@localhost"):
        advice = "Set LANEWAY_MAIL_FROM to an address of yours that the mail server may send for."
        yield Finding("mind", AREA, f"Mail goes out as {config.mail_from}, which other servers refuse.", advice)
    elif config.smtp_url:
        yield Finding("well", AREA, f"Mail goes out as {config.mail_from}.")
    elif not config.is_demo:
        advice = (
            "Set LANEWAY_SMTP_URL; until then all is read under News, and `laneway person password` lets people in."
        )
        yield Finding("mind", AREA, "There is no mail server.", advice)


def _folder(var: Path) -> Findings:
    if not os.access(var, os.W_OK):
        yield Finding(
            "ill", AREA, f"{var} cannot be written.", "Give the user of the processes the right to write there."
        )
        return
    left = shutil.disk_usage(var).free
    if left < LITTLE:
        advice = "Make room: uploads and, with SQLite, the database are written there."
        yield Finding("ill", AREA, f"Only {left // 1_000_000:,} MB are left in {var}.", advice)
    else:
        yield Finding("well", AREA, f"{left // 1_000_000_000:,} GB are left in {var}.")


def _replaced(var: Path) -> Findings:
    """Restoring throws it away at its end: it is left by one that was killed, or that failed and said so."""
    for path in sorted((var / "backups").glob("replaced-*.tar.gz")):
        said = f"A restore did not come to its end. What was here before it is in {path}."
        advice = f"./laneway restore {path} --replace brings it back; remove the file once nobody needs it."
        yield Finding("mind", AREA, said, advice)
