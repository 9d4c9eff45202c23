"""What an editor wrote back, with everything it did not touch as it came."""

from workflows.retouching.merge import retouched
from workflows.retouching.writing import text_of

__all__ = ["retouched", "text_of"]
