"""What changed between two versions: a step that is called otherwise is the same step, and one with a new id, too."""

import html
import re
from collections.abc import Callable

from flask import Flask

from tests.app.web.test_studio import DIAGRAM, HERE, mark_of, sent
from tests.fixtures.callers import Browser

BrowserOf = Callable[[str], Browser]
STEP = b'<bpmn:userTask id="install" name="Install it">'
WAY = b'id="install_to_enter" sourceRef="install" targetRef="enter"'


def told(olivia: Browser, diagram: bytes) -> list[str]:
    """What the page says of each part that is not as it was, without the tags."""
    assert sent(olivia, HERE + "/save", diagram, mark_of(olivia, HERE)).status_code == 200
    page = olivia.get("/studio/new_software/2/changes").text
    found = re.findall(r"<li[^>]*>(.*?)</li>", page.partition("<main")[2], re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]


def test_called_otherwise(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    """The page once told of a step that is gone and of another one that is new, and hid what else had changed."""
    changed = DIAGRAM.replace(STEP, STEP.replace(b"Install it", b"Set it up"))
    assert told(browser_of("olivia"), changed) == ["Changed Step Set it up Name Install it → Set it up"]


def test_with_a_new_id(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    assert told(browser_of("olivia"), re.sub(rb'(?<!formId=)"test"|(?<=>)test(?=<)', renewed, DIAGRAM)) == []


def test_led_elsewhere(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    changed = DIAGRAM.replace(WAY, WAY.replace(b'targetRef="enter"', b'targetRef="confirm"'))
    assert told(browser_of("olivia"), changed) == [
        "Gone Way Install it → Enter the licence",
        "New Way Install it → Confirm that it works",
    ]


def renewed(found: re.Match[bytes]) -> bytes:
    return found[0].replace(b"test", b"another_id")
