"""The words of a diagram that people read, for translation: titles, names of nodes, flows, lanes. Pure."""

from collections.abc import Mapping
from typing import Any

from workflows.element import Process

SAID = ("title", "description", "category", "decides", "send")


def of(process: Process) -> list[str]:
    """Every text once, in reading order."""
    texts = [process.properties.get(name, "") for name in SAID]
    for element in process.elements.values():
        texts += [element.name, element.properties.get("stage", "")]
    texts += [flow.name for flow in process.flows.values()]
    texts += list(process.lanes.values())
    return [text for text in dict.fromkeys(texts) if text and not text.startswith("=")]


def of_rules(rules: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The titles of rules, which people read where they are asked."""
    return list(dict.fromkeys(one["title"] for made in rules.values() for one in made["rules"] if one.get("title")))
