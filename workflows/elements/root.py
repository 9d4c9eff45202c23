"""A process as a whole: what contains its outermost tokens (BPMN 2.0.2, 13.2)."""

from typing import Any

from workflows.element import Element
from workflows.elements.node import Node
from workflows.tokens import Token


class Root(Node):
    """The main process of an instance; `starts` are the nodes at which a called process begins."""

    def __init__(self, workflow_spec: Any, process: str) -> None:
        super().__init__(workflow_spec, Element(id="", type="process", process=process), "")

    def inner_done(self, container: Token, child: Token) -> None:
        """The last token gone, the instance is over (13.2.8)."""
        if next(container.inner(), None) is None:
            for handler in container.children:
                container.workflow.forget(handler)
            container.workflow.completed = True
