"""“Remind them” on the page and over the API: for its requester, once a day, and only while somebody decides."""

from collections.abc import Callable

from app.language import gettext, using
from tests.app.web.test_together import asked
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.cast import Cast


def test_once_a_day(cast: Cast, browser_of: Callable[[str], Browser], program: Callable[[str], Caller]) -> None:
    (number, task), marta, jonas = asked(cast), browser_of("marta"), browser_of("jonas")
    page = f"/requests/{number}"
    button = f'action="{page}/remind"'
    assert button in marta.get(page).text
    assert button not in jonas.get(page).text
    assert marta.submit(f"{page}/remind").status_code == 302
    shown = marta.get(page).text
    with using("hu"):
        assert gettext("Reminded. You can do that once a day.") in shown
        assert gettext("Reminded %(who)s of “%(name)s”", who="Jonas Weber", name="Döntés") in shown
    assert button not in shown
    again = program("marta").post(f"/api/v1{page}/remind")
    assert (again.status_code, again.content_type) == (409, "application/problem+json")
    assert program("jonas").post(f"/api/v1{page}/remind").status_code == 403
    assert program("tamas").post(f"/api/v1{page}/remind").status_code == 404
    cast.later(hours=25)
    assert program("marta").post(f"/api/v1{page}/remind").json == {"tasks": [task]}
    cast.jonas.approves(number)
    assert button not in marta.get(page).text
