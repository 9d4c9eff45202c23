"""Conditions of sequence flows in JUEL, Java, JavaScript, Groovy, MVEL and Python, said in FEEL.

A text that is only a label ("credit is good") is no condition: it becomes the flow's name, for a person to choose by.
What cannot be translated stays as it is, and lint names it.
"""

import re

from workflows.feel import FeelSyntaxError, compile_expression
from workflows.loader.vocabulary import SPIFF, Node, children, first
from workflows.sentences import sentence
from workflows.translation import dialect, juel, python
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

_FEEL = frozenset({"feel", "text/feel", "application/feel", "http://www.omg.org/spec/feel/20140401"})
_C_LIKE = ("java", "javascript", "groovy", "mvel", "ecmascript", "js", "juel", "uel", "kie")
_LABEL = re.compile(r"[^\W\d_][\w'’,-]*(?: [\w'’,-]+)+[.?!]?")
_OWN_OBJECT = re.compile(
    r"(?<![\w.])(?:this\.(?:environment\.)?variables|environment\.variables|this\.(?:item\.|token\.)?data)\.(?=[A-Za-z_])"
)
_RETURN = re.compile(r"\A\s*return\b(.*?);?\s*\Z", re.DOTALL)


def translate(work: Work) -> None:
    """All flows, and the completion conditions and conditional events beside them."""
    for flow in work.flows():
        for said in children(flow, "conditionExpression"):
            _flow(work, flow, said)
    for node in work.nodes():
        for holder in node.iter("{*}conditionalEventDefinition"):
            if holder.getparent() is node:
                _inner(work, node, first(holder, "condition"))
        if dialect.plain(node) == "adHocSubProcess":
            _inner(work, node, first(node, "completionCondition"))


def _flow(work: Work, flow: Node, said: Node) -> None:
    text = (said.text or "").strip()
    if not text or _is_feel(said, text):
        dialect.take(said, "resource")
        return
    if _is_label(text, flow):
        flow.set("name", flow.get("name") or text)
        flow.remove(said)
        work.rewritten(
            flow, sentence("“%(text)s” is no condition but a label; it is the flow's name now.", text=text[:80])
        )
        return
    _translate(work, flow, said, text)


def _inner(work: Work, node: Node, said: Node | None) -> None:
    if said is not None and (said.text or "").strip():
        text = (said.text or "").strip()
        if not _is_feel(said, text):
            _translate(work, node, said, text)


def _translate(work: Work, at: Node, said: Node, text: str) -> None:
    try:
        found = condition(work, text, (said.get("language") or "").lower())
    except NotTranslatable:
        return
    said.text = f"={found}"
    said.attrib.pop("language", "")
    if found != text:
        work.rewritten(at, sentence("The condition %(text)s is now %(found)s.", text=text[:120], found=found[:200]))


def condition(work: Work, text: str, language: str) -> str:
    """A condition in FEEL. Raises NotTranslatable."""
    if juel.is_juel(text):
        return juel.feel(text, work.names)
    if language.endswith("python") or (not language and is_spiff(work)):
        return python.expression(text)
    returned = _RETURN.match(text)
    if returned or any(name in language for name in _C_LIKE) or not language:
        said = of_javascript(returned[1] if returned else text, language)
        return juel.expression(said.rstrip("; \n"), work.names)
    raise NotTranslatable(f"{language} is not read")


def of_javascript(text: str, language: str) -> str:
    """bpmn-engine and bpmn-server show a script in JavaScript its variables as parts of an object of theirs."""
    return _OWN_OBJECT.sub("", text) if any(name in language for name in ("javascript", "ecmascript", "js")) else text


def is_spiff(work: Work) -> bool:
    """Whether the file speaks SpiffWorkflow's dialect, in which conditions are Python."""
    return SPIFF in (work.root.nsmap or {}).values()


def _is_feel(said: Node, text: str) -> bool:
    language = (said.get("language") or "").lower()
    return text.startswith("=") or language in _FEEL


def _is_label(text: str, flow: Node) -> bool:
    """Words in a row that no language reads as a condition, or the very name of the flow."""
    if juel.is_juel(text):
        return False
    same = text.casefold() == (flow.get("name") or "").strip().casefold() and not re.search(r"[=<>()]", text)
    return same or (_LABEL.fullmatch(text) is not None and not _reads_as_feel(text))


def _reads_as_feel(text: str) -> bool:
    """FEEL with a keyword in it: "a and b", "x in list"; a mere name with blanks is a label."""
    words = set(text.split())
    if not words & {"and", "or", "in", "not", "between", "then", "true", "false", "instance", "satisfies"}:
        return False
    try:
        compile_expression(text)
    except FeelSyntaxError:
        return False
    return True
