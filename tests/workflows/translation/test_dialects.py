"""Small diagrams in the words of each tool, and what they say here."""

import pytest

from tests.workflows.loader.diagrams import chain, definitions, flow, process, user
from workflows.element import Element, Mapping
from workflows.loader.canonical import Canonical, read

FLOWABLE = 'xmlns:flowable="http://flowable.org/bpmn"'
DROOLS = 'xmlns:drools="http://www.jboss.org/drools"'
START = '<startEvent id="s"/>'
END = '<endEvent id="e"/>'


def canonical(*parts: str, name: str = "camunda") -> Canonical:
    """A file that no editor of ours has written: it speaks `name`, and no end has an outcome."""
    foreign = {"camunda": 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"', "flowable": FLOWABLE, "drools": DROOLS}
    return read(definitions(*parts).replace(b"<definitions ", f"<definitions {foreign[name]} ".encode(), 1)
                if f"{name}:" not in "".join(parts) or name != "camunda" else definitions(*parts))  # fmt: skip


def line(node: str, name: str = "camunda") -> Canonical:
    return canonical(process(START, node, END, flow("s", "t"), flow("t", "e")), name=name)


def element(node: str, name: str = "camunda", key: str = "t") -> Element:
    return line(node, name).processes["item"].elements[key]


def extended(kind: str, inner: str, attributes: str = "") -> str:
    return f'<{kind} id="t" {attributes}><extensionElements>{inner}</extensionElements></{kind}>'


def tiers(found: Canonical) -> dict[str | None, set[str]]:
    rows: dict[str | None, set[str]] = {}
    for row in found.report:
        rows.setdefault(row.element, set()).add(row.tier)
    return rows


def test_people_dates_and_priorities() -> None:
    found = element(
        '<userTask id="t" camunda:candidateGroups="it, ${team}" camunda:candidateUsers="anna" '
        'camunda:dueDate="${now().plusDays(2)}" camunda:priority="900"/>'
    )
    assert (found.groups, found.people, found.priority) == ('=["it", team]', "anna", "100")
    assert found.due == '=(now() + duration("P2D"))'


def test_whoever_starts_it_is_the_requester() -> None:
    drawn = process('<startEvent id="s" camunda:initiator="boss"/>',
                    '<userTask id="t" camunda:assignee="${boss}"/>', END, flow("s", "t"), flow("t", "e"))  # fmt: skip
    assert canonical(drawn).processes["item"].elements["t"].properties["kind"] == "requester"


def test_a_task_of_nobody_is_the_owners_and_an_end_fulfils() -> None:
    found = line('<userTask id="t"/>', "flowable")
    assert found.processes["item"].elements["t"].properties["approver"] == "owner"
    assert found.processes["item"].elements["e"].properties == {"outcome": "fulfilled"}


def test_what_was_drawn_here_is_left_alone() -> None:
    found = read(definitions(process(START, '<userTask id="t"/>', END, flow("s", "t"), flow("t", "e"))))
    assert not found.processes["item"].elements["t"].properties
    assert not found.processes["item"].elements["e"].properties


def test_form_data_becomes_a_form() -> None:
    fields = (
        '<camunda:formField id="amount" label="Amount" type="long" defaultValue="5"><camunda:validation>'
        '<camunda:constraint name="required"/><camunda:constraint name="min" config="1"/></camunda:validation>'
        '</camunda:formField><camunda:formField id="way" label="Way" type="enum">'
        '<camunda:value id="a" name="By air"/></camunda:formField>'
    )
    found = line(extended("userTask", f"<camunda:formData>{fields}</camunda:formData>"))
    components = found.forms["item"]["t"]["components"]
    assert [(c["type"], c["key"]) for c in components] == [("number", "amount"), ("select", "way")]
    assert components[0]["validate"] == {"required": True, "min": 1}
    assert components[0]["defaultValue"] == 5
    assert found.processes["item"].elements["t"].form == "t"


@pytest.mark.parametrize(
    ("key", "form"),
    [("embedded:app:forms/order.html", "order"), ("camunda-forms:deployment:a/b.form", "b"), ("plain", "plain")],
)
def test_form_keys_are_looked_for_by_their_last_part(key: str, form: str) -> None:
    assert element(f'<userTask id="t" camunda:formKey="{key}"/>').form == form


def test_a_service_that_names_no_program_is_a_persons_task_that_asks_for_its_result() -> None:
    found = line('<serviceTask id="t" camunda:expression="${a.b().c()}" camunda:resultVariable="score"/>')
    task = found.processes["item"].elements["t"]
    assert (task.type, task.form) == ("userTask", "t")
    assert "human_task" in tiers(found)["t"]
    assert found.forms["item"]["t"]["components"][0]["key"] == "score"
    assert "a.b().c()" in next(row.what for row in found.report if row.tier == "human_task")


def test_a_service_that_only_works_out_a_value_is_feel() -> None:
    found = element('<serviceTask id="t" camunda:expression="${a + 1}" camunda:resultVariable="b"/>')
    assert (found.type, found.script, found.result_variable) == ("scriptTask", "a + 1", "b")


def test_known_machines_are_bound_to_connectors() -> None:
    fields = "".join(
        f'<flowable:field name="{name}" {FLOWABLE}><flowable:string>{said}</flowable:string></flowable:field>'
        for name, said in (("to", "${mail}"), ("subject", "Hi ${name}"))
    )
    found = element(
        extended("serviceTask", fields, 'flowable:type="mail"'),
        "flowable",
    )
    assert found.task_type == "mail"
    assert set(found.inputs) == {Mapping("mail", "to"), Mapping('"Hi " + string(name)', "subject")}


def test_parameters_and_calls_are_mappings() -> None:
    inner = ('<camunda:in source="a" target="b"/><camunda:in sourceExpression="${x + 1}" target="c"/>'
             '<camunda:out source="d" target="e"/>')  # fmt: skip
    call = element(extended("callActivity", inner, 'calledElement="sub"'))
    assert call.inputs == (Mapping("a", "b"), Mapping("x + 1", "c"))
    assert call.outputs == (Mapping("d", "e"),)


def test_collections_and_their_conditions() -> None:
    marker = (
        '<multiInstanceLoopCharacteristics camunda:collection="${people}" camunda:elementVariable="one">'
        "<completionCondition>${nrOfCompletedInstances == 2}</completionCondition></multiInstanceLoopCharacteristics>"
    )
    loop = element(f'<userTask id="t" camunda:assignee="${{one}}">{marker}</userTask>').loop
    assert loop is not None
    assert (loop.input_collection, loop.input_element) == ("people", "one")
    assert loop.completion_condition == "numberOfCompletedInstances = 2"


@pytest.mark.parametrize(
    ("language", "script", "said"),
    [
        ("groovy", "x = a + 1", ("a + 1", "x")),
        ("javascript", 'execution.setVariable("x", a == "b")', ('a = "b"', "x")),
        ("javascript", "fetch(a)", (None, None)),
    ],
)
def test_scripts(language: str, script: str, said: tuple[str | None, str | None]) -> None:
    body = script.replace("<", "&lt;")
    found = element(f'<scriptTask id="t" scriptFormat="{language}"><script>{body}</script></scriptTask>')
    assert (found.script, found.result_variable) == said


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("timeCycle", "0 0/15 * * * ?", ("cycle", "0 0/15 * * * ?")),
        ("timeDuration", "0 * * * *", ("cycle", "0 * * * *")),
        ("timeDate", "@daily", ("cycle", "@daily")),
        ("timeCycle", "0 0 9 ? * 2-6", ("cycle", "0 0 9 ? * MON-FRI")),  # Quartz begins the week with Sunday = 1
        ("timeCycle", "0 0 9 ? * 6L,2#1", ("cycle", "0 0 9 ? * FRIL,MON#1")),
        ("timeCycle", "0 0 9 * * 1-5", ("cycle", "0 0 9 * * 1-5")),  # as Spring has it, and the engine
        ("timeCycle", "0/10 * * * * ?", ("cycle", "0/10 * * * * ?")),  # lint says that this is too often
        ("timeDuration", "0 0 99 * * ?", ("duration", "0 0 99 * * ?")),
        ("timeDuration", "2h 30m", ("duration", "PT2H30M")),
        ("timeDuration", "PT${wait}S", ("duration", '="PT" + string(wait) + "S"')),
        ("timeDuration", "5m###10m", ("cycle", '="R/" + string(now() + duration("PT5M")) + "/PT10M"')),
        ("timeDate", "${due}", ("date", "=due")),
        ("timeDate", "2026-05-01 10:30:00", ("date", "2026-05-01T10:30:00")),
        ("timeDuration", "soon", ("duration", "soon")),
    ],
)
def test_times_in_every_spelling(kind: str, text: str, said: tuple[str, str]) -> None:
    timer = f"<timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition>"
    event = element(f'<intermediateCatchEvent id="t">{timer}</intermediateCatchEvent>').event
    assert event is not None
    assert (event.timer_kind, event.expression) == said


