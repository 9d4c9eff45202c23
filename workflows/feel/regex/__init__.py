"""Regular expressions of XPath (XQuery and XPath Functions 3.1, 5.6) that run in time linear in the text.

Python's `re` backtracks and can take exponential time on a pattern a process owner wrote in good faith; here every
pattern is a small program run on all its branches at once, and every step is paid for with fuel.
"""

from workflows.feel.regex.pattern import BadPattern, Pattern, compile_pattern

__all__ = ["BadPattern", "Pattern", "compile_pattern"]
