"""The studio's rooms: forms and tables made, renamed, deleted; texts kept; changes told; two people; items deleted."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

BrowserOf = Callable[[str], Browser]
HERE = "/studio/new_software"
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


def does(olivia: Browser, place: str, **fields: Any) -> Any:
    """What a person does on a page that carries its mark."""
    found = SEEN.search(olivia.get(place).text)
    assert found
    return olivia.submit(place, seen=found.group(1), **fields)


@pytest.mark.parametrize("place", ["parts", "texts", "decisions/new_software.dmn", "changes", "publish"])
def test_for_those_who_draw_only(sqlite_house: Flask, browser_of: BrowserOf, place: str) -> None:
    assert browser_of("olivia").get(f"{HERE}/1/{place}").status_code == 200
    assert browser_of("marta").get(f"{HERE}/1/{place}").status_code == 403


def test_forms_come_change_their_name_and_go(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    assert does(olivia, f"{HERE}/1/parts", do="form", form="two words").status_code == 422
    assert does(olivia, f"{HERE}/1/parts", do="form", form="order").status_code == 422
    assert does(olivia, f"{HERE}/1/parts", do="form", form="extra").location == f"{HERE}/2/forms/extra"
    assert does(olivia, f"{HERE}/2/parts", do="rename:buy", **{"name.buy": "purchase"}).location == f"{HERE}/2/parts"
    page = olivia.get(f"{HERE}/2").text
    assert "formId=&#34;purchase&#34;" in page
    assert "formId=&#34;buy&#34;" not in page
    used = does(olivia, f"{HERE}/2/parts", do="delete:purchase")
    assert used.status_code == 409
    assert "Buy the licence" in used.text
    assert does(olivia, f"{HERE}/2/parts", do="delete:extra").status_code == 302
    assert olivia.get(f"{HERE}/2/forms/extra").status_code == 404


def test_a_new_table_opens_and_an_unused_one_goes(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    made = {"table": "who_pays", "title": "Who pays?", "asks": "amount.amount", "says": "payer"}
    assert does(olivia, f"{HERE}/1/parts", do="table", **{**made, "says": ""}).status_code == 422
    place = does(olivia, f"{HERE}/1/parts", do="table", **made).location
    assert place == f"{HERE}/2/decisions/who_pays.dmn"
    assert "Who pays?" in olivia.get(place).text
    assert does(olivia, f"{HERE}/2/parts", do="drop:new_software.dmn").status_code == 409
    assert does(olivia, f"{HERE}/2/parts", do="drop:who_pays.dmn").status_code == 302
    assert olivia.get(place).status_code == 404


def test_a_table_is_tried_as_it_stands_on_the_page(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia, place = browser_of("olivia"), f"{HERE}/1/decisions/new_software.dmn"
    file = re.search(r'name="file" value="([^"]+)"', olivia.get(place).text)
    assert file
    asked = {"do": "try", "file": file.group(1), "given": "software = Wireshark\nrequested_for.department = Design"}
    answer = does(olivia, place, **asked).text
    assert "entitled: false, complete: true" in answer
    assert "Wireshark\nrequested_for.department" in answer  # what was tried stays there
    changed = does(olivia, place, **asked, **{"0.0.1": '"Design"', "0.0.3": "true"}).text
    assert "entitled: true, complete: true" in changed
    wrong = does(olivia, place, **asked, **{"0.0.1": "not("}).text
    assert 'class="error"' in wrong
    assert olivia.get(f"{HERE}/2").status_code == 404  # nothing was saved


def test_a_text_that_loses_a_value_is_refused_and_stays_typed(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    page = olivia.get(f"{HERE}/1/texts").text
    field = re.search(r'name="(de\.[0-9a-f]{16})"[^>]*aria-label="Deutsch: New software"', page)
    assert field
    wrong = does(olivia, f"{HERE}/1/texts", **{field.group(1): "=amount"})
    assert wrong.status_code == 422
    assert ">=amount</textarea>" in wrong.text
    assert does(olivia, f"{HERE}/1/texts", **{field.group(1): "Programme"}).location == f"{HERE}/2/texts"
    changes = olivia.get(f"{HERE}/2/changes").text
    assert "<del>Neue Software</del>" in changes
    assert "<ins>Programme</ins>" in changes


def test_who_comes_second_is_told_and_keeps_what_was_typed(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    does(olivia, f"{HERE}/1/parts", do="form", form="extra")
    found = SEEN.search(olivia.get(f"{HERE}/2/forms/extra").text)
    assert found
    does(olivia, f"{HERE}/2/parts", do="form", form="other")
    schema = '{"type": "default", "id": "extra", "components": [{"type": "textfield", "key": "a", "label": "A"}]}'
    fields = {"schema": schema, "0.type": "textfield", "0.key": "mine", "0.label": "Mine", "do": "save"}
    late = olivia.submit(f"{HERE}/2/forms/extra", seen=found.group(1), **fields)
    assert late.status_code == 409
    assert 'value="Mine"' in late.text
    again = SEEN.search(late.text)
    assert again
    assert olivia.submit(f"{HERE}/2/forms/extra", seen=again.group(1), **fields).status_code == 302


def test_fields_inside_fields(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    schema = '{"type": "default", "id": "order", "components": [{"type": "group", "label": "Both", "components": []}]}'
    page = olivia.submit(
        f"{HERE}/1/forms/order", schema=schema, **{"0.type": "group", "0.label": "Both", "do": "add:0"}
    )
    assert 'name="0.0.label" value="New field"' in page.text
    assert olivia.submit(f"{HERE}/1/forms/order", schema="{", do="save").status_code == 400


def test_an_item_is_deleted_unless_it_is_needed(
    sqlite_house: Flask, browser_of: BrowserOf, program: Callable[[str], Caller]
) -> None:
    olivia = browser_of("olivia")
    olivia.submit("/studio", key="new_phone", title="New phone")
    assert olivia.submit("/studio/new_phone/delete").location == "/studio"
    assert olivia.get("/studio/new_phone").status_code == 404
    assert olivia.submit(f"{HERE}/delete").status_code == 409
    ordered(program("marta"))
    olivia.submit(f"{HERE}/1/retire")
    assert "It was ordered, so it stays" in olivia.submit(f"{HERE}/delete").text
    olivia.submit("/studio/approval/1/retire")
    assert "Another item calls it" in olivia.submit("/studio/approval/delete").text
    assert olivia.submit("/studio/nowhere/delete").status_code == 404
