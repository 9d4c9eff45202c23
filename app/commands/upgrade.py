"""`laneway upgrade`: bring an installation to this release. A backup first, then tables and items, then the doctor.

The house may run meanwhile: tables only grow in an upgrade, and parts of the release before go on with them.
"""

import argparse
import sys

from sqlalchemy import inspect

from app.commands import backup, doctor, prepare
from app.commands.opening import opened
from app.db import db


def main(argv: list[str]) -> int:
    """0 when the tables and items are those of this release; what the doctor found wrong is told, not judged."""
    parser = argparse.ArgumentParser(prog="laneway upgrade", description="Bring an installation to this release.")
    parser.add_argument("--no-backup", action="store_true", help="there is a backup already")
    given = parser.parse_args(argv)
    with opened():
        has_tables = bool(inspect(db.engine).get_table_names())
        prepare.must_follow()
    if has_tables and not given.no_backup and backup.backup([]):
        sys.stderr.write("laneway upgrade: nothing was changed. Mend that, or say --no-backup.\n")
        return 1
    prepare.main()
    doctor.main([])
    return 0
