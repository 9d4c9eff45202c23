"""Files without a diagram: a decision, form or text goes to the definitions that ask for it by its id, as new versions.

Writes nothing itself. A file that no definition asks for is refused with a sentence: there is nothing it could run in.
The other way round, a diagram that comes without a decision gets it from whatever definition of the house holds it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from sqlalchemy import func, select

from app.db import session
from app.errors import DefinitionError
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.operations.bundle import Bundle, forms_of
from workflows import decisions as dmn
from workflows.errors import DefinitionRefused, Problem
from workflows.sentences import sentence
from workflows.translation import templates

_NEWEST = select(func.max(DefinitionVersion.id)).group_by(DefinitionVersion.definition_id)


def bundles(files: Mapping[str, bytes]) -> list[Bundle]:
    """What each definition that asks for one of the files would be with them. Raises DefinitionError."""
    decided = {name: decisions_in(data) for name, data in sorted(files.items()) if name.endswith(".dmn")}
    forms = {name: _form_ids(name, files[name]) for name in sorted(files) if name.endswith((".form", ".json"))}
    ids = {one for found in (*decided.values(), *forms.values()) for one in found}
    made = [found for row, key in _newest(ids) if (found := _with(Bundle.of(key, row), files, decided)) is not None]
    taken = {one for bundle in made for one in (*bundle.wanted_forms, *bundle.decided)}
    used = {name for one in made for name in one.decisions}
    left = {name: data for name, data in files.items() if name not in used}
    _refuse_unasked(left, {name: decided.get(name, set()) | forms.get(name, set()) for name in left}, taken)
    return made


def of_house(wanted: set[str]) -> dict[str, str]:
    """DMN files that definitions of the house already hold for these decisions, by file name; the newest of each."""
    found: dict[str, str] = {}
    left = set(wanted)
    query = select(DefinitionVersion.decisions).where(DefinitionVersion.id.in_(_NEWEST))
    for held in session().scalars(query.where(DefinitionVersion.decisions != "{}")) if left else ():
        models = {name: text.encode() for name, text in json.loads(held).items()}
        asked = [name for name, data in models.items() if any(f'id="{one}"'.encode() in data for one in left)]
        for name, data in dmn.with_imports(asked, models).items():
            found.setdefault(name, data.decode())
            left -= decisions_in(data)
    return found


def _with(known: Bundle, files: Mapping[str, bytes], decided: Mapping[str, set[str]]) -> Bundle | None:
    """The bundle with those of the files that it asks for; None where it asks for none."""
    forms = {key: schema for key, schema in forms_of(files, known.wanted_forms).items() if key in known.wanted_forms}
    asked = [name for name, found in decided.items() if found & known.decided]
    if not forms and not asked:
        return None
    given = dmn.with_imports(asked, {name: files[name] for name in decided})
    new = {one for name in given for one in decided[name]}
    kept = {name: text for name, text in known.decisions.items() if not decisions_in(text.encode()) & new}
    texts = {PurePath(name).name: data.decode() for name, data in given.items()}
    return replace(known, forms={**known.forms, **forms}, decisions={**kept, **texts}, origin="")


def _newest(ids: set[str]) -> Iterator[tuple[DefinitionVersion, str]]:
    """The newest version of each definition whose diagram holds one of the ids at all."""
    marks = [one.encode() for one in ids]
    query = (
        select(DefinitionVersion, Definition.key)
        .join(Definition, DefinitionVersion.definition_id == Definition.id)
        .where(DefinitionVersion.id.in_(_NEWEST))
        .order_by(Definition.key)
    )
    for row, key in session().execute(query):
        if any(mark in row.diagram for mark in marks):
            yield row, key


def decisions_in(data: bytes) -> set[str]:
    """The decisions of a DMN file, by id. Raises DefinitionError."""
    try:
        return set(dmn.load(data))
    except DefinitionRefused as refused:
        raise DefinitionError(refused.problems) from refused


def _form_ids(name: str, data: bytes) -> set[str]:
    """By which a diagram may ask for the form: its own id, else the file's name; none of JSON that is no form."""
    named = forms_of({name: data}, set())
    own = {str(schema["id"]) for schema in named.values() if isinstance(schema, dict) and schema.get("id")}
    return own | set(named)


def _refuse_unasked(files: Mapping[str, bytes], ids: Mapping[str, set[str]], taken: set[str]) -> None:
    """Every file must have gone somewhere."""
    said = [
        told for name in sorted(files) if not ids[name] & taken and (told := _unasked(name, files[name], ids[name]))
    ]
    if said:
        hint = sentence("Send it together with the diagram that asks for it by its id.")
        raise DefinitionError([Problem("error", "files", one, hint=hint) for one in said])


def _unasked(name: str, data: bytes, ids: set[str]) -> str:
    if ids:
        kind = sentence("decision") if name.endswith(".dmn") else sentence("form")
        return sentence(
            "%(name)s: no definition asks for the %(kind)s %(names)s.",
            name=name,
            kind=kind,
            names=" or ".join(sorted(ids))[:200],
        )
    held = templates.read(data) if name.endswith(".json") else []
    if held:
        names = ", ".join(str(one.get("name") or one["id"]) for one in held[:10])
        return sentence(
            "%(name)s holds element templates (%(names)s) and no diagram that was drawn with them is here.",
            name=name,
            names=names[:200],
        )
    return sentence("%(name)s is no BPMN diagram, and belongs to none of the definitions.", name=name)
