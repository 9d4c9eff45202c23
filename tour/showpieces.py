"""The two pictures of the README: the diagram that a request runs on, and the request's page."""

from pathlib import Path

from playwright.sync_api import Browser

from tour.pictures import View, looking

HERE = View("desk", "light")
#: Leaves nothing on the page but the diagram, in its own size, which it returns.
ALONE = """() => {
  const drawing = document.querySelector("svg.bpmn");
  document.body.replaceChildren(drawing);
  const {width, height} = drawing.viewBox.baseVal;
  return [width, height];
}"""


def take(chrome: Browser, url: str, path: str, secret: str, folder: Path) -> None:
    """Write diagram.png and request.png into `folder`."""
    with looking(chrome, HERE, url, secret) as (page, _):
        page.goto(url + path)
        page.evaluate("document.fonts.ready.then(() => true)")
        page.screenshot(path=folder / "request.png")
        width, height = page.evaluate(ALONE)
        page.set_viewport_size({"width": int(width) + 1, "height": int(height) + 1})
        page.locator("svg.bpmn").screenshot(path=folder / "diagram.png")
