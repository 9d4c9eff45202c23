"""Data associations (BPMN 2.0.2, 10.4.2): what an activity or event is given, and what it gives, as mappings.

    <dataInputAssociation><sourceRef>order</sourceRef><targetRef>in_paper</targetRef></dataInputAssociation>
      ->  <zeebe:input source="=order" target="paper"/>

An association that would map a variable to its own name says nothing that is not so anyway, and stays a drawing, unless
its element hands on nothing but its inputs. Mappings of the diagram's own win. jBPM's are read in `jbpm`.
"""

from dataclasses import dataclass

from workflows.loader.vocabulary import DROOLS, SCOPES, Node, children, first, local
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
    """One mapping: FEEL `source` to the variable path `target`. `named`: it fills an input that the diagram names."""

    source: str
    target: str
    named: bool = False

    @property
    def changes(self) -> bool:
        """It says more than that a variable keeps its name."""
        return self.source != self.target


def translate(work: Work) -> None:
    """All nodes with associations; then the variables of sub-processes whose data objects are used."""
    if DROOLS in {ns for element in (work.root, work.process) for ns in (element.nsmap or {}).values()}:
        return
    known = names(work)
    used: set[str] = set()
    for node in work.nodes():
        _through(node, known)
        for way, kind in _KINDS.items():
            used |= _node(work, node, known, way, list(children(node, kind)))
    for scope in work.nodes(*SCOPES):
        _own(scope, known, used)


def _node(work: Work, node: Node, known: dict[str, str], way: str, associations: list[Node]) -> set[str]:
    """The associations of one direction; answers the variables that were mapped."""
    read = [(association, _moves(work, node, association, known, way)) for association in associations]
    moves = [move for _, found in read for move in found]
    given = {move for move in moves if move.changes or (move.named and way == "input" and local(node) in _HANDED)}
    if not given:
        return set()
    if way == "input":
        moves = [move for move in moves if move in given]
    for association, _ in read:
        dialect.drop(association)
    there = dialect.zeebe(node, "ioMapping")
    taken = {e.get("target") for e in there if dialect.plain(e) == way} if there is not None else set()
    for move in dict.fromkeys(move for move in moves if move.target not in taken):
        dialect.entry(node, "ioMapping", way, source=f"={move.source}", target=move.target)
    what = "What it is given" if way == "input" else "What it gives"
    work.rewritten(node, f"{what} by data associations is said by FEEL mappings now.")
    return {name for move in moves for name in (move.source, move.target.partition(".")[0])}


def _moves(work: Work, node: Node, association: Node, known: dict[str, str], way: str) -> list[Move]:
    """What one association maps; nothing where it is only drawn. What is not there is an error."""
    sources = [_there(work, node, reference, known) for reference in children(association, "sourceRef")]
    target = _there(work, node, first(association, "targetRef"), known)
    assignments = list(children(association, "assignment"))
    if None in sources or (target is None and first(association, "targetRef") is not None):
        return []
    source = next((name for name in sources if name), "")
    if assignments:
        return [move for one in assignments for move in _assigned(work, node, one, known, target or "")]
    end = target or (source if way == "input" else "")
    change = _feel(work, node, first(association, "transformation"))
    begin = change or source or (end if way == "output" else "")
    return [Move(begin, end, named=bool(target))] if begin and end else []


def _assigned(work: Work, node: Node, assignment: Node, known: dict[str, str], target: str) -> list[Move]:
    """`from` is FEEL, `to` the id of a data element or a path into one (BPMN 2.0.2, 10.4.2, table 10.67)."""
    said = _feel(work, node, first(assignment, "from"))
    head, dot, rest = _text(first(assignment, "to")).removeprefix("=").strip().partition(".")
    path = f"{known.get(head, head)}{dot}{rest}" if head else target
    return [Move(said, path, named=True)] if said and path.strip(".") else []


def _there(work: Work, node: Node, reference: Node | None, known: dict[str, str]) -> str | None:
    """The variable that a reference means, "" where nothing is behind it. One to nothing at all is told: None."""
    wanted = _text(reference)
    for key in (wanted, wanted.rpartition(":")[2]):
        if key in known:
            return known[key]
    if wanted:
        message = f"A data association of this element leads to {wanted[:80]}, which is not in its process."
        hint = "Draw the arrow to a data object again, or delete it."
        work.findings.problem("error", "reference.missing", node, message, hint)
    return None


def _through(node: Node, known: dict[str, str]) -> None:
    """What several instances go through and gather: the data objects behind the input and output that the marker names
    (BPMN 2.0.2, 13.3.7)."""
    marker = first(node, "multiInstanceLoopCharacteristics")
    for kind, name, here, there in (
        (_KINDS["input"], "loopDataInputRef", "targetRef", "sourceRef"),
        (_KINDS["output"], "loopDataOutputRef", "sourceRef", "targetRef"),
    ):
        reference = first(marker, name) if marker is not None else None
        wanted = _text(reference)
        if reference is None or wanted not in known:
            continue
        for association in children(node, kind):
            if _text(first(association, here)) == wanted:
                wanted = _text(first(association, there))
                dialect.drop(association)
                break
        reference.text = known.get(wanted) or variable(wanted)


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
        message = f"A data association is written in {language[:80]}; expressions are written in FEEL here."
        work.findings.problem("error", "script.language", node, message, "Rewrite it in FEEL, or delete the arrow.")
    return text.removeprefix("=").strip()


def _text(element: Node | None) -> str:
    return "".join(map(str, element.itertext())).strip() if element is not None else ""
