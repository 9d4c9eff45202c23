"""What events refer to and what may follow an event-based gateway."""

from tests.workflows.lint.drawings import MESSAGE, START, TIMER, catch, codes, task
from tests.workflows.loader.diagrams import chain, end, flow, process, user


def test_message_tasks():
    assert codes(chain('<receiveTask id="t"/>')) == ["message.missing"]
    assert codes(chain('<sendTask id="t"/>')) == ["message.missing"]
    assert codes(chain(task('<zeebe:taskDefinition type="mail"/>', kind="sendTask"))) == []
    assert codes(chain('<receiveTask id="t" messageRef="m"/>'), roots=(MESSAGE,)) == []


def test_events_that_name_nothing():
    assert codes(chain(catch("<messageEventDefinition/>"))) == ["message.missing"]
    assert codes(chain(catch("<signalEventDefinition/>"))) == ["signal.missing"]
    throw = '<intermediateThrowEvent id="t"><escalationEventDefinition/></intermediateThrowEvent>'
    assert codes(chain(throw)) == ["escalation.missing"]
    error = process(START, '<endEvent id="e"><errorEventDefinition/></endEvent>', flow("s", "e"))
    assert codes(error) == ["error.missing"]


def waiting(*nodes: str) -> str:
    keys = [f"w{n}" for n in range(len(nodes))]
    named = [node.replace('id="t"', f'id="{key}"') for node, key in zip(nodes, keys, strict=True)]
    return process(
        START, '<eventBasedGateway id="g"/>', end(), *named,
        flow("s", "g"), *(flow("g", k) for k in keys), *(flow(k, "e") for k in keys),
    )  # fmt: skip


def test_event_gateways():
    message = catch('<messageEventDefinition messageRef="m"/>')
    assert codes(waiting(catch(TIMER), message), roots=(MESSAGE,)) == []
    assert codes(waiting(catch(TIMER), user())) == ["event_gateway.target"]
    assert codes(waiting(catch(TIMER), catch(TIMER))) == ["event_gateway.timers"]


def test_the_same_error_caught_twice():
    caught = '<boundaryEvent id="%s" attachedToRef="t"><errorEventDefinition errorRef="x"/></boundaryEvent>'
    drawn = chain(user(), extra=caught % "a" + caught % "b" + flow("a", "e") + flow("b", "e"))
    assert codes(drawn, roots=('<error id="x" errorCode="NO"/>',)) == ["boundary.twice"] * 2


def test_errors_that_nothing_catches():
    error = '<error id="x" errorCode="NO"/>'
    thrown = '<endEvent id="z"><errorEventDefinition errorRef="x"/></endEvent>'
    assert codes(process(START, thrown, flow("s", "z")), roots=(error,)) == ["error.uncaught"]
    inner = f'<subProcess id="t"><startEvent id="i"/>{thrown}{flow("i", "z")}</subProcess>'
    assert codes(chain(inner), roots=(error,)) == ["error.uncaught"]
    catch_all = '<boundaryEvent id="b" attachedToRef="t"><errorEventDefinition/></boundaryEvent>'
    assert codes(chain(inner, extra=catch_all + flow("b", "e")), roots=(error,)) == []
