"""The command that an incident holds, as text: what its form calls secret stands there sealed with the house's key.

A dump, a backup or a look at the table says nothing of it; whoever retries has it whole. Runs nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.catalogue import forms
from app.db import session
from app.errors import Conflict
from app.language import gettext as _
from app.models.instance import Instance
from app.models.task import Task
from app.operations import answers, house, variables
from workflows.commands import Command, Complete, Start
from workflows.definition import Definition
from workflows.values import dumps, loads

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

SEALED = "__sealed"  # no value of a form or a program may have such a key
SHORT = 3  # what is shorter says nothing, and stands in any sentence


def write(instance: Instance, definition: Definition, command: Command, sentence: str = "") -> tuple[str, str]:
    """The command as text, and the sentence of why it failed without the secrets that it may repeat."""
    form, said = _form(instance, definition, command), []

    def put(value: Any) -> Any:
        said.append(str(value))
        return {SEALED: _seal(dumps(value))}

    if form is not None and isinstance(command, Complete | Start):
        command = replace(command, data=answers.veiled(form, command.data, put))
    for one in sorted(said, key=len, reverse=True):
        sentence = sentence.replace(one, "***") if len(one) >= SHORT else sentence
    return variables.as_text(command), sentence


def read(text: str) -> Command:
    """The command, whole, to be run now. Raises Conflict when another house sealed it."""
    command = variables.from_text(text)
    data = getattr(command, "data", None)
    return replace(command, data=_whole(data)) if data else command  # type: ignore[call-arg]


def _form(instance: Instance, definition: Definition, command: Command) -> forms.Form | None:
    if isinstance(command, Start):
        process, named = definition.key, definition.start_form
    elif isinstance(command, Complete):
        where = (Task.instance_id == instance.id, Task.engine_id == command.task)
        found = session().execute(select(Task.process, Task.form).where(*where)).first()
        process, named = found or ("", None)
    else:
        return None
    return answers.form_of(instance.version_id, definition, process, named)


def _whole(value: Any) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {SEALED}:
            return loads(_opened(value[SEALED]))
        return {key: _whole(one) for key, one in value.items()}
    return [_whole(one) for one in value] if isinstance(value, list) else value


def _seal(text: str) -> str:
    """Always the same of the same, so that a command that fails again is known again (RFC 5297, 1.3)."""
    return _cipher().encrypt(text.encode(), None).hex()


def _opened(sealed: str) -> str:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see _cipher

    try:
        return _cipher().decrypt(bytes.fromhex(sealed), None).decode()
    except InvalidTag as error:
        words = _("What was typed secretly was sealed by another house: its answers must be given anew.")
        raise Conflict(words) from error


def _cipher() -> "AESSIV":
    """AES-SIV (RFC 5297) with a key of its own, made of the house's secret."""
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415 - megabytes that few houses need

    return AESSIV(bytes.fromhex(house.sign("sealing", "incident")))
