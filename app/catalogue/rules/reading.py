"""Rule sets from JSON and back: what a .rules file holds. Refused with a sentence where it is none."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from app.catalogue.rules.ruleset import QUORUMS, WHO, Rule, RuleSet
from workflows.sentences import sentence

FLAGS = ("beside", "climb", "justify")
SUMS = ("limits", "automatic")
MOST = 50
LONGEST = 2_000


class RulesRefused(Exception):
    """Not a rule set; the sentence says what is wrong with it."""


def read(raw: Any) -> RuleSet:
    """A rule set from JSON values. Raises RulesRefused."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("rules", []), list):
        raise RulesRefused(sentence("A rule set is an object with a list of rules."))
    rules = tuple(rule(one) for one in raw.get("rules", []))
    if len(rules) > MOST:
        raise RulesRefused(sentence("A rule set has at most %(most)s rules.", most=MOST))
    ids = [one.id for one in rules]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise RulesRefused(sentence("Two rules are called %(twice)s.", twice=twice))
    return RuleSet(rules, _text(raw, "amount") or "amount", _text(raw, "currency") or "EUR")


def rule(raw: Any) -> Rule:
    """One rule from JSON values. Raises RulesRefused."""
    if not isinstance(raw, Mapping) or not _text(raw, "id") or len(_text(raw, "id")) > 40:
        raise RulesRefused(sentence("Each rule is an object with an id."))
    who, quorum = _text(raw, "who"), _text(raw, "quorum") or "first"
    if who not in WHO:
        raise RulesRefused(
            sentence(
                "Rule %(rule)s asks “%(who)s”; known are %(names)s.", rule=raw["id"], who=who, names=", ".join(WHO)
            )
        )
    if quorum not in QUORUMS:
        raise RulesRefused(
            sentence(
                "Rule %(rule)s has the quorum “%(quorum)s”; known are %(names)s.",
                rule=raw["id"],
                quorum=quorum,
                names=", ".join(QUORUMS),
            )
        )
    return Rule(
        id=_text(raw, "id"),
        who=who,
        quorum=quorum,
        of=_whole(raw),
        depends=tuple(str(name) for name in raw.get("depends") or ()),
        title=_text(raw, "title"),
        whom=_text(raw, "whom"),
        when=_text(raw, "when"),
        beside=raw.get("beside") is True,
        climb=raw.get("climb") is True,
        justify=raw.get("justify") is True,
        limits=_sums(raw, "limits"),
        automatic=_sums(raw, "automatic"),
    )


def written(made: RuleSet) -> dict[str, Any]:
    """JSON values, what is as usual left out, in an order that compares well line by line."""
    return {
        "amount": made.amount,
        "currency": made.currency,
        "rules": [rule_written(one) for one in made.rules],
    }


def rule_written(one: Rule) -> dict[str, Any]:
    """One rule as JSON values."""
    said: dict[str, Any] = {"id": one.id, "title": one.title, "who": one.who, "whom": one.whom, "when": one.when}
    said |= {"quorum": one.quorum, "of": one.of if one.quorum in ("number", "percent") else None}
    said |= {name: getattr(one, name) for name in FLAGS}
    said |= {name: {key: format(sum_, "f") for key, sum_ in getattr(one, name).items()} for name in SUMS}
    said["depends"] = list(one.depends)
    return {name: value for name, value in said.items() if value not in ("", None, False, {}, [])}


def _text(raw: Mapping[str, Any], name: str) -> str:
    found = raw.get(name)
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > LONGEST:
        raise RulesRefused(
            sentence("“%(name)s” is a text of at most %(most)s characters.", name=name, most=f"{LONGEST:,}")
        )
    return found.strip()


def _whole(raw: Mapping[str, Any]) -> int:
    found = raw.get("of", 1)
    if isinstance(found, bool) or not isinstance(found, int) or not 1 <= found <= 1_000:
        raise RulesRefused(sentence("Rule %(rule)s: how many must agree is a whole number from 1.", rule=raw["id"]))
    return found


def _sums(raw: Mapping[str, Any], name: str) -> dict[str, Decimal]:
    found = raw.get(name) or {}
    if not isinstance(found, Mapping):
        raise RulesRefused(
            sentence("Rule %(rule)s: “%(name)s” says a sum for each currency.", rule=raw["id"], name=name)
        )
    made = {}
    for currency, amount in found.items():
        try:
            made[str(currency)] = Decimal(str(amount))
        except InvalidOperation as error:
            raise RulesRefused(
                sentence("Rule %(rule)s: %(amount)s is not a sum.", rule=raw["id"], amount=amount)
            ) from error
        if not made[str(currency)].is_finite() or made[str(currency)] < 0:
            raise RulesRefused(sentence("Rule %(rule)s: %(amount)s is not a sum.", rule=raw["id"], amount=amount))
    return made
