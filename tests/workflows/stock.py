"""SpiffWorkflow as it comes: its own parser, its own serializer between all steps. The oracle of the random tests."""

from collections import Counter
from typing import Any

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.spiff.parser.process import SpiffBpmnParser
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG

SERIALIZER = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(SPIFF_CONFIG))


class Stock:
    """One instance; every command loads and saves the whole of it."""

    def __init__(self, diagram: bytes, process: str, data: dict[str, Any]) -> None:
        parser = SpiffBpmnParser()
        parser.add_bpmn_xml(etree.fromstring(diagram), filename="random.bpmn")
        workflow = BpmnWorkflow(parser.get_spec(process), parser.get_subprocess_specs(process))
        workflow.task_tree.data.update(data)
        self.text = ""
        self._settle(workflow)

    def _load(self) -> BpmnWorkflow:
        return SERIALIZER.deserialize_json(self.text)

    def _settle(self, workflow: BpmnWorkflow) -> None:
        while True:
            workflow.do_engine_steps()
            if not workflow.get_tasks(state=TaskState.READY, manual=False):
                break
        ready = workflow.get_tasks(state=TaskState.READY, manual=True)
        self.open = Counter(task.task_spec.bpmn_id for task in ready)
        waiting = workflow.event_manager.tasks.values()
        self.heard = Counter(task.task_spec.bpmn_id for task in waiting if task.state == TaskState.WAITING)
        self.ended = workflow.completed
        self.text = SERIALIZER.serialize_json(workflow)

    def complete(self, element: str, data: dict[str, Any]) -> None:
        """Complete the first open task of that element."""
        workflow = self._load()
        task = next(t for t in workflow.get_tasks(state=TaskState.READY, manual=True) if t.task_spec.bpmn_id == element)
        task.data.update(data)
        task.run()
        self._settle(workflow)

    def send(self, element: str) -> None:
        """Deliver the message for which that event waits."""
        workflow = self._load()
        waiting = workflow.event_manager.tasks.values()
        task = next(t for t in waiting if t.task_spec.bpmn_id == element)
        workflow.send_event(BpmnEvent(task.task_spec.event_definition, payload={}))
        self._settle(workflow)
