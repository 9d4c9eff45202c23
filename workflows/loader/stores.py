"""The data stores of a process: under which key the house keeps each, and what expressions call it.

A `dataStore` that the file defines is known everywhere by the file's namespace and its id, as every root element of
BPMN is (8.1.2): diagrams with the same definition mean the same store. One that is only drawn belongs to the definition
it is drawn in, whose process nobody else can be named.
"""

import re
from collections.abc import Container, Iterable

from workflows.element import Store
from workflows.loader.findings import Findings
from workflows.loader.vocabulary import Node, bpmn, children, is_true
from workflows.sentences import sentence

MAX_KEY = 400
_SPACE = "{laneway:data-stores}"
OWNER, READS, WRITES = f"{_SPACE}owner", f"{_SPACE}reads", f"{_SPACE}writes"


def check(root: Node, findings: Findings) -> None:
    """A definition that no symbol in any process of the file stands for: nothing could read or write it."""
    used = {word for one in root.iter(bpmn("dataStoreReference")) for word in _meant(one)}
    for store in children(root, "dataStore"):
        if store.get("id") not in used:
            message = sentence("No process shows this data store, so nothing would read or write it.")
            hint = sentence("Draw its symbol with an arrow to a step, or remove the data store.")
            findings.problem("error", "unsupported.data_store", store, message, hint)


def mark(root: Node, processes: Iterable[Node], owner: str) -> None:
    """Each symbol says to whom its store belongs; whatever a file says in these words itself is taken out."""
    for element in root.iter("{*}*"):
        for word in {OWNER, READS, WRITES} & set(element.attrib):
            del element.attrib[word]
    for process in processes:
        for symbol in process.iter(bpmn("dataStoreReference")):
            symbol.set(OWNER, owner)


def variable(text: str) -> str:
    """A text as the name of a variable: what no name may hold becomes _."""
    name = re.sub(r"\W+", "_", text.strip()).strip("_") or "data"
    return f"_{name}" if name[0].isdigit() else name


def stores(process: Node) -> dict[str, Store]:
    """Id of each symbol, and of each definition that one leads to -> the store that it means."""
    root = process.getparent()
    defined = {} if root is None else {store.get("id") or "": store for store in children(root, "dataStore")}
    space = "" if root is None else re.sub(r"\s+", "_", root.get("targetNamespace") or "")
    single = set() if root is None else {i.get("id") for i in children(root, "itemDefinition") if not _many(i)}
    found: dict[str, Store] = {}
    for symbol in process.iter(bpmn("dataStoreReference")):
        key = symbol.get("id") or ""
        wanted = next((one for one in _meant(symbol) if one in defined), "")
        label = (symbol.get("name") or "").strip()
        if wanted in defined:
            found[key] = found[wanted] = _defined(defined[wanted], space, label, single)
        else:
            name = variable(label or key)
            found[key] = Store(f"{symbol.get(OWNER, '')}/{name}"[:MAX_KEY], name, label or name)
    return found


def _meant(symbol: Node) -> tuple[str, str]:
    """The definition that the symbol names, with and without a prefix."""
    said = (symbol.get("dataStoreRef") or "").strip()
    return said, said.rpartition(":")[2]


def _many(item: Node) -> bool:
    return is_true(item.get("isCollection"))


def _defined(store: Node, space: str, label: str, single: Container[str | None]) -> Store:
    key = store.get("id") or ""
    said = (store.get("name") or "").strip() or label or key
    limited = not is_true(store.get("isUnlimited", "true"))
    count = (store.get("capacity") or "").strip()
    capacity = int(count) if limited and count.isdecimal() else None
    item = (store.get("itemSubjectRef") or "").rpartition(":")[2]
    return Store(f"{space}#{key}"[-MAX_KEY:], variable(said), said, capacity, item in single)
