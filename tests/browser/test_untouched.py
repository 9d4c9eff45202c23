"""What the editor does not touch stays as another tool wrote it: one name changed in the real editor, then exported."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_studio import choose, opened
from tests.fixtures.callers import Browser
from tests.fixtures.site import Site

FILES = [
    "apache__incubator-kie-kogito-examples/reviewDeal.bpmn",
    "camunda-consulting__camunda-7-code-examples/rechnungseingang.bpmn",
    "flowable__flowable-engine/MessageExpressionTest.testMessageEventsWithExpression.bpmn20.xml",
]

#: The editor gives a shape one when its name is changed.
LABEL = re.compile(rb"\s*<\w+:BPMNLabel */>")


def exported(olivia: Browser, place: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(olivia.get(place + "/export").data)) as archive:
        [name] = [one for one in archive.namelist() if one.startswith("bpmn/") and one.endswith(".bpmn")]
        return archive.read(name)


@pytest.mark.parametrize("file", FILES)
def test_a_name_is_changed_and_nothing_else(
    site: Site, corpus: Path, browser_of: Callable[[str], Browser], signed_in: Callable[[str], Page], file: str
) -> None:
    data, olivia = (corpus / "bpmn" / file).read_bytes(), browser_of("olivia")
    given = {"csrf_token": olivia.csrf, "files": (io.BytesIO(data), Path(file).name)}
    place = olivia.post("/studio/import", given, content_type="multipart/form-data").location.removesuffix("/report")
    task = re.search(rb'<(?:\w+:)?\w*[tT]ask\b[^>]*\sid="([^"]+)"[^>]*>', data)
    assert task is not None
    page = signed_in("olivia")
    opened(page, site, place)
    choose(page, task[1].decode())
    page.locator("[data-props]").get_by_label("Name", exact=True).fill("Seen through")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-state]")).to_have_text("Saved", timeout=30_000)
    changed = exported(olivia, place)
    said = re.compile(rb'\sname="[^"]*"')
    before, after = task[0], changed[task.start() : changed.index(b">", task.start()) + 1]
    assert b'name="Seen through"' in after
    assert said.sub(b"", after) == said.sub(b"", before)
    assert LABEL.sub(b"", changed[: task.start()] + before + changed[task.start() + len(after) :]) == LABEL.sub(
        b"", data
    )
