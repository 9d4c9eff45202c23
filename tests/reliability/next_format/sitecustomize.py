"""Loaded by Python itself into the processes of the later release of test_next_format, and by nothing else.

Makes of this release one that reads the format of the engine's state after its own, and writes it.
"""

from workflows import state

state.READS += 1
state.WRITES = state.READS
