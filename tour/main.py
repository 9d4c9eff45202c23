"""`laneway tour`: walks through a house of its own and writes docs/tour.md with a picture of every page.

`laneway tour --only inbox,task` takes some pictures anew and leaves the page and the other pictures as they are.
"""

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser

from launcher.places import ROOT
from launcher.progress import step
from tour import furnished, pages, pictures, showpieces, stops
from tour.house import running
from tour.stops import NOBODY, Stop

DOCS = ROOT / "docs"


def main(argv: list[str]) -> int:
    """0 when every picture was taken and no page complained."""
    options = argparse.ArgumentParser(prog="laneway tour", description="Pictures of every page, from a demo house.")
    options.add_argument("--only", default="", help="names of stops, with commas between them")
    options.add_argument("--into", type=Path, default=DOCS, help="another folder than docs/")
    given = options.parse_args(argv)
    chosen = [stop for stop in stops.stops() if not given.only or stop.name in given.only.split(",")]
    with tempfile.TemporaryDirectory(prefix="laneway-tour-") as name:
        complaints = _walk(Path(name), given.into, chosen)
    if not given.only:
        (given.into / "tour.md").write_text(pages.written(stops.CHAPTERS), encoding="utf-8")
    for one in complaints:
        sys.stderr.write(f"  ! {one}\n")
    return 1 if complaints else 0


def _walk(folder: Path, into: Path, chosen: list[Stop]) -> list[str]:
    with step("a demo house that has lived half a year"):
        app, facts = furnished.furnish(folder)
    with running(folder) as house, pictures.chromium() as chrome:
        found = [replace(stop, path=stop.path.format(**facts)) for stop in chosen]
        (into / "pictures" / "tour").mkdir(parents=True, exist_ok=True)
        complaints = []
        for stop in found:
            with step(stop.title):
                complaints += _pictures(chrome, app, house.url, stop, into / "pictures" / "tour")
        with step("the pictures of the README"):
            secret = furnished.cookie(app, "ilse")
            showpieces.take(chrome, house.url, f"/requests/{facts['autocad']}", secret, into / "pictures")
    return complaints


def _pictures(chrome: Browser, app: Flask, url: str, stop: Stop, folder: Path) -> list[str]:
    secret = furnished.cookie(app, stop.who, stop.language) if stop.who != NOBODY else ""
    found = [line for view in pictures.VIEWS for line in pictures.take(chrome, view, url, stop, secret, folder)]
    return [f"{stop.name}: {line}" for line in found]
