"""The logic of one file's decisions, knowledge models and services, compiled in the scope of what they require."""

from typing import TYPE_CHECKING

from workflows.decisions.boxes import Reader
from workflows.decisions.boxes.calls import function
from workflows.decisions.drawing import DECISION, KNOWLEDGE, SERVICE, Drawing, Drawn, required
from workflows.decisions.item_type import ItemType
from workflows.decisions.item_types import fit_of, keeping, told
from workflows.decisions.knowledge import Knowledge, Service
from workflows.decisions.making import failing
from workflows.decisions.scope import Scope
from workflows.decisions.step import Key, Path, Step
from workflows.decisions.xml import child, children, local, text_of, type_ref
from workflows.feel.functions.lambdas import Fit
from workflows.feel.run import Body
from workflows.feel.values import Function
from workflows.sentences import sentence

if TYPE_CHECKING:
    from workflows.decisions.building import Built

Calls = tuple[tuple[Path, Function], ...]
Reads = tuple[tuple[Path, Key], ...]


class Logic:
    """Compiles what one drawing holds into `made`."""

    def __init__(self, made: "Built", drawing: Drawing, reader: Reader) -> None:
        self.made = made
        self.drawing = drawing
        self.reader = reader

    def build(self) -> None:
        """Every decision, knowledge model and service of the drawing."""
        for drawn in self.drawing.elements.values():
            if drawn.kind == DECISION:
                self._decision(drawn)
            elif drawn.kind == KNOWLEDGE:
                self._knowledge(drawn)
            elif drawn.kind == SERVICE:
                self._service(drawn)

    def _decision(self, drawn: Drawn) -> None:
        reads, calls = self._required(drawn)
        logic = self._logic(drawn, Scope(frozenset(path[0] for path, _ in (*reads, *calls))))
        self.made.steps[drawn.key] = Step(drawn.key, drawn.id, drawn.name, reads, calls, logic, self._keep(drawn))
        decided = {key for _, key in reads if key not in self.made.inputs}
        self.made.needs[drawn.key] = tuple(dict.fromkeys(key for _, key in reads if key in decided))

    def _logic(self, drawn: Drawn, scope: Scope) -> Body:
        found = self.reader.within(drawn.node)
        if found is None:
            message = sentence("The decision %(name)s has neither a table nor an expression.", name=drawn.name)
            hint = sentence("Draw a decision table or write an expression.")
            self.made.problem(drawn.node, "decision.empty", message, hint)
            return failing(message)
        if local(found) == "literalExpression" and not text_of(found):
            message = sentence("The decision %(name)s has no expression.", name=drawn.name)
            self.made.problem(drawn.node, "decision.empty", message, sentence("Write it."))
            return failing(message)
        return self.reader.expression(found, scope)

    def _required(self, drawn: Drawn) -> tuple[Reads, Calls]:
        """What the element sees: a decision of its own file under its id, too."""
        reads: dict[Path, Key] = {}
        calls: list[tuple[Path, Function]] = []
        for kind, reference in required(drawn):
            found = self.drawing.found(reference)
            if found is None:
                self._unknown(drawn, kind, reference)
                continue
            before, target = found
            path = (*before, target.variable)
            if target.key in self.made.functions:
                calls.append((path, self.made.functions[target.key]))
            else:
                reads[path] = target.key
        self._add_ids(reads)
        return tuple(reads.items()), tuple(calls)

    def _add_ids(self, reads: dict[Path, Key]) -> None:
        for key in list(reads.values()):
            if key[0] == self.drawing.namespace and key not in self.made.inputs:
                reads.setdefault((key[1],), key)

    def _unknown(self, drawn: Drawn, kind: str, reference: str) -> None:
        if kind == "requiredInput":
            return
        wanted = reference.rpartition("#")[2]
        message = sentence(
            "%(name)s requires %(wanted)s, which is not in the file.", name=drawn.name or drawn.id, wanted=wanted
        )
        hint = sentence("Draw it in the same file, or import its file.")
        self.made.problem(drawn.node, "decision.unknown", message, hint)

    def _keep(self, drawn: Drawn) -> Fit | None:
        return keeping(self._gives(drawn), f"The result of {drawn.name or drawn.id}")

    def _gives(self, drawn: Drawn) -> ItemType | None:
        """The type of the result; a function may name its own type instead (DMN 1.5, 7.3.3)."""
        kind = self.reader.types.named(type_ref(child(drawn.node, "variable")))
        if kind is not None and kind.function and drawn.kind != DECISION:
            return kind.result() if kind.result else None
        return kind

    def _knowledge(self, drawn: Drawn) -> None:
        made = self.made.functions[drawn.key]
        logic = child(drawn.node, "encapsulatedLogic")
        if not isinstance(made, Knowledge) or logic is None:
            return
        _, made.calls = self._required(drawn)
        scope = Scope(frozenset(path[0] for path, _ in made.calls))
        made.logic, made.keep = function(self.reader, logic, scope), self._keep(drawn)
        takes = (self.reader.types.named(type_ref(node)) for node in children(logic, "formalParameter"))
        made.signature = told(takes, self._gives(drawn))

    def _service(self, drawn: Drawn) -> None:
        made = self.made.functions[drawn.key]
        if not isinstance(made, Service):
            return
        inputs = [*self._named(drawn, "inputData"), *self._named(drawn, "inputDecision")]
        made.inputs = tuple((found.variable, found.key, fit_of(self._type(found))) for found in inputs)
        made.outputs = tuple((found.variable, found.key) for found in self._named(drawn, "outputDecision"))
        made.keep, made.signature = self._keep(drawn), told(map(self._type, inputs), self._gives(drawn))

    def _named(self, drawn: Drawn, kind: str) -> list[Drawn]:
        targets = [self.drawing.found((node.get("href") or "").strip()) for node in children(drawn.node, kind)]
        return [found[1] for found in targets if found is not None]

    def _type(self, found: Drawn) -> ItemType | None:
        return self.reader.types.named(type_ref(child(found.node, "variable")))
