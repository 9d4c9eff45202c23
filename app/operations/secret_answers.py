"""What the forms of a process call secret, hidden wherever its values are shown or kept beside the process.

The process itself and what it calls have them whole; a page, a program, the record of a decision and a dump do not.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from app.catalogue import forms
from app.catalogue.forms.field import inputs as each
from app.lately import Lately
from app.operations import answers, sources

_secretive: Lately[int, tuple[forms.Form, ...]] = Lately(1_000)


def values(version_id: int, found: Mapping[str, Any]) -> dict[str, Any]:
    """The same values, and of each secret one no more than that there is one."""
    for form in _forms(version_id):
        found = answers.kept(form, found)
    return dict(found)


def anywhere(version_id: int, found: Any) -> Any:
    """The same of scopes and of what calls are given, where a secret may stand at any depth under its own name."""
    names = {field.key[-1] for form in _forms(version_id) for field in _secrets(form.items)}
    return _without(names, found) if names else found


def _without(names: set[str], found: Any) -> Any:
    if isinstance(found, Mapping):
        return {key: answers.HIDDEN if key in names else _without(names, one) for key, one in found.items()}
    return [_without(names, one) for one in found] if isinstance(found, list) else found


def _secrets(items: tuple[forms.Field, ...]) -> Iterator[forms.Field]:
    for field in each(items):
        if field.properties.get("secret") == "true":
            yield field
        yield from _secrets(field.items)


def forget() -> None:
    """Drop the forms, which are kept by version id."""
    _secretive.clear()


def _forms(version_id: int) -> tuple[forms.Form, ...]:
    """Those of the version and of what it calls that hide something: mostly none."""
    known = _secretive.get(version_id)
    if known is None:
        every = [schema for of in sources.stored(version_id).forms.values() for schema in of.values()]
        known = tuple(forms.read(schema) for schema in every if '"secret"' in json.dumps(schema))
        _secretive.keep(version_id, known)
    return known
