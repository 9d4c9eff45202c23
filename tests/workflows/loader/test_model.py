"""What an element says, in each dialect, as plain records."""

from tests.workflows.loader.diagrams import chain, definitions, extension, flow, process, user
from workflows.element import Element, Event, Loop, Mapping
from workflows.loader.canonical import read


def element(node: str, *roots: str, key: str = "t") -> Element:
    return read(definitions(*roots, chain(node, keys=key))).processes["item"].elements[key]


def test_zeebe_user_task():
    found = element(
        '<userTask id="t" name=" Approve "><documentation>Why</documentation>'
        + extension(
            '<zeebe:formDefinition formId="approval"/>',
            '<zeebe:assignmentDefinition assignee="=boss" candidateGroups="it,hr" candidateUsers="anna"/>',
            '<zeebe:taskSchedule dueDate="=due" followUpDate="2026-01-01"/>',
            '<zeebe:priorityDefinition priority="70"/>',
            '<zeebe:ioMapping><zeebe:input source="=a.b" target="c"/><zeebe:input source="fixed" target="d"/>'
            '<zeebe:output source="=x" target="y.z"/></zeebe:ioMapping>',
            '<zeebe:properties><zeebe:property name="kind" value="approval"/></zeebe:properties>',
        )
        + "</userTask>"
    )
    assert (found.name, found.documentation, found.form) == ("Approve", "Why", "approval")
    assert (found.assignee, found.groups, found.people) == ("=boss", "it,hr", "anna")
    assert (found.due, found.follow_up, found.priority) == ("=due", "2026-01-01", "70")
    assert found.inputs == (Mapping("a.b", "c"), Mapping('"fixed"', "d"))
    assert found.outputs == (Mapping("x", "y.z"),)
    assert found.properties == {"kind": "approval"}


def test_camunda_attributes_say_the_same():
    found = element(
        '<userTask id="t" camunda:assignee="anna" camunda:candidateGroups="it" camunda:candidateUsers="bob" '
        'camunda:dueDate="${due}" camunda:formKey="approval" camunda:priority="5">'
        + extension('<camunda:properties><camunda:property name="kind" value="approval"/></camunda:properties>')
        + "</userTask>"
    )
    assert (found.assignee, found.groups, found.people, found.form) == ("anna", "it", "bob", "approval")
    assert (found.due, found.priority, found.properties) == ("=due", "5", {"kind": "approval"})
    assert "foreign" not in found.extra


def test_spiffworkflow_properties():
    inner = '<spiffworkflow:properties><spiffworkflow:property name="a" value="b"/></spiffworkflow:properties>'
    assert element(f'<userTask id="t">{extension(inner)}</userTask>').properties == {"a": "b"}


def test_service_task_with_headers():
    found = element(
        '<serviceTask id="t">'
        + extension(
            '<zeebe:taskDefinition type="mail" retries="5"/>',
            '<zeebe:taskHeaders><zeebe:header key="to" value="x"/></zeebe:taskHeaders>',
        )
        + "</serviceTask>"
    )
    assert (found.task_type, found.retries, found.headers) == ("mail", "5", {"to": "x"})
    assert element('<serviceTask id="t" camunda:topic="mail"/>').task_type == "mail"


def test_extension_elements_that_nobody_reads_are_named():
    found = element(f'<serviceTask id="t">{extension("<camunda:connector/>")}</serviceTask>')
    assert found.extra["foreign"] == ["camunda:connector"]


def test_scripts():
    zeebe = extension('<zeebe:script expression="=a + 1" resultVariable="b"/>')
    found = element(f'<scriptTask id="t">{zeebe}</scriptTask>')
    assert (found.script, found.result_variable) == ("a + 1", "b")
    assert element('<scriptTask id="t" scriptFormat="feel"><script>1</script></scriptTask>').script == "1"
    python = element('<scriptTask id="t"><script>import os</script></scriptTask>')
    assert python.script is None
    assert python.extra["foreign_script"] == "import os"


def test_calls_and_decisions():
    called = extension('<zeebe:calledElement processId="approval" propagateAllChildVariables="true"/>')
    found = element(f'<callActivity id="t">{called}</callActivity>')
    assert (found.called_process, found.propagate_all) == ("approval", True)
    assert element('<callActivity id="t" calledElement="approval"/>').called_process == "approval"
    rule = extension('<zeebe:calledDecision decisionId="limit" resultVariable="max"/>')
    found = element(f'<businessRuleTask id="t">{rule}</businessRuleTask>')
    assert (found.called_decision, found.result_variable) == ("limit", "max")


