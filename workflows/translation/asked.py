"""Forms for what the diagram asks for and nothing gives: fields for names that conditions read.

A task without a form gets the fields that the next choices behind it need (there, its page was a program of its own);
what is needed before any person could give it is asked of whoever starts the process.
"""

from collections.abc import Iterable

from workflows.feel import FeelSyntaxError, compile_expression
from workflows.lint.supply import GIVEN
from workflows.loader.vocabulary import Node, bpmn, children, first, local
from workflows.sentences import sentence
from workflows.translation import dialect
from workflows.translation.fields import Field, choice, field, form, form_id, is_key
from workflows.translation.forms import has_form
from workflows.translation.guesses import Guess, guess
from workflows.translation.work import Work

_PEOPLE = ("userTask", "manualTask", "task")
_COUNTS = ("", "Completed", "Active", "Terminated")
_GIVEN = frozenset({*GIVEN, *(f"numberOf{kind}Instances" for kind in _COUNTS)})
_STOPS = frozenset({*_PEOPLE, "businessRuleTask", "callActivity", "receiveTask"})


def translate(work: Work) -> None:
    """Tasks first, then the start."""
    if work.ours:
        return
    _own(work)
    given = _given(work)
    wanted = {name: found for name, found in _wanted(work).items() if name not in given}
    for node in work.nodes(*_PEOPLE):
        if wanted and not has_form(node) and first(node, "multiInstanceLoopCharacteristics") is None:
            here = {name: wanted[name] for name in _next(work, node) if name in wanted}
            if here:
                _make(work, node, [_field(name, found) for name, found in here.items()], here)
    given |= {name for fields in work.asks.values() for name in fields}
    left = {name: found for name, found in wanted.items() if name not in given}
    start = _start(work)
    if left and start is not None:
        _make(work, start, [_field(name, found) for name, found in left.items()], left)


def _own(work: Work) -> None:
    """Fields that other passes found out a task has to ask for."""
    for node in work.nodes(*_PEOPLE):
        asks = work.asks.get(node.get("id") or "")
        if asks and not has_form(node):
            _make(work, node, [field(kind, name, name) for name, kind in asks.items() if is_key(name)], asks)


def _make(work: Work, node: Node, components: list[Field], names: Iterable[str]) -> None:
    key = node.get("id") or ""
    name = form_id(key)
    work.forms[name] = form(name, components)
    work.asks[key] = dict.fromkeys(names, "")
    dialect.add(node, "formDefinition", formId=name)
    work.rewritten(
        node,
        sentence("It had no form; its form asks for %(names)s, which the diagram needs.", names=", ".join(names)[:200]),
    )


def _field(name: str, found: Guess) -> Field:
    if found.kind == "text" and len(found.values) > 1:
        return choice("select", name, name, [(value, value) for value in found.values])
    kinds = {"boolean": "checkbox", "number": "number", "list": "taglist"}
    return field(kinds.get(found.kind, "textfield") if found.kind != "list" else "textfield", name, name)


def _start(work: Work) -> Node | None:
    starts = [n for n in children(work.process, "startEvent") if not any(local(c).endswith("Definition") for c in n)]
    return starts[0] if len(starts) == 1 and not has_form(starts[0]) else None


def _given(work: Work) -> set[str]:
    """Names that something of the process sets."""
    names = set(_GIVEN)
    for node in work.nodes():
        for element in node.iter():
            if isinstance(element.tag, str):
                names |= {(element.get(a) or "").partition(".")[0] for a in ("target", "resultVariable", "inputElement",
                                                                             "outputCollection")}  # fmt: skip
        item = next(iter(node.iter(bpmn("inputDataItem"))), None)
        if item is not None:
            names.add(item.get("name") or item.get("id") or "")
    for schema in work.forms.values():
        names |= {component.get("key", "") for component in schema.get("components", ()) if isinstance(component, dict)}
    return names


def _wanted(work: Work) -> dict[str, Guess]:
    """Name -> what kind of value the conditions of flows take it for."""
    found: dict[str, Guess] = {}
    for flow in work.flows():
        for name, seen in _read(flow).items():
            found[name] = found[name].with_(seen) if name in found else seen
    return found


def _read(flow: Node) -> dict[str, Guess]:
    said = first(flow, "conditionExpression")
    text = ((said.text if said is not None else "") or "").strip().removeprefix("=").strip()
    if not text or (said is not None and said.get("language")):
        return {}
    try:
        names = compile_expression(text).names
    except FeelSyntaxError:
        return {}
    return {name: guess(text, name) for name in sorted(names) if is_key(name) and _is_simple(text, name)}


def _is_simple(text: str, name: str) -> bool:
    """A name by itself, no list or object that is looked into: a field cannot give those."""
    return f"{name}." not in text and f"{name}[" not in text


def _next(work: Work, node: Node) -> list[str]:
    """Names that the conditions behind a task read before the next task of a person."""
    scope = node.getparent()
    flows = list(children(scope, "sequenceFlow")) if scope is not None else []
    kinds = {one.get("id"): local(one) for one in work.nodes()}
    names: dict[str, None] = {}
    seen = {node.get("id")}
    waiting = [node.get("id")]
    while waiting:
        key = waiting.pop(0)
        for flow in (one for one in flows if one.get("sourceRef") == key):
            names |= dict.fromkeys(_read(flow))
            target = flow.get("targetRef")
            if target not in seen and kinds.get(target) not in _STOPS:
                waiting.append(target)
            seen.add(target)
    return list(names)
