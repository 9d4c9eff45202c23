"""What documents and comments point at is there: the links of the Markdown pages, and every `.py` file that is named.

So a file that is renamed takes along whatever speaks of it. Web addresses are not looked up.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from launcher.places import ROOT

FOLDERS = ("app", "bench", "bpmn", "checks", "deploy", "docs", "forms", "launcher", "migrations", "tour", "workflows")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
NAMED = re.compile(r"(?<![\w/.*-])((?:[\w-]+/)*\w+\.py)\b")


def complaints() -> list[str]:
    """One line for each link or name that leads nowhere."""
    inside = (file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*")))
    files = [ROOT / "README.md", *(file for file in inside if "node_modules" not in file.parts)]
    pages = [file for file in files if file.suffix == ".md"]
    programs = [file for file in files if file.suffix == ".py"]
    known = {place for one in [*files, *(ROOT / "tests").rglob("*.py")] for place in endings(one.relative_to(ROOT))}
    broken = [line for page in pages for line in broken_links(page)]
    return [*broken, *(line for file in [*pages, *programs] for line in unknown_names(file, known))]


def broken_links(page: Path) -> Iterator[str]:
    """Relative links of a Markdown page to files that are not there."""
    for found in LINK.finditer(page.read_text(encoding="utf-8")):
        target = found[1]
        if ":" not in target and not (page.parent / target).exists():
            yield f"{page.name}: the link to {target} leads nowhere"


def unknown_names(file: Path, known: set[str]) -> Iterator[str]:
    """Names of .py files in a text, with or without folders before them, that are none of ours."""
    for found in NAMED.finditer(file.read_text(encoding="utf-8")):
        if found[1] not in known:
            yield f"{file.name}: there is no {found[1]}"


def endings(place: Path) -> Iterator[str]:
    """Every way to name a file: `app/web/task.py`, `web/task.py`, `task.py`."""
    for start in range(len(place.parts)):
        yield "/".join(place.parts[start:])
