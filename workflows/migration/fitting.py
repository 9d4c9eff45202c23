"""Whether one token may stand at the node of another version: the same kind of thing, waiting for the same thing.

What a token has taken in, asked for and waits for was settled when it came; where the new node would have settled it
otherwise in a way that cannot be made up for, the instance is refused.
"""

from typing import Any

from workflows.element import Loop
from workflows.elements.ad_hoc_sub_process import AdHocSubProcess
from workflows.elements.call_activity import CallActivity
from workflows.elements.compensation import Undoing
from workflows.elements.event_based_gateway import EventBasedGateway
from workflows.elements.event_sub_process import EventSubProcess
from workflows.elements.service_task import ServiceTask
from workflows.migration.verdict import Refused
from workflows.tokens import Token


def check(token: Token, new: Any) -> None:
    """The token of the old tree may stand at the node `new`. Raises Refused."""
    old = token.task_spec
    if isinstance(old, Undoing) or "undo" in token.internal_data:
        raise Refused("undoing", old if old.element.id else None)
    if _loop(old.element.loop) != _loop(new.element.loop):
        raise Refused("loop", old)
    if type(old) is not type(new):
        raise Refused("kind", old)
    if old.inner is None and old.element.inputs != new.element.inputs:
        raise Refused("inputs", old)
    if isinstance(old, ServiceTask) and old.element.task_type != new.element.task_type:
        raise Refused("call", old)
    if isinstance(old, CallActivity):
        _check_called(old, new)
    if isinstance(old, EventSubProcess) and _interrupts(old) != _interrupts(new):
        raise Refused("handler", old)
    if old.waits_for == "event":
        _check_event(old, new)


def check_begin(token: Token, new: AdHocSubProcess, names: list[str]) -> None:
    """What an ad-hoc sub-process has still to begin can be begun there. Raises Refused."""
    if not set(names) <= {node.element.id for node in new.starts}:
        raise Refused("begin", token.task_spec)


def gateway_of(group: list[Token]) -> Any:
    """The event-based gateway of the new diagram behind which exactly these events wait; None where there is none."""
    nodes = {token.task_spec for token in group}
    first = group[0]
    for node in first.workflow.definition.nodes:
        if isinstance(node, EventBasedGateway) and {exit.target for exit in node.exits} == nodes:
            return node
    return None


def same_subscription(old: Any, new: Any) -> bool:
    """Both wait for the same kind of thing, and for the same message or signal."""
    if len(old.subscriptions) != len(new.subscriptions) or old.together != new.together:
        return False
    return all(_same(one, other) for one, other in zip(old.subscriptions, new.subscriptions, strict=True))


def _check_event(old: Any, new: Any) -> None:
    pairs = list(zip(old.subscriptions, new.subscriptions, strict=False))
    if len(old.subscriptions) != len(new.subscriptions) or not all(_same(one, other) for one, other in pairs):
        raise Refused("event", old)
    if getattr(old, "together", False) != getattr(new, "together", False):
        raise Refused("event", old)


def _same(old: Any, new: Any) -> bool:
    if old.kind != new.kind:
        return False
    if old.kind in ("message", "signal"):
        said = ((one.event.name, one.event.correlation_key) for one in (old, new))
        return next(said) == next(said)
    return True


def _check_called(old: CallActivity, new: CallActivity) -> None:
    if old.element.called_process != new.element.called_process:
        raise Refused("called", old)
    if old.element.extra.get("propagate_parent") != new.element.extra.get("propagate_parent"):
        raise Refused("inputs", old)


def _loop(loop: Loop | None) -> tuple[Any, ...] | None:
    """What of a loop was settled when it began; its condition is asked each time."""
    if loop is None:
        return None
    lists = (loop.input_collection, loop.input_element, loop.output_collection, loop.output_element)
    return (loop.standard, loop.sequential, loop.cardinality, *lists)


def _interrupts(node: Any) -> bool:
    return any(start.element.interrupting for start in node.starts)
