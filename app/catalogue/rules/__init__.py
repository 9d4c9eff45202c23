"""Rule sets of approvals: who is asked, how many must agree, in which order. Data of a version; pure, no tables."""

from app.catalogue.rules.reading import RulesRefused, read, written
from app.catalogue.rules.ruleset import QUORUMS, WHO, Rule, RuleSet

__all__ = ["QUORUMS", "WHO", "Rule", "RuleSet", "RulesRefused", "read", "written"]
