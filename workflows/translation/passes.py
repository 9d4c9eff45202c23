"""The passes of the translation in their order. Each looks at one topic and knows nothing of the others."""

from collections.abc import Callable

from workflows.loader.findings import Findings
from workflows.loader.ids import Ids
from workflows.loader.vocabulary import Node
from workflows.translation import (
    asked,
    calls,
    choices,
    conditions,
    data,
    decisions,
    events,
    forms,
    generic,
    items,
    jbpm,
    listeners,
    loops,
    mappings,
    people,
    plain,
    schedules,
    scripts,
    services,
    spiff,
    spiff_messages,
    timers,
)
from workflows.translation.work import Forms, Work

PASSES: tuple[Callable[[Work], None], ...] = (
    plain.translate,
    generic.translate,
    jbpm.translate,
    spiff.translate,
    spiff_messages.translate,
    data.translate,
    conditions.translate,
    timers.translate,
    events.translate,
    mappings.translate,
    loops.translate,
    calls.translate,
    decisions.translate,
    scripts.translate,
    services.translate,
    forms.translate,
    people.translate,
    schedules.translate,
    listeners.translate,
    choices.translate,
    asked.translate,
)


def translate(processes: list[Node], root: Node, ids: Ids, findings: Findings) -> list[Work]:
    """Says every process in our dialect; to be finished when the flows have been mended."""
    works = [Work(root, process, ids, findings, items.drawn_here(process, root)) for process in processes]
    for work in works:
        for one in PASSES:
            one(work)
    return works


def finish(works: list[Work]) -> dict[str, Forms]:
    """What can only be said of whole flows; answers the forms that were made, by process id and form id."""
    for work in works:
        items.finish(work)
    return {work.process.get("id") or "": work.forms for work in works if work.forms}
