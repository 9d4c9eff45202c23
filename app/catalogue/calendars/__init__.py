"""Working time: a calendar as a plain value, and what can be asked of it. Pure: no tables, no clock, no library.

`calendar` is the value, `walking` counts along it, `goals` says how much time a goal is, `explaining` says why.
"""
