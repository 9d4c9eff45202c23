"""Timers, messages, signals, errors, escalations, conditions, links and ends."""

from tests.workflows.camunda7.case import Case

MAIN = "taskBeforeInterruptingEventSuprocess"
CASES: dict[str, list[Case]] = {
    "InterruptingEventSubProcessTest.testCancelEventSubscriptionsWhenReceivingAMessage": [
        Case(f"""messageStartEvent signalStartEvent {MAIN} -> send newMessage
                 taskAfterMessageStartEvent -> taskAfterMessageStartEvent"""),
        Case(f"""messageStartEvent signalStartEvent {MAIN} -> signal newSignal
                 tastAfterSignalStartEvent -> tastAfterSignalStartEvent"""),
    ],
    "MessageEventSubprocessTest.testInterruptingUnderProcessDefinition": [
        Case("eventProcessStart task -> task"),
        Case("eventProcessStart task -> send newMessage\n eventSubProcessTask -> eventSubProcessTask"),
    ],
    "MessageEventSubprocessTest.testTwoInterruptingUnderProcessDefinition": [
        Case("""eventProcessStart eventProcessStart2 task -> send newMessage2
                eventSubProcessTask2 -> eventSubProcessTask2""")
    ],
    "MessageEventSubprocessTest.testNonInterruptingUnderProcessDefinition": [
        Case("""eventProcessStart task -> send newMessage
                eventProcessStart eventSubProcessTask task -> task
                eventProcessStart eventSubProcessTask -> eventSubProcessTask"""),
        Case("""eventProcessStart task -> send newMessage
                eventProcessStart eventSubProcessTask task -> eventSubProcessTask
                eventProcessStart task -> task"""),
    ],
    "TerminateEndEventTest.testProcessTerminate": [Case("preNormalTerminateTask preTerminateTask -> preTerminateTask")],
    "TerminateEndEventTest.testTerminateInSubProcessConcurrent": [Case("preNormalEnd -> preNormalEnd")],
    "TerminateEndEventTest.testTerminateInCallActivity": [Case("preNormalEnd -> preNormalEnd")],
    "SignalEndEventTest.testCatchSignalEndEventInEmbeddedSubprocess": [
        Case("""catchSignal subprocessTask -> subprocessTask
                taskAfterSignalCatch -> taskAfterSignalCatch""", thrown=("alert",))
    ],
    "MessageEndEventTest.testMessageEndEvent": [Case("theEnd -> resume theEnd")],
    "LinkEventTest.testValidEventLink": [Case("waitAfterLink1 -> send go\n waitAfterLink2 -> send go")],
    "LinkEventTest.testEventLinkMultipleSources": [
        Case("ManualTask_1 -> ManualTask_1\n WaitAfterLink*2 -> send go\n WaitAfterLink -> send go")
    ],
    "IntermediateTimerEventTest.testCatchingTimerEvent": [Case("timer -> tick")],
    "IntermediateTimerEventTest.testTimeCycle": [Case("timer -> tick\n task -> task")],
    "BoundaryTimerEventTest.testInterruptingTimerDuration": [
        Case("escalationTimer firstLineSupport -> tick\n handleEscalation -> handleEscalation")
    ],
    "BoundaryTimerEventTest.testTimerOnNestingOfSubprocesses": [
        Case("boundaryTimer innerTask1 innerTask2 -> tick\n taskAfterCatch -> taskAfterCatch")
    ],
    "BoundaryTimerEventTest.testMultipleOutgoingSequenceFlows": [
        Case("""task timer -> tick
                timerFiredTask1 timerFiredTask2 -> timerFiredTask1
                timerFiredTask2 -> timerFiredTask2""")
    ],
    "BoundaryTimerNonInterruptingEventTest.testTimerWithCycle": [
        Case("""task timer -> tick
                task timer timerFiredTask -> tick
                task timer timerFiredTask*2 -> task
                timerFiredTask*2 -> timerFiredTask
                timerFiredTask -> timerFiredTask""")
    ],
    "BoundaryTimerNonInterruptingEventTest.testTimerOnConcurrentTasks": [
        Case("""firstTask secondTask timer -> tick
                firstTask secondTask timerFiredTask -> timerFiredTask
                firstTask secondTask -> firstTask
                secondTask -> secondTask"""),
        Case("""firstTask secondTask timer -> tick
                firstTask secondTask timerFiredTask -> secondTask
                firstTask timerFiredTask -> firstTask
                timerFiredTask -> timerFiredTask"""),
    ],
    "BoundaryTimerNonInterruptingEventTest.testJoin": [
        Case("""IntermediateTimerEvent Main_Task -> tick
                Escalation_Task Main_Task -> Main_Task
                Escalation_Task -> Escalation_Task""")
    ],
    "BoundaryTimerNonInterruptingEventTest.testTimerOnMiUserTask": [
        Case("escalationTimer1 firstTask*5 -> tick\n firstTask*5 secondTask -> secondTask\n firstTask*5")
    ],
    "StartTimerEventTest.testFixedDateStartTimerEvent": [Case("receive -> send go", start="theStart")],
    "StartTimerEventTest.testCycleWithLimitStartTimerEvent": [Case("receive -> send go", start="theStart")],
    "MessageStartEventTest.testSingleMessageStartEvent": [Case("task -> task", start="theStart")],
    "MessageStartEventTest.testMultipleMessageStartEvents": [
        Case("taskAfterMessageStart -> taskAfterMessageStart", start="messageStart"),
        Case("taskAfterMessageStart2 -> taskAfterMessageStart2", start="messageStart2"),
    ],
    "MessageIntermediateEventTest.testConcurrentIntermediateMessageEvent": [
        Case("""messageCatch1 messageCatch2 -> send newInvoiceMessage
                messageCatch2 -> send newInvoiceMessage
                task -> task""")
    ],
    "MessageIntermediateThrowEventTest.testSingleIntermediateThrowMessageEvent": [
        Case("messageThrow -> resume messageThrow")
    ],
    "MessageBoundaryEventTest.testSingleBoundaryMessageEvent": [
        Case("messageBoundary task -> send messageName\n taskAfterMessage -> taskAfterMessage"),
        Case("messageBoundary task -> task\n taskAfterTask -> taskAfterTask"),
    ],
    "MessageBoundaryEventTest.testBoundaryMessageEventOnSubprocess": [
        Case(f"messageBoundary_one messageBoundary_two taskSubProcess -> {done}\n {task} -> {task}")
        for done, task in (
            ("send messageName_one", "taskAfterMessage_one"), ("send messageName_two", "taskAfterMessage_two"),
            ("taskSubProcess", "taskAfterSubProcess"),
        )
    ],
    "MessageNonInterruptingBoundaryEventTest.testSingleNonInterruptingBoundaryMessageEvent": [
        Case("""messageBoundary task -> send messageName
                messageBoundary task taskAfterMessage -> task
                taskAfterMessage taskAfterTask -> taskAfterMessage
                taskAfterTask -> taskAfterTask""")
    ],
    "SignalEventTest.testSignalCatchIntermediate": [Case("signalEvent -> signal alert")],
    "SignalEventTest.testSignalBoundaryOnSubProcess": [Case("timer waitStopSignal -> signal stopSignal")],
    "SignalEventTest.testNonInterruptingSignal": [
        Case("""signal theUserTask -> signal alert
                signal theUserTask theUserTask2 -> theUserTask
                theUserTask2 -> theUserTask2""")
    ],
    "SignalEventTest.testSignalStartEvent": [Case("task -> task", start="start")],
    "SignalEventTest.testMultipleProcessesWithSameSignalStartEvent": [Case("task -> task", start="start")],
    "BoundaryErrorEventTest.testCatchErrorOnEmbeddedSubprocess": [
        Case("subprocessTask -> subprocessTask\n taskAfterErrorCatch -> taskAfterErrorCatch")
    ],
    "BoundaryErrorEventTest.testCatchErrorOnEmbeddedSubprocessWithoutErrorCode": [
        Case("subprocessTask -> subprocessTask\n taskAfterErrorCatch -> taskAfterErrorCatch")
    ],
    "BoundaryErrorEventTest.testCatchErrorOfInnerSubprocessOnOuterSubprocess": [
        Case("""innerTask1 innerTask2 -> innerTask1
                innerTask2 -> innerTask2
                taskAfterErrorCatch -> taskAfterErrorCatch""")
    ],
    "BoundaryErrorEventTest.testCatchErrorInConcurrentEmbeddedSubprocesses": [
        Case("taskA taskB -> taskB\n taskA taskC -> taskA\n taskD -> taskD"),
        Case("taskA taskB -> taskA\n taskD -> taskD"),
    ],
    "BoundaryErrorEventTest.testUncaughtError": [Case("task -> task", error="uncaught_error")],
    "ErrorEventSubProcessTest.testCatchErrorInEmbeddedSubProcess": [Case("taskAfterErrorCatch -> taskAfterErrorCatch")],
    "ErrorEventSubProcessTest.testThrownAnErrorInEventSubprocessInSubprocess": [
        Case("StartEvent_eventsub UserTask_inside -> tick\n UserTask_afterCatch -> UserTask_afterCatch")
    ],
    "EscalationEventTest.testThrowEscalationEventHierarchical": [
        Case("""taskAfterCatchedEscalationInsideSubprocess taskInSubprocess -> taskInSubprocess
                taskAfterCatchedEscalationInsideSubprocess -> taskAfterCatchedEscalationInsideSubprocess""")
    ],
    "EscalationEventTest.testThrowEscalationEventNotCaught": [Case("task -> task")],
    "EscalationEventTest.testInterruptingEscalationBoundaryEvent": [
        Case("taskAfterCatchedEscalation -> taskAfterCatchedEscalation")
    ],
    "EscalationEventSubprocessTest.testInterruptionEscalationEventSubprocess": [
        Case("taskAfterCatchedEscalation -> taskAfterCatchedEscalation")
    ],
    "IntermediateConditionalEventTest.testTrueCondition": [
        Case("Task_1jt1cm7 -> Task_1jt1cm7\n Task_0nt9cn4 -> Task_0nt9cn4")
    ],
    "BoundaryConditionalEventTest.testVariableCondition": [
        Case('taskWithCondition -> change {"variable": 1}\n taskAfterCondition -> taskAfterCondition'),
        Case('taskWithCondition -> change {"variable": 2}\n taskWithCondition -> taskWithCondition'),
    ],
    "BoundaryConditionalEventTest.testNonInterruptingVariableCondition": [
        Case("""taskWithCondition -> change {"variable": 1}
                taskAfterCondition taskWithCondition -> taskWithCondition
                taskAfterCondition -> taskAfterCondition""")
    ],
    "EventSubProcessStartConditionalEventTest.testVariableCondition": [
        Case('Task_0grf7zs -> change {"variable": 1}\n Task_1k0ye5k -> Task_1k0ye5k'),
    ],
}  # fmt: skip
