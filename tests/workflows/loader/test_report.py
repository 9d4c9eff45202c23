"""The report has a row for every element drawn, in the tier that says what is to be done."""

from tests.workflows.loader.diagrams import chain, definitions, flow, process, user
from workflows.lint import lint
from workflows.loader import report
from workflows.loader.canonical import read


def test_kept_rewritten_ignored_and_lacking():
    drawn = process(
        '<startEvent id="s"/>', user(), '<userTask id="u"/>', '<textAnnotation id="n"/>',
        flow("s", "t"), flow("t", "u"),
    )  # fmt: skip
    canonical = read(definitions(drawn))
    rows = {row.element: row for row in report.whole(canonical.report, lint(canonical))}
    assert {key: row.tier for key, row in rows.items()} == {
        "s": "kept",
        "t": "kept",
        "u": "needs_value",
        "n": "ignored",
    }
    assert "given to nobody" in rows["u"].what


def test_an_error_at_a_flow_has_a_row_too():
    canonical = read(definitions(chain(user(), extra=flow("t", "ghost"))))
    [row] = [row for row in report.whole(canonical.report, canonical.problems) if row.element == "t_ghost"]
    assert row.tier == "needs_value"
