"""Planning backwards is checked: leads that can be read, and a date to count back from."""

import pytest

from tests.workflows.diagrams import diagram, end, extensions, node, path, properties, start
from workflows.lint import Known, lint
from workflows.loader.canonical import read

FORMS = {"p": {"order": {"components": [
    {"type": "datetime", "subtype": "date", "key": "day"}, {"type": "textfield", "key": "words"},
]}}}  # fmt: skip


def codes(lead: str, **item: str) -> set[str]:
    told = extensions(properties(title="P", **item))
    form = extensions('<zeebe:formDefinition formId="order"/>')
    step = node("userTask", "t", extensions("<zeebe:userTask/>", properties(kind="requester", lead=lead)), name="Do it")
    file = diagram(told, start("start", form), step, end(outcome="fulfilled"), path("start", "t", "end"))
    found = lint(read(file, "p").processes, Known(forms=FORMS))
    return {problem.code for problem in found if problem.code.startswith(("lead.", "wanted."))}


@pytest.mark.parametrize("lead", ["P10D", "P2W", "P0D", '="P3D"'])
def test_leads_that_can_be_read(lead: str) -> None:
    assert codes(lead, wanted="day") == set()


def test_what_is_refused() -> None:
    assert codes("10 days", wanted="day") == {"lead.unreadable"}
    assert codes("P1D") == {"lead.nowhere"}
    assert codes("P1D", wanted="words") == {"wanted.no_date"}
    assert codes("P1D", wanted="day", late="never") == {"wanted.late"}
