"""Loaded by Python itself into the processes of a run with a planted bug (through PYTHONPATH), and by nothing else.

A bug that cannot be planted ends the process: Python would go on without it, and the run would find nothing.
"""

import os
import traceback

if bug := os.environ.get("LANEWAY_CHAOS_BUG"):
    try:
        from planting import PLANTED

        for place, name, value in PLANTED[bug]():
            setattr(place, name, value)
    except BaseException:  # noqa: BLE001 - told, and the end
        traceback.print_exc()
        os._exit(3)
