"""Multi-instances, compensation and transactions. Camunda runs all handlers at once; here they run one after another,
the last first, as 13.5.5 of the specification orders them."""

from tests.workflows.camunda7.case import Case

HOTELS = "bookHotel -> resume bookHotel\n" * 5
FLIGHTS = "bookFlight -> resume bookFlight\n" * 5
UNDO_HOTELS = "undoBookHotel -> resume undoBookHotel\n" * 5
BOOKED = "\n".join(["bookFlight bookHotel -> resume bookHotel"] * 5)
TASK = "miTasks -> miTasks\n"
PAIR = "subProcessTask1 subProcessTask2"
CASES: dict[str, list[Case]] = {
    "TransactionSubProcessTest.testSimpleCaseTxSuccessful": [
        Case(f"""{BOOKED}
                 bookFlight -> resume bookFlight
                 askCustomer -> askCustomer {{"confirmed": true}}
                 chargeCard -> resume chargeCard
                 afterSuccess -> send go"""),
        Case(f"""{BOOKED}
                 bookFlight -> resume bookFlight
                 askCustomer -> askCustomer {{"confirmed": false}}
                 chargeCard -> resume chargeCard
                 undoChargeCard -> resume undoChargeCard
                 undoBookFlight -> resume undoBookFlight
                 {UNDO_HOTELS}
                 afterCancellation -> send go"""),
    ],
    "TransactionSubProcessTest.testNestedCancelInner": [
        Case("bookFlight innerTxbookFlight innerTxbookHotel -> resume innerTxbookFlight\n"
             + "bookFlight innerTxaskCustomer innerTxbookHotel -> resume innerTxbookHotel\n" * 5
             + """bookFlight innerTxaskCustomer innerTxreceive -> innerTxaskCustomer {"confirmed": false}\n"""
             + "bookFlight innerTxundoBookHotel -> resume innerTxundoBookHotel\n" * 5
             + """bookFlight innerTxundoBookFlight -> resume innerTxundoBookFlight
                  afterInnerCancellation bookFlight -> send go
                  bookFlight -> bookFlight""")
    ],
    "TransactionSubProcessTest.testCancelEndConcurrent": [
        Case(f"""{BOOKED}
                 bookFlight receive -> resume bookFlight
                 askCustomer receive -> askCustomer {{"confirmed": false}}
                 undoBookFlight -> resume undoBookFlight
                 {UNDO_HOTELS}
                 afterCancellation -> send go""")
    ],
    "CompensateEventTest.testCompensateSubprocess": [Case(f"{HOTELS}{UNDO_HOTELS}beforeEnd -> send go")],
    "CompensateEventTest.testCompensateActivityRef": [
        Case(f"""{BOOKED}
                 {FLIGHTS}
                 {UNDO_HOTELS}
                 beforeEnd -> send go""")
    ],
    "CompensateEventTest.testCompensateSubprocessInsideSubprocess": [
        Case("""bookHotel -> bookHotel
                bookFlight -> bookFlight
                throwCompensation -> throwCompensation
                undoBookFlight -> undoBookFlight
                undoBookHotel -> undoBookHotel""")
    ],
    "CompensateEventTest.testCompensationEventSubprocessWithoutBoundaryEvents": [
        Case("""bookHotel -> bookHotel
                bookFlight -> bookFlight
                throwCompensation -> throwCompensation
                undoBookFlight -> undoBookFlight
                undoBookHotel -> undoBookHotel""")
    ],
    "MultiInstanceTest.testSequentialUserTasksCompletionCondition": [
        Case("miTasks timer -> miTasks\n" * 5, {"nrOfLoops": 10})
    ],
    "MultiInstanceTest.testParallelUserTasks": [
        Case("miTasks*3 -> miTasks\n miTasks*2 -> miTasks\n miTasks -> miTasks")
    ],
    "MultiInstanceTest.testParallelUserTasksCompletionCondition": [
        Case("miTasks*5 -> miTasks\n miTasks*4 -> miTasks\n miTasks*3 -> miTasks")
    ],
    "MultiInstanceTest.testParallelUserTasksBasedOnCollection": [
        Case("miTasks*5 -> miTasks\n miTasks*4 -> miTasks\n miTasks*3 -> miTasks",
             {"assigneeList": ["kermit", "gonzo", "mispiggy", "fozzie", "bubba"]})
    ],
    "MultiInstanceTest.testParallelUserTasksWithTimer": [
        Case("""miTasks*3 timer -> miTasks
                miTasks*2 timer -> tick
                taskAfterTimer -> taskAfterTimer""")
    ],
    "MultiInstanceTest.testNestedSequentialUserTasks": [Case(TASK * 3)],
    "MultiInstanceTest.testSequentialSubProcess": [
        Case(f"{PAIR} -> subProcessTask1\n subProcessTask2 -> subProcessTask2\n" * 4)
    ],
    "MultiInstanceTest.testParallelSubProcess": [
        Case("""subProcessTask1*2 subProcessTask2*2 -> subProcessTask1
                subProcessTask1 subProcessTask2*2 -> subProcessTask2
                subProcessTask1 subProcessTask2 -> subProcessTask1
                subProcessTask2 -> subProcessTask2""")
    ],
    "MultiInstanceTest.testNestedParallelSubProcess": [
        Case("\n".join(f"subProcessTask1*{n} subProcessTask2*{n} -> subProcessTask1\n"
                       f"subProcessTask1*{n - 1} subProcessTask2*{n} -> subProcessTask2"
                       if n > 1 else
                       f"{PAIR} -> subProcessTask1\n subProcessTask2 -> subProcessTask2" for n in (4, 3, 2, 1)))
    ],
    "MultiInstanceTest.testParallelCallActivity": [
        Case("\n".join(f"task1*{n} task2*{n} -> task1\n task1*{n - 1} task2*{n} -> task2" if n > 1 else
                       "task1 task2 -> task1\n task2 -> task2" for n in range(6, 0, -1)))
    ],
}  # fmt: skip
