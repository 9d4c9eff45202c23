"""Loaded by Python itself into the processes of a run with a planted bug (through PYTHONPATH), and by nothing else."""

import os

if bug := os.environ.get("LANEWAY_CHAOS_BUG"):
    from planting import PLANTED

    for place, name, value in PLANTED[bug]():
        setattr(place, name, value)
