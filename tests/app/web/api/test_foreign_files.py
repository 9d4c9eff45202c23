"""Other people's files over the API: a draft with a report, given back as they came, and the hostile ones."""

import csv
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]
HOSTILE = (
    "01_empty", "05_png", "11_xxe_file", "14_xinclude", "15_billion_laughs", "32_dangling_target", "36_no_start",
    "40_not_executable", "41_empty_process", "46_unsupported_business_rule_remote", "48_bounds_nan", "52_call_unknown",
    "53_call_traversal", "60p_timer", "70a_script_os", "70t_script_js", "71_condition_escape", "83_homoglyph_id",
    "93_form_key_traversal", "18_xml_stylesheet_pi", "38_no_end", "80_html_names", "82_bidi_names",
)  # fmt: skip
CAMUNDA = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
<!-- kept --><process id="leave" name="Leave" isExecutable="true" camunda:historyTimeToLive="P30D">
<startEvent id="s"><extensionElements><camunda:formData><camunda:formField id="days" label="Days" type="long"/>
</camunda:formData></extensionElements></startEvent>
<userTask id="decide" name="Decide" camunda:candidateGroups="desktop-support"/>
<exclusiveGateway id="g" default="no"/><serviceTask id="book" name="Book" camunda:class="org.acme.Book"/>
<endEvent id="e"/><endEvent id="e2"/>
<sequenceFlow id="a" sourceRef="s" targetRef="decide"/><sequenceFlow id="b" sourceRef="decide" targetRef="g"/>
<sequenceFlow id="yes" sourceRef="g" targetRef="book">
<conditionExpression>${approved and days &lt; 30}</conditionExpression>
</sequenceFlow><sequenceFlow id="no" sourceRef="g" targetRef="e2"/><sequenceFlow id="c" sourceRef="book" targetRef="e"/>
</process></definitions>"""


def send(caller: Caller, *files: tuple[str, bytes], publish: str = "true") -> Any:
    given = [(io.BytesIO(data), name) for name, data in files]
    return caller.post("/api/v1/definitions", {"files[]": given, "publish": publish})


def test_a_file_of_another_tool_is_published_as_it_came(sqlite_house: Flask, program: Program) -> None:
    olivia = program("olivia")
    made = send(olivia, ("leave.bpmn", CAMUNDA))
    assert (made.status_code, made.json["state"]) == (201, "published"), made.text
    tiers = {row["element"]: row["tier"] for row in made.json["report"]}
    assert tiers.items() >= {"book": "rewritten", "s": "rewritten", "yes": "rewritten"}.items()
    assert all(row["line"] for row in made.json["report"] if row["element"])
    version = olivia.get("/api/v1/definitions/leave/versions/1").json
    assert version["diagram"].encode() == CAMUNDA
    assert {"s", "decide"} <= version["forms"].keys()
    assert version["forms"]["decide"]["components"][0]["key"] == "approved"


def test_several_files_at_once(sqlite_house: Flask, program: Program) -> None:
    other = CAMUNDA.replace(b'id="leave"', b'id="leave_again"')
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/one.bpmn", CAMUNDA)
        archive.writestr("b/two.bpmn", other)
    made = send(program("olivia"), ("both.zip", packed.getvalue()), publish="false")
    assert made.status_code == 201, made.text
    assert {made.json["key"], *(one["key"] for one in made.json["others"])} == {"leave", "leave_again"}


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    folder = tmp_path_factory.mktemp("evil")
    subprocess.run([sys.executable, str(corpus / "evil" / "make_bpmn.py"), str(folder)], check=True, timeout=60)
    return folder / "evil_bpmn"


def test_hostile_files_get_what_they_deserve(sqlite_house: Flask, program: Program, evil: Path) -> None:
    rows = {
        row["file"].removesuffix(".bpmn"): row
        for row in csv.DictReader((evil / "expectations.csv").read_text().splitlines())
    }
    olivia = program("olivia")
    wrong = []
    for name in HOSTILE:
        answer = send(olivia, (f"{name}.bpmn", (evil / f"{name}.bpmn").read_bytes()))
        refused = answer.status_code == 422 or (answer.status_code == 201 and answer.json["state"] == "draft")
        if answer.status_code not in (201, 413, 422) or refused != (rows[name]["must"] == "reject"):
            wrong.append((name, answer.status_code, answer.json.get("state"), answer.text[:300]))
        assert "root:" not in answer.text
    assert wrong == []
    assert not Path("/tmp/laneway-pwned").exists()
