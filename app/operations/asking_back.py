"""What an import asks back: groups that a diagram names and the house lacks, and which process of a file is meant.

An answer makes the groups, or a draft of the other process beside the one there is. Nothing is ever published here.
"""

import json

from sqlalchemy import select

from app.db import session
from app.errors import Conflict
from app.language import gettext as _
from app.models.definition_version import DefinitionVersion
from app.models.group import Group
from app.operations import definitions, drafts, exporting, groups, importing
from app.operations.permissions import Actor, require
from app.operations.roles import ADMINISTRATORS, DRAWERS
from workflows.loader.meant import process_ids


def missing_groups(row: DefinitionVersion) -> tuple[list[str], list[str]]:
    """Keys of groups that are missing: those that can be made, and those that no group here can have."""
    named = {one["group"] for one in json.loads(row.problems) if one.get("group")}
    missing = sorted(named - set(session().scalars(select(Group.key).where(Group.active))))
    fitting = [key for key in missing if groups.KEY.fullmatch(key)]
    return fitting, [key for key in missing if key not in fitting]


def make_groups(actor: Actor, key: str, number: int) -> list[str]:
    """Make those that can be made, empty, and look at the version anew. Raises Forbidden, NotFound, Conflict."""
    require(actor, *ADMINISTRATORS)
    row = definitions.version(key, number)
    known = set(session().scalars(select(Group.key)))
    made = [one for one in missing_groups(row)[0] if one not in known]
    if not made:
        raise Conflict(_("No group is missing that could be made."))
    for one in made:
        groups.add_empty(actor, one)
    drafts.look_again(row)
    return made


def other_processes(key: str, diagram: bytes) -> list[tuple[str, str]]:
    """Id and name of the processes of the file that this item does not run."""
    every = process_ids(diagram)
    if len(every) < 2:
        return []
    run = importing.runs(key, diagram)
    return [(one, name or one) for one, name in every if one not in run]


def take_process(actor: Actor, key: str, number: int, process: str) -> DefinitionVersion:
    """The same files as a draft of another process of theirs. Raises Forbidden, DefinitionError, NotFound."""
    require(actor, *DRAWERS)
    files = exporting.files(definitions.version(key, number))
    return importing.bring(actor, files, process=process)[-1]
