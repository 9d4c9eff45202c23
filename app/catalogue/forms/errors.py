"""What can be wrong with a form itself (wrong answers are app.errors.InvalidForm)."""

from app.errors import DefinitionError
from app.language import gettext as _
from app.language import say
from workflows.errors import Problem


class FormRefused(DefinitionError):
    """The schema cannot be used; `problems` says why, field by field (workflows.errors.Problem, severity error)."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems, " ".join(say(problem.message) for problem in problems[:5]))

    def sentence(self) -> str:
        return _("The form cannot be used.")


class Wrong(ValueError):
    """One answer that does not fit; its text is the sentence shown beside the field."""
