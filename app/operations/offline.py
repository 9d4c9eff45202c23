"""Items checked as files, without any table: what `laneway lint` says before anything is imported. Only reads files."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from app.catalogue import texts, words
from app.catalogue.rules.checks import House
from app.errors import DefinitionError
from app.models.connector import TYPES
from app.models.person import ROLES
from app.operations import checking, entrances, importing, rulechecks
from app.operations.bundle import Bundle, bundle
from workflows import decisions as dmn
from workflows.definition import Source, load
from workflows.errors import DefinitionRefused, Problem
from workflows.lint import Known, lint
from workflows.sentences import sentence


def problems(root: Path, languages: Collection[str] = ()) -> dict[str, list[Problem]]:
    """Problems of every item under root/bpmn and root/forms, by key; an unreadable diagram by its file name.

    `languages`: those that every item must speak, beside those it has texts for.
    """
    bundles, found = _bundles(root)
    groups = frozenset().union(*(importing.group_keys(b) for b in bundles.values())) if bundles else frozenset()
    for key, made in bundles.items():
        found[key] = _check(made, bundles, groups, languages)
    return found


def untranslated(root: Path, languages: Collection[str]) -> dict[str, dict[str, list[str]]]:
    """What each item says that these languages have no text for: {key: {language: [text]}}; not of unreadable ones."""
    found: dict[str, dict[str, list[str]]] = {}
    for key, made in _bundles(root)[0].items():
        said = texts.extract(made.forms.values(), _words(made))
        known = {language: made.texts.get(language, {}) for language in languages}
        found[key] = {language: [text for text in said if text not in own] for language, own in known.items()}
    return found


def _bundles(root: Path) -> tuple[dict[str, Bundle], dict[str, list[Problem]]]:
    made: dict[str, Bundle] = {}
    refused: dict[str, list[Problem]] = {}
    for path in sorted((root / "bpmn").glob("*.bpmn")):
        try:
            one = bundle(importing.files_of(root, path.read_bytes()))
            made[one.key] = one
        except DefinitionError as error:
            refused[path.name] = error.problems
    return made, refused


def _check(
    made: Bundle, bundles: dict[str, Bundle], groups: frozenset[str], languages: Collection[str]
) -> list[Problem]:
    called = _called(made, bundles)
    decided = frozenset(i for text in made.decisions.values() for i in dmn.load(text.encode()))
    known = Known(
        groups=groups,
        forms={made.key: made.forms},
        connectors=frozenset(TYPES),
        processes=frozenset(bundles),
        decisions=decided,
    )
    found = list(made.problems) + lint({made.key: made.process}, known) + _texts(made, languages)
    found += entrances.check_zone(made.process)
    found += rulechecks.check(made, decided, House(dict.fromkeys(groups, 1_000), ROLES, None, decided))
    found += checking.of_forms(made)
    if any(p.severity == "error" for p in found):
        return found
    try:
        load(_source(made, called))
    except DefinitionRefused as refused:
        found += refused.problems
    return found


def _called(made: Bundle, bundles: dict[str, Bundle]) -> dict[str, Bundle]:
    found: dict[str, Bundle] = {}
    left = list(made.called)
    while left:
        key = left.pop()
        if key in bundles and key not in found:
            found[key] = bundles[key]
            left += bundles[key].called
    return found


def _source(made: Bundle, called: dict[str, Bundle]) -> Source:
    everything = [made, *called.values()]
    return Source(
        diagram=made.diagram,
        process_id=made.key,
        called={key: one.diagram for key, one in called.items()},
        decisions=tuple(text.encode() for one in everything for text in one.decisions.values()),
        forms={one.key: one.forms for one in everything},
    )


def _texts(made: Bundle, languages: Collection[str]) -> list[Problem]:
    """A missing text is an error here: what ships is complete."""
    wanted = {**{language: {} for language in languages}, **made.texts}
    found = texts.missing(wanted, made.forms.values(), _words(made))
    hint = sentence("Add it under forms/%(key)s/.", key=made.key)
    return [replace(problem, severity="error", hint=hint) for problem in found]


def _words(made: Bundle) -> list[str]:
    """What people read of an item beside its forms."""
    return [*words.of(made.process), *words.of_rules(made.rules)]