def choice(before: str) -> Canonical:
    return canonical(
        process(START, before, '<exclusiveGateway id="g" name="Which?"/>', END, '<endEvent id="e2"/>', flow("s", "t"),
                flow("t", "g"), '<sequenceFlow id="yes" name="Yes" sourceRef="g" targetRef="e"/>',
                '<sequenceFlow id="no" name="No" sourceRef="g" targetRef="e2"/>')
    )  # fmt: skip


def test_a_gateway_that_asks_nothing_is_asked_of_the_person_before_it() -> None:
    found = choice('<userTask id="t" camunda:assignee="anna"/>')
    question = found.forms["item"]["t"]["components"][0]
    assert (question["type"], question["key"]) == ("radio", "way_g")
    assert [option["label"] for option in question["values"]] == ["Yes", "No"]
    assert found.processes["item"].flows["yes"].condition == 'way_g = "yes"'


def test_where_no_person_is_before_it_a_task_asks() -> None:
    found = choice('<callActivity id="t" camunda:calledElementBinding="latest" calledElement="x"/>')
    asks = [e for e in found.processes["item"].elements.values() if e.extra.get("inserted") == "ask"]
    assert [(e.type, e.name) for e in asks] == [("userTask", "Which?")]
    assert "human_task" in tiers(found)["g"]


