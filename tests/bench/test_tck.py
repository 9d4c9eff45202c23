"""The official compatibility kit: all of it but Java, and folders that nobody has seen before."""

from pathlib import Path
from typing import Any

import pytest

from bench import tck
from tests.workflows.decisions.tables import decision, definitions, knowledge, literal, requires

CASES = '<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
NUMBER = '<value xsi:type="xsd:decimal">{}</value>'


def test_every_case_but_those_that_call_java(corpus: Path) -> None:
    found = tck.measure(corpus / "dmn-tck")
    others = [row for row in found["failed"] if not row["folder"].endswith("0076-feel-external-java")]
    assert others == []
    assert found["passed"] >= 1_340


def case(key: str, name: str, expected: str, given: str = "") -> str:
    return (
        f'<testCase id="{key}">{given}<resultNode name="{name}"><expected>{expected}</expected></resultNode></testCase>'
    )


def folder(root: Path, name: str, model: bytes | None, *cases: str) -> None:
    place = root / "compliance-level-3" / name
    place.mkdir(parents=True)
    if model is not None:
        (place / "model.dmn").write_bytes(model)
    body = f"{CASES}<modelName>model.dmn</modelName>{''.join(cases)}</testCases>"
    (place / "test-01.xml").write_text(body, encoding="utf-8")


DOUBLE = definitions(
    '<inputData id="i" name="n"/>',
    decision(literal("n * 2") + requires("Input", "i"), key="x", name="double"),
    decision(literal("for i in 1..10 return"), key="y", name="broken"),
    decision(literal("for i in 1..99999, j in 1..99999 return i"), key="z", name="endless"),
)


def outcome(root: Path) -> dict[str, Any]:
    found = tck.measure(root)
    found["failed"] = [(row["case"], row["actual"].split(" (")[0]) for row in found["failed"]]
    return found


def test_cases_are_told_apart(tmp_path: Path) -> None:
    given = f'<inputNode name="n">{NUMBER.format(4)}</inputNode>'
    folder(
        tmp_path, "double", DOUBLE,
        case("right", "double", NUMBER.format("8.000000001"), given),
        case("wrong", "double", NUMBER.format(9), given),
        case("nothing", "broken", '<value xsi:nil="true"/>'),
        case("list", "double", f"<list><item>{NUMBER.format(8)}</item></list>", given),
        case("nobody", "other", NUMBER.format(1)),
        case("endless", "endless", NUMBER.format(1)),
    )  # fmt: skip
    assert outcome(tmp_path) == {
        "passed": 2,
        "all": 6,
        "by_level": {"compliance-level-3": {"passed": 2, "all": 6}},
        "failed": [("wrong", "8"), ("list", "8"), ("nobody", "null"), ("endless", "null")],
    }


def test_functions_and_services_are_asked_by_name(tmp_path: Path) -> None:
    model = definitions(
        knowledge("rate", "n:number", literal("n + 1")),
        decision(literal("base * 2"), key="x", name="out"),
        '<inputData id="i" name="base"/>',
        '<decisionService id="s" name="s"><outputDecision href="#x"/><inputData href="#i"/></decisionService>',
    )
    asked = case("bkm", "rate", NUMBER.format(5), f'<inputNode name="n">{NUMBER.format(4)}</inputNode>')
    asked = asked.replace("<testCase ", '<testCase type="bkm" invocableName="rate" ')
    service = case("service", "out", NUMBER.format(8), f'<inputNode name="base">{NUMBER.format(4)}</inputNode>')
    service = service.replace("<testCase ", '<testCase type="decisionService" invocableName="s" ')
    folder(tmp_path, "functions", model, asked, service)
    assert outcome(tmp_path)["failed"] == []


@pytest.mark.parametrize("model", [None, b"", b"<broken", b"<a/>", b"\x00" * 50, definitions()])
def test_a_model_that_cannot_be_read_fails_its_cases(tmp_path: Path, model: bytes | None) -> None:
    folder(tmp_path, "odd", model, case("a", "double", NUMBER.format(1)), case("b", "double", NUMBER.format(1)))
    found = outcome(tmp_path)
    assert (found["passed"], found["all"]) == (0, 2)


def test_test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text("<testCases")
    (tmp_path / "other.xml").write_text("<project/>")
    found = tck.measure(tmp_path)
    assert (found["all"], [row["case"] for row in found["failed"]]) == (1, ["broken.xml"])


def test_a_case_that_takes_too_long_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tck, "CASE_SECONDS", 0.01)
    slow = definitions(decision(literal('matches(string join(for i in 1..9999 return "a"), "(a*)*b")'), name="slow"))
    folder(tmp_path, "slow", slow, case("a", "slow", NUMBER.format(1)))
    [row] = tck.measure(tmp_path)["failed"]
    assert row["actual"] == "no answer in 0.01 seconds"


def test_no_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert tck.main([str(tmp_path / "none")]) == 2
    assert "There is no folder" in capsys.readouterr().err
