"""Words that a person reads and no language knows: raised, found or drawn without gettext.

Sound where it speaks, not whole: it knows what is raised on purpose (app/errors.py), what is found (Problem, and those
who make one), and the text of templates. What a variable carries it does not follow.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from launcher.places import ROOT

SAYS = {"_", "gettext", "ngettext", "sentence", "say", "made"}
FINDS = {"Problem", "found", "problem", "row", "refused", "_refuse", "_refused", "_found", "about"}
#: Names under which a sentence waits before it is raised or found.
WAITS = {"message", "hint", "said", "told", "what"}
#: Who speaks English alone: the operator's programs, settings, the demo's past.
ENGLISH = ("app/commands/", "app/demo/", "app/backup/", "app/doctor/", "app/config.py", "app/cli.py")
FINDERS = ("workflows/lint/", "workflows/loader/", "workflows/specs.py", "workflows/values.py", "workflows/moments.py")
LEFT_OUT = {"app/templates/components.html"}  # what the house is built of, for those who build it
TAGS = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|<(script|style|code|pre|kbd)\b.*?</\1>|<[^>]*>", re.DOTALL)
#: Names of classes, and attributes that are put together first.
ASIDE = r"\{% block (?:page|body|main|class)\w* %\}.*?\{% endblock %\}|\{%-? set \w+ -?%\}.*?\{%-? endset -?%\}"
BLOCKS = re.compile(rf"{ASIDE}|\{{%.*?%\}}", re.DOTALL)
ATTRIBUTES = re.compile(r"[\w-]+=\"[^\"]*\"|\bdata-[\w-]+")  # of macros that write some
WORD = re.compile(r"[^\W\d_]{3,}")
LETTERS = re.compile(r"[^\W\d_]+")


def complaints() -> list[str]:
    """One line for each place."""
    return [*_python(), *_templates()]


def _python() -> Iterator[str]:
    raised = errors()
    for file in sorted([*(ROOT / "app").rglob("*.py"), *(ROOT / "workflows").rglob("*.py")]):
        name = str(file.relative_to(ROOT))
        if not name.startswith(ENGLISH):
            yield from (f"{name}:{line}: said in English alone" for line in lines(file, name, raised))


def errors() -> set[str]:
    """The classes of app/errors.py, but what only the operator meets."""
    tree = ast.parse((ROOT / "app" / "errors.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.ClassDef)} - {"BadSetting"}


def lines(file: Path, name: str, raised: set[str]) -> list[int]:
    """Where a file says something that no language knows."""
    finds = FINDS if name.startswith(FINDERS) else {"Problem"}
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) in raised | finds:
            found += [one.lineno for one in [*node.args, *(word.value for word in node.keywords)] if _plain(one)]
        if isinstance(node, ast.Assign) and name.startswith(FINDERS) and _waits(node.targets[0]) and _plain(node.value):
            found.append(node.lineno)
    return found


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _waits(node: ast.expr) -> bool:
    return _name(node) in WAITS


def _plain(node: ast.AST) -> bool:
    """Whether words stand in it outside of what says them in a language."""
    if isinstance(node, ast.Call) and _name(node.func) in SAYS:
        return False
    if isinstance(node, ast.JoinedStr):
        return _is_sentence("".join(str(one.value) for one in node.values if isinstance(one, ast.Constant)))
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and _is_sentence(node.value)
    return any(map(_plain, _parts(node)))


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """What becomes part of the text: not what is asked, called or looked up on the way."""
    if isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, (ast.BinOp, ast.BoolOp, ast.Dict, ast.List, ast.Tuple, ast.ListComp)):
        yield from ast.iter_child_nodes(node)


def _is_sentence(text: str) -> bool:
    return " " in text.strip() and len(LETTERS.findall(text)) > 1


def _templates() -> Iterator[str]:
    for file in sorted((ROOT / "app" / "templates").rglob("*.html")):
        name = str(file.relative_to(ROOT))
        if name not in LEFT_OUT:
            yield from (f"{name}: no language knows {word!r}" for word in words(file.read_text(encoding="utf-8")))


def words(template: str) -> list[str]:
    """Words that a template shows in every language; the name of the house is one in all."""
    shown = ATTRIBUTES.sub(" ", TAGS.sub(" ", BLOCKS.sub(" ", template))).replace("&nbsp;", " ")
    return [word for word in WORD.findall(shown) if word != "Laneway"]
