"""What the house keeps: items that load, uploads with their bytes, a journal that holds."""

from sqlalchemy import select

from app.db import session
from app.doctor.finding import Finding, Findings
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.file import File
from app.models.instance import Instance
from app.operations import definitions, files, journal
from workflows.errors import EngineError

AREA = "content"
SHOWN = 5


def look() -> Findings:
    """What the doctor finds of this area. To be called inside `reading()`."""
    yield from _items()
    yield from _files()
    yield from _journal()


def _items() -> Findings:
    """Every version that can be ordered or that open requests still run on."""
    running = select(Instance.version_id).where(Instance.status != "ended")
    live = select(Definition.published_id).where(Definition.published_id.is_not(None))
    wanted = select(DefinitionVersion.id, DefinitionVersion.number, Definition.key).join(DefinitionVersion.definition)
    versions = session().execute(wanted.where(DefinitionVersion.id.in_(running.union(live)))).all()
    broken = []
    for version, number, key in versions:
        try:
            definitions.parsed(version)
        except EngineError as error:
            broken.append(f"{key} version {number} ({error})")
    if broken:
        advice = "Publish a version that opens; requests on the broken one wait until then."
        yield Finding("ill", AREA, f"Items that cannot be opened: {', '.join(broken[:SHOWN])}.", advice)
    else:
        yield Finding("well", AREA, f"All {len(versions)} versions in use open.")


def _files() -> Findings:
    folder, missing, count = files.folder(), [], 0
    for place in session().execute(select(File.path).execution_options(yield_per=1000)).scalars():
        count += 1
        if not (folder / place).is_file():
            missing.append(place)
    if missing:
        advice = "Bring them back from a backup of LANEWAY_VAR/files."
        yield Finding("ill", AREA, f"{len(missing):,} uploads have no bytes: {', '.join(missing[:SHOWN])}.", advice)
    else:
        yield Finding("well", AREA, f"All {count:,} uploads are there." if count else "There are no uploads yet.")


def _journal() -> Findings:
    bad = journal.verify()
    if bad:
        chain = f"request {bad[0]}" if bad[0] else "the house"
        advice = "Somebody changed it outside Laneway. Keep the database as it is and compare with a backup."
        yield Finding("ill", AREA, f"The journal of {chain} does not hold from entry {bad[1]} on.", advice)
    else:
        yield Finding("well", AREA, "The journal holds.")
