"""The words of a diagram that people read, for translation: titles, names of nodes, flows, lanes. Pure."""

from workflows.element import Process

SAID = ("title", "description", "category", "decides")


def of(process: Process) -> list[str]:
    """Every text once, in reading order."""
    texts = [process.properties.get(name, "") for name in SAID]
    for element in process.elements.values():
        texts += [element.name, element.properties.get("stage", "")]
    texts += [flow.name for flow in process.flows.values()]
    texts += list(process.lanes.values())
    return [text for text in dict.fromkeys(texts) if text and not text.startswith("=")]
