"""Gateways, sequence flows, sub-processes, calls and tasks of people."""

from tests.workflows.camunda7.case import Case

PAIR = "subProcessTask1 subProcessTask2"
CASES: dict[str, list[Case]] = {
    "ExclusiveGatewayTest.testMergingExclusiveGateway": [
        Case("theTask*3 -> theTask\n theTask*2 -> theTask\n theTask -> theTask")
    ],
    "ExclusiveGatewayTest.testDivergingExclusiveGateway": [
        Case(f"theTask{n} -> theTask{n}", {"input": n}) for n in (1, 2, 3)
    ],
    "ExclusiveGatewayTest.testDefaultSequenceFlow": [
        Case(f"theTask{task} -> theTask{task}", {"input": n}) for n, task in ((1, 1), (3, 3), (5, 2))
    ],
    "ParallelGatewayTest.testUnbalancedForkJoin": [
        Case("task1 task2 task3 -> task1\n task2 task3 -> task3\n task2 -> task2\n task4 -> task4")
    ],
    "ParallelGatewayTest.testNestedForkJoin": [
        Case("""Task_0 -> Task_0
                Task_A Task_B -> Task_B
                Task_A Task_B1 Task_B2 -> Task_B2
                Task_A Task_B1 -> Task_B1
                Task_A -> Task_A
                Task_C -> Task_C""")
    ],
    "ParallelGatewayTest.testUnstructuredConcurrencyTwoJoins": [
        Case("""task1 task2 task3 -> task3
                task1 task2 -> task1
                task2 -> task2
                task4 task5 task6 -> task5
                task4 task6 -> task6
                task4 -> task4""")
    ],
    "ParallelGatewayTest.testCompletingJoin": [Case("Task_1 Task_2 -> Task_1\n Task_2 -> Task_2")],
    "InclusiveGatewayTest.testMergingInclusiveGateway": [
        Case("theTask -> theTask", {"input": n}) for n in (1, 2, 3)
    ],
    "InclusiveGatewayTest.testPartialMergingInclusiveGateway": [
        Case("partialTask -> partialTask\n theTask -> theTask", {"input": n}) for n in (1, 2, 3)
    ],
    "InclusiveGatewayTest.testJoinAfterSubprocesses": [
        Case("""usertask1 usertask2 -> usertask1
                usertask2 -> usertask2
                usertask3 -> usertask3""", {"a": 1, "b": 1}),
        Case("usertask1 -> usertask1\n usertask3 -> usertask3", {"a": 1, "b": 2}),
    ],
    "InclusiveGatewayTest.testParentActivationOnNonJoiningEnd": [
        Case("""first_check first_check_2 -> first_check
                first_check_2 second_check -> first_check_2
                second_check second_check_2 -> second_check
                second_check_2 -> second_check_2""")
    ],
    "InclusiveGatewayTest.testDefaultSequenceFlow": [
        Case("theTask1 theTask3 -> theTask1\n theTask3 -> theTask3", {"input": 1}),
        Case("theTask3 -> theTask3", {"input": 3}),
        Case("theTask2 -> theTask2", {"input": 5}),
    ],
    "EventBasedGatewayTest.testCatchSignalCancelsTimer": [
        Case("signalEvent timerEvent -> signal alert\n task2 -> task2")
    ],
    "EventBasedGatewayTest.testCatchTimerCancelsSignal": [Case("signalEvent timerEvent -> tick\n task1 -> task1")],
    "EventBasedGatewayTest.testCatchSignalAndMessageAndTimer": [
        Case(f"messageEvent signalEvent timerEvent -> {what}\n {task} -> {task}")
        for what, task in (("send newInvoice", "task3"), ("signal alert", "task2"), ("tick", "task1"))
    ],
    "SequenceFlowTest.testTakeAllOutgoingFlowsFromNonScopeTask": [
        Case("task1 -> task1\n task2 task3 -> task2\n task3 -> task3")
    ],
    "SequenceFlowTest.testTakeAllOutgoingFlowsFromScopeTask": [
        Case("boundaryTimer task1 -> task1\n task2 task3 -> task3\n task2 -> task2")
    ],
    "ConditionalSequenceFlowTest.testUelExpression": [
        Case("task1 -> task1", {"input": "left"}),
        Case("task2 -> task2", {"input": "right"}),
    ],
    "SubProcessTest.testSimpleSubProcess": [Case("subProcessTask -> subProcessTask")],
    "SubProcessTest.testTwoSubProcessInParallelWithinSubProcess": [
        Case("""subProcessATask subProcessBTask -> subProcessATask
                subProcessBTask -> subProcessBTask
                taskAfterSubProcess -> taskAfterSubProcess""")
    ],
    "CallActivityTest.testCallSimpleSubProcess": [
        Case("""taskBeforeSubProcess -> taskBeforeSubProcess
                task -> task
                taskAfterSubProcess -> taskAfterSubProcess""")
    ],
    "CallActivityTest.testTwoSubProcesses": [Case("task*2 -> task\n task -> task")],
    "CallActivityTest.testTimerOnCallActivity": [
        Case("task timer -> tick\n escalatedTask -> escalatedTask"),
        Case("task timer -> task"),
    ],
    "CallActivityTest.testSubProcessWithDataInputOutput": [
        Case("""task -> task {"subVariable": "Hello from sub process.", "myLocalVariable": "mine"}
                userTask1 -> userTask1 {"x": 5}
                task -> task
                userTask2 -> userTask2""",
             {"superVariable": "Hello from the super process."},
             then={"superVariable": "Hello from sub process.", "hisLocalVariable": "mine", "z": 15}),
    ],
    "UserTaskTest.testSimpleProcess": [
        Case("writeReportTask -> writeReportTask\n verifyReportTask -> verifyReportTask")
    ],
    "UserTaskTest.testComplexScenarioWithSubprocessesAndParallelGateways": [
        Case("""ServiceTask_2 ServiceTask_3 doSomeWork innerTask outerTask runSomeService*5 -> resume ServiceTask_2
                ServiceTask_3 doSomeWork innerTask outerTask runSomeService*5 -> resume ServiceTask_3
                doSomeWork innerTask outerTask runSomeService*5 -> innerTask
                doSomeWork outerTask runSomeService*5 -> outerTask
                doSomeWork runSomeService*5 -> resume runSomeService
                doMoreWork doSomeWork runSomeService*4 runSomeUserTaskService -> doSomeWork
                doMoreWork doSomeWork runSomeService*4 runSomeUserTaskService -> doSomeWork
                doMoreWork doSomeWork runSomeService*4 runSomeUserTaskService -> doSomeWork
                doMoreWork doSomeWork runSomeService*4 runSomeUserTaskService -> doSomeWork
                doMoreWork doSomeWork runSomeService*4 runSomeUserTaskService -> doSomeWork
                doMoreWork runSomeService*4 runSomeUserTaskService -> doMoreWork
                runSomeService*4 runSomeUserTaskService -> runSomeUserTaskService
                runSomeService*4""")
    ],
    "TaskAssigneeTest.testTaskAssignee": [Case("theTask -> theTask")],
    "TaskCandidateTest.testSingleCandidateGroup": [Case("theTask -> theTask")],
    "TaskPriorityExtensionsTest.testPriorityExtension": [Case("task -> task", {"taskPriority": 57})],
    "ReceiveTaskTest.testReceiveTaskWithoutMessageReference": [Case("waitState -> send go")],
    "ReceiveTaskTest.testSupportsMessageEventReceivedOnSingleReceiveTask": [
        Case("waitState -> send newInvoiceMessage")
    ],
    "ReceiveTaskTest.testSupportsMessageEventReceivedOnSequentialMultiReceiveTask": [
        Case("""waitState -> send newInvoiceMessage
                waitState -> send newInvoiceMessage
                interaction -> interaction""")
    ],
}  # fmt: skip
