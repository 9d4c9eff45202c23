"""docs/tour.md in words: each stop with its sentence and its four pictures. Pure."""

from collections.abc import Iterable

from tour.pictures import VIEWS, View
from tour.stops import Stop

HEAD = """# The tour

Every page of Laneway, as the person sees it who lives in it: at a desk and in a hand, light and dark. `./laneway tour`
makes these pictures anew: it starts a demo house of its own, in which a bridge-building firm has lived half a year, and
looks at every page with a real browser.
"""


def written(chapters: Iterable[tuple[str, tuple[Stop, ...]]]) -> str:
    """The whole page in Markdown."""
    parts = [HEAD]
    for title, chapter in chapters:
        parts += [f"## {title}\n", *(_stop(stop) for stop in chapter)]
    return "\n".join(parts)


def _stop(stop: Stop) -> str:
    desk, hand = ([view for view in VIEWS if view.size == size] for size in ("desk", "hand"))
    first, second = (_row(stop, views, width) for views, width in ((desk, 480), (hand, 200)))
    return f"### {stop.title}\n\n{stop.words}\n\n{first}\n\n{second}\n"


def _row(stop: Stop, views: list[View], width: int) -> str:
    return "\n".join(
        f'<img src="pictures/tour/{view.file(stop)}" width="{width}"'
        f' alt="{stop.title}, {SAID[view.size]}, {view.theme}">'
        for view in views
    )


SAID = {"desk": "at a desk", "hand": "in a hand"}
