"""What keeps a file from its meaning, in words: by the code of the problem that was filled in, lost, or stopped it."""

_SAID = {
    "script.language": "a script in a language that is not run here and does more than give values",
    "decision.unknown": "the decision table is not among the files",
    "decision.missing": "a business rule task names no decision",
    "process.unknown": "the called process is not among the files",
    "process.missing": "a call activity names no process, or by an expression",
    "process.empty": "the process holds nothing that could be run",
    "timer.missing": "a timer without a time",
    "timer.unreadable": "a time that nothing here can read",
    "timer.too_often": "a timer that would fire more than once a minute",
    "unsupported.extension": "an extension whose meaning is not known here",
    "mapping.unread": "a parameter in a template language or by a method of the old system",
    "xml.syntax": "the file is not well-formed XML",
    "xml.not_bpmn": "the file is no BPMN 2.0",
    "xml.doctype": "the file has a DOCTYPE, which is refused unread",
    "unsupported.event": "an event where BPMN does not allow it",
    "element.unsupported": "a kind of element that is no part of executable BPMN",
    "element.misplaced": "an element where BPMN has no place for it",
    "compensation.handler": "a compensation event that leads to nothing that undoes",
    "compensation.flow": "a sequence flow at a compensation event, where BPMN allows none",
    "cancel.outside": "a cancel event outside a transaction",
    "start.several": "several plain starts, and which one is meant is not said",
    "loop.no_collection": "a multi-instance that says neither for which list nor how often",
    "node.dead_end": "a gateway or start from which no way leads on",
    "handler.start": "an event sub-process that does not say what starts it",
    "handler.alone": "an event sub-process with flows, a loop or border events, which BPMN forbids",
    "boundary.no_host": "a border event that stands on nothing",
    "boundary.host": "a border event on something that is no activity",
    "boundary.twice": "two border events of one activity that catch the same",
    "event_gateway.target": "something else than an event behind an event-based gateway",
    "gateway.event_target": "something else than an event behind an event-based gateway",
    "flow.dangling": "a flow with a loose end",
    "flow.condition_missing": "a way out of a choice without a condition",
    "flow.condition_ignored": "a condition where every way is taken",
    "condition.missing": "a conditional event without a condition",
    "message.missing": "an event or task that does not say which message",
    "signal.missing": "an event that does not say which signal",
    "link.missing": "a link that nothing catches or throws",
    "reference.missing": "a reference to something that is not in the file",
    "call.circle": "processes that call each other without end",
    "feel.syntax": "an expression that is neither FEEL nor translated",
    "run.uncaught_error": "an error is thrown that nothing in the diagram catches",
    "run.expression": "an expression fails on the made-up data of the run",
}
_LOST = {"mapping.unread": "a parameter that is left out because it could not be translated"}
_BY_HAND = "code of another system does the step there, named in a way that only it can follow"


def told(why: str) -> str:
    """The sentence for one reason of the bench; the reason itself where there is none."""
    if why.startswith("a person does"):
        return _BY_HAND
    kind, _, rest = why.partition(": ")
    code = rest.partition(" at ")[0].partition(": ")[0]
    return (_LOST.get(code) if kind == "lost" else None) or _SAID.get(code) or f"{kind}: {code}"
