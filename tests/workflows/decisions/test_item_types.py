"""Item definitions: what belongs to a type, and what becomes of a value that does not."""

from typing import Any

import pytest

from tests.workflows.decisions.tables import decision, definitions, literal, made, requires
from workflows.decisions import DecisionError

TYPES = """
<itemDefinition name="tGrade"><typeRef>string</typeRef>
<allowedValues><text>"A", "B"</text></allowedValues></itemDefinition>
<itemDefinition name="tGrades" isCollection="true"><typeRef>tGrade</typeRef></itemDefinition>
<itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef>
<typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
<itemDefinition name="tPerson"><itemComponent name="first name"><typeRef>string</typeRef></itemComponent>
<itemComponent name="born"><typeRef>date</typeRef></itemComponent>
<itemComponent name="grades" isCollection="true"><typeRef>tGrade</typeRef></itemComponent></itemDefinition>
<itemDefinition name="tCircle"><typeRef>tCircle</typeRef></itemDefinition>
<itemDefinition name="tAsk">
<functionItem outputTypeRef="string"><parameters name="n" typeRef="number"/></functionItem></itemDefinition>
"""
ADA = '{first name: "Ada", born: date("2000-01-02"), grades: ["A"]}'


def typed(said: str, kind: str) -> bytes:
    return definitions(TYPES, decision(f'<variable name="x" typeRef="{kind}"/>{literal(said)}'))


@pytest.mark.parametrize(
    ("said", "kind", "expected"),
    [
        ('"A"', "tGrade", "A"),
        ('["A"]', "tGrade", "A"),
        ('["A", "B"]', "tGrades", ["A", "B"]),
        ('"B"', "tGrades", ["B"]),
        ("null", "tGrade", None),
        ("[1, 2]", "tFew", [1, 2]),
        ("5", "tCircle", 5),
        ("5", "feel:number", 5),
        ("5", "integer", 5),
        ("5", "tUnknown", 5),
        ("[5]", "number", 5),
        ('date("2026-11-22")', "dateTime", "2026-11-22T00:00:00Z"),
        ('duration("P1D")', "days and time duration", "P1D"),
        (f"({ADA}).born", "date", "2000-01-02"),
    ],
)
def test_what_belongs_to_a_type_is_kept(said: str, kind: str, expected: Any):
    assert made(typed(said, kind)) == expected


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ('"C"', "tGrade"),
        ("1", "tGrade"),
        ('["A", "B"]', "tGrade"),
        ('["A", "C"]', "tGrades"),
        ("[1, 2, 3]", "tFew"),
        ('"5"', "number"),
        ('{first name: "Ada"}', "tPerson"),
        (f"context put({ADA}, {chr(34)}born{chr(34)}, 1)", "tPerson"),
        ("1", "tAsk"),
    ],
)
def test_what_does_not_is_null_and_says_so(said: str, kind: str):
    with pytest.raises(DecisionError, match=f"The result of x is .* not the {kind} it should be"):
        made(typed(said, kind))


def test_instance_of_knows_the_types_of_the_model():
    asked = (
        f'[{ADA} instance of tPerson, "C" instance of tGrade, ["A"] instance of list<tGrade>, null instance of tGrade]'
    )
    assert made(definitions(TYPES, decision(literal(asked)))) == [True, False, True, False]


def reading(kind: str, said: str) -> bytes:
    data = f'<inputData id="i" name="who"><variable name="who" typeRef="{kind}"/></inputData>'
    return definitions(TYPES, data, decision(literal(said) + requires("Input", "i")))


def test_dates_of_variables_are_read_where_the_type_says_date():
    person = {"first name": "Ada", "born": "2000-01-02", "grades": []}
    assert (
        made(reading("tPerson", "who.born + duration(&quot;P1D&quot;)".replace("&quot;", '"')), who=person)
        == "2000-01-03"
    )
    assert made(reading("date", "who.year"), who="2026-11-22") == 2026


def test_an_input_of_another_type_is_null_and_says_so():
    with pytest.raises(DecisionError, match="The input who is a number and not the tGrade"):
        made(reading("tGrade", "who"), who=5)
    assert made(reading("tPerson", "who.first name"), who={"first name": "Ada"}) == "Ada"


def test_types_that_hold_themselves_and_large_ones_are_compared_in_time():
    part = '<itemComponent name="{}"><typeRef>{}</typeRef></itemComponent>'
    tower = [
        f'<itemDefinition name="t{n}">{part.format("a", f"t{n + 1}")}{part.format("b", f"t{n + 1}")}</itemDefinition>'
        for n in range(60)
    ]
    tree = f'<itemDefinition name="tTree">{part.format("l", "tTree")}{part.format("r", "tTree")}</itemDefinition>'
    asked = [
        f"(function(a: {one}) a) instance of function<{two}> -> Any" for one, two in (("t0", "t0"), ("tTree", "tTree"))
    ]
    assert made(definitions(*tower, tree, decision(literal(f"[{', '.join(asked)}]")))) == [True, True]
