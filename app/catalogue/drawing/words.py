"""The picture in words, for those who do not see it, and to stand beside it: what is done, what is now."""

from collections.abc import Collection, Mapping, Sequence

from app.catalogue.drawing.added import Aside
from app.catalogue.drawing.hidden import without
from app.catalogue.drawing.plan import Plan, Shape, read
from app.language import gettext as _

SAID = ("Task", "callActivity", "subProcess", "transaction", "adHocSubProcess")


def told(
    diagram: bytes,
    *,
    gone: Collection[str],
    now: Collection[str],
    names: Mapping[str, str] | None = None,
    asides: Sequence[Aside] = (),
    hidden: Collection[str] = (),
) -> str:
    """Done: these. Now: these. Names as the reader knows them, `hidden` ones left out."""
    return tell(without(read(diagram), hidden), gone, now, names or {}, asides)


def tell(
    plan: Plan, gone: Collection[str], now: Collection[str], names: Mapping[str, str], asides: Sequence[Aside] = ()
) -> str:
    """The sentences for a plan."""
    done = [_named(s, names) for s in plan.shapes if s.id in gone and s.id not in now and _is_said(s)]
    present = [_named(s, names) for s in plan.shapes if s.id in now and s.name]
    parts = []
    if done:
        parts.append(_("Done: %(names)s.", names=", ".join(done)))
    if present:
        parts.append(_("Now: %(names)s.", names=", ".join(present)))
    if asides:
        parts.append(_("Added beside: %(names)s.", names=", ".join(one.name for one in asides)))
    if not parts and any(s.kind.endswith(SAID) and not s.name and (s.id in gone or s.id in now) for s in plan.shapes):
        return _("The steps have no names.")
    return " ".join(parts) or _("Nothing has happened yet.")


def _is_said(shape: Shape) -> bool:
    return bool(shape.name) and shape.kind.endswith(SAID)


def _named(shape: Shape, names: Mapping[str, str]) -> str:
    return names.get(shape.id) or shape.name
