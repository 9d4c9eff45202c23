"""Clocks that can count: a goal that is time, a calendar and groups that exist, lines that say something."""

import pytest

from tests.workflows.lint.drawings import codes, task
from tests.workflows.loader.diagrams import chain
from workflows.lint import Known

KNOWN = Known(groups=frozenset({"it"}), calendars=frozenset({"standard"}))


def clock(**said: str) -> str:
    given = {"kind": "requester", "ola": "PT4H", "calendar": "standard", **said}
    rows = "".join(f'<zeebe:property name="{name}" value="{value}"/>' for name, value in given.items())
    return chain(task(f"<zeebe:properties>{rows}</zeebe:properties>", kind="userTask"))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, None),
        ({"ola": "4 hours"}, "clock.goal"),
        ({"ola": "PT0H"}, "clock.goal"),
        ({"calendar": ""}, "clock.calendar"),
        ({"calendar": "moon"}, "clock.calendar"),
        ({"ola_rules": "amount &gt; 5 -&gt; PT1H"}, None),
        ({"ola_rules": "amount &gt; 5 -&gt; soon"}, "clock.goal"),
        ({"ola_rules": "amount &gt; -&gt; PT1H"}, "clock.condition"),
        ({"ola_pause": "requester; when amount = 3"}, None),
        ({"ola_pause": "step nowhere"}, "clock.pause"),
        ({"ola_ladder": "75: remind; 100: lead; 150: group:it; 50: priority 80; 100: notify manager"}, None),
        ({"ola_ladder": "75: sing"}, "clock.ladder"),
        ({"ola_ladder": "100: group:nobody"}, "clock.group"),
        ({"ola_ladder": "100: notify group:nobody"}, "clock.group"),
    ],
)
def test_what_is_found(said: dict[str, str], code: str | None):
    assert codes(clock(**said), known=KNOWN) == ([code] if code else [])
