"""File answers: ids of uploads that this person may attach, checked against number and kind."""

from typing import Any

from app.catalogue.forms.errors import Wrong
from app.catalogue.forms.expressions import Expression
from app.catalogue.forms.field import Field
from app.catalogue.forms.sight import FileFact, Sight
from app.language import gettext as _
from app.language import ngettext

MOST = 100


def take(_field: Field, raw: Any, sight: Sight) -> list[int | str]:
    """The ids, each once; one id may stand alone. Raises Wrong for a file that is not there for this person."""
    given = raw if isinstance(raw, list) else [raw]
    if len(given) > MOST:
        raise Wrong(_("These are too many files."))
    found = [sight.file(item) for item in given]
    if None in found:
        raise Wrong(_("A file is not there any more. Please add it again."))
    return list(dict.fromkeys(fact.id for fact in found if fact))


def check(field: Field, value: list[int | str], sight: Sight) -> list[int | str]:
    """Number and kind of the files. Raises Wrong."""
    most = field.details.most_files if many(field, sight) else 1
    if len(value) > most:
        raise Wrong(ngettext("One file only, please.", "At most %(num)d files, please.", most))
    accepted = accept(field, sight)
    for number in value:
        fact = sight.file(number)
        if fact and accepted and not fits(fact, accepted):
            raise Wrong(
                _(
                    "%(name)s cannot be used here. Please add one of: %(kinds)s.",
                    name=fact.name,
                    kinds=", ".join(accepted),
                )
            )
    return value


def many(field: Field, sight: Sight) -> bool:
    multiple = field.details.multiple
    return multiple.holds(sight) if isinstance(multiple, Expression) else multiple


def accept(field: Field, sight: Sight) -> tuple[str, ...]:
    """What is accepted: ".pdf", "image/*" or "image/png" each (HTML, the accept attribute); empty: everything."""
    given = field.details.accept
    text = given.value(sight) if isinstance(given, Expression) else given
    return tuple(part.strip().lower() for part in text.split(",") if part.strip()) if isinstance(text, str) else ()


def fits(fact: FileFact, accepted: tuple[str, ...]) -> bool:
    name, kind = fact.name.lower(), fact.type.lower()
    return any(
        name.endswith(rule)
        if rule.startswith(".")
        else kind == rule or (rule.endswith("/*") and kind.startswith(rule[:-1]))
        for rule in accepted
    )
