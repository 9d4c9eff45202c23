"""A rule set as the fields of a page, and back: what was typed becomes a rule set, whatever was typed. Pure but for the
form itself; whether the set is any good is said by the linter."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from app.catalogue.rules import QUORUMS, WHO, Rule, RuleSet

MOST = 50


def typed(form: Mapping[str, str]) -> RuleSet:
    """The rule set in the fields of a form."""
    count = int(form.get("count", "0")) if form.get("count", "0").isdigit() else 0
    rules = tuple(_rule(form, at) for at in range(min(count, MOST)))
    return RuleSet(rules, _said(form, "amount") or "amount", (_said(form, "currency") or "EUR").upper()[:3])


def done(made: RuleSet, deed: str) -> RuleSet:
    """`add`, `delete:2`, `up:2`, `down:2`; anything else changes nothing."""
    what, _colon, place = deed.partition(":")
    rules, at = list(made.rules), int(place) if place.isdigit() else 0
    if what == "add" and len(rules) < MOST:
        rules.append(Rule(id=made.next_id(), who="manager"))
    elif what == "delete" and at < len(rules):
        del rules[at]
    other = at + {"up": -1, "down": 1}.get(what, 0)
    if other != at and 0 <= other < len(rules) and at < len(rules):
        rules[at], rules[other] = rules[other], rules[at]
    return RuleSet(tuple(rules), made.amount, made.currency)


def sums(limits: Mapping[str, Decimal]) -> str:
    """Sums as they are typed: 1000 EUR, 900 USD."""
    return ", ".join(f"{amount:f} {currency}".strip() for currency, amount in limits.items())


def read_sums(text: str) -> dict[str, Decimal]:
    """The same read again. A sum without a currency keeps an empty one, which the linter names."""
    found: dict[str, Decimal] = {}
    for part in text.replace(";", ",").split(","):
        amount, _space, currency = part.strip().partition(" ")
        try:
            found[currency.strip().upper()] = Decimal(amount) if amount else Decimal(-1)
        except InvalidOperation:
            continue
    return {currency: amount for currency, amount in found.items() if amount.is_finite() and amount >= 0}


def _rule(form: Mapping[str, str], at: int) -> Rule:
    who, quorum, of = (_said(form, f"{at}.{name}") for name in ("who", "quorum", "of"))
    return Rule(
        id=_said(form, f"{at}.id")[:40] or f"R{at + 1}",
        who=who if who in WHO else "manager",
        title=_said(form, f"{at}.title")[:200],
        whom=_said(form, f"{at}.whom"),
        when=_said(form, f"{at}.when"),
        quorum=quorum if quorum in QUORUMS else "first",
        of=min(max(int(of), 1), 1_000) if of.isdigit() else 1,
        beside=f"{at}.beside" in form,
        limits=read_sums(_said(form, f"{at}.limits")),
        automatic=read_sums(_said(form, f"{at}.automatic")),
        climb=f"{at}.climb" in form,
        justify=f"{at}.justify" in form,
        depends=tuple(part.strip() for part in _said(form, f"{at}.depends").split(",") if part.strip()),
    )


def _said(form: Mapping[str, str], name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").strip()[:2_000]


def answers(text: str) -> dict[str, Any]:
    """Answers of an order that is only imagined, one a line: software = other."""
    found: dict[str, Any] = {}
    for line in text.splitlines():
        name, equals, value = line.partition("=")
        if equals and name.strip():
            found[name.strip()] = _value(value.strip().strip('"'))
    return found


def _value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() else text
