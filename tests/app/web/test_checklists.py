"""The checklist on the pages: shown beside the form, ticked by a button without script, read by the requester."""

from collections.abc import Callable

from tests.fixtures.callers import Browser
from tests.fixtures.cast import Cast
from tests.journeys.test_onboarding import ordered


def test_ticked_on_the_page(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    number = ordered(cast)
    cast.works()
    here = f"/tasks/{cast.zsofia.task(number, 'Prepare the desk').id}"
    zsofia, lena = browser_of("zsofia"), browser_of("lena")
    assert zsofia.get(here).text.count('name="point"') == 4
    shown = ["Desk and chair stand", "Name plate hangs"]
    assert zsofia.submit(f"{here}/ticks", shown=shown, point=shown[:1]).status_code == 302
    assert 'id="points"' in lena.get(f"/requests/{number}").text
    part = zsofia.post(f"{here}/ticks", {"csrf_token": zsofia.csrf, "shown": shown}, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "checked" not in part.text
