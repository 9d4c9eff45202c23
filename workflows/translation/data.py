"""Data associations (BPMN 2.0.2, 10.4.2): what an activity or event is given, and what it gives, as mappings.

    <dataInputAssociation><sourceRef>order</sourceRef><targetRef>in_paper</targetRef></dataInputAssociation>
      ->  <zeebe:input source="=order" target="paper"/>

An association that would map a variable to its own name says nothing that is not so anyway, and stays a drawing, unless
its element hands on nothing but its inputs. Mappings of the diagram's own win. jBPM's are read in `jbpm`.

One that leads from a data store lets its expression see the store; one that leads into a store writes it.
"""

from dataclasses import dataclass, replace

from workflows.element import Store
from workflows.loader.stores import stores
from workflows.loader.vocabulary import DROOLS, SCOPES, Node, children, first, local
from workflows.sentences import sentence
from workflows.translation import dialect, juel
from workflows.translation.data_names import names, variable
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

_FEEL = frozenset({"", "feel", "text/feel", "application/feel", "http://www.omg.org/spec/feel/20140401"})
_KINDS = {"input": "dataInputAssociation", "output": "dataOutputAssociation"}
#: What these send, call or ask gets their own scope alone: what is not mapped does not go along.
_HANDED = frozenset({"callActivity", "serviceTask", "sendTask", "intermediateThrowEvent", "endEvent"})


@dataclass(frozen=True)
class Move:
    """One mapping: FEEL `source` to the variable path `target`. `named`: it fills an input that the diagram names.
    `reads`: name and key of the data stores that it sees; `writes`: the key of the one that it leads into."""

    source: str
    target: str
    named: bool = False
    reads: tuple[tuple[str, str], ...] = ()
    writes: str = ""

    @property
    def changes(self) -> bool:
        """It says more than that a variable keeps its name."""
        return self.source != self.target or bool(self.reads or self.writes)


@dataclass(frozen=True)
class Known:
    """What may stand at the ends of associations: id -> variable, and the data stores among them by id."""

    names: dict[str, str]
    stores: dict[str, Store]


def translate(work: Work) -> None:
    """All nodes with associations; then the variables of sub-processes whose data objects are used."""
    if DROOLS in {ns for element in (work.root, work.process) for ns in (element.nsmap or {}).values()}:
        return
    known = Known(names(work), stores(work.process))
    used: set[str] = set()
    for node in work.nodes():
        _through(work, node, known)
        for way, kind in _KINDS.items():
            used |= _node(work, node, known, way, list(children(node, kind)))
    for scope in work.nodes(*SCOPES):
        _own(scope, known.names, used)


def _node(work: Work, node: Node, known: Known, way: str, associations: list[Node]) -> set[str]:
    """The associations of one direction; answers the variables that were mapped."""
    read = [(association, _moves(work, node, association, known, way)) for association in associations]
    every = [move for _, found in read for move in found]
    given = {move for move in every if move.changes or (move.named and way == "input" and local(node) in _HANDED)}
    if not given:
        return set()
    if way == "input" or all(move.writes for move in given):
        every = [move for move in every if move in given]
    for association, found in read:
        if set(found) & set(every) or any(not move.writes for move in given):
            dialect.drop(association)
    there = dialect.zeebe(node, "ioMapping")
    taken = {e.get("target") for e in there if dialect.plain(e) == way} if there is not None else set()
    for move in dict.fromkeys(move for move in every if move.writes or move.target not in taken):
        dialect.entry(node, "ioMapping", way, source=f"={move.source}", target=move.target)
        dialect.stores(node, move.reads, move.writes)
    what = sentence("What it is given") if way == "input" else sentence("What it gives")
    work.rewritten(node, sentence("%(what)s by data associations is said by FEEL mappings now.", what=what))
    return {name for move in every if not move.writes for name in (move.source, move.target.partition(".")[0])}


def _moves(work: Work, node: Node, association: Node, known: Known, way: str) -> list[Move]:
    """What one association maps; nothing where it is only drawn. What is not there is an error."""
    sources = [_there(work, node, reference, known.names) for reference in children(association, "sourceRef")]
    target = _there(work, node, first(association, "targetRef"), known.names)
    into = known.stores.get(_text(first(association, "targetRef")))
    lost = target is None and first(association, "targetRef") is not None
    if None in sources or lost or (into and way == "input"):
        return []
    reads = _reads(known, association, into)
    source = next((name for name in sources if name), "")
    assignments = list(children(association, "assignment"))
    if assignments:
        moves = [move for one in assignments for move in _assigned(work, node, one, known, target or "", into)]
        return [replace(move, reads=reads) for move in moves]
    end = target or (source if way == "input" else "")
    change = _feel(work, node, first(association, "transformation"))
    begin = change or source or (end if way == "output" and into is None else "")
    return [Move(begin, end, bool(target), reads, into.key if into else "")] if begin and end else []


