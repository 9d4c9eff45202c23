"""What can go wrong when a decision is made."""

from workflows.errors import StepFailed


class DecisionError(StepFailed):
    """The decision cannot be made with these values; `element` is the id of the decision."""

    def __init__(self, message: str, *, element: str | None = None) -> None:
        super().__init__(message, kind="decision", element=element)
