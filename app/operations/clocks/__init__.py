"""Clocks: rows beside the engine, turned by its steps. SLA clocks of a request, OLA clocks of its lanes and steps.

`standing` says what should run, `following` turns the rows after each step, `rungs` fires what is due, `holds` stops
and lets go from outside, `promises` says a date before anything runs, `recounting` counts open clocks anew.
"""
