"""From a form and its answers so far to blocks a template can draw; and what a page starts with.

Looks only: nothing here decides whether an answer is good. Answers may be clean ones, or raw ones as they were typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.catalogue.forms import attachments, choices, controls, markdown, saying
from app.catalogue.forms.block import Attached, Block, Choice, Row
from app.catalogue.forms.cleaning import on
from app.catalogue.forms.field import CHOICES, Field, Form
from app.catalogue.forms.given import MISSING, Given, at, gather, put
from app.catalogue.forms.hiding import row_sight, settle
from app.catalogue.forms.phrases import plain
from app.catalogue.forms.sight import Sight
from app.language import gettext as _

MOST_CELLS = 200


def initial(form: Form, variables: Mapping[str, Any]) -> dict[str, Any]:
    """What the page starts with: for each field the variable of its name, else its default.

    A field with the property `fresh` = "true" (the decision of an approval) never starts with an earlier answer.
    """
    values: dict[str, Any] = {}
    for field in form.inputs():
        known = MISSING if field.properties.get("fresh") == "true" else at(variables, field.key)
        if known is MISSING and field.kind == "dynamiclist":
            known = [{} for _row in range(max(field.details.rows, field.details.least_rows))]
        value = field.default if known is MISSING else known
        if value is not None:
            put(values, field.key, value)
    return values


def blocks(
    form: Form, values: Mapping[str, Any], sight: Sight, errors: Mapping[str, str] | None = None
) -> tuple[Block, ...]:
    """The form as drawn. `values`: answers so far; `errors`: {path: sentence} of InvalidForm."""
    givens = gather(form.items, values, "", sight)
    seen = settle(givens, sight)
    return _Drawing(errors or {}).level(givens, values, "", seen)


def mistakes(drawn: tuple[Block, ...]) -> list[Block]:
    """The blocks with an error in the order of the page, for the summary above the form."""
    found = []
    for block in drawn:
        found += [block] if block.error else []
        found += mistakes(block.blocks)
        for row in block.rows:
            found += mistakes(row.blocks)
    return found


def mark(field: Field, prefix: str) -> str:
    """What script and server call a component: the path of its answer, or "#id" for one without."""
    return prefix + (field.name or f"#{field.id}")


@dataclass(frozen=True)
class _Drawing:
    errors: Mapping[str, str]

    def level(self, givens: list[Given], values: Mapping[str, Any], prefix: str, sight: Sight) -> tuple[Block, ...]:
        return tuple(self.block(made, values, prefix, sight) for made in givens)

    def block(self, made: Given, values: Mapping[str, Any], prefix: str, sight: Sight) -> Block:
        field, name = made.field, mark(made.field, prefix)
        locked = on(field.disabled, sight) or on(field.readonly, sight) or field.kind == "expression"
        base = Block(
            kind=field.kind,
            mark=name,
            id="f-" + name.replace("#", "-").replace("[", "-").replace("].", "-").replace(".", "-"),
            name="" if locked or not field.key else name,
            label=field.label.said(sight),
            help=field.help.said(sight),
            error=self.errors.get(name, ""),
            optional=bool(field.key) and not field.rules.required and not locked and field.kind != "dynamiclist",
            hidden=made.hidden,
            locked=locked,
            properties=field.properties,
        )
        draw = _DRAW.get(field.kind)
        if draw:
            return draw(self, base, made, values, prefix, sight)
        return self.control(base, made, values, sight)

    def control(self, base: Block, made: Given, values: Mapping[str, Any], sight: Sight) -> Block:
        """Something to fill in, or its text where it is locked."""
        field = made.field
        raw = at(values, field.key)
        if raw is MISSING:
            raw = field.default if at(sight.variables, field.key) is MISSING else at(sight.variables, field.key)
        details = field.details
        base = replace(
            base,
            prefix=details.prefix.said(sight),
            suffix=details.suffix.said(sight) or details.currency,
            attributes=controls.attributes(field, sight),
        )
        if base.locked:
            return replace(base, value=saying.said(field, self._computed(made, raw, sight), sight))
        if field.kind == "filepicker":
            return replace(base, files=_attached(raw, sight), many=attachments.many(field, sight))
        if field.kind in CHOICES:
            return replace(base, choices=_choices(field, raw, sight))
        return replace(base, value=controls.text(field, raw, sight), chosen=raw is True)

    def _computed(self, made: Given, raw: Any, sight: Sight) -> Any:
        compute = made.field.details.compute
        return compute.value(sight) if compute and made.field.kind == "expression" else raw

    def group(self, base: Block, made: Given, values: Mapping[str, Any], prefix: str, sight: Sight) -> Block:
        return replace(base, blocks=self.level(made.items, values, prefix, sight))

    def list(self, base: Block, made: Given, values: Mapping[str, Any], _prefix: str, sight: Sight) -> Block:
        """The rows of a list as fieldsets, with what adds and removes them."""
        details, given = made.field.details, at(values, made.field.key)
        rows = []
        for number, (row, own) in enumerate(zip(made.rows, given if isinstance(given, list) else [], strict=False), 1):
            path = f"{base.mark}[{number - 1}]"
            drawn = self.level(row, own, f"{path}.", row_sight(sight, row, number))
            rows.append(Row(path, number, drawn))
        free = details.may_add and not base.locked
        return replace(
            base,
            rows=tuple(rows),
            may_add=free and len(rows) < details.most_rows,
            may_remove=free and len(rows) > details.least_rows,
        )

    def words(self, base: Block, made: Given, _values: Any, _prefix: str, sight: Sight) -> Block:
        return replace(base, html=markdown.html(made.field.text.said(sight, markdown.guard, saying.word)))

    def picture(self, base: Block, made: Given, _values: Any, _prefix: str, sight: Sight) -> Block:
        """A picture of somebody else's server is a link, so that nobody is told who looks at this page."""
        label = made.field.text.said(sight) or _("Picture")
        return replace(base, link=made.field.details.link, label=label)

    def table(self, base: Block, made: Given, _values: Any, _prefix: str, sight: Sight) -> Block:
        """Rows of a variable, to read only."""
        details = made.field.details
        columns = details.columns
        if details.columns_from:
            found = details.columns_from.value(sight)
            listed = found if isinstance(found, list) else []
            columns = tuple((plain(c.get("key")), plain(c.get("label"))) for c in listed if isinstance(c, dict))
        source = details.compute.value(sight) if details.compute else None
        rows = [row for row in source if isinstance(row, dict)] if isinstance(source, list) else []
        cells = tuple(tuple(_cell(row.get(key)) for key, _label in columns) for row in rows[:MOST_CELLS])
        return replace(base, columns=tuple(label or key for key, label in columns), cells=cells)


def _cell(value: Any) -> str:
    return saying.amount(value) or plain(value)


def _attached(raw: Any, sight: Sight) -> tuple[Attached, ...]:
    found = [sight.file(item) for item in (raw if isinstance(raw, list) else [raw])]
    return tuple(Attached(str(fact.id), fact.name, fact.size) for fact in found if fact)


def _choices(field: Field, raw: Any, sight: Sight) -> tuple[Choice, ...]:
    chosen = {
        choices.ticket(item)
        for item in (raw if isinstance(raw, list) else [raw])
        if item is not None and item is not MISSING
    }
    made = []
    for option in choices.options(field, sight):
        ticket = choices.ticket(option.value)
        made.append(Choice(ticket, option.label, ticket in chosen))
    return tuple(made)


_Draw = Callable[[_Drawing, Block, Given, Mapping[str, Any], str, Sight], Block]
_DRAW: dict[str, _Draw] = {
    "group": _Drawing.group,
    "dynamiclist": _Drawing.list,
    "text": _Drawing.words,
    "image": _Drawing.picture,
    "table": _Drawing.table,
    "spacer": lambda _self, base, *_rest: base,
    "separator": lambda _self, base, *_rest: base,
}
