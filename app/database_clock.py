"""The database's own clock as SQL, and the offset row that moves it. It asks nothing: `now()` of app.db does."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import String, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType


class _Wall(FunctionElement[Any]):
    """The database's own clock, as SQL."""

    name = "wall"
    inherit_cache = True
    type = NullType()


@compiles(_Wall, "sqlite")
def _wall_of_sqlite(_element: _Wall, _compiler: SQLCompiler, **_options: Any) -> str:
    return "strftime('%Y-%m-%d %H:%M:%f', 'now')"


@compiles(_Wall, "postgresql")
def _wall_of_postgresql(_element: _Wall, _compiler: SQLCompiler, **_options: Any) -> str:
    return "clock_timestamp()"


#: The clock as two columns of a statement that is asked anyway; `tell` of app.db takes what they hold.
CLOCK = (_Wall(), literal_column("(select value from setting where key = 'clock.offset')", String))
READ_CLOCK = select(*CLOCK)


def shifted(wall: Any, offset: str | None) -> datetime:
    """The aware UTC moment that both columns say; `offset` in seconds, as text."""
    moment = datetime.fromisoformat(wall).replace(tzinfo=UTC) if isinstance(wall, str) else wall.astimezone(UTC)
    found: datetime = moment + timedelta(seconds=float(offset or 0))
    return found
