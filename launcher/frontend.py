"""Builds what the browser runs: npm's packages from the lock without their scripts, then esbuild. Stamps skip both."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from launcher import tools
from launcher.environment import alone
from launcher.places import DIST, FRONTEND, VENV
from launcher.progress import step
from launcher.refusals import Refusal
from launcher.stamps import fingerprint, is_current

OLDEST_NODE = 20


def build() -> None:
    """Brings app/static/dist up to frontend/. Raises Refusal."""
    made_from = fingerprint(_sources())
    if is_current(DIST / "built.stamp", made_from):
        return
    with alone():
        install()
        with step("front end"):
            tools.run("Building the front end", [node(), "build.mjs"], cwd=FRONTEND, env=environment())
        (DIST / "built.stamp").write_text(made_from)


def install() -> None:
    """Brings frontend/node_modules up to its lock; scripts of packages are never run."""
    modules = FRONTEND / "node_modules"
    locked = fingerprint([FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    if is_current(modules / "installed.stamp", locked):
        return
    npm_ci("npm packages (frontend/)", FRONTEND)
    (modules / "installed.stamp").write_text(locked)


def npm_ci(what: str, folder: Path) -> None:
    """Installs the lock of `folder` into its node_modules."""
    with step(what):
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"]
        npm = _npm(node())
        tools.run("Installing the npm packages", [*npm, "ci", *quiet], cwd=folder, env=environment())


def environment() -> dict[str, str]:
    """The environment in which npm and node run: the node that was chosen comes first on the path."""
    return {**os.environ, "PATH": f"{Path(node()).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def _sources() -> list[Path]:
    if not (FRONTEND / "package-lock.json").is_file():
        raise Refusal("frontend/package-lock.json is missing: this is not a whole clone of Laneway.")
    files = [path for path in FRONTEND.rglob("*") if path.is_file() and "node_modules" not in path.parts]
    return sorted(files)


def node() -> str:
    """The wheel's node in .venv, else a system one that is new enough."""
    ours = VENV / "bin" / "node"
    if ours.exists():
        return str(ours)
    systems = shutil.which("node")
    if systems and _major(systems) >= OLDEST_NODE:
        return systems
    raise Refusal(f"The front end needs Node {OLDEST_NODE} or newer: install it, then run the same command again.")


def _npm(node: str) -> list[str]:
    npm = shutil.which("npm", path=str(Path(node).parent)) or shutil.which("npm")
    if npm is None:
        raise Refusal("The front end needs npm beside Node: install it, then run the same command again.")
    return [npm]


def _major(node: str) -> int:
    seen = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.", seen)
    return int(found[1]) if found else 0
