"""Forms of other tools as form-js: Flowable's form models and the JSON schemas of SpiffWorkflow. Pure.

What is form-js already comes back as it is; element templates and other JSON are no forms and give nothing, since what
a template fills in stands in the diagram that was drawn with it.
"""

import re
from collections.abc import Mapping
from typing import Any

from workflows.translation.fields import Field, choice, field, form, is_key

_FLOWABLE = {"boolean": "checkbox", "integer": "number", "decimal": "number", "date": "datetime",
             "multi-line-text": "textarea", "dropdown": "select", "radio-buttons": "radio"}  # fmt: skip
_SCHEMA = {"boolean": "checkbox", "integer": "number", "number": "number"}
MAX_FIELDS = 500


def form_js(schema: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """The form as a form-js schema; None for JSON that is no form."""
    if isinstance(schema.get("components"), list):
        return dict(schema)
    if isinstance(schema.get("fields"), list):
        return form(name, [made for one in schema["fields"][:MAX_FIELDS] if (made := _flowable(one)) is not None])
    if isinstance(schema.get("properties"), dict) and "appliesTo" not in schema:
        return form(name, _properties(schema))
    return dict(schema) if "schemaVersion" in schema else None


def _flowable(said: Any) -> Field | None:
    """A field of a Flowable or Activiti form model."""
    if not isinstance(said, dict) or not is_key(str(said.get("id", ""))):
        return None
    kind, key = str(said.get("type", "text")), str(said["id"])
    rules = {"required": True} if said.get("required") is True else {}
    words = str(said.get("name") or key)
    options = [o for o in said.get("options") or () if isinstance(o, dict) and o.get("name")]
    if options:
        values = [(str(o.get("id") or o["name"]), str(o["name"])) for o in options]
        return choice(_FLOWABLE.get(kind, "select"), key, words, values, validate=rules)
    made = _FLOWABLE.get(kind, "textfield")
    return field("textfield" if made in {"select", "radio"} else made, key, words, validate=rules)


def _properties(schema: Mapping[str, Any]) -> list[Field]:
    """The properties of a JSON schema of type object, as react-jsonschema-form shows them."""
    required = schema.get("required")
    must = {str(name) for name in required} if isinstance(required, list) else set()
    found = []
    for key, said in list(schema["properties"].items())[:MAX_FIELDS]:
        if isinstance(said, dict) and is_key(key):
            found.append(_property(key, said, required=key in must))
    return found


def _property(key: str, said: Mapping[str, Any], *, required: bool) -> Field:
    words, kind = str(said.get("title") or key), said.get("type")
    rules: dict[str, Any] = {"required": True} if required else {}
    for theirs, ours in (
        ("minLength", "minLength"),
        ("maxLength", "maxLength"),
        ("minimum", "min"),
        ("maximum", "max"),
    ):
        if isinstance(said.get(theirs), int) and not isinstance(said.get(theirs), bool):
            rules[ours] = said[theirs]
    more = {
        "validate": rules,
        "description": said.get("description") if isinstance(said.get("description"), str) else None,
    }
    options = said.get("enum")
    if isinstance(options, list) and options and all(isinstance(one, str) for one in options):
        names = said.get("enumNames") if isinstance(said.get("enumNames"), list) else options
        pairs = [(one, str(name)) for one, name in zip(options, names or options, strict=False)]
        return choice("select", key, words, pairs, **more)
    if said.get("format") == "date" or re.fullmatch(r"date(-time)?", str(said.get("format") or "")):
        return field("datetime", key, words, **more)
    return field(_SCHEMA.get(str(kind), "textfield"), key, words, **more)
