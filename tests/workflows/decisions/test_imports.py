"""Models that import others: decisions, functions and types under the name of the import."""

from tests.workflows.decisions.tables import AT, DMN, decision, definitions, knowledge, literal, requires
from workflows.decisions import load, with_imports

BASE = definitions(
    '<itemDefinition name="tRate"><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues>'
    "</itemDefinition>",
    '<inputData id="i" name="the amount"/>',
    decision(literal("the amount * 2") + requires("Input", "i"), key="double", name="double it"),
    knowledge("share", "n:tRate", literal("n * 100")),
    attributes='namespace="urn:base"',
)
TOP = definitions(
    f'<import name="base" namespace="urn:base" importType="{DMN}"/>',
    decision(
        literal("base.double it + base.share(0.5)")
        + requires("Decision", "urn:base#double")
        + requires("Knowledge", "urn:base#share"),
        key="x",
    ),
    decision(literal("base.share(5)") + requires("Knowledge", "urn:base#share"), key="wrong"),
    decision(literal("[0.5 instance of base.tRate, 5 instance of base.tRate]"), key="kinds"),
    attributes='namespace="urn:top"',
)


def test_what_is_imported_is_seen_under_its_name():
    assert load(TOP, [BASE])["x"].evaluate({"the amount": 10}, at=AT) == 70
    assert load(TOP, [BASE])["x"].evaluate({"base": {"the amount": 1}}, at=AT) == 52


def test_a_type_and_a_decision_of_one_name_are_told_apart():
    base = BASE.replace(b"tRate", b"double-it").replace(b'name="double it"', b'name="double-it"')
    top = TOP.replace(b"base.double it", b"base.double-it").replace(b"base.tRate", b"base.double-it")
    assert load(top, [base])["x"].evaluate({"the amount": 10}, at=AT) == 70
    assert load(top, [base])["kinds"].evaluate({}, at=AT) == [True, False]


def test_imported_types_are_kept():
    assert load(TOP, [BASE])["kinds"].evaluate({}, at=AT) == [True, False]


def test_an_import_without_a_name_brings_everything_as_ones_own():
    plain = TOP.replace(b'name="base" ', b'name="" ').replace(b"base.", b"")
    assert load(plain, [BASE])["x"].evaluate({"the amount": 10}, at=AT) == 70


def test_files_belong_together_by_what_they_import():
    files = {"top.dmn": TOP, "base.dmn": BASE, "other.dmn": definitions(), "broken.dmn": b"<"}
    assert set(with_imports(["top.dmn"], files)) == {"top.dmn", "base.dmn"}
    assert set(with_imports(["base.dmn", "broken.dmn"], files)) == {"base.dmn", "broken.dmn"}
