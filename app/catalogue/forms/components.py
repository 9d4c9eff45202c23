"""The parts of a component that depend on its kind: rules of `validate`, options, dates, numbers, files, lists."""

from collections.abc import Mapping
from typing import Any

from babel.numbers import get_currency_precision, list_currencies

from app.catalogue.forms.field import CHOICES, ONE_OF, Details, Option, Rules, Source
from app.catalogue.forms.notes import Notes, decimal, mapping, words
from app.catalogue.forms.patterns import Pattern
from workflows.sentences import sentence

Data = Mapping[str, Any]
MOST_OPTIONS = 1_000
MOST_ROWS = 100
MOST_FILES = 10
SUBTYPES = frozenset({"date", "time", "datetime"})
SHAPES = frozenset({"email", "phone"})


def rules(data: Data, own: Mapping[str, str], notes: Notes) -> Rules:
    """`validate` of a component."""
    given = mapping(data.get("validate"))
    shape = words(given.get("validationType"))
    return Rules(
        required=given.get("required") is True,
        min_length=notes.limit(given.get("minLength"), "minLength"),
        max_length=notes.limit(given.get("maxLength"), "maxLength"),
        min=notes.limit(given.get("min"), "min"),
        max=notes.limit(given.get("max"), "max"),
        pattern=_pattern(given, shape, notes),
        message=words(given.get("patternErrorMessage")),
        example=own.get("example", ""),
        shape=shape if shape in SHAPES else "",
    )


def _pattern(given: Data, shape: str, notes: Notes) -> Pattern | None:
    return None if shape in SHAPES else notes.pattern(given.get("pattern"))


def details(kind: str, data: Data, own: Mapping[str, str], notes: Notes) -> Details:
    """What this kind of component has beyond the rest."""
    if kind in CHOICES:
        return Details(source=_source(kind, data, notes))
    reader = _KINDS.get(kind)
    return reader(data, own, notes) if reader else Details()


def _source(kind: str, data: Data, notes: Notes) -> Source:
    if data.get("valuesExpression"):
        return Source(expression=notes.expression(data["valuesExpression"], "valuesExpression"))
    if data.get("valuesKey"):
        return Source(key=words(data["valuesKey"]))
    fixed = data.get("values")
    options = fixed if isinstance(fixed, list) else []
    if not options or len(options) > MOST_OPTIONS:
        hint = sentence("Give values, valuesKey or valuesExpression.") if kind in ONE_OF else None
        notes.error("form-options", sentence("There must be 1 to %(n)d options.", n=MOST_OPTIONS), hint)
    made = tuple(_option(mapping(option)) for option in options[:MOST_OPTIONS])
    if len({option.value for option in made}) < len(made):
        notes.error("form-options", sentence("Two options have the same value."))
    return Source(fixed=made)


def _option(option: Data) -> Option:
    value = option.get("value")
    label = words(option.get("label"))
    value = value if isinstance(value, (str, int, bool)) else label
    return Option(value, label or str(value))


def _text(data: Data, _own: Mapping[str, str], notes: Notes) -> Details:
    look = mapping(data.get("appearance"))
    return Details(
        prefix=notes.phrase(look.get("prefixAdorner"), "prefixAdorner"),
        suffix=notes.phrase(look.get("suffixAdorner"), "suffixAdorner"),
    )


def _number(data: Data, own: Mapping[str, str], notes: Notes) -> Details:
    look, currency = _text(data, own, notes), own.get("currency", "")
    if currency and currency not in list_currencies():
        notes.error(
            "form-currency",
            sentence('"%(code)s" is no currency.', code=currency),
            sentence("Write its code, such as EUR."),
        )
        currency = ""
    digits = data.get("decimalDigits")
    if not isinstance(digits, int) or isinstance(digits, bool) or not 0 <= digits <= 20:
        digits = get_currency_precision(currency) if currency else None
    increment = decimal(data.get("increment"))
    if increment is not None and increment <= 0:
        notes.error("form-number", sentence("increment must be more than 0."))
        increment = None
    return Details(
        increment=increment,
        digits=digits,
        as_text=data.get("serializeToString") is True,
        currency=currency,
        prefix=look.prefix,
        suffix=look.suffix,
    )


def _datetime(data: Data, _own: Mapping[str, str], notes: Notes) -> Details:
    subtype = words(data.get("subtype")) or "date"
    if subtype not in SUBTYPES:
        notes.error("form-type", sentence('"%(type)s" is no kind of date.', type=subtype))
        subtype = "date"
    minutes = data.get("timeInterval")
    return Details(
        subtype=subtype,
        zone_format=words(data.get("timeSerializingFormat")),
        no_past=data.get("disallowPassedDates") is True,
        minutes=minutes if isinstance(minutes, int) and 1 <= minutes <= 60 else 15,
    )


def _files(data: Data, own: Mapping[str, str], notes: Notes) -> Details:
    accept = data.get("accept")
    computed = notes.switch(accept, "accept")
    return Details(
        multiple=notes.switch(data.get("multiple"), "multiple"),
        accept=words(accept) if isinstance(computed, bool) else computed,
        most_files=_count(own.get("maxFiles"), MOST_FILES, MOST_FILES),
    )


def _list(data: Data, own: Mapping[str, str], _notes: Notes) -> Details:
    return Details(
        rows=_count(data.get("defaultRepetitions"), 1, MOST_ROWS),
        least_rows=_count(own.get("minRows"), 0, MOST_ROWS),
        most_rows=_count(own.get("maxRows"), MOST_ROWS, MOST_ROWS),
        may_add=data.get("allowAddRemove") is not False,
    )


def _expression(data: Data, _own: Mapping[str, str], notes: Notes) -> Details:
    compute = notes.expression(data.get("expression"), sentence("The expression"))
    if compute is None:
        notes.error("form-expression", sentence("There is nothing to compute."))
    return Details(compute=compute)


def _table(data: Data, _own: Mapping[str, str], notes: Notes) -> Details:
    columns = data.get("columns")
    pairs = (mapping(column) for column in columns) if isinstance(columns, list) else ()
    return Details(
        compute=notes.expression(data.get("dataSource"), "dataSource"),
        columns=tuple((words(pair.get("key")), words(pair.get("label"))) for pair in pairs),
        columns_from=notes.expression(data.get("columnsExpression"), "columnsExpression"),
    )


def _image(data: Data, _own: Mapping[str, str], _notes: Notes) -> Details:
    source = words(data.get("source"))
    return Details(link=source if source.startswith("https://") else "")


def _count(value: Any, otherwise: int, most: int) -> int:
    number = decimal(value)
    return otherwise if number is None else max(0, min(most, int(number)))


_KINDS = {
    "textfield": _text,
    "textarea": _text,
    "number": _number,
    "datetime": _datetime,
    "filepicker": _files,
    "dynamiclist": _list,
    "expression": _expression,
    "table": _table,
    "image": _image,
}
