"""What in Camunda's test diagrams is no BPMN, replaced by what says the same here, so that the engine alone is tested.

JUEL becomes FEEL, Java delegates become calls of the type `http`, a receive task without a message waits for `go`.
"""

import re

from lxml import etree

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
_WORDS = {
    "==": "=", "||": " or ", "'": '"', "not confirmed": "not(confirmed)",
    "nrOfCompletedInstances": "numberOfCompletedInstances", "nrOfInstances": "numberOfInstances",
}  # fmt: skip
_DELEGATES = ("expression", "class", "delegateExpression", "resultVariable")
_PEOPLE = {"humanPerformer": "assignee", "potentialOwner": "candidateGroups"}


def prepared(diagram: bytes) -> bytes:
    """The diagram with its stand-ins."""
    root = etree.fromstring(diagram)
    for element in list(root.iter(etree.Element)):
        _text(element)
        name = str(element.tag).removeprefix(MODEL)
        if name == "serviceTask":
            _work(element)
        elif name == "messageEventDefinition" and element.get("messageRef") is None:
            element.getparent().set(f"{CAMUNDA}topic", "work")
        elif name == "receiveTask" and element.get("messageRef") is None:
            _refer(root, element, "message", "go")
        elif name == "errorEventDefinition" and element.get("errorRef") is not None:
            _declare(root, element.get("errorRef"))
        elif name in _PEOPLE:
            people = "".join(element.itertext()).strip()
            element.getparent().set(f"{CAMUNDA}{_PEOPLE[name]}", people)
        elif element.tag in (f"{CAMUNDA}in", f"{CAMUNDA}out"):
            _mapping(element)
    return etree.tostring(root)


def feel(text: str) -> str:
    """A JUEL expression of these diagrams as FEEL."""
    inner = re.sub(r"\A\s*[$#]\{(.*)\}\s*\Z", r"\1", text, flags=re.S).strip()
    for word, said in _WORDS.items():
        inner = inner.replace(word, said)
    return inner


def _work(element: etree._Element) -> None:
    """A call instead of a delegate."""
    for name in _DELEGATES:
        element.attrib.pop(f"{CAMUNDA}{name}", None)
    for extensions in list(element.iterchildren(f"{MODEL}extensionElements")):
        element.remove(extensions)
    extensions = etree.Element(f"{MODEL}extensionElements")
    etree.SubElement(extensions, f"{{{ZEEBE}}}taskDefinition", type="http")
    element.insert(0, extensions)


def _text(element: etree._Element) -> None:
    text = element.text or ""
    if "${" in text or str(element.tag).endswith("}condition"):
        element.text = feel(text)
    elif text.strip() == "0 0/5 * * * ?":
        element.text = "R/PT5M"
    for name in (f"{CAMUNDA}priority", f"{CAMUNDA}assignee"):
        value = element.get(name)
        if value is not None and "${" in value:
            whole = re.fullmatch(r"(\w*)\$\{(.*)\}", value)
            said = f'"{whole[1]}" + string({whole[2]})' if whole and whole[1] else feel(value)
            element.set(name, f"={said}")


def _refer(root: etree._Element, element: etree._Element, kind: str, key: str) -> None:
    element.set(f"{kind}Ref", key)
    if not any(found.get("id") == key for found in root.iterchildren(MODEL + kind)):
        etree.SubElement(root, MODEL + kind, id=key, name=key)


def _declare(root: etree._Element, key: str) -> None:
    if not any(error.get("id") == key for error in root.iterchildren(f"{MODEL}error")):
        etree.SubElement(root, f"{MODEL}error", id=key, errorCode=key)


def _mapping(element: etree._Element) -> None:
    """camunda:in and camunda:out as zeebe mappings."""
    holder = element.getparent()
    mapping = next(iter(holder.iterchildren(f"{{{ZEEBE}}}ioMapping")), None)
    if mapping is None:
        mapping = etree.SubElement(holder, f"{{{ZEEBE}}}ioMapping", nsmap={"zeebe": ZEEBE})
    source = element.get("source") or feel(element.get("sourceExpression") or "null")
    kind = "input" if element.tag.endswith("in") else "output"
    etree.SubElement(mapping, f"{{{ZEEBE}}}{kind}", source=f"={source}", target=element.get("target"))
    holder.remove(element)
