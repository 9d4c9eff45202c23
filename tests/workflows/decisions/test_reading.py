"""What a file may look like, and what is said of one that cannot be read."""

import pytest

from tests.workflows.decisions.tables import column, decision, definitions, made, output, rule, table, text
from workflows.decisions import load
from workflows.errors import DefinitionRefused, Problem

REQUIRES_GHOST = '<knowledgeRequirement><requiredKnowledge href="#ghost"/></knowledgeRequirement>'
GOOD = table(column("a"), output("b"), rule("> 1", "1"))


def refusal(*parts: str, attributes: str = "") -> Problem:
    with pytest.raises(DefinitionRefused) as caught:
        load(definitions(*parts, attributes=attributes))
    [problem] = caught.value.problems
    assert problem.hint
    return problem


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ],
)
def test_every_version_of_the_namespace(namespace: str):
    assert made(definitions(GOOD, namespace=namespace), a=5) == 1


def test_feel_may_be_named_in_any_spelling():
    language = 'expressionLanguage="http://www.omg.org/spec/FEEL/20140401"'
    assert made(definitions(GOOD, attributes=language), a=5) == 1


@pytest.mark.parametrize(
    ("parts", "code", "line"),
    [
        ((), "decision.none", 1),
        ((table(column("a"), output("b"), rule("== 1", "1")),), "feel.syntax", 2),
        ((table(column("a"), output("b"), rule("1", "1 +")),), "feel.syntax", 2),
        ((table(column("a"), output("b"), rule("1 | 2", "1")),), "decision.row", 2),
        ((table(column("a"), rule("1", "1")),), "decision.no_output", 2),
        ((table("<input/>", output("b")),), "decision.no_input", 2),
        ((table(column("a"), output("b"), policy="GUESS"),), "decision.hit_policy", 2),
        ((table(column("a"), output("b"), policy="UNIQUE", aggregation="SUM"),), "decision.hit_policy", 2),
        ((table(output("a"), output("b"), policy="COLLECT", aggregation="SUM"),), "decision.hit_policy", 2),
        ((decision('<functionDefinition kind="Java"/>'),), "decision.unsupported", 2),
        ((decision('<functionDefinition kind="PMML"/>'),), "decision.unsupported", 2),
        (('<import namespace="elsewhere" importType="a DMN model"/>', GOOD), "decision.import", 2),
        ((decision(""),), "decision.empty", 2),
        ((decision(text("literalExpression", "")),), "decision.empty", 2),
        ((decision(text("literalExpression", "1"), needs="ghost"),), "decision.unknown", 2),
        ((GOOD, GOOD), "id.duplicate", 3),
        ((decision(text("literalExpression", "1", 'expressionLanguage="juel"')),), "decision.language", 2),
        ((decision(text("literalExpression", "1") + REQUIRES_GHOST),), "decision.unknown", 2),
        ((decision("<list>" * 61 + "</list>" * 61),), "decision.deep", 2),
    ],
)
def test_refused(parts: tuple[str, ...], code: str, line: int):
    problem = refusal(*parts)
    assert (problem.code, problem.line) == (code, line)


def test_decisions_that_require_each_other():
    one = decision(text("literalExpression", "1"), key="one", needs="two")
    two = decision(text("literalExpression", "1"), key="two", needs="one")
    assert refusal(one, two).code == "decision.circle"


def test_a_syntax_error_names_the_text_and_the_column():
    problem = refusal(table(column("a"), output("b"), rule("1", "a ++ 1")))
    assert "“a ++ 1”" in problem.message
    assert "column 4" in problem.message


def test_not_dmn_and_hostile_xml():
    for data, code in ((b"<a/>", "decision.not_dmn"), (b"<!DOCTYPE a><a/>", "xml.doctype"), (b"", "xml.empty")):
        with pytest.raises(DefinitionRefused) as caught:
            load(data)
        assert caught.value.problems[0].code == code


def test_more_decisions_than_anybody_drew():
    many = [decision(text("literalExpression", "1"), key=f"d{n}") for n in range(501)]
    assert refusal(*many).code == "decision.many"
