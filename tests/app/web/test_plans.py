"""A plan written on the page: a colleague's is not put away unasked, and what was typed is there again."""

import re
from collections.abc import Callable
from datetime import timedelta

from app.db import reading, transaction
from app.operations import clock
from app.queries import plans
from tests.app.operations.test_plans import THEN, told
from tests.fixtures.callers import Browser
from tests.fixtures.cast import Cast

BrowserOf = Callable[[str], Browser]
TYPED = {"plan_day": "2031-12-15", "plan_text": "After lunch, when the lift is free."}


def days(cast: Cast, number: str) -> list[str]:
    with reading():
        return [str(one.day) for one in plans.of_request(cast.stefan.actor, number).plans if one.day]


def test_two_of_a_group_write_at_once(cast: Cast, browser_of: BrowserOf) -> None:
    number = told(cast)
    stefan, path = browser_of("stefan"), f"/requests/{number}/plans/codes"
    assert 'name="plan_version" value="0"' in stefan.get(f"/requests/{number}").text
    assert stefan.submit(path, plan_day=THEN.isoformat(), plan_version="0").status_code == 302
    second = stefan.submit(path, **TYPED, plan_version="0")
    assert second.status_code == 409
    assert TYPED["plan_text"] in second.text
    assert re.search(r'name="plan_day"[^>]*value="2031-12-15" aria-invalid="true"', second.text)
    assert days(cast, number) == [str(THEN)]
    assert stefan.submit(path, **TYPED, plan_version="1").status_code == 302
    assert days(cast, number) == ["2031-12-15"]


def test_a_day_that_has_passed(cast: Cast, browser_of: BrowserOf) -> None:
    number = told(cast)
    stefan, path = browser_of("stefan"), f"/requests/{number}/plans/codes"
    refused = stefan.submit(path, **{**TYPED, "plan_day": "2020-01-01"}, plan_version="0")
    assert refused.status_code == 422
    assert TYPED["plan_text"] in refused.text
    stefan.submit(path, **TYPED, plan_version="0")
    with transaction():
        clock.move(timedelta(days=3000).total_seconds())
    later = browser_of("stefan").submit(path, **{**TYPED, "plan_text": "It was done."}, plan_version="1")
    assert later.status_code == 302
