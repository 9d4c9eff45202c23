"""Other people's diagrams and hostile ones: every file gets an answer or DefinitionRefused, nothing else, in time."""

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest
from SpiffWorkflow.bpmn.parser import BpmnParser

from workflows.decisions import load
from workflows.errors import DefinitionRefused
from workflows.layout import Layout
from workflows.lint import lint
from workflows.loader.canonical import Canonical, read
from workflows.loader.child import Summary, load_limited
from workflows.specs import build

PIECE = 40  # files that one child reads at a time


def canonical(path: Path) -> Canonical | None:
    try:
        return read(path.read_bytes())
    except DefinitionRefused as refused:
        return explained(refused)


def explained(refused: DefinitionRefused) -> None:
    """A refusal says what is wrong and how to mend it."""
    assert refused.problems
    assert all(problem.message and problem.hint for problem in refused.problems)


def diagrams(corpus: Path) -> list[Path]:
    return [*sorted((corpus / "bpmn").rglob("*.bpmn*")), *sorted((corpus / "camunda7").rglob("*.bpmn*"))]


def test_every_real_diagram_is_read_and_linted_or_refused(corpus: Path):
    paths = diagrams(corpus)
    found = {path: canonical(path) for path in paths}
    read_ones = [one for one in found.values() if one is not None]
    assert len(read_ones) >= 0.97 * len(paths)
    for one in read_ones:
        for problem in lint(one):
            assert problem.message, problem
            assert problem.hint, problem


def test_what_lint_passes_the_engine_compiles(corpus: Path):
    """No diagram without an error of shape may surprise the engine."""
    other_matters = {"task.nobody", "end.outcome", "connector.missing", "item.title", "decision.missing"}
    taken = 0
    for path in diagrams(corpus):
        one = canonical(path)
        if one is None:
            continue
        errors = {p.code for p in (*one.problems, *lint(one)) if p.severity == "error"}
        kinds = {element.type for process in one.processes.values() for element in process.elements.values()}
        if errors - other_matters or errors & {"connector.missing"} or "businessRuleTask" in kinds:
            continue
        _, _, problems = build(one.processes, Layout(one.processes, next(iter(one.processes))))
        assert not problems, path.name
        taken += 1
    assert taken >= 30


def test_every_real_decision_is_read_or_refused(corpus: Path):
    paths = sorted(corpus.rglob("*.dmn"))
    assert len(paths) > 100
    good = 0
    for path in paths:
        try:
            good += bool(load(path.read_bytes()))
        except DefinitionRefused as refused:
            explained(refused)
    assert good >= 70


#: What only the house can tell: that no such process, decision or form is there.
NEEDS_THE_HOUSE = {"52_call_unknown.bpmn", "53_call_traversal.bpmn", "93_form_key_traversal.bpmn"}


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    folder = tmp_path_factory.mktemp("evil")
    subprocess.run([sys.executable, str(corpus / "evil" / "make_bpmn.py"), str(folder)], check=True, timeout=60)
    return folder / "evil_bpmn"


def answers(paths: list[Path]) -> dict[str, Summary | DefinitionRefused]:
    """Files that the caller would refuse for their size each on its own, the others in pieces: a child costs time."""
    found: dict[str, Summary | DefinitionRefused] = {}
    large = [path for path in paths if path.stat().st_size > 2_000_000]
    small = [path for path in paths if path not in large]
    for path in large:
        with pytest.raises(DefinitionRefused) as caught:
            load_limited({path.name: path.read_bytes()})
        found[path.name] = caught.value
    for start in range(0, len(small), PIECE):
        piece = {path.name: path.read_bytes() for path in small[start : start + PIECE]}
        summary = load_limited(piece)
        found |= {name: Summary({name: one}) for name, one in summary.files.items()}
    return found


def test_every_hostile_diagram_gets_an_answer_in_time(evil: Path):
    rows = list(csv.DictReader((evil / "expectations.csv").read_text().splitlines()))
    began = time.monotonic()
    found = answers([evil / row["file"] for row in rows])
    assert time.monotonic() - began < 300
    refused = {name for name, answer in found.items() if any(p.severity == "error" for p in answer.problems)}
    must = {row["file"] for row in rows if row["must"] == "reject"}
    assert must - refused == NEEDS_THE_HOUSE
    assert len(must) > 60


def test_what_is_said_of_hostile_diagrams(evil: Path):
    """Refused for the right reason, not only because the task has nobody."""
    reasons = {
        "14_xinclude": "xml.include", "21_deep_subprocess": "size.depth", "25_long_id": "id.invalid",
        "30_duplicate_node_ids": "id.duplicate", "31_duplicate_process_ids": "id.duplicate",
        "32_dangling_target": "flow.dangling", "33_dangling_message_ref": "reference.missing",
        "34_dangling_default": "flow.default_missing", "35_boundary_no_attached": "boundary.no_host",
        "37_two_start_events": "start.several", "39_no_process": "process.none",
        "40_not_executable": "process.not_executable", "41_empty_process": "process.empty",
        "42_unreachable_node": "node.unreachable", "43_parallel_deadlock": "join.never", "44_bad_ncname": "id.invalid",
        "45_unsupported_complex_gateway": "complex.no_condition",
        "46_unsupported_business_rule_remote": "decision.missing", "47_data_store_unknown": "unsupported.data_store",
        "50_call_self": "call.circle", "51_call_cycle": "call.circle", "56b_multi_instance": "loop.negative",
        "61_timer_start_cycle_0": "timer.too_often", "70a_script_os": "script.python",
        "71_condition_escape": "feel.syntax", "74_prescript_escape": "script.python",
        "83_homoglyph_id": "id.invalid",
    }  # fmt: skip
    found = answers([evil / f"{name}.bpmn" for name in reasons])
    told = {name.removesuffix(".bpmn"): {p.code for p in answer.problems} for name, answer in found.items()}
    assert {name for name, code in reasons.items() if code not in told[name]} == set()


def test_the_parser_that_hangs_is_not_reached(corpus: Path):
    load_limited({"hang.bpmn": (corpus / "evil" / "parser_hang.bpmn").read_bytes()}, seconds=8)
    one = read((corpus / "evil" / "parser_hang.bpmn").read_bytes())
    parser = BpmnParser()
    parser.add_bpmn_xml(one.root)
    assert [parser.get_spec(key).name for key in one.processes] == list(one.processes)
