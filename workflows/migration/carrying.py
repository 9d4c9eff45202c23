"""An instance of one definition becomes one of another: each token stays where it stands, or all stays as it was.

The ids of tokens stay, with them tasks, calls, moments and messages waited for. Events that wait beside the flow begin
or end as the new diagram has them. What comes out is what an instance begun there could be, or there is a Refusal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflows import answers, scopes
from workflows import state as states
from workflows.bounds import DEFAULT
from workflows.commands import Command
from workflows.definition import Definition
from workflows.errors import EngineError, StepFailed
from workflows.migration import beside, fitting, keeping, standing
from workflows.migration.verdict import Change, Names, Refusal, Refused
from workflows.settling import alive, settle
from workflows.step import Step, Task
from workflows.tokens import ROOT, Token, Tree


class Unknown(ValueError):
    """The mapping names an element that one of the diagrams lacks; `element` is its id."""

    def __init__(self, element: str, *, old: bool) -> None:
        super().__init__(element)
        self.element, self.old = element, old


@dataclass(frozen=True)
class Migrated:
    """`step` as after any command, None when `refusal` says why not. `tasks`: each open task as the old and as the new
    diagram would offer it now, by id."""

    step: Step | None
    changes: tuple[Change, ...] = ()
    refusal: Refusal | None = None
    tasks: Mapping[str, tuple[Task, Task]] | None = None


def migrated(
    old: Definition,
    new: Definition,
    state: bytes,
    variables: Mapping[str, Any],
    command: Command,
    mapping: Mapping[str, str] | None = None,
    stores: Mapping[str, Any] | None = None,
) -> Migrated:
    """Whether the instance can go on in `new`, and how it stands there. Neither input is changed.

    `mapping`: old id -> new id where they differ, those of called processes as `process id/id`. Raises Unknown (the
    mapping), StepFailed (state) when the old state cannot be read.
    """
    names = _names(old, new, mapping or {})
    before = Tree(old, command, DEFAULT, scopes.copy(variables), stores or {})
    states.loads(before, state)
    after = Tree(new, command, DEFAULT, scopes.copy(variables), stores or {})
    try:
        return _Carrying(before, after, names).done()
    except Refused as refused:
        return Migrated(None, refusal=refused.refusal)
    except EngineError as error:
        element = getattr(error, "element", None) or ""
        return Migrated(None, refusal=Refusal("run", element, element, new.key, str(error)))
    finally:
        before.release()
        after.release()


class _Carrying:
    """One instance on its way from the tree `old` to the tree `new`."""

    def __init__(self, old: Tree, new: Tree, names: Names) -> None:
        self.old, self.new, self.names = old, new, names
        self.changes: list[Change] = []

    def done(self) -> Migrated:
        """All of it. Raises Refused, EngineError."""
        new, old = self.new, self.old
        new.serial = known = old.serial
        self._inside(old.task_tree, new.task_tree)
        keeping.carry(old, new, self.names)
        for token in list(new.tasks.values()):
            standing.check(old, new, token, self.names)
        self.changes += beside.begin(old, new, self.names)
        tasks = _offered(old, new)
        settle(new)
        alive(new)
        step = answers.step(new, known)
        _read_again(new, step)
        tasks = {key: both for key, both in tasks.items() if key in new.tasks}
        return Migrated(step, tuple(self.changes), tasks=tasks)

    def _inside(self, old: Token, new: Token) -> None:
        """Stand up what is inside `old` inside `new`, and what is inside that. Raises Refused."""
        for token in old.children:
            node = self._node(token)
            if beside.waits(token):
                if not beside.stays(token, node):
                    self._change("ends", token)
                    continue
            elif node is None:
                raise Refused("gone", token.task_spec)
            else:
                fitting.check(token, node)
                standing.check_level(token, new, node)
            made = Token(self.new, node, new, token._state, token.id)
            made.internal_data = self._facts(token, made)
            self._tell(token, node)
            self._inside(token, made)

    def _node(self, token: Token) -> Any:
        """Where the token stands in the new diagram; None when it has no such place."""
        text = self.names.of(self.old.definition.layout.texts[token.task_spec.index])
        place = self.new.definition.layout.by_text.get(text)
        return None if place is None else self.new.definition.nodes[place]

    def _facts(self, token: Token, made: Token) -> dict[str, Any]:
        """The facts of the token in the words of the new diagram: the flow it came by (`flow`), the steps of an ad-hoc
        sub-process that are still to begin (`next`), the flows that a complex gateway went on with (`taken`).

        Raises Refused where they mean nothing there.
        """
        facts = dict(token.internal_data)
        if "flow" in facts:
            facts["flow"] = self._flow(token, made, facts["flow"])
        if "next" in facts and isinstance(facts["next"], list):
            element = token.task_spec.element
            main = self.old.definition.key
            facts["next"] = [self.names.id(element.process, key, main) for key in facts["next"]]
            fitting.check_begin(token, made.task_spec, facts["next"])
        if "taken" in facts:
            layout = self.new.definition.layout
            if not set(facts["taken"]) <= {layout.id(flow) for flow in made.task_spec.entries}:
                raise Refused("flow", token.task_spec)
        made.internal_data = facts
        if token.task_spec.waits_for == "event" and beside.renew(token, made):
            self._change("keeps", token)
        return made.internal_data

    def _flow(self, token: Token, made: Token, flow: int) -> int:
        """By which way it came, which has to lead there in the new diagram too."""
        text = self.names.of(self.old.definition.layout.texts[flow])
        place = self.new.definition.layout.by_text.get(text)
        if place is None or (made.task_spec.waits_for == "join" and place not in made.task_spec.entries):
            if made.task_spec.waits_for == "join":
                raise Refused("flow", token.task_spec)
            return next(iter(made.task_spec.entries), made.task_spec.index)
        return place

    def _tell(self, token: Token, node: Any) -> None:
        """Of what waits in the flow people read that it stays."""
        old = token.task_spec
        if old.waits_for and not old.beside:
            self._change("stays", token, node.element.id)

    def _change(self, what: Any, token: Token, to: str = "") -> None:
        element = token.task_spec.element
        name = element.name or element.id
        self.changes.append(Change(what, element.id, to, name, element.process, token.id))


def _names(old: Definition, new: Definition, mapping: Mapping[str, str]) -> Names:
    for one, other in mapping.items():
        if one not in old.layout.by_text or not one:
            raise Unknown(one, old=True)
        if other not in new.layout.by_text or not other:
            raise Unknown(other, old=False)
    return Names(dict(mapping))


def _offered(old: Tree, new: Tree) -> dict[str, tuple[Task, Task]]:
    """What people have to do, as each of the diagrams says it with the variables as they are."""
    found: dict[str, tuple[Task, Task]] = {}
    for key, token in new.tasks.items():
        node, was = token.task_spec, old.tasks.get(key)
        if key != ROOT and was is not None and hasattr(node, "assignment") and node.inner is None:
            found[key] = (_task(was), _task(token))
    return found


def _task(token: Token) -> Task:
    node = token.task_spec
    found: Task = node.assignment.task(token, node.label)
    return found


def _read_again(tree: Tree, step: Step) -> None:
    """The bytes say what the tree says: read anew they are written the same."""
    again = Tree(tree.definition, tree.command, tree.bounds, scopes.copy(step.variables))
    states.loads(again, step.state)
    same = states.dumps(again) == step.state
    again.release()
    if not same:
        raise StepFailed("The state of the instance cannot be read again.", kind="state")
