"""An upload of several files, sorted: each diagram with the forms and decisions that it asks for. Writes nothing.

One diagram gets everything that is there; of several each gets what it names, so that nobody's form is another's. Files
without any diagram go to the definitions that ask for them (loose_files.py).
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from app.errors import DefinitionError
from app.operations import loose_files
from app.operations.bundle import Bundle, bundle, is_diagram
from workflows.errors import DefinitionRefused, Problem
from workflows.loader.meant import process_ids
from workflows.sentences import sentence

ENDINGS = (".bpmn", ".bpmn2", ".bpmn20.xml", ".xml", ".dmn", ".form", ".json", ".po", ".rules", ".zip")


def bundles(files: Mapping[str, bytes], process: str | None = None) -> list[Bundle]:
    """One bundle a diagram, called ones before their callers. Raises DefinitionError."""
    if not files:
        raise DefinitionError(
            [Problem("error", "files", sentence("The zip is empty."), hint=sentence("Send the diagram itself."))]
        )
    drawn = [name for name in sorted(files) if is_diagram(name, files[name])]
    if not drawn:
        return loose_files.bundles(files)
    beside = {name: data for name, data in files.items() if name not in drawn and name.lower().endswith(ENDINGS)}
    if len(drawn) == 1:
        return [bundle({drawn[0]: files[drawn[0]], **beside}, process=process)]
    made = [_one(name, files[name], beside, process) for name in drawn]
    if process is not None and process not in {one.key for one in made}:
        message = sentence("None of the files holds the process %(process)s.", process=process)
        raise DefinitionError([Problem("error", "process.unknown", message)])
    _refuse_twice(made)
    return _in_order(made)


def _one(name: str, diagram: bytes, beside: Mapping[str, bytes], process: str | None) -> Bundle:
    """A diagram with those of the other files that it names; texts go by their folder and stay out.

    `process`: which of its processes is meant, if it is one of its own.
    """
    try:
        meant = process if process and process in dict(process_ids(diagram)) else None
        found = bundle({name: diagram, **{n: d for n, d in beside.items() if not n.endswith(".po")}}, process=meant)
    except (DefinitionError, DefinitionRefused) as error:
        said = [replace(p, message=sentence("%(name)s: %(said)s", name=PurePath(name).name, said=p.message))
                for p in error.problems]  # fmt: skip
        raise DefinitionError(said) from error
    forms = {key: schema for key, schema in found.forms.items() if key in found.wanted_forms}
    rules = {name: made for name, made in found.rules.items() if name in found.wanted_rules}
    return Bundle(**{**vars(found), "forms": forms, "rules": rules})


def _refuse_twice(made: list[Bundle]) -> None:
    keys = [one.key for one in made]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        message = sentence("Two of the diagrams hold the process %(twice)s.", twice=twice[0])
        raise DefinitionError([Problem("error", "files", message, hint=sentence("Leave one of them out."))])


def _in_order(made: list[Bundle]) -> list[Bundle]:
    left = {one.key: one for one in made}
    ordered: list[Bundle] = []
    while left:
        ready = [key for key, one in left.items() if not set(one.called) & (set(left) - {key})]
        ordered += [left.pop(key) for key in ready or list(left)]
    return ordered
