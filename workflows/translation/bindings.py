"""Known machines and the connectors that do the same here: mail and HTTP in the words of each tool.

Flowable and Activiti: type="mail", type="http" with fields · Camunda 7: http-connector, mail-send ·
Camunda 8: io.camunda:http-json:1 · SpiffWorkflow: http/GetRequest, smtp/SendHTMLEmail · jBPM: Email, Rest
"""

import re

from workflows.loader.vocabulary import DROOLS, Node
from workflows.sentences import sentence
from workflows.translation import dialect, juel, python
from workflows.translation.errors import NotTranslatable
from workflows.translation.jbpm import inputs
from workflows.translation.mappings import text, value
from workflows.translation.work import Work

_MAIL = {"to": "to", "subject": "subject", "text": "text", "html": "text", "body": "text", "email_to": "to",
         "email_subject": "subject", "email_body": "text", "To": "to", "Subject": "subject", "Body": "text",
         "recipients": "to", "message": "text"}  # fmt: skip
_HTTP = {"requestUrl": "url", "requestMethod": "method", "requestBody": "body", "url": "url", "method": "method",
         "payload": "body", "body": "body", "Url": "url", "Method": "method", "Content": "body", "json": "body",
         "data": "body", "httpMethod": "method"}  # fmt: skip
_NEEDED = {"mail": "to", "http": "url"}
_WORDS = {"mail": _MAIL, "http": _HTTP}
_CONNECTORS = {"http-connector": "http", "mail-send": "mail"}
_JOBS = re.compile(r"io\.camunda:(http-json|sendgrid|email)(?::\d+)?")
_METHODS = {"getrequest": "GET", "postrequest": "POST", "putrequest": "PUT", "patchrequest": "PATCH",
            "deleterequest": "DELETE"}  # fmt: skip
_ITEMS = {"Email": "mail", "Rest": "http", "REST": "http"}


def bind(work: Work, node: Node) -> bool:
    """Gives the task the connector that does the same; answers whether there is one."""
    for find in (_fields, _connector, _job, _operator, _item):
        try:
            found = find(work, node)
        except NotTranslatable:
            continue
        if found is None:
            continue
        kind, given, result = found
        words = {_WORDS[kind][name]: feel for name, feel in given.items() if name in _WORDS[kind]}
        if _NEEDED[kind] in words:
            _write(work, node, kind, words, result)
            return True
    return False


def work_item(node: Node) -> str:
    """jBPM's name of the work, or of the Java service; "" for any other task."""
    parts = (node.get(f"{{{DROOLS}}}{name}") for name in ("taskName", "serviceinterface", "serviceoperation"))
    return ".".join(part for part in parts if part)


Found = tuple[str, dict[str, str], str | None] | None


def _fields(work: Work, node: Node) -> Found:
    kind = dialect.attribute(node, "type")
    if kind not in _WORDS:
        return None
    given = {}
    for field in dialect.extensions(node, "field"):
        inner = next((e for e in field if isinstance(e.tag, str)), None)
        said = field.get("stringValue") or field.get("expression") or (inner.text if inner is not None else "") or ""
        given[field.get("name") or ""] = text(work, said.strip())
    return kind, given, dialect.attribute(node, "resultVariableName")


def _connector(work: Work, node: Node) -> Found:
    for connector in dialect.extensions(node, "connector"):
        named = next((e for e in connector if dialect.plain(e) == "connectorId"), None)
        kind = _CONNECTORS.get((named.text or "").strip()) if named is not None else None
        if kind is not None and not dialect.inside(connector, "outputParameter"):
            return (
                kind,
                {p.get("name") or "": value(work, p) for p in dialect.inside(connector, "inputParameter")},
                None,
            )
    return None


def _job(work: Work, node: Node) -> Found:
    definition, mapping = dialect.zeebe(node, "taskDefinition"), dialect.zeebe(node, "ioMapping")
    known = _JOBS.fullmatch(definition.get("type") or "") if definition is not None else None
    if known is None or mapping is None:
        return None
    given = {}
    for entry in mapping:
        said = (entry.get("source") or "").strip()
        if dialect.plain(entry) == "input":
            given[entry.get("target") or ""] = said.removeprefix("=") if said.startswith("=") else text(work, said)
    headers = dialect.zeebe(node, "taskHeaders")
    words = {h.get("key"): h.get("value") for h in headers} if headers is not None else {}
    if words.get("resultExpression"):
        raise NotTranslatable("a result expression has no equal")
    return "http" if known[1] == "http-json" else "mail", given, words.get("resultVariable")


def _operator(_work: Work, node: Node) -> Found:
    for operator in dialect.spiff(node, "serviceTaskOperator"):
        family, _, action = (operator.get("id") or "").partition("/")
        kind = {"http": "http", "smtp": "mail"}.get(family.lower())
        if kind is None:
            return None
        given = {
            p.get("id") or "": python.expression(p.get("value") or "None")
            for p in dialect.inside(operator, "parameter")
        }
        method = _METHODS.get(action.lower().removesuffix("v2"))
        if method:
            given.setdefault("method", f'"{method}"')
        return kind, {name: said for name, said in given.items() if said != "null"}, operator.get("resultVariable")
    return None


def _item(work: Work, node: Node) -> Found:
    kind = _ITEMS.get(node.get(f"{{{DROOLS}}}taskName") or "")
    if kind is None:
        return None
    return kind, {name: text(work, said) for name, said in inputs(node).items()}, None


def _write(work: Work, node: Node, kind: str, words: dict[str, str], result: str | None) -> None:
    dialect.take(node, "type", "class", "resultVariableName", "resultVariable", "expression")
    dialect.drop(*dialect.extensions(node, "field", "connector"), *dialect.spiff(node, "serviceTaskOperator"))
    for name in ("taskDefinition", "ioMapping", "taskHeaders"):
        found = dialect.zeebe(node, name)
        if found is not None and (name == "taskDefinition" or found.getparent() is not None):
            dialect.drop(found)
    node.attrib.pop("messageRef", "")
    if dialect.plain(node) == "task":
        dialect.retag(node, "serviceTask")
    dialect.add(node, "taskDefinition", type=kind)
    for name, feel in words.items():
        dialect.entry(node, "ioMapping", "input", source=f"={feel}", target=name)
    if result and not juel.is_juel(result):
        dialect.entry(node, "taskHeaders", "header", key="resultVariable", value=result)
    work.rewritten(node, sentence("The connector %(kind)s does it now.", kind=kind))
