"""Times that cannot be read, go back, wait for ever or repeat too often."""

import pytest

from tests.workflows.lint.drawings import catch, codes, task
from tests.workflows.loader.diagrams import chain, flow, user


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("timeDuration", "tomorrow", "timer.unreadable"),
        ("timeDuration", "PT", "timer.unreadable"),
        ("timeDuration", "-PT5S", "timer.negative"),
        ("timeDuration", "P99999999Y", "timer.unreadable"),
        ("timeDuration", "P999Y", "timer.too_long"),
        ("timeDuration", "", "timer.missing"),
        ("timeDate", "PT", "timer.unreadable"),
        ("timeDate", "2026-13-01", "timer.unreadable"),
        ("timeDuration", "=duration(", "feel.syntax"),
        ("timeDuration", "${waits.longest(1)}", "feel.juel"),
    ],
)
def test_times(kind: str, text: str, code: str):
    drawn = chain(catch(f"<timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition>"))
    assert codes(drawn) == [code]


@pytest.mark.parametrize("text", ["PT2H", "P1D", '"PT2H"', "P1Y2M3DT4H5M6S", "=duration(days)"])
def test_good_durations(text: str):
    assert (
        codes(chain(catch(f"<timerEventDefinition><timeDuration>{text}</timeDuration></timerEventDefinition>"))) == []
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("R/PT0S", ["timer.too_often"]),
        ("R/PT59S", ["timer.too_often"]),
        ("R3/PT1H", []),
        ("0 9 1 * *", []),
        ("0 0 9 ? * MON-FRI", []),
        ("@daily", []),
        ("@reboot", ["timer.unreadable"]),
        ("0 9 1 * * FRIDAY", ["timer.unreadable"]),
        ("0 0 30 2 *", ["timer.unreadable"]),
        ("0 0 0 1 1 ? 2020", ["timer.unreadable"]),
        ("0/30 * * * * ?", ["timer.too_often"]),
        ("* * * * * *", ["timer.too_often"]),
    ],
)
def test_cycles(text: str, found: list[str]):
    cycle = f"<timerEventDefinition><timeCycle>{text}</timeCycle></timerEventDefinition>"
    boundary = f'<boundaryEvent id="b" attachedToRef="t" cancelActivity="false">{cycle}</boundaryEvent>'
    assert codes(chain(user(), extra=boundary + flow("b", "e"))) == found


def test_a_cycle_that_can_fire_only_once():
    cycle = "<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>"
    assert codes(chain(catch(cycle))) == ["timer.cycle_once"]


def test_due_dates():
    assignment = '<zeebe:assignmentDefinition assignee="anna"/>'
    assert codes(chain(task(assignment, '<zeebe:taskSchedule dueDate="soon"/>', kind="userTask"))) == ["due.unreadable"]
    assert codes(chain(task(assignment, '<zeebe:taskSchedule dueDate="P3D"/>', kind="userTask"))) == []
