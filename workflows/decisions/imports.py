"""Which .dmn files belong together: those that import one another by namespace (DMN 1.5, 6.3.3). Compiles nothing."""

from collections.abc import Iterable, Mapping

from workflows.decisions.xml import children
from workflows.errors import DefinitionRefused
from workflows.loader.xml import tree


def with_imports(names: Iterable[str], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of these names and all that they import, directly or not, as far as they are among `files`."""
    spaces = {name: _spaces(data) for name, data in files.items()}
    found: dict[str, bytes] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = files[name]
            wanted = spaces[name][1]
            waiting += [other for other, (own, _) in spaces.items() if own in wanted]
    return found


def _spaces(data: bytes) -> tuple[str, frozenset[str]]:
    """The file's own namespace and those it imports; nothing for a file that cannot be read."""
    try:
        root = tree(data)
    except DefinitionRefused:
        return "", frozenset()
    wanted = {(node.get("namespace") or "").strip() for node in children(root, "import")} - {""}
    return (root.get("namespace") or "").strip(), frozenset(wanted)
