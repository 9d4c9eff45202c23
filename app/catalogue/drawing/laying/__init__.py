"""A drawing for a process that nobody has drawn: nodes in columns along the way, rows for what runs side by side.

bpmn-auto-layout was tried and leaves out flows without an id and lays what a sub-process holds over its neighbours.
`lay` puts BPMN DI into a tree that has none, `laid` does so for a file. Pure; a file that has a drawing is left alone.
"""

from app.catalogue.drawing.laying.file import is_drawn, laid, lay

__all__ = ["is_drawn", "laid", "lay"]
