"""Why a text of another language has no equal in FEEL."""


class NotTranslatable(ValueError):
    """The text says something that FEEL cannot say, or that only the tool it comes from knows."""
