"""Compiles the program's texts (.po) to what gettext reads (.mo), where one is newer than the other."""

from pathlib import Path

from launcher import tools
from launcher.places import ROOT, VENV
from launcher.progress import step

FOLDER = ROOT / "app" / "translations"


def build() -> None:
    """Brings every .mo up to its .po. Raises Refusal with the compiler's words."""
    stale = [po for po in sorted(FOLDER.glob("*/LC_MESSAGES/*.po")) if _is_stale(po)]
    if stale:
        with step("translations"):
            for po in stale:
                locale = po.parent.parent.name
                command: list[str | Path] = [VENV / "bin" / "pybabel", "--quiet", "compile", "-l", locale, "-i", po]
                tools.run(f"Compiling {po.relative_to(ROOT)}", [*command, "-o", po.with_suffix(".mo")])


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
