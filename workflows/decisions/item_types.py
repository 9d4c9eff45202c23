"""The types that a model knows: FEEL's own, its item definitions, and those of the models it imports."""

from collections.abc import Callable, Iterable
from typing import Any

from workflows.decisions.item_type import ItemType
from workflows.decisions.making import fail
from workflows.decisions.scope import Scope
from workflows.decisions.texts import Texts
from workflows.decisions.xml import child, children, name_of, type_ref
from workflows.feel.conformance import ANY, UNKNOWN
from workflows.feel.functions.fitting import MISFIT
from workflows.feel.functions.lambdas import Fit
from workflows.feel.nodes import Type
from workflows.feel.run import Run
from workflows.feel.values import phrase
from workflows.loader.vocabulary import Node

PLAIN = {name: name for name in ("string", "boolean", "number", "date", "time", "date and time", "context", "function")}
PLAIN |= {
    "days and time duration": "days and time duration",
    "years and months duration": "years and months duration",
    "dateTime": "date and time",
    "datetime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "daysAndTimeDuration": "days and time duration",
    "yearsAndMonthsDuration": "years and months duration",
    # as Camunda's modeler writes them
    "integer": "number", "long": "number", "double": "number", "decimal": "number", "int": "number", "float": "number",
    "list": "list", "range": "range",
}  # fmt: skip


class Types:
    """Looks types up by the references of the file; what nobody defined is any type."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.imports: dict[str, Types] = {}
        self.found: dict[str, ItemType] = {}
        self.told: dict[str, ItemType | None] = {}
        self.defined: dict[str, ItemType] = {}

    def read(self, texts: Texts) -> None:
        """Read the item definitions. `texts` compiles what they allow."""
        for node in children(self.root, "itemDefinition"):
            self.found[name_of(node)] = self._definition(node, texts)
        self._define("", self)

    def use(self, name: str, types: "Types") -> None:
        """Know another model's types under the name of its import; without a name, as one's own."""
        self.imports[name] = types
        self._define(f"{name}." if name else "", types)

    def _define(self, before: str, types: "Types") -> None:
        for name, found in types.found.items():
            self.defined.setdefault(f"{before}{name}", found)

    def named(self, reference: str) -> ItemType | None:
        """The type of a reference: `number`, `tLoan`, `imported.tLoan`, or DMN 1.1's `feel:number`; None for any."""
        if reference not in self.told:
            self.told[reference] = self._named(reference)
        return self.told[reference]

    def _named(self, reference: str) -> ItemType | None:
        if reference in self.found:
            return self.found[reference]
        name = reference.rpartition(":")[2]
        if name in self.found:
            return self.found[name]
        if name in PLAIN:
            return ItemType(name, Type(PLAIN[name]))
        for prefix, types in self.imports.items():
            within = name.removeprefix(f"{prefix}.")
            if within != name or not prefix or ":" in reference:
                found = types.named(within)
                if found is not None:
                    return found
        return None

    def _definition(self, node: Node, texts: Texts) -> ItemType:
        reference = type_ref(node)
        function = child(node, "functionItem")
        made = ItemType(name_of(node), collection=node.get("isCollection") == "true", function=function is not None)
        if reference:
            made.base = lambda: self.named(reference) if self.named(reference) is not made else None
        if function is not None:
            output = function.get("outputTypeRef") or ""
            made.result = lambda: self.named(output)
            made.takes = tuple(self._taken(part) for part in children(function, "parameters"))
        for part in children(node, "itemComponent"):
            kind = self._definition(part, texts)
            made.parts[name_of(part)] = lambda kind=kind: kind  # type: ignore[misc]
        allowed, whole = child(node, "allowedValues"), child(node, "typeConstraint")
        made.allowed = texts.tests(allowed, Scope()) if allowed is not None else None
        made.whole = texts.tests(whole, Scope()) if whole is not None else None
        return made

    def _taken(self, parameter: Node) -> Callable[[], ItemType | None]:
        reference = type_ref(parameter)
        return lambda: self.named(reference)


def fit_of(kind: ItemType | None) -> Fit | None:
    """What makes an argument fit: the value or MISFIT; None where anything fits."""
    if kind is None:
        return None

    def fit(run: Run, value: Any) -> Any:
        found = kind.fit(run, value)
        if found is MISFIT:
            fail(run, f"{phrase(value)} is not the {kind.name} a function asks for")
        return found

    return fit


def told(takes: Iterable[ItemType | None], gives: ItemType | None) -> Type:
    """The type of a function that is drawn; what it gives is unknown where nothing is said."""
    taken = tuple(ANY if kind is None else kind.shape() for kind in takes)
    return Type("function", (*taken, UNKNOWN if gives is None else gives.shape()))


def keeping(kind: ItemType | None, what: str, *, partial: bool = False) -> Fit | None:
    """What makes a result fit: the value, or null with a sentence; None where anything fits."""
    if kind is None:
        return None

    def keep(run: Run, value: Any) -> Any:
        found = kind.fit(run, value, partial)
        return (
            fail(run, f"{what} is {phrase(value)} and not the {kind.name} it should be.") if found is MISFIT else found
        )

    return keep


def converting(kind: ItemType | None) -> Fit | None:
    """What converts a value on its way and leaves one alone that cannot be (DMN 1.5, 10.3.2.9.4); None for any type."""
    if kind is None:
        return None

    def convert(run: Run, value: Any) -> Any:
        found = kind.fit(run, value)
        return value if found is MISFIT else found

    return convert
