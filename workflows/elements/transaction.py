"""Transaction: a sub-process that is undone as a whole when a cancel end event is reached in it (BPMN 2.0.2, 10.3.5,
10.5.6 and 13.3.4).

Everything still open in it ends, everything completed is compensated, the last first, and then a token leaves from the
cancel event on its border; with instances, all of them end. Nothing outside the process takes part in the protocol.
"""

from workflows.elements import compensation
from workflows.elements.sub_process import SubProcess
from workflows.elements.throw_event import Ending
from workflows.tokens import ROOT, Token


class Transaction(SubProcess):
    """A sub-process; one that is being cancelled has `undo` in its facts."""

    def cancel(self, token: Token, by: Token) -> None:
        """End what is open, undo what is done, leave from the cancel event."""
        entries = compensation.take_all(token)
        for child in token.children:
            if child is not by:
                child.cancel()
        token.internal_data["undo"] = entries
        if not compensation.go_on(token):
            self._out(token)

    def inner_done(self, container: Token, child: Token) -> None:
        """While it is being cancelled: undo the next, or leave."""
        if "undo" not in container.internal_data:
            super().inner_done(container, child)
        elif next(container.inner(), None) is None and not compensation.go_on(container):
            self._out(container)

    def _out(self, token: Token) -> None:
        hosts = [token] if self.body is None else [token, token.parent]
        for host in hosts:
            for event in host.task_spec.boundaries:
                if event.catches("cancel", None):
                    event.strike(host, {})
                    return
        message = f"{self.label} was cancelled, but no cancel event on its border says how to go on."
        raise self.problem(message, "uncaught_error")


class CancelEnd(Ending):
    """Cancels the transaction around it."""

    def _run_hook(self, my_task: Token) -> bool | None:
        around = my_task.parent
        while around.id != ROOT and not isinstance(around.task_spec, Transaction):
            around = around.parent
        if around.id == ROOT:
            raise self.problem(f"{self.label} lies in no transaction that it could cancel.", "uncaught_error")
        around.task_spec.cancel(around, my_task)
        return True
