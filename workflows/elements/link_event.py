"""Link events: a flow drawn as a jump (BPMN 2.0.2, 10.5.4 and table 10.98).

The loader has laid a sequence flow from each throwing event to the catching one of the same name and level
(loader/links.py), so a token just passes both.
"""

from workflows.elements.node import Node


class LinkEvent(Node):
    """Either end of a link."""
