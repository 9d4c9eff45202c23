"""Lighthouse on the requester's pages, signed in, on a furnished house behind the web process: phone and desktop.

`laneway bench lighthouse --json` prints {page: {performance, accessibility, lcp_ms, cls, tbt_ms, wanting}}. Lighthouse
comes from npm into bench/beacon, by its lock; nothing of it is shipped. The aims: 95 and 100.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.config import ROOT, Config
from app.db import db, transaction
from app.factory import create_app
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations import importing, sessions
from bench import crowd
from bench.http import served
from launcher import browser, frontend
from launcher.refusals import Refusal

HERE = Path(__file__).parent / "beacon"
AIM = {"performance": 95, "accessibility": 100}


def pages(url: str, folder: Path) -> tuple[str, dict[str, str]]:
    """Marta's cookie, and the addresses of her pages by name; the house grows first."""
    with create_app(Config(var=folder, database_url=url, demo=True)).app_context():
        with transaction():
            importing.import_folder(ROOT)
        crowd.grow(300, people=40)
        with transaction() as current:
            marta = current.scalars(select(Person).where(Person.login == "marta")).one()
            secret = sessions.begin(marta)
            own = select(Request).where(Request.requester_id == marta.id, Request.state == "running")
            request = current.scalars(own.order_by(Request.id.desc()).limit(1)).one()
            asked = select(Task.id).where(Task.assignee_id == marta.id, Task.state == "open", Task.kind == "requester")
            task = current.scalars(asked.limit(1)).one()
            found = {"request": f"/requests/{request.number}", "task": f"/tasks/{task}"}
        db.engine.dispose()
    plain = {"catalogue": "/", "item": "/items/new_software", "my requests": "/requests"}
    return f"laneway={secret}", {**plain, **found}


def measure(base: str, cookie: str, path: str, form: str) -> dict[str, Any]:
    """What Lighthouse says of one page. Raises Refusal with its own words."""
    chrome = browser.get()
    if chrome is None:
        raise Refusal("Lighthouse needs a Chromium: install one, or name it in E2E_BROWSER.")
    command = [frontend.node(), str(HERE / "run.mjs"), base + path, cookie, chrome.path, form]
    env = {**frontend.environment(), **chrome.env}
    done = subprocess.run(command, cwd=HERE, env=env, capture_output=True, text=True, timeout=180)
    if done.returncode:
        raise Refusal(f"Lighthouse did not finish {path}: {done.stderr.strip()[-500:]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def main(argv: list[str]) -> int:
    """`--json`: one JSON object as the last line. `--only` part of a page's name; `--desktop` besides the phone."""
    options = argparse.ArgumentParser(prog="laneway bench lighthouse", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--desktop", action="store_true")
    given = options.parse_args(argv)
    if not (HERE / "node_modules").exists():
        frontend.npm_ci("Lighthouse, from npm", HERE)
    with tempfile.TemporaryDirectory(prefix="laneway-lighthouse-") as name:
        url = f"sqlite:///{name}/laneway.db"
        with served(url, Path(name)) as (port, _tokens):
            found = _all(f"http://127.0.0.1:{port}", *pages(url, Path(name)), given)
    if given.json:
        print(json.dumps(found))
    return 0 if all(row[kind] >= aim for row in found.values() for kind, aim in AIM.items()) else 1


def _all(base: str, cookie: str, paths: dict[str, str], given: argparse.Namespace) -> dict[str, Any]:
    found = {}
    for name, path in {"sign in": "/login", **paths}.items():
        for form in ("phone", "desktop") if given.desktop else ("phone",):
            if given.only in name:
                row = measure(base, "" if name == "sign in" else cookie, path, form)
                found[f"{name} ({form})"] = row
                print(f"{name + ' (' + form + ')':24}", ", ".join(f"{key} {value}" for key, value in row.items()))
    return found