def test_a_form_is_made_of_what_the_choices_behind_a_task_read() -> None:
    drawn = process(START, '<userTask id="t" camunda:assignee="anna"/>', '<exclusiveGateway id="g" default="no"/>', END,
                    '<endEvent id="e2"/>', flow("s", "t"), flow("t", "g"), flow("g", "e", "${approved}", "yes"),
                    flow("g", "e2", key="no"))  # fmt: skip
    components = canonical(drawn).forms["item"]["t"]["components"]
    assert [(c["type"], c["key"]) for c in components] == [("checkbox", "approved")]


def test_jbpm_people_and_data() -> None:
    data = (
        '<ioSpecification><dataInput id="i1" name="GroupId"/><dataInput id="i2" name="who"/>'
        '<dataOutput id="o1" name="ok" drools:dtype="Boolean"/></ioSpecification>'
        "<dataInputAssociation><targetRef>i1</targetRef><assignment><from>it</from><to>i1</to></assignment></dataInputAssociation>"
        "<dataInputAssociation><sourceRef>employee</sourceRef><targetRef>i2</targetRef></dataInputAssociation>"
        "<dataOutputAssociation><sourceRef>o1</sourceRef><targetRef>approved</targetRef></dataOutputAssociation>"
    )
    found = line(f'<userTask id="t">{data}</userTask>', "drools")
    task = found.processes["item"].elements["t"]
    assert task.groups == "it"
    assert (task.inputs, task.outputs) == ((Mapping("employee", "who"),), (Mapping("ok", "approved"),))
    assert found.forms["item"]["t"]["components"][0]["type"] == "checkbox"


def test_listeners_are_reported_and_labels_are_no_conditions() -> None:
    listener = '<extensionElements><camunda:taskListener class="org.X" event="create"/></extensionElements>'
    found = line(f'<userTask id="t" camunda:assignee="a">{listener}</userTask>')
    assert "ignored" in tiers(found)["t"]
    assert "org.X" in " ".join(row.what for row in found.report)
    named = canonical(chain(user(), extra=flow("t", "x", "credit is good") + '<endEvent id="x"/>'))
    assert all(flow.condition is None for flow in named.processes["item"].flows.values())


def test_slips_of_the_pen_are_mended_and_told() -> None:
    text = definitions(chain(user())).replace(b'<userTask id="t"', b'<userTask id="t" js:paint="1"')
    found = read(text)
    assert any("js" in row.what and row.tier == "rewritten" for row in found.report)


@pytest.mark.parametrize(
    ("said", "what"),
    [('skipExpression="${amount > 3}"', "${amount > 3}"), ('triggerable="true"', "receive task")],
)
def test_what_would_change_the_way_is_said_and_not_called_needless(said: str, what: str) -> None:
    found = line(f'<serviceTask id="t" flowable:type="mail" flowable:{said}/>', "flowable")
    assert [what in row.what for row in found.report if row.element == "t" and row.tier == "ignored"] == [True]


def test_what_is_off_is_not_spoken_of() -> None:
    found = line('<userTask id="t" flowable:triggerable="false" flowable:skipExpression=""/>', "flowable")
    assert [row for row in found.report if row.element == "t" and row.tier == "ignored"] == []
