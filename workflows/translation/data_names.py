"""What the data of a diagram are called here: data objects, properties, inputs and outputs as names of variables.

A data object is a variable of the process or sub-process it is drawn in; all references to one object mean the same
variable (BPMN 2.0.2, 10.4.1). Nothing here changes the tree.
"""

from collections.abc import Iterator

from workflows.loader.stores import stores, variable
from workflows.loader.vocabulary import NODES, Node, bpmn, local
from workflows.translation.conditions import is_spiff
from workflows.translation.work import Work

#: bpmn-js draws an arrow into a task onto a property of this name: the end of a line, no data.
PLACEHOLDER = "__targetRef_placeholder"
_NAMED = ("dataInput", "dataOutput", "inputDataItem", "outputDataItem")


def names(work: Work) -> dict[str, str]:
    """Id -> variable of everything that an association may lead to; "" where nothing is behind it: the activity
    itself, the end of a drawn arrow. A data store's is its name in expressions."""
    found = {node.get("id") or "": "" for node in _every(work.root, "dataStore", *NODES)}
    found |= {key: store.name for key, store in stores(work.process).items()}
    for node in _every(work.process, "property"):
        said = (node.get("name") or "").strip()
        found[node.get("id") or ""] = variable(said) if said and said != PLACEHOLDER else ""
    for node in _every(work.process, *_NAMED):
        found[node.get("id") or ""] = variable(node.get("name") or node.get("id") or "")
    return found | _objects(work)


def _objects(work: Work) -> dict[str, str]:
    """Data objects by their name, else by that of their first reference, else by their id; SpiffWorkflow's scripts know
    them by id alone. A reference to no object stands for itself."""
    references = list(_every(work.process, "dataObjectReference"))
    drawn: dict[str, str] = {}
    for reference in references:
        drawn.setdefault(reference.get("dataObjectRef") or "", (reference.get("name") or "").strip())
    by_id = is_spiff(work)
    found = {}
    for node in _every(work.process, "dataObject"):
        key = node.get("id") or ""
        said = "" if by_id else (node.get("name") or "").strip() or drawn.get(key, "")
        found[key] = variable(said or key)
    for reference in references:
        own = (reference.get("name") or "").strip() or reference.get("id") or ""
        found[reference.get("id") or ""] = found.get(reference.get("dataObjectRef") or "") or variable(own)
    return found


def _every(root: Node, *kinds: str) -> Iterator[Node]:
    return (node for node in root.iter(*(bpmn(kind) for kind in kinds)) if local(node))
