"""Code inside another engine becomes a program's job, under the word by which the drawing names it."""

import pytest

from tests.workflows.translation.test_dialects import FLOWABLE, START, canonical, element, extended, flow, line, process
from tests.workflows.translation.test_programs import said
from workflows.element import Mapping


@pytest.mark.parametrize(
    ("drawn", "name", "word", "headers"),
    [
        ('camunda:class="org.example.Stock"', "camunda", "Stock", {"class": "org.example.Stock"}),
        ('camunda:delegateExpression="${stock}"', "camunda", "stock", {"delegateExpression": "${stock}"}),
        ('camunda:expression="${stock.take(a)}"', "camunda", "stock.take", {"expression": "${stock.take(a)}"}),
        ('flowable:class="org.example.Mail"', "flowable", "org.example.Mail", {}),
        ('flowable:type="camel"', "flowable", "camel", {}),
        ('drools:taskName="Reserve"', "drools", "Reserve", {}),
        ('implementation="stockService"', "camunda", "stockService", {}),
    ],
)
def test_the_word_is_the_codes(drawn: str, name: str, word: str, headers: dict[str, str]) -> None:
    kind = "task" if name == "drools" else "serviceTask"
    found = line(f'<{kind} id="t" {drawn}/>', name)
    task = found.processes["item"].elements["t"]
    assert (task.type, task.task_type, task.headers) == ("serviceTask", word, headers)
    assert f"jobs of the type {word} " in said(found)


def test_an_operation_of_an_interface() -> None:
    held = '<interface id="i" name="Stock"><operation id="o" name="take"/></interface>'
    drawn = process(START, '<serviceTask id="t" operationRef="o"/>', flow("s", "t"))
    assert canonical(held + drawn).processes["item"].elements["t"].task_type == "Stock.take"


def test_fields_are_inputs_and_what_cannot_be_said_goes_along_as_it_stands() -> None:
    fields = "".join(
        f'<flowable:field name="{name}" {FLOWABLE}><flowable:expression>{text}</flowable:expression></flowable:field>'
        for name, text in (("who", "${person}"), ("what", "${bean.make()}"))
    )
    found = element(extended("serviceTask", fields, 'flowable:class="a.B" flowable:resultVariableName="r"'), "flowable")
    assert found.inputs == (Mapping("person", "who"),)
    assert found.headers == {"class": "a.B", "what": "${bean.make()}", "resultVariable": "r"}
    assert found.properties["data"] == "all"


def test_an_expression_that_only_gives_a_variable_its_value_is_feel() -> None:
    found = element('<serviceTask id="t" camunda:expression="${execution.setVariable(\'a\', b + 1)}"/>')
    assert (found.type, found.script, found.result_variable) == ("scriptTask", "b + 1", "a")


def test_an_expression_whose_value_goes_nowhere_changes_nothing() -> None:
    found = line('<serviceTask id="t" camunda:expression="${true}"/>')
    assert found.processes["item"].elements["t"].type == "scriptTask"


def test_a_message_that_a_class_sends() -> None:
    last = '<endEvent id="t"><messageEventDefinition camunda:class="org.example.Send"/></endEvent>'
    found = canonical(process(START, last, flow("s", "t")))
    assert found.processes["item"].elements["t"].task_type == "Send"
