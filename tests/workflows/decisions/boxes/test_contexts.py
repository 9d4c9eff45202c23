"""Boxed contexts, lists and relations."""

import pytest

from tests.workflows.decisions.tables import column, entry, function, literal, output, rule, text, value
from workflows.decisions import DecisionError


def test_a_context_gives_its_entries_each_seeing_those_before():
    assert value(f"<context>{entry('a + 1', 'b')}{entry('b * 2', 'c d')}</context>", a=1) == {"b": 2, "c d": 4}


def test_an_entry_without_a_name_is_the_value_of_the_whole():
    assert value(f"<context>{entry('2', 'b')}{entry('b * 10')}</context>") == 20


def test_an_entry_hides_a_built_in_of_its_name_and_may_use_it_itself():
    assert value(f"<context>{entry('count([1, 2])', 'count')}{entry('count + 1')}</context>") == 3


def test_a_function_in_a_context_may_call_itself():
    inner = function("n", literal("if n <= 1 then 1 else n * fac(n - 1)"))
    assert value(f"<context>{entry(inner, 'fac')}{entry('fac(5)')}</context>") == 120


def test_an_entry_of_another_type_is_null_and_says_so():
    assert value(f"<context>{entry('[7]', 'b', 'number')}{entry('b + 1')}</context>") == 8
    with pytest.raises(DecisionError, match="The entry b is a string and not the number"):
        value(f"<context>{entry(chr(34) + 'x' + chr(34), 'b', 'number')}{entry('b')}</context>")


def test_a_list_holds_any_expressions():
    table = f"<decisionTable>{column('a')}{output()}{rule('> 1', '5')}</decisionTable>"
    assert value(f"<list>{literal('1')}{table}<list/></list>", a=2) == [1, 5, []]


def test_a_relation_is_a_list_of_contexts():
    rows = "".join(f"<row>{literal(one)}{literal(two)}</row>" for one, two in (("1", '"x"'), ("a", '"y"')))
    columns = '<column name="n" typeRef="number"/><column name="the name"/>'
    assert value(f"<relation>{columns}{rows}</relation>", a=2) == [{"n": 1, "the name": "x"}, {"n": 2, "the name": "y"}]


def test_texts_with_line_breaks_and_comments():
    assert value(f"<list>{text('literalExpression', '1 // one')}{literal('/* two */ 2')}</list>") == [1, 2]
