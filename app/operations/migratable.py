"""Whether a running request could follow another version of its item, and if not, why. Reads and tries; never writes.

What is tried is a migration in memory (workflows/migration). Doing it is migrating.py's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.db import now
from app.language import current
from app.operations import data_stores, definitions, migrated_tasks, withdrawing
from app.operations.call_activities import callers
from app.operations.locking import Locked
from app.operations.migration_words import Because, because, refused
from app.operations.wording import of_version
from workflows.commands import Tick
from workflows.migration import Change, Migrated, migrated
from workflows.record import Record
from workflows.state import is_later
from workflows.step import Step
from workflows.values import loads


@dataclass(frozen=True)
class Way:
    """From which version of which item to which; `mapping`: which element becomes which, where the ids differ."""

    key: str
    old: int
    new: int
    old_id: int
    new_id: int
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What would become, or has become, of one request. `there`: it follows the new version already."""

    request: str
    title: str
    ok: bool
    changes: tuple[Change, ...] = ()
    because: Because | None = None

    @property
    def reason(self) -> str:
        """Why not, in words; "" where it could or did."""
        return self.because.sentence if self.because else ""

    @property
    def there(self) -> bool:
        """It follows the new version already."""
        return self.because is not None and self.because.why == "there"


def judged(way: Way, held: Locked, *, lock: bool = False) -> tuple[Result, Migrated | None]:
    """What would become of it, and what the engine made of it where it has begun. `lock`: its data stores, too."""
    why = _kept_from(way, held)
    if why is not None:
        return _result(held, why.why == "there", why), None
    new = definitions.parsed(way.new_id)
    if held.instance.state is None:
        lost = not set(held.definition.process.starts) <= set(new.process.starts)
        return _result(held, not lost, because("start", way.new) if lost else None), None
    made = _migrated(way, held, lock=lock)
    why = _why_not(way, held, made)
    changes = made.changes if why is None else ()
    return _result(held, why is None, why, changes), made


def _migrated(way: Way, held: Locked, *, lock: bool) -> Migrated:
    new, tick = definitions.parsed(way.new_id), Tick(at=now(), zone=held.zone)
    variables, stores = Record.read(held.instance.variables), data_stores.read(new, lock=lock).contents
    state = held.instance.state
    assert state is not None
    return migrated(held.definition, new, state, variables, tick, way.mapping, stores)


def _why_not(way: Way, held: Locked, made: Migrated) -> Because | None:
    """What speaks against it once the engine has tried: the engine itself, a person's task, a pause."""
    words = of_version(way.old_id, current.get())
    if made.refusal is not None or made.step is None:
        reached = loads(held.instance.reached)
        assert made.refusal is not None
        return refused(
            made.refusal, way.new, words, way.key,
            lambda process: next(iter(callers(held.definition, process, reached)), ""),
        )  # fmt: skip
    hindered = migrated_tasks.hindrance(made.tasks or {})
    if hindered is not None:
        why, task = hindered
        return because(why, way.new, element=task.element, name=words.say(task.name) or task.element)
    if held.request.state == "suspended" and _begins(made.step):
        return because("paused", way.new)
    return None


def _kept_from(way: Way, held: Locked) -> Because | None:
    """What speaks against it before the engine is asked."""
    version = held.instance.version_id
    if version == way.new_id:
        return because("there", way.new)
    if held.instance.status == "ended":
        return because("ended", way.new)
    if is_later(held.instance.state):
        return because("later", way.new)
    if version != way.old_id:
        return because("elsewhere", way.new, other=definitions.number(version))
    return because("withdrawing", way.new) if withdrawing.going_on(held.instance) else None


def _begins(step: Step) -> bool:
    """Something is new in it, and would have to be paused from the beginning."""
    opened = bool(step.tasks.new or step.calls.new)
    waits = bool(step.timers.new or step.messages.new or step.signals.new)
    return opened or waits or step.ended or bool(step.thrown)


def unknown(way: Way, request_id: int) -> Result:
    """Of a request that is not there, or of another item."""
    return Result(f"REQ-{request_id:06d}", "", False, (), because("unknown", way.new))


def _result(held: Locked, ok: bool, why: Because | None, changes: Sequence[Change] = ()) -> Result:
    return Result(held.request.number, held.request.title, ok, tuple(changes), why)
