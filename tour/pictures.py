"""Pictures of pages: as the right person, at a desk and in a hand, light and dark. Writes PNG files, nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from launcher import browser as finding
from launcher.browser import FLAGS
from launcher.refusals import Refusal
from tour.stops import Stop

SIZES = {"desk": (1440, 900), "hand": (390, 844)}
THEMES = ("light", "dark")
MEANT = "status of 404"  # one stop is a page that does not exist, and the browser says so


@dataclass(frozen=True)
class View:
    """One way to look at every page."""

    size: str
    theme: str

    def file(self, stop: Stop) -> str:
        """The name of the picture."""
        return f"{stop.name}-{self.size}-{self.theme}.png"


VIEWS = tuple(View(size, theme) for size in SIZES for theme in THEMES)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that the tests use as well. Raises Refusal where there is none."""
    found = finding.get()
    if found is None:
        raise Refusal("There is no browser: install chromium, or name one with E2E_BROWSER.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found.path, args=[*FLAGS], env={**found.env} or None)
        yield started
        started.close()


def take(chrome: Browser, view: View, url: str, stop: Stop, secret: str, folder: Path) -> list[str]:
    """One picture of one stop; what the page complained about meanwhile."""
    with looking(chrome, view, url, secret) as (page, complaints):
        shown(page, url, stop)
        page.screenshot(path=folder / view.file(stop))
    return complaints


@contextmanager
def looking(chrome: Browser, view: View, url: str, secret: str) -> Iterator[tuple[Page, list[str]]]:
    """A page of a new browser window with this view's size and theme, signed in by `secret` ("" is nobody)."""
    width, height = SIZES[view.size]
    context = chrome.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if view.theme == "dark" else "light",
        reduced_motion="reduce", locale="en-GB", timezone_id="Europe/Berlin",
    )  # fmt: skip
    _enter(context, url, secret)
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", _listener(complaints))
    yield page, complaints
    context.close()


def shown(page: Page, url: str, stop: Stop) -> None:
    """Open the stop, bring its place into view, and wait for its fonts."""
    page.goto(url + stop.path)
    if stop.at:
        page.locator(stop.at).evaluate("part => part.scrollIntoView({block: 'start'})")
    page.evaluate("document.fonts.ready.then(() => true)")


def _enter(context: BrowserContext, url: str, secret: str) -> None:
    if secret:
        context.add_cookies([{"name": "laneway", "value": secret, "url": url}])


def _listener(complaints: list[str]) -> Callable[..., None]:
    def hear(message: object) -> None:
        words = str(getattr(message, "text", message))
        if getattr(message, "type", "") == "error" and MEANT not in words:
            complaints.append(words)

    return hear
