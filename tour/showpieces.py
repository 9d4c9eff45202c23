"""The two pictures of the README: the diagram that a request runs on, and the request's page."""

from pathlib import Path

from playwright.sync_api import Browser

from tour.pictures import View, looking

HERE = View("desk", "light")


def take(chrome: Browser, url: str, path: str, secret: str, folder: Path) -> None:
    """Write diagram.png and request.png into `folder`."""
    with looking(chrome, HERE, url, secret) as (page, _):
        page.goto(url + path)
        page.evaluate("document.fonts.ready.then(() => true)")
        page.screenshot(path=folder / "request.png")
        page.set_viewport_size({"width": 2600, "height": 1400})
        page.locator("svg.bpmn").first.screenshot(path=folder / "diagram.png")
