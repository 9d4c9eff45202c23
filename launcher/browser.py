"""A Chromium for the browser tests: one that the machine has, else npm's, which needs neither root nor libraries."""

import os
import platform
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from launcher import frontend, tools
from launcher.places import ROOT
from launcher.refusals import Refusal
from launcher.settings import read

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Prints the path after unpacking; the libraries (nss, nspr) are only unpacked where it believes to be in a Lambda.
UNPACK = "import c from '@sparticuz/chromium'; console.log(await c.executablePath())"
NPMS = ROOT / "tests" / "browser" / "chromium"
# Its own fonts.conf believes that everything was unpacked to /tmp; without a font it shows no text at all.
FONTS = "laneway-fonts.conf"
FONTS_XML = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


@dataclass(frozen=True)
class Browser:
    """Where the program lies and what it needs in its environment to start."""

    path: str
    env: dict[str, str] = field(default_factory=dict)


def find() -> Browser | None:
    """$E2E_BROWSER, an installed one, npm's when it is unpacked already; None when there is none of them."""
    named = os.environ.get("E2E_BROWSER")
    if named and not shutil.which(named):
        raise Refusal(f"E2E_BROWSER names {named}, but no program lies there.")
    for name in filter(None, (named, *INSTALLED)):
        if path := shutil.which(name):
            return Browser(path)
    return _npms() if (_home() / FONTS).exists() else None


def get() -> Browser | None:
    """Like `find`, but has npm's Chromium fetched and unpacked where it can run. Raises Refusal when that fails."""
    found = find()
    if found or sys.platform != "linux" or platform.machine() != "x86_64":
        return found
    frontend.npm_ci("Chromium for the tests, from npm", NPMS)
    _home().mkdir(parents=True, exist_ok=True)
    env = {**frontend.environment(), **_npm_env()}
    command = [frontend.node(), "--input-type=module", "--eval", UNPACK]
    tools.run("Unpacking Chromium", command, cwd=NPMS, env=env)
    (_home() / FONTS).write_text(FONTS_XML.format(folder=_home() / "fonts"))  # last: its presence means complete
    return _npms()


def _home() -> Path:
    return read().var / "browser"


def _npms() -> Browser:
    return Browser(str(_home() / "chromium"), _npm_env())


def _npm_env() -> dict[str, str]:
    home = _home()
    return {
        "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x",
        "TMPDIR": str(home),
        "LD_LIBRARY_PATH": str(home / "al2023" / "lib"),
        "FONTCONFIG_FILE": str(home / FONTS),
    }
