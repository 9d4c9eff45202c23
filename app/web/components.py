"""The sheet of components: every part of the look on one page, light beside dark. Examples only, nobody's data."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template

from app.catalogue import times
from app.web.identity import public
from app.web.stages import Lane, Stage

pages = Blueprint("components", __name__)
ZONE, NOW = ZoneInfo("UTC"), datetime(2026, 11, 24, 11, tzinfo=UTC)
SWATCHES = (
    *("paper", "surface", "lane", "lane-head", "rule", "edge", "ink", "ink-2", "ink-3", "way", "way-soft", "token"),
    *("token-soft", "soon-fill", "soon-soft", "late-fill", "late-soft", "pause", "pause-soft"),
    *("heat-1", "heat-2", "heat-3", "heat-4", "heat-5"),
)


@pages.get("/components")
@public
def sheet() -> str:
    """Every component."""
    return render_template("components.html", swatches=SWATCHES, clocks=clocks(), stages_shown=stages())


def clocks() -> list[times.Clock | None]:
    """One clock of each tone."""
    spans = ((-1, 4), (-6, 6), (-9, 2), (-9, -2))
    return [times.clock(NOW + timedelta(hours=a), NOW + timedelta(hours=b), NOW, ZONE) for a, b in spans]


def stages() -> list[Stage]:
    """A way with one lane that waits for you, one that is at work, and what comes after."""
    lanes = (
        Lane("Office services", "Waits for you", you=True, since="2 h"),
        Lane("Desktop support", "Moving equipment", meta="Eva Nowak has it since yesterday.", clock=clocks()[1]),
    )
    return [
        Stage("Manager approved", "done", when="Mon 09:12"),
        Stage("Two teams at the same time", "now", lanes=lanes),
        Stage("Finished", "ahead"),
    ]
