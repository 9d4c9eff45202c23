"""Input and output parameters (camunda:inputOutput) as zeebe mappings: texts, JUEL, lists, maps, simple scripts.

A task of a person keeps sending its form's fields: Camunda lets them out beside the output parameters, Zeebe does not,
so they are named.
"""

import json
import re

from workflows.loader.vocabulary import Node, local
from workflows.sentences import sentence
from workflows.translation import dialect, juel
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_LANGUAGES = ("groovy", "javascript", "js", "ecmascript", "juel", "java")


def translate(work: Work) -> None:
    """All nodes that have parameters of their own; a connector's are read with the service."""
    for node in work.nodes():
        for holder in dialect.extensions(node, "inputOutput"):
            _node(work, node, holder)


def _node(work: Work, node: Node, holder: Node) -> None:
    lost = []
    for parameter in list(holder):
        name, way = parameter.get("name") or "", "input" if dialect.plain(parameter) == "inputParameter" else "output"
        try:
            source = value(work, parameter)
            if not _NAME.fullmatch(name):
                raise NotTranslatable(f"“{name[:40]}” is no name of a variable")
        except NotTranslatable as error:
            lost.append(f"{name[:40]} ({error})")
            continue
        dialect.entry(node, "ioMapping", way, source=f"={source}", target=name)
    dialect.drop(holder)
    if lost:
        message = sentence("These parameters could not be translated: %(names)s.", names=", ".join(lost))
        hint = sentence("Add them as FEEL mappings in the properties panel.")
        work.findings.problem("error", "mapping.unread", node, message, hint)
    else:
        work.rewritten(node, sentence("Its input and output parameters are FEEL mappings now."))
    if local(node) in {"userTask", "startEvent"}:
        _fields_too(node)


def _fields_too(node: Node) -> None:
    mapping = dialect.zeebe(node, "ioMapping")
    if mapping is None or not any(dialect.plain(e) == "output" for e in mapping):
        return
    for field in dialect.inside(node, "formField", "formProperty"):
        name = field.get("id") or ""
        if _NAME.fullmatch(name) and name not in {e.get("target") for e in mapping if dialect.plain(e) == "output"}:
            dialect.entry(node, "ioMapping", "output", source=f"={name}", target=name)


def value(work: Work, parameter: Node) -> str:
    """A parameter's value as FEEL. Raises NotTranslatable."""
    inner = next((e for e in parameter if isinstance(e.tag, str)), None)
    if inner is None:
        return text(work, "".join(map(str, parameter.itertext())).strip())
    kind = dialect.plain(inner)
    if kind == "list":
        return f"[{', '.join(_part(work, e) for e in inner if isinstance(e.tag, str))}]"
    if kind == "map":
        pairs = (f"{json.dumps(e.get('key') or '', ensure_ascii=False)}: {value(work, e)}" for e in inner)
        return "{" + ", ".join(pairs) + "}"
    if kind == "script":
        return _script(work, inner)
    if kind == "expression":
        return text(work, (inner.text or "").strip())
    raise NotTranslatable(f"a {kind} has no equal")


def text(work: Work, said: str) -> str:
    """A text, which may hold JUEL, as FEEL."""
    if juel.is_juel(said):
        return juel.feel(said, work.names)
    return json.dumps(said, ensure_ascii=False) if said else "null"


def _part(work: Work, element: Node) -> str:
    return _script(work, element) if dialect.plain(element) == "script" else text(work, (element.text or "").strip())


def _script(work: Work, script: Node) -> str:
    language = (script.get("scriptFormat") or "").lower()
    said = (script.text or "").strip().rstrip(";")
    if not said or not any(name in language for name in _LANGUAGES):
        raise NotTranslatable(f"a script in {language or 'a file of its own'} is not run")
    return juel.expression(re.sub(r"\Areturn\b", "", said), work.names)
