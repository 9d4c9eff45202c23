"""What can go wrong in FEEL, each with a sentence a process owner can act on.

A wrong type or an unknown name is not an error here: FEEL answers null and the evaluation notes a warning.
"""


class FeelError(Exception):
    """Anything a FEEL text or its evaluation can raise; nothing else ever leaves this package."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class FeelSyntaxError(FeelError):
    """The text is not FEEL. `line` and `column` count from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class FeelFuelError(FeelError):
    """The evaluation crossed a bound; `what` names the one: "steps", "depth" or "size"."""

    def __init__(self, message: str, what: str = "steps") -> None:
        super().__init__(message)
        self.what = what


class FeelTypeError(FeelError):
    """A value has no place where it was put: a range or function that should become JSON, say."""


class FeelAssertionError(FeelError):
    """The expression itself said stop: `assert(value, condition, cause)` was not met."""
