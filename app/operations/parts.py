"""The parts of an item beside its diagram: forms and decision tables added, renamed, deleted. Answers Work for a draft.

Writes nothing itself (drafts.keep does), and leaves no step behind that names a form or table which is gone.
"""

import re
from collections.abc import Collection

from app.catalogue import decisions, rules
from app.catalogue.rules import Rule, RuleSet
from app.errors import Conflict, InvalidForm
from app.language import gettext as _
from app.operations.bundle import Bundle
from app.operations.drafts import Work
from workflows import decisions as dmn

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")


def users_of_form(bundle: Bundle, form_id: str) -> list[str]:
    """Names of the steps that show this form."""
    return [one.name or one.id for one in bundle.process.elements.values() if one.form == form_id]


def users_of_table(bundle: Bundle, file: str) -> list[str]:
    """Names of the steps that ask a decision of this file."""
    ids = set(dmn.load(bundle.decisions[file].encode()))
    return [one.name or one.id for one in bundle.process.elements.values() if one.called_decision in ids]


def form_added(bundle: Bundle, form_id: str, label: str) -> Work:
    """An own form with one field. Raises InvalidForm."""
    _check_name(form_id, bundle.forms)
    field = {"type": "textfield", "key": "field_1", "label": label}
    made = {"type": "default", "id": form_id, "schemaVersion": 16, "components": [field]}
    return Work(forms={**bundle.forms, form_id: made})


def form_renamed(bundle: Bundle, old: str, new: str) -> Work:
    """Under another name, also where steps of the diagram name it. Raises InvalidForm."""
    _check_name(new, bundle.forms)
    forms = {new if name == old else name: schema for name, schema in bundle.forms.items()}
    said = re.compile(rb"""(\bformId\s*=\s*["'])""" + re.escape(old.encode()) + rb"""(["'])""")
    return Work(diagram=said.sub(rb"\g<1>" + new.encode() + rb"\g<2>", bundle.diagram), forms=forms)


def form_deleted(bundle: Bundle, form_id: str) -> Work:
    """Without it. Raises Conflict while a step shows it."""
    _check_unused(users_of_form(bundle, form_id))
    return Work(forms={name: schema for name, schema in bundle.forms.items() if name != form_id})


def table_added(bundle: Bundle, key: str, name: str, asks: str, says: str) -> Work:
    """A decision table of its own file with one column each. Raises InvalidForm."""
    _check_name(key, [one for text in bundle.decisions.values() for one in dmn.load(text.encode())])
    if not name.strip() or not asks.strip() or not says.strip():
        raise InvalidForm({"table": _("Give its name, what it asks, and what it answers.")})
    text = decisions.new_file(key, name.strip(), asks.strip(), says.strip())
    return Work(decisions={**bundle.decisions, f"{key}.dmn": text})


def table_deleted(bundle: Bundle, file: str) -> Work:
    """Without the file. Raises Conflict while a step asks one of its decisions."""
    _check_unused(users_of_table(bundle, file))
    return Work(decisions={name: text for name, text in bundle.decisions.items() if name != file})


def users_of_rules(bundle: Bundle, name: str) -> list[str]:
    """Names of the steps that are decided by this rule set."""
    elements = bundle.process.elements.values()
    return [one.name or one.id for one in elements if one.properties.get("rules") == name]


def rules_added(bundle: Bundle, name: str) -> Work:
    """With one more rule set, which asks the line manager. Raises InvalidForm."""
    _check_name(name, bundle.rules)
    first = RuleSet((Rule(id="R1", who="manager"),))
    return Work(rules={**bundle.rules, name: rules.written(first)})


def rules_deleted(bundle: Bundle, name: str) -> Work:
    """Without it. Raises Conflict while a step is decided by it."""
    _check_unused(users_of_rules(bundle, name))
    return Work(rules={key: kept for key, kept in bundle.rules.items() if key != name})


def _check_name(name: str, taken: Collection[str]) -> None:
    if not NAME.fullmatch(name):
        raise InvalidForm({"name": _("A letter first, then letters, digits, dashes and underscores, at most 60.")})
    if name in taken:
        raise InvalidForm({"name": _("There is one of this name already.")})


def _check_unused(names: list[str]) -> None:
    if names:
        raise Conflict(_("It is still used by: %(names)s.", names=", ".join(names)))
