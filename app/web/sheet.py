"""A form on a page: drawn from its schema with what is known, and read back from what a browser posted.

The schema is drawn in the reader's words (`said`); whether an answer is good is decided by the operation.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from app.catalogue import forms
from app.catalogue.forms import shaping, view
from app.catalogue.forms.block import Block
from app.db import reading, transaction
from app.errors import InvalidForm, TooLarge
from app.operations import files
from app.operations.answers import own_files
from app.operations.permissions import Actor
from app.web import answers, reader
from app.web.identity import actor_or_none


@dataclass(frozen=True)
class Sheet:
    """`blocks` for parts/form.html, `wrong`: those with an error, `said`: a sentence about the whole."""

    blocks: tuple[Block, ...] = ()
    wrong: tuple[Block, ...] = ()
    said: str = ""


@dataclass(frozen=True)
class Posted:
    """What came back: the answers, whether only a list was made longer or shorter, and files that were refused."""

    answers: dict[str, Any]
    unfinished: bool = False
    refused: dict[str, str] = field(default_factory=dict)


def form_of(schema: dict[str, Any]) -> forms.Form:
    """The parsed form; a form is read once, however often it is shown."""
    return _parsed(json.dumps(schema))


@lru_cache(maxsize=256)
def _parsed(schema: str) -> forms.Form:
    return forms.read(json.loads(schema))


def fresh(schema: dict[str, Any] | None, variables: Mapping[str, Any]) -> Sheet:
    """The form as it is first shown."""
    if schema is None:
        return Sheet()
    form = form_of(schema)
    return _drawn(form, view.initial(form, variables), variables, {})


def again(
    schema: dict[str, Any] | None,
    typed: Mapping[str, Any],
    variables: Mapping[str, Any],
    errors: Mapping[str, str] | None = None,
    said: str = "",
) -> Sheet:
    """The form with everything that was typed, and what is wrong with it."""
    if schema is None:
        return Sheet(said=said)
    return _drawn(form_of(schema), typed, variables, errors or {}, said)


def posted(schema: dict[str, Any] | None, actor: Actor) -> Posted:
    """The answers of this call's form; its new files are stored first. Raises TooMany, for files."""
    if schema is None:
        return Posted({}, unfinished=answers.rows_changed(request.form))
    form = form_of(schema)
    stored, refused = _store(form, actor)
    given = _given(form, stored)
    if answers.rows_changed(request.form):
        return Posted(answers.with_rows(given, request.form), unfinished=True, refused=refused)
    return Posted(given, refused=refused)


def typed(schema: dict[str, Any] | None) -> dict[str, Any]:
    """The answers of this call's form as they stand; files that it sends along are not taken."""
    return {} if schema is None else _given(form_of(schema))


def shape(schema: dict[str, Any] | None, variables: Mapping[str, Any]) -> dict[str, Any]:
    """What the answers typed so far hide, compute and offer: for the script of the page."""
    if schema is None:
        return {}
    form = form_of(schema)
    return shaping.shape(form, _given(form), _sight(form, variables))


def upload(actor: Actor, sent: FileStorage) -> int:
    """Store one uploaded file that waits to be used; its id. Raises what a refused file says."""
    stored = files.store(sent.stream, sent.filename or "")
    with transaction():
        return files.add(actor, stored).id


def _store(form: forms.Form, actor: Actor) -> tuple[dict[str, list[int]], dict[str, str]]:
    """Ids of the new files by the field's path, and a sentence for each field with a file that is not taken."""
    stored: dict[str, list[int]] = {}
    refused: dict[str, str] = {}
    for name, path in answers.file_fields(form, request.form).items():
        for sent in request.files.getlist(name):
            if sent.filename:
                try:
                    stored.setdefault(path, []).append(upload(actor, sent))
                except (InvalidForm, TooLarge) as error:
                    refused[path] = f"{sent.filename}: {error.words}"
    return stored, refused


def _drawn(
    form: forms.Form, values: Mapping[str, Any], variables: Mapping[str, Any], errors: Mapping[str, str], said: str = ""
) -> Sheet:
    blocks = view.blocks(form, values, _sight(form, variables), errors)
    return Sheet(blocks, tuple(view.mistakes(blocks)), said)


def _given(form: forms.Form, stored: Mapping[str, list[int]] | None = None) -> dict[str, Any]:
    return answers.from_post(form, request.form, stored, reader.zone().key)


def _sight(form: forms.Form, variables: Mapping[str, Any]) -> forms.Sight:
    """What the form may see here: the variables, and the files that this person has put up already."""
    actor = actor_or_none()
    with reading():
        files = own_files(actor, form) if actor else {}
    return forms.Sight(variables, reader.moment(), reader.zone().key, files)
