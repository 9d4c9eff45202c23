"""A form's answers checked against its schema, with what the instance knows; files found and claimed.

The same file that the browser shows decides what is written: only declared, visible, writable fields.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import select

from app.catalogue import forms, house_forms
from app.catalogue.forms.field import inputs
from app.catalogue.forms.given import at, put
from app.db import now, session
from app.errors import InvalidValue
from app.language import using
from app.lately import Lately
from app.models.file import File
from app.operations import wording
from app.operations.permissions import Actor
from workflows.definition import Definition
from workflows.errors import BadValue
from workflows.sentences import of
from workflows.values import check

#: What stands for an answer that a form calls secret.
HIDDEN = "***"
_read: Lately[tuple[int, str, str, str], forms.Form] = Lately(1_000)


def form_of(
    version_id: int, definition: Definition, process: str, form_id: str | None, language: str = "en"
) -> forms.Form | None:
    """The parsed form of a version in a language (its own sentences stand in errors), or None where there is none."""
    if not form_id:
        return None
    key = (version_id, process, form_id, language)
    known = _read.get(key)
    if known is None:
        with using(language):
            schema = schema_of(definition, process, form_id)
        if schema is None:
            return None
        known = forms.read(wording.of_version(version_id, language).form(schema))
        _read.keep(key, known)
    return known


def forget() -> None:
    """Drop the parsed forms, which are kept by version id."""
    _read.clear()


def schema_of(definition: Definition, process: str, form_id: str | None) -> dict[str, Any] | None:
    """The form's schema as stored; one of the house's own in the language of the moment."""
    if not form_id:
        return None
    if form_id.startswith(house_forms.PREFIX):
        return house_forms.schema(form_id)
    found = definition.forms.get(process, {}).get(form_id)
    return dict(found) if found is not None else None


def clean(
    form: forms.Form | None, data: Mapping[str, Any], actor: Actor, *, context: Mapping[str, Any], zone: str
) -> forms.Clean:
    """Clean answers and the keys that were dropped. Raises InvalidForm, InvalidValue."""
    try:
        check(dict(data))
    except BadValue as error:
        raise InvalidValue(of(error)) from error
    if form is None:
        return forms.Clean(answers={}, dropped=tuple(sorted(data)))
    files = own_files(actor, form)
    return forms.clean(form, dict(data), context=dict(context), files=files, at=now(), zone=zone)


def copied(form: forms.Form | None, answers: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """The clean answers of an order repeated: files that belong to an earlier request get a row of their own.

    The bytes are shared, for attached files are never removed.
    """
    ids = file_ids(form, answers)
    if not ids:
        return answers
    own = select(File).where(File.id.in_(ids), File.owner_id == actor.id, File.request_id.is_not(None))
    new = {file.id: _copy(file).id for file in session().scalars(own)}
    return _renumbered(form.items, answers, new) if form and new else answers


def _copy(file: File) -> File:
    facts = {"name": file.name, "size": file.size, "sha256": file.sha256, "type": file.type, "path": file.path}
    made = File(**facts, owner_id=file.owner_id, created_at=now())
    session().add(made)
    session().flush()
    return made


def _renumbered(items: tuple[forms.Field, ...], answers: Mapping[str, Any], new: Mapping[int, int]) -> dict[str, Any]:
    made = copy.deepcopy(dict(answers))
    for field in inputs(items):
        value = at(made, field.key)
        if field.kind == "filepicker" and isinstance(value, list):
            put(made, field.key, [new.get(int(one), one) for one in value])
        elif field.items and isinstance(value, list):
            put(made, field.key, [_renumbered(field.items, row, new) for row in value])
    return made


def attach(form: forms.Form | None, answers: Mapping[str, Any], actor: Actor, request_id: int) -> None:
    """Files named by the answers belong to the request from now on."""
    ids = file_ids(form, answers)
    if not ids:
        return
    own = select(File).where(File.id.in_(ids), File.owner_id == actor.id, File.request_id.is_(None))
    for file in session().scalars(own):
        file.request_id, file.attached_at = request_id, now()


def kept(form: forms.Form | None, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are stored with the task: fields with the property `secret` keep no more than that they were
    answered. The process gets them whole.
    """
    return veiled(form, answers, lambda _value: HIDDEN) if form else dict(answers)


def veiled(form: forms.Form, answers: Mapping[str, Any], put: Callable[[Any], Any]) -> dict[str, Any]:
    """The answers, with what `put` makes of each that the form calls secret."""
    return _veiled(form.items, answers, put)


def _veiled(items: tuple[forms.Field, ...], answers: Mapping[str, Any], put: Callable[[Any], Any]) -> dict[str, Any]:
    made = dict(answers)
    for field in inputs(items):
        if field.properties.get("secret") == "true":
            _veil(made, field.key, put)
        elif field.items and isinstance(made.get(field.key[0]), list):
            rows = made[field.key[0]]
            made[field.key[0]] = [_veiled(field.items, row, put) if isinstance(row, Mapping) else row for row in rows]
    return made


def _veil(made: dict[str, Any], path: tuple[str, ...], put: Callable[[Any], Any]) -> None:
    head, *rest = path
    inner = made.get(head)
    if rest and isinstance(inner, Mapping):
        made[head] = dict(inner)
        _veil(made[head], tuple(rest), put)
    elif not rest and inner is not None:
        made[head] = put(inner)


def file_ids(form: forms.Form | None, answers: Mapping[str, Any]) -> set[int]:
    """Every file id in cleaned answers, those inside lists included."""
    return {int(one) for one in _ids(form.items, answers)} if form else set()


def uploads(form: forms.Form, answers: Mapping[str, Any]) -> set[int]:
    """The file ids in answers as typed, which nobody has checked."""
    found = _ids(form.items, answers)
    return {int(one) for one in found if str(one).isascii() and str(one).isdigit() and len(str(one)) < 19}


def _ids(items: tuple[forms.Field, ...], answers: Mapping[str, Any]) -> Iterator[Any]:
    for field in inputs(items):
        if field.kind != "filepicker" and not field.items:
            continue
        value: Any = answers
        for part in field.key:
            value = value.get(part) if isinstance(value, Mapping) else None
        if field.kind == "filepicker" and isinstance(value, list):
            yield from value
        elif field.items and isinstance(value, list):
            for row in value:
                yield from _ids(field.items, row)


def own_files(actor: Actor, form: forms.Form) -> dict[int | str, forms.FileFact]:
    """The actor's own uploads, when the form has a file field at all."""
    if not _takes_files(form.items):
        return {}
    own = select(File).where(File.owner_id == actor.id).order_by(File.id.desc()).limit(200)
    return {f.id: forms.FileFact(id=f.id, name=f.name, size=f.size, type=f.type) for f in session().scalars(own)}


def _takes_files(items: tuple[forms.Field, ...]) -> bool:
    return any(field.kind == "filepicker" or _takes_files(field.items) for field in items)
