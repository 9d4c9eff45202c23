"""`empty x` (JSR 341, 1.16): null, the empty text or the empty list, as a FEEL pattern."""

EMPTY = 'list contains([null, "", []], {0})'
