"""What is wrong with a rule set before anybody is asked by it: sentences for the linter. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from app.catalogue.rules.ruleset import NAMING, Rule, RuleSet
from workflows.errors import Problem
from workflows.feel import FeelError, compile_expression
from workflows.sentences import of, sentence


@dataclass(frozen=True)
class House:
    """What a rule may name. `groups`: {key: how many people}; None: not known here, so not asked."""

    groups: Mapping[str, int] | None
    roles: Collection[str]
    logins: Collection[str] | None
    decisions: Collection[str]


def problems(name: str, made: RuleSet, house: House) -> Iterator[Problem]:
    """Everything that stands against the rule set called `name`."""
    if not made.rules:
        yield _found(
            "error", "rules.empty", name, sentence("It has no rule, so nobody would be asked."), sentence("Add a rule.")
        )
    elif all((one.when or "").strip().removeprefix("=").strip() == "false" for one in made.rules):
        yield _found(
            "error", "rules.none", name, sentence("None of its rules can apply."), sentence("Change a condition.")
        )
    yield from _feel(name, sentence("The sum"), made.amount)
    for one in made.rules:
        yield from _rule(name, one, house)
    if any(one.beside for one in made.rules[:1]):
        said = sentence("The first rule has none before it at whose side it could be asked.")
        yield _found("warning", "rules.first", name, said, sentence("Ask it in its turn."))


def _rule(name: str, one: Rule, house: House) -> Iterator[Problem]:
    called = sentence("Rule %(id)s", id=one.id)
    if one.who in NAMING and not one.whom:
        yield _found(
            "error",
            "rules.whom",
            name,
            sentence("%(called)s does not say whom it asks.", called=called),
            sentence("Fill it in."),
        )
    yield from _names(name, called, one, house)
    yield from _sums(name, called, one)
    if one.when:
        yield from _feel(name, sentence("The condition of %(called)s", called=called), one.when)
    if one.who in ("field", "query") and one.whom:
        yield from _feel(name, sentence("Whom %(called)s asks", called=called), one.whom)
    if one.climb and one.who not in ("manager", "superior", "department_head", "cost_centre", "person", "field"):
        said = sentence("%(called)s climbs a line, but does not ask one person.", called=called)
        yield _found("warning", "rules.climb", name, said, sentence("Ask a line manager or another single person."))
    if one.quorum == "percent" and one.of > 100:
        yield _found(
            "error",
            "rules.percent",
            name,
            sentence("%(called)s wants more than 100 %% to agree.", called=called),
            sentence("Lower it."),
        )


def _names(name: str, called: str, one: Rule, house: House) -> Iterator[Problem]:
    hint = sentence("Choose another, or create it.")
    parts = [part.strip() for part in one.whom.split(",") if part.strip()]
    if one.who == "group" and house.groups is not None:
        for key in parts:
            if key not in house.groups:
                said = sentence("%(called)s asks the group %(key)s, which is not there.", called=called, key=key)
                yield replace(_found("error", "group.unknown", name, said, hint), group=key)
        people = sum(house.groups.get(key, 0) for key in parts)
        if one.quorum == "number" and all(key in house.groups for key in parts) and one.of > people:
            said = sentence(
                "%(called)s wants %(of)s people to agree, but there are %(people)s.",
                called=called,
                of=one.of,
                people=people,
            )
            yield _found(
                "warning", "rules.quorum", name, said, sentence("Lower the number, or add people to the group.")
            )
    if one.who == "role":
        for role in (part.partition(" but ")[0].strip() for part in parts):
            if role not in house.roles:
                yield _found(
                    "error",
                    "role.unknown",
                    name,
                    sentence("%(called)s asks the role %(role)s, which is not there.", called=called, role=role),
                    hint,
                )
    if one.who == "person":
        for login in parts if house.logins is not None else ():
            if login not in (house.logins or ()):
                said = sentence("%(called)s asks %(login)s, who does not work here.", called=called, login=login)
                yield _found("error", "person.unknown", name, said, sentence("Choose somebody else."))
        if one.quorum == "number" and one.of > len(parts):
            said = sentence(
                "%(called)s wants %(of)s people to agree, but names %(count)s.",
                called=called,
                of=one.of,
                count=len(parts),
            )
            yield _found("warning", "rules.quorum", name, said, sentence("Lower the number, or name more people."))
    if one.who == "decision" and one.whom and one.whom not in house.decisions:
        said = sentence("%(called)s asks the decision %(whom)s, which is not there.", called=called, whom=one.whom)
        yield _found("error", "decision.unknown", name, said, sentence("Add its decision table, or choose another."))


def _sums(name: str, called: str, one: Rule) -> Iterator[Problem]:
    for currency in (*one.limits, *one.automatic):
        if len(currency) != 3 or not currency.isalpha() or not currency.isupper():
            said = sentence("%(called)s has a sum without a currency.", called=called)
            yield _found("error", "rules.currency", name, said, sentence("Write the three letters, for example EUR."))


def _feel(name: str, what: str, text: str) -> Iterator[Problem]:
    try:
        compile_expression(text.strip().removeprefix("="))
    except FeelError as error:
        yield _found(
            "error",
            "rules.feel",
            name,
            sentence("%(what)s is not FEEL: %(error)s", what=what, error=of(error)),
            sentence("Write it as in a gateway."),
        )


def _found(severity: str, code: str, name: str, said: str, hint: str) -> Problem:
    return Problem(severity, code, sentence("Rules %(name)s: %(said)s", name=name, said=said), hint=hint)  # type: ignore[arg-type]
