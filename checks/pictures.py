"""A picture of every item for docs/items.md: our own drawing of its diagram, in the light look, as one .svg each.

`python -m checks.pictures` writes them anew; `complaints` names those that no longer show what the diagram says.
"""

import re
from pathlib import Path

from app.catalogue.drawing import draw
from launcher.places import ROOT

FOLDER = ROOT / "docs" / "pictures" / "items"
CSS = ROOT / "frontend" / "src" / "css"
_TOKEN = re.compile(r"(--[\w-]+):\s*(?:light-dark\(([^,]+(?:\([^)]*\))?),|([^;]+);)")
_RULE = re.compile(r"(([^{}]+)\{[^{}]*\})")
_CLASS = re.compile(r"\.([\w-]+)")
_CLASSES = re.compile(r'class="([^"]*)"')
_USE = re.compile(r"var\((--[\w-]+)(?:,\s*var\((--[\w-]+)\))?\)")


def complaints() -> list[str]:
    """One line for each picture that is missing, old or of no item any more."""
    wanted = {f"{path.stem}.svg": picture(path.read_bytes()) for path in _diagrams()}
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    told = [f"docs/pictures/items/{name} is old: python -m checks.pictures" for name in sorted(wanted)]
    found = [line for name, line in zip(sorted(wanted), told, strict=True) if there.get(name) != wanted[name]]
    return found + [f"docs/pictures/items/{name} shows no item" for name in sorted(set(there) - set(wanted))]


def picture(diagram: bytes) -> str:
    """The diagram as a file of its own: the drawing of the pages with its colours inside."""
    drawn = str(draw(diagram, gone=(), now=()))
    head = '<svg xmlns="http://www.w3.org/2000/svg" '
    return drawn.replace("<svg ", head, 1).replace("<title>", f"<style>{_style(drawn)}</style><title>", 1) + "\n"


def _style(drawn: str) -> str:
    """The rules that this drawing needs, and no others: another look elsewhere makes no picture old."""
    there = {name for names in _CLASSES.findall(drawn) for name in names.split()}
    rules = (CSS / "parts" / "diagram.css").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL).replace("@layer parts {", "", 1).rstrip().removesuffix("}")
    needed = "".join(rule for rule, heads in _RULE.findall(rules) if _meets(heads, there))
    plain = _USE.sub(_coloured, needed)
    return " ".join(f"{plain} .bpmn {{ background: {_light('--paper')}; }}".split())


def _meets(heads: str, there: set[str]) -> bool:
    return any(set(_CLASS.findall(head)) <= there for head in heads.split(","))


def _coloured(use: re.Match[str]) -> str:
    name, fallback = use.groups()
    return _light(name) or (_light(fallback) if fallback else "") or use.group(0)


def _light(name: str) -> str:
    """What a token of the house is by day; "" for one that is none of its tokens."""
    for known, day, plain in _TOKEN.findall((CSS / "tokens.css").read_text(encoding="utf-8")):
        if known == name:
            return str(day or plain).strip()
    return ""


def _diagrams() -> list[Path]:
    return sorted((ROOT / "bpmn").glob("*.bpmn"))


def write() -> None:
    """Every picture anew; those of no item go."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    for path in _diagrams():
        (FOLDER / f"{path.stem}.svg").write_text(picture(path.read_bytes()), encoding="utf-8")


if __name__ == "__main__":
    write()
