"""The Unified Expression Language (JSR 341, `${...}` and `#{...}`) as process engines use it, said in FEEL.

    feel("${!approved && amount > 1000}")  ->  "not(approved) and amount > 1000"

The same grammar reads the simple conditions that people write in Java, JavaScript, Groovy and MVEL.
"""

from workflows.translation.juel.parsing import expression
from workflows.translation.juel.templates import feel, is_juel

__all__ = ["expression", "feel", "is_juel"]
