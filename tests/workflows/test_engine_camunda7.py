"""Diagrams of Camunda 7's engine tests (LANEWAY_CORPUS), played as their names and BPMN 2.0.2 ask for.

A way is a list of (what is open before, what is done): a task's id completes it, "tick" lets the next timer come due.
"""

import pytest

from tests.workflows.play import Play
from workflows.definition import Source, load
from workflows.loader.canonical import read

T1, T2, T3 = "task1", "task2", "task3"
PAIR = "subProcessTask1", "subProcessTask2"
WAYS: dict[tuple[str, ...], list[tuple[list[str], str]]] = {
    ("gateway/ExclusiveGatewayTest.testMergingExclusiveGateway.bpmn20.xml",): [
        (["theTask"] * 3, "theTask"), (["theTask"] * 2, "theTask"), (["theTask"], "theTask"),
    ],
    ("gateway/ParallelGatewayTest.testUnbalancedForkJoin.bpmn20.xml",): [
        ([T1, T2, T3], T1), ([T2, T3], T3), ([T2], T2), (["task4"], "task4"),
    ],
    ("gateway/ParallelGatewayTest.testNestedForkJoin.bpmn20.xml",): [
        (["Task_0"], "Task_0"), (["Task_A", "Task_B"], "Task_B"), (["Task_A", "Task_B1", "Task_B2"], "Task_B2"),
        (["Task_A", "Task_B1"], "Task_B1"), (["Task_A"], "Task_A"), (["Task_C"], "Task_C"),
    ],
    ("gateway/ParallelGatewayTest.testUnstructuredConcurrencyTwoJoins.bpmn20.xml",): [
        ([T1, T2, T3], T3), ([T1, T2], T1), ([T2], T2), (["task4", "task5", "task6"], "task5"),
        (["task4", "task6"], "task6"), (["task4"], "task4"),
    ],
    ("gateway/EventBasedGatewayTest.testCatchAlertAndTimer.bpmn20.xml",): [
        (["signalEvent", "timerEvent"], "tick"), ([T1], T1),
    ],
    ("sequenceflow/SequenceFlowTest.testTakeAllOutgoingFlowsFromScopeTask.bpmn20.xml",): [
        (["boundaryTimer", T1], T1), ([T2, T3], T3), ([T2], T2),
    ],
    ("event/end/TerminateEndEventTest.testProcessTerminate.bpmn",): [
        (["preNormalTerminateTask", "preTerminateTask"], "preTerminateTask"),
    ],
    ("event/timer/BoundaryTimerNonInterruptingEventTest.testJoin.bpmn20.xml",): [
        (["IntermediateTimerEvent", "Main_Task"], "tick"), (["Escalation_Task", "Main_Task"], "Main_Task"),
        (["Escalation_Task"], "Escalation_Task"),
    ],
    ("event/timer/BoundaryTimerEventTest.testTimerOnNestingOfSubprocesses.bpmn20.xml",): [
        (["boundaryTimer", "innerTask1", "innerTask2"], "tick"), (["taskAfterCatch"], "taskAfterCatch"),
    ],
    ("event/error/BoundaryErrorEventTest.testCatchErrorOfInnerSubprocessOnOuterSubprocess.bpmn20.xml",): [
        (["innerTask1", "innerTask2"], "innerTask1"), (["innerTask2"], "innerTask2"),
        (["taskAfterErrorCatch"], "taskAfterErrorCatch"),
    ],
    ("event/escalation/EscalationEventTest.testThrowEscalationEventHierarchical.bpmn20.xml",): [
        (["taskAfterCatchedEscalationInsideSubprocess", "taskInSubprocess"], "taskInSubprocess"),
        (["taskAfterCatchedEscalationInsideSubprocess"], "taskAfterCatchedEscalationInsideSubprocess"),
    ],
    ("multiinstance/MultiInstanceTest.testParallelSubProcess.bpmn20.xml",): [
        ([PAIR[0]] * 2 + [PAIR[1]] * 2, PAIR[0]), ([PAIR[0]] + [PAIR[1]] * 2, PAIR[1]), ([*PAIR], PAIR[0]),
        ([PAIR[1]], PAIR[1]),
    ],
    ("callactivity/CallActivity.testTimerOnCallActivity.bpmn20.xml", "callactivity/simpleSubProcess.bpmn20.xml"): [
        (["task", "timer"], "tick"), (["escalatedTask"], "escalatedTask"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("files", WAYS, ids=lambda files: files[0].rsplit("/", 1)[1].split(".")[1])
def test_the_diagram_goes_the_way_its_name_says(files, corpus):
    diagrams = [(corpus / "camunda7" / file).read_bytes() for file in files]
    called = {key: diagram for diagram in diagrams[1:] for key in read(diagram).processes}
    play = Play(load(Source(diagrams[0], called=called)))
    for waiting, done in WAYS[files]:
        assert play.open == waiting
        if done == "tick":
            play.at = min(timer.due for timer in play.step.timers)
            play.tick()
        else:
            play.complete(done)
    assert play.step.ended
