"""Tables as CSV for spreadsheets: a cell that a spreadsheet would take for a formula begins with an apostrophe.

ASVS 5.0.0, 1.2.10.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

RISKY = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """Text that no spreadsheet computes."""
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(RISKY) else text


def download(name: str, rows: Iterable[Sequence[object]]) -> Response:
    """The rows as a file; UTF-8 with its mark, so that spreadsheets read accents."""
    out = io.StringIO()
    csv.writer(out).writerows([cell(value) for value in row] for row in rows)
    answer = Response("\ufeff" + out.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
