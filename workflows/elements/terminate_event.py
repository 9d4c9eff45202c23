"""Terminate end events that reach beyond their level, as Activiti and Flowable have them: the instances of the
multi-instance around, or the whole request. BPMN's own (13.5.6) is in `throw_event`."""

from SpiffWorkflow.util.task import TaskState

from workflows.elements.multi_instance import MultiInstance
from workflows.elements.throw_event import Ending
from workflows.tokens import ROOT, Token


class WideTermination(Ending):
    """Ends everything there, itself included; a multi-instance goes on behind it with what was gathered so far."""

    def _run_hook(self, my_task: Token) -> bool | None:
        reach, around = self.element.event.reach if self.element.event else "", my_task.parent
        while around.id != ROOT and not (reach == "body" and isinstance(around.task_spec, MultiInstance)):
            around = around.parent
        if around.id == ROOT:
            self._say(my_task)
        else:
            around.internal_data["enough"] = True
        my_task.workflow.note(my_task, "completed")
        my_task._set_state(TaskState.COMPLETED)
        my_task.workflow.forget(my_task)
        for child in around.children:
            child.cancel()
        around.task_spec.inner_done(around, my_task)
        return True
