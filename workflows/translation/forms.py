"""Forms in the diagram: camunda:formData, formProperty of Activiti and Flowable, form keys, Camunda 8's inner forms.

What the diagram describes becomes a form-js schema named after the element; a key that points outside keeps its name,
and the form must be brought along (lint, form.missing). HTML and Java forms must be drawn anew.
"""

import json
import re
from typing import Any

from workflows.loader.vocabulary import Node
from workflows.sentences import sentence
from workflows.translation import dialect, juel
from workflows.translation.fields import Field, choice, field, form, form_id, is_key
from workflows.translation.work import Work

_TYPES = {"boolean": "checkbox", "long": "number", "double": "number", "integer": "number", "date": "datetime",
          "enum": "select", "int": "number", "float": "number"}  # fmt: skip
_RULES = {"min": "min", "max": "max", "minlength": "minLength", "maxlength": "maxLength"}
_INNER = "camunda-forms:bpmn:"

MAX_FIELDS = 200


def translate(work: Work) -> None:
    """Start events and tasks of people."""
    _inner(work)
    for node in work.nodes("userTask", "startEvent", "manualTask", "task"):
        dialect.take(node, "formRefBinding", "formRefVersion", "formHandlerClass")
        described = [f for f in dialect.inside(node, "formField", "formProperty") if _belongs(f, node)]
        key, reference = dialect.take(node, "formKey"), dialect.take(node, "formRef")
        dialect.drop(*dialect.extensions(node, "formData", "formProperty"))
        if described:
            _described(work, node, described)
        elif reference or key:
            _keyed(work, node, reference or key or "")


def _belongs(described: Node, node: Node) -> bool:
    """Of the node itself, not of something in it."""
    return next(described.iterancestors("{*}extensionElements")).getparent() is node


def _described(work: Work, node: Node, described: list[Node]) -> None:
    fields = [made for one in described[:MAX_FIELDS] if (made := _field(one)) is not None]
    left = [one.get("id") or "?" for one in described if not is_key(one.get("id") or "")]
    name = form_id(node.get("id") or "form")
    work.forms[name] = form(name, fields)
    dialect.add(node, "formDefinition", formId=name)
    work.rewritten(node, sentence("Its %(count)s form fields are the form %(name)s now.", count=len(fields), name=name))
    if left:
        message = sentence(
            "These form fields have no name that a variable may have: %(names)s.", names=", ".join(left)[:200]
        )
        work.findings.problem(
            "error", "form.field", node, message, sentence("Give them plain names: letters, digits and _.")
        )


def _field(one: Node) -> Field | None:
    name, kind = one.get("id") or "", (one.get("type") or "string").lower()
    if not is_key(name) or one.get("readable") == "false":
        return None
    rules, readonly = _rules(one)
    words, given = one.get("label") or one.get("name") or name, one.get("defaultValue") or one.get("default")
    default = None if given is None or juel.is_juel(given) else _default(kind, given)
    values = [(v.get("id") or v.get("name") or "", v.get("name") or "") for v in dialect.inside(one, "value")]
    values = [(value, said) for value, said in values if value]
    more: dict[str, Any] = {"validate": rules, "readonly": readonly or None, "defaultValue": default}
    if kind == "enum" and values:
        if default not in {value for value, _ in values}:
            more["defaultValue"] = None
        return choice("select", name, words, values, **more)
    return field(_TYPES.get(kind, "textfield") if kind != "enum" else "textfield", name, words, **more)


def _rules(one: Node) -> tuple[dict[str, Any], bool]:
    rules: dict[str, Any] = {"required": True} if one.get("required") == "true" else {}
    readonly = one.get("writable") == "false"
    for constraint in dialect.inside(one, "constraint"):
        name, said = (constraint.get("name") or "").lower(), constraint.get("config") or ""
        if name == "required" and said.lower() != "false":
            rules["required"] = True
        elif name == "readonly":
            readonly = True
        elif name in _RULES and re.fullmatch(r"-?\d+", said):
            rules[_RULES[name]] = int(said)
    if readonly:
        rules.pop("required", None)
    return rules, readonly


def _default(kind: str, given: str) -> Any:
    if kind == "boolean":
        return given.strip().lower() == "true"
    if kind in {"long", "integer", "int", "double", "float"}:
        return json.loads(given) if re.fullmatch(r"-?\d+(?:\.\d+)?", given.strip()) else None
    return None if kind == "date" else given


def _inner(work: Work) -> None:
    """zeebe:userTaskForm of the process: a whole form-js form as JSON."""
    for element in [e for e in dialect.every(work.process) if dialect.plain(e) == "userTaskForm"]:
        try:
            schema = json.loads(element.text or "")
        except ValueError:
            continue
        if isinstance(schema, dict) and element.get("id"):
            work.forms[form_id(element.get("id") or "")] = schema
            dialect.drop(element)
    for node in work.nodes("userTask", "startEvent"):
        found = dialect.zeebe(node, "formDefinition")
        key = found.get("formKey") if found is not None else None
        if found is not None and key and key.startswith(_INNER):
            del found.attrib["formKey"]
            found.set("formId", form_id(key.removeprefix(_INNER)))
            work.rewritten(
                node, sentence("Its form lies in the diagram and is the form %(given)s now.", given=found.get("formId"))
            )


def _keyed(work: Work, node: Node, key: str) -> None:
    """`embedded:app:forms/order.html`, `camunda-forms:deployment:order.form`, `order`: the last part without ending."""
    if juel.is_juel(key):
        dialect.add(node, "formDefinition", formId=f"={key}")
        return
    last = re.split(r"[/:\\]", key)[-1]
    stem = re.sub(r"\.(form|html?|json|jsf|xhtml|jsp|vm)$", "", last)
    name = form_id(stem)
    dialect.add(node, "formDefinition", formId=name)
    if name != key:
        told = sentence("Its form %(key)s is looked for as %(name)s.form.", key=key[:120], name=name)
        if re.search(r"\.x?html?$|\.js[fp]$", last):
            page = sentence("It was a page of its own there and must be drawn as a form.")
            told = sentence("%(one)s %(other)s", one=told, other=page)
        work.rewritten(node, told)


def has_form(node: Node) -> bool:
    """Whether the node has a form by now."""
    return dialect.zeebe(node, "formDefinition") is not None
