"""Date and time functions (DMN 1.5, 10.3.4.7 and 10.3.4.11); now is the instant the evaluation is given."""

from decimal import Decimal

from workflows.feel.functions.registry import builtin
from workflows.feel.properties import weekday
from workflows.feel.run import Run
from workflows.feel.temporals import Date, DateTime, days_from_civil, from_python, month_length

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@builtin("now")
def now(run: Run) -> DateTime:
    return from_python(run.at, run.zone)


@builtin("today")
def today(run: Run) -> Date:
    return from_python(run.at, run.zone).date


@builtin("day of year", "date: date")
def day_of_year(_run: Run, day: Date) -> Decimal:
    return Decimal(day.ordinal() - days_from_civil(day.year, 1, 1) + 1)


@builtin("day of week", "date: date")
def day_of_week(_run: Run, day: Date) -> str:
    """The English name, whatever the locale."""
    return DAYS[weekday(day) - 1]


@builtin("month of year", "date: date")
def month_of_year(_run: Run, day: Date) -> str:
    """The English name, whatever the locale."""
    return MONTHS[day.month - 1]


@builtin("week of year", "date: date")
def week_of_year(_run: Run, day: Date) -> Decimal:
    """ISO 8601: the week of the year to which this week's Thursday belongs."""
    thursday = day.ordinal() + 4 - weekday(day)
    year = day.year
    if thursday < days_from_civil(year, 1, 1):
        year -= 1
    elif thursday >= days_from_civil(year + 1, 1, 1):
        year += 1
    return Decimal((thursday - days_from_civil(year, 1, 1)) // 7 + 1)


@builtin("last day of month", "date: date")
def last_day_of_month(_run: Run, day: Date) -> Date:
    """Camunda's: the last day of the date's month."""
    return Date(day.year, day.month, month_length(day.year, day.month))
