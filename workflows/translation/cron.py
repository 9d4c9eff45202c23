"""Cron lines as repetitions: `0 0/5 * * * ?` is R/PT5M, `0 0 9 * * ?` is every day at nine, beginning with the next.

Quartz and Spring spell six or seven fields (seconds first), Unix five. Only lines with one fixed step are read.
"""

import re

from workflows.translation.errors import NotTranslatable

_EVERY = frozenset({"*", "?"})
_STEP = re.compile(r"(?:\*|0)/(\d{1,2})")


def repetition(line: str) -> str:
    """ISO 8601 text, or FEEL behind "=". Raises NotTranslatable."""
    fields = line.split()
    fields = ["*" if field in {"0/1", "1/1", "*/1"} else field for field in fields]
    if len(fields) == 5:
        fields = ["0", *fields]
    second, minute, hour, day, month, weekday = fields[:6]
    if any(year not in _EVERY for year in fields[6:]) or month not in _EVERY or day not in _EVERY:
        raise NotTranslatable("the cron line has no fixed step")
    if weekday not in _EVERY:
        raise NotTranslatable("the cron line names days of the week")
    return _daily(second, minute, hour)


def _daily(second: str, minute: str, hour: str) -> str:
    for field, finer, sign in ((second, (), "S"), (minute, (second,), "M"), (hour, (second, minute), "H")):
        step = _STEP.fullmatch(field)
        if step and int(step[1]) and all(_is_zero(one) for one in finer) and _rest(field, second, minute, hour):
            return f"R/PT{int(step[1])}{sign}"
    if second in _EVERY:
        return "R/PT1S"
    if minute in _EVERY and hour in _EVERY:
        return "R/PT1M"
    if hour in _EVERY and minute.isdigit():
        return "R/PT1H"
    return _every_day(_number(second), _number(minute), _number(hour))


def _rest(field: str, second: str, minute: str, hour: str) -> bool:
    """Everything coarser than the stepped field is "every"."""
    coarser = {second: (minute, hour), minute: (hour,), hour: ()}[field]
    return all(one in _EVERY for one in coarser)


def _every_day(second: int, minute: int, hour: int) -> str:
    clock = f"{hour:02}:{minute:02}:{second:02}"
    later = f'if string(time(now())) < "{clock}" then today() else today() + duration("P1D")'
    return f'="R/" + string(date and time({later}, time("{clock}"))) + "/P1D"'


def _is_zero(field: str) -> bool:
    return field.isdigit() and int(field) == 0


def _number(field: str) -> int:
    if not field.isdigit() or int(field) > 59:
        raise NotTranslatable("the cron line has no fixed step")
    return int(field)