def test_multi_instance():
    zeebe = extension(
        '<zeebe:loopCharacteristics inputCollection="=items" inputElement="item" '
        'outputCollection="results" outputElement="=item.ok"/>'
    )
    done = "<completionCondition>=done</completionCondition>"
    multi = f'<multiInstanceLoopCharacteristics isSequential="true">{zeebe}{done}</multiInstanceLoopCharacteristics>'
    assert element(user(inner=multi)).loop == Loop(
        sequential=True, input_collection="items", input_element="item", output_collection="results",
        output_element="item.ok", completion_condition="done",
    )  # fmt: skip
    camunda = '<multiInstanceLoopCharacteristics camunda:collection="items" camunda:elementVariable="item"/>'
    assert element(user(inner=camunda)).loop == Loop(sequential=False, input_collection="items", input_element="item")
    count = "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>"
    assert element(user(inner=count)).loop.cardinality == "3"


def catch(definition: str, *roots: str) -> Event:
    return element(f'<intermediateCatchEvent id="t">{definition}</intermediateCatchEvent>', *roots).event


def test_timers_in_every_spelling():
    def timer(inner: str) -> tuple[str | None, str | None]:
        event = catch(f"<timerEventDefinition>{inner}</timerEventDefinition>")
        return event.timer_kind, event.expression

    assert timer("<timeDuration>PT1H</timeDuration>") == ("duration", "PT1H")
    assert timer('<timeDuration>"PT1H"</timeDuration>') == ("duration", "PT1H")
    assert timer('<timeDuration>=duration("PT1H")</timeDuration>') == ("duration", '=duration("PT1H")')
    assert timer("<timeDate> 2026-01-01T00:00:00Z </timeDate>") == ("date", "2026-01-01T00:00:00Z")
    assert timer("<timeCycle>'R3/PT1H'</timeCycle>") == ("cycle", "R3/PT1H")
    assert timer("") == (None, None)


def test_messages_signals_errors_escalations():
    key = extension('<zeebe:subscription correlationKey="=order.id"/>')
    message = f'<message id="m" name="paid">{key}</message>'
    assert catch('<messageEventDefinition messageRef="m"/>', message) == Event(
        "message", name="paid", correlation_key="order.id"
    )
    assert catch('<signalEventDefinition signalRef="g"/>', '<signal id="g" name="stop"/>') == Event("signal", "stop")
    error = '<error id="x" name="No" errorCode="NO"/>'
    assert catch('<errorEventDefinition errorRef="x"/>', error) == Event("error", "No", "NO")
    assert catch('<errorEventDefinition errorRef="x"/>', '<error id="x" name="No"/>').code == "No"
    escalation = '<escalation id="x" name="Up" escalationCode="UP"/>'
    assert catch('<escalationEventDefinition escalationRef="x"/>', escalation).code == "UP"


def test_a_reference_with_a_prefix_is_this_file():
    assert catch('<signalEventDefinition signalRef="tns:g"/>', '<signal id="g" name="stop"/>').name == "stop"


def test_unsupported_kinds_keep_their_names():
    assert catch("<compensateEventDefinition/>").kind == "compensation"
    assert catch('<linkEventDefinition name="L"/>') == Event("link", "L")
    assert catch("<timerEventDefinition/><signalEventDefinition/>").kind == "multiple"
    assert catch("<conditionalEventDefinition><condition>=x</condition></conditionalEventDefinition>").expression == "x"


def test_lanes_are_inherited_and_the_inner_lane_wins():
    drawn = process(
        '<laneSet><lane id="a" name="A"><flowNodeRef>s</flowNodeRef><flowNodeRef>p</flowNodeRef><childLaneSet>'
        '<lane id="b" name="B"><flowNodeRef>p</flowNodeRef></lane></childLaneSet></lane></laneSet>',
        f'<startEvent id="s"/><subProcess id="p"><startEvent id="i"/>{user()}{flow("i", "t")}</subProcess>',
        flow("s", "p"),
    )
    found = read(definitions(drawn)).processes["item"]
    assert found.lanes == {"a": "A", "b": "B"}
    assert (found.elements["s"].lane, found.elements["p"].lane, found.elements["t"].lane) == ("a", "b", "b")


def test_lines_are_the_files():
    found = read(definitions(chain(user()))).processes["item"]
    assert (found.line, found.elements["s"].line, found.elements["t"].line, found.flows["s_t"].line) == (2, 3, 4, 6)
