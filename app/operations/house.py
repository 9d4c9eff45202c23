"""The house's settings for the verbs: set once by whoever opens the process (factory, worker, command).

Holds the Config and the secret key; nothing that changes while the process runs, and nothing of a request.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from app.config import Config

_config: Config | None = None
_secrets: dict[Path, bytes] = {}  # by the folder that keeps it


def open(config: Config) -> None:
    """Make `config` the settings of this process, and the folder for everything written."""
    global _config  # noqa: PLW0603 - one process, one house
    config.var.mkdir(parents=True, exist_ok=True, mode=0o700)
    _config = config
    _secrets.clear()


def config() -> Config:
    """The settings of this process. Raises RuntimeError before `open`."""
    if _config is None:
        raise RuntimeError("house.open(config) was not called by this process.")
    return _config


def secret(settings: Config | None = None) -> bytes:
    """The key under which tokens of pages are signed: LANEWAY_SECRET_KEY, else made once in var/secret (mode 0600)."""
    settings = settings or config()
    if settings.secret_key:
        return settings.secret_key.encode()
    if settings.var not in _secrets:
        _secrets[settings.var] = _kept_secret(settings.var / "secret")
    return _secrets[settings.var]


def sign(purpose: str, text: str) -> str:
    """HMAC-SHA256 of `text` for one purpose, hex: a signature for one purpose never serves another."""
    return hmac.new(secret(), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def _kept_secret(path: Path) -> bytes:
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"secret.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)  # two processes at once: the first one's key stays, and whole
    fresh.unlink()
    return path.read_bytes()