def _reads(known: Known, association: Node, into: Store | None) -> tuple[tuple[str, str], ...]:
    """The stores at the ends, which the expressions see by name; the one written hides nothing that leads into it."""
    found: dict[str, str] = {}
    variables = set()
    for reference in children(association, "sourceRef"):
        if store := known.stores.get(_text(reference)):
            found[store.name] = store.key
        else:
            variables.add(known.names.get(_text(reference)))
    if into is not None and into.name not in variables:
        found.setdefault(into.name, into.key)
    return tuple(found.items())


def _assigned(work: Work, node: Node, assignment: Node, known: Known, target: str, into: Store | None) -> list[Move]:
    """`from` is FEEL, `to` the id of a data element or a path into one (BPMN 2.0.2, 10.4.2, table 10.67)."""
    said = _feel(work, node, first(assignment, "from"))
    head, dot, rest = _text(first(assignment, "to")).removeprefix("=").strip().partition(".")
    path = f"{known.names.get(head, head)}{dot}{rest}" if head else target
    if into is not None and path.partition(".")[0] != into.name:
        into = None
    return [Move(said, path, named=True, writes=into.key if into else "")] if said and path.strip(".") else []


def _there(work: Work, node: Node, reference: Node | None, known: dict[str, str]) -> str | None:
    """The variable that a reference means, "" where nothing is behind it. One to nothing at all is told: None."""
    wanted = _text(reference)
    for key in (wanted, wanted.rpartition(":")[2]):
        if key in known:
            return known[key]
    if wanted:
        message = sentence(
            "A data association of this element leads to %(wanted)s, which is not in its process.", wanted=wanted[:80]
        )
        hint = sentence("Draw the arrow to a data object again, or delete it.")
        work.findings.problem("error", "reference.missing", node, message, hint)
    return None


def _through(work: Work, node: Node, known: Known) -> None:
    """What several instances go through and gather: the data objects behind the input and output that the marker names
    (BPMN 2.0.2, 13.3.7)."""
    marker = first(node, "multiInstanceLoopCharacteristics")
    for kind, name, here, there in (
        (_KINDS["input"], "loopDataInputRef", "targetRef", "sourceRef"),
        (_KINDS["output"], "loopDataOutputRef", "sourceRef", "targetRef"),
    ):
        reference = first(marker, name) if marker is not None else None
        wanted = _text(reference)
        if reference is None or wanted not in known.names:
            continue
        for association in children(node, kind):
            if _text(first(association, here)) == wanted:
                wanted = _text(first(association, there))
                dialect.drop(association)
                break
        if wanted in known.stores:
            message = sentence("Its instances are those of a data store; they go through and gather variables.")
            hint = sentence("Draw an arrow from the store to an activity before it, and go through what that gives.")
            work.findings.problem("error", "data_store.loop", node, message, hint)
        reference.text = known.names.get(wanted) or variable(wanted)


def _own(scope: Node, known: dict[str, str], used: set[str]) -> None:
    """A data object lives as long as its sub-process, and has no value at first (BPMN 2.0.2, 10.4.1)."""
    for node in children(scope, "dataObject"):
        name = known[node.get("id") or ""]
        if name in used:
            dialect.entry(scope, "ioMapping", "input", source="=null", target=name)


def _feel(work: Work, node: Node, said: Node | None) -> str:
    """The expression of a transformation or assignment; JUEL is translated, lint names what is neither."""
    text = _text(said)
    if said is None or not text:
        return ""
    language = (said.get("language") or "").strip().lower()
    if juel.is_juel(text):
        try:
            return juel.feel(text, work.names)
        except NotTranslatable:
            return text
    if language not in _FEEL:
        message = sentence(
            "A data association is written in %(language)s; expressions are written in FEEL here.",
            language=language[:80],
        )
        work.findings.problem(
            "error", "script.language", node, message, sentence("Rewrite it in FEEL, or delete the arrow.")
        )
    return text.removeprefix("=").strip()


def _text(element: Node | None) -> str:
    return "".join(map(str, element.itertext())).strip() if element is not None else ""
