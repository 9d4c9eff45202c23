"""A diagram as a picture: the layout of a BPMN file (its diagram interchange) drawn as SVG in Laneway's own look.

`draw` gives the picture, `draw_tiers` that of an import's report, `told` the same in words; `laid` gives a
file a drawing that has none. Pure: bytes in, text out;
only classes and numbers, never a style.
"""

from app.catalogue.drawing.laying import is_drawn, laid
from app.catalogue.drawing.picture import draw
from app.catalogue.drawing.tiers import Mark, draw_tiers
from app.catalogue.drawing.words import told

__all__ = ["Mark", "draw", "draw_tiers", "is_drawn", "laid", "told"]
