"""Texts with values in them, of JavaScript (`...${x}...`) and Groovy ("...$x..."), as sums of texts. Reads only.

Groovy's rules: only in double quotes; a dollar before a name takes the name with its dots, an escaped one is a sign.
"""

import json
import re

from workflows.translation.errors import NotTranslatable

_GROOVY = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?P<inside>(?:[^\"\\]|\\.)*)\"", re.DOTALL)
_JAVASCRIPT = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`(?P<inside>(?:[^`\\]|\\.)*)`", re.DOTALL)
_VALUE = re.compile(
    r"(?<!\\)(?P<escaped>(?:\\\\)*)\$(?:\{(?P<code>[^{}\"'`]*)\}|(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*))"
)
_BRACED = re.compile(r"(?<!\\)(?P<escaped>(?:\\\\)*)\$\{(?P<code>[^{}\"'`]*)\}")


def summed(script: str, language: str) -> str:
    """The script with each such text as a sum in parentheses. Raises NotTranslatable."""
    groovy = "groovy" in language
    if '"""' in script or "'''" in script:
        raise NotTranslatable("a text over several lines is not read")
    if not groovy and not any(name in language for name in ("javascript", "ecmascript", "js", "nashorn", "graal")):
        return script
    values = _VALUE if groovy else _BRACED

    def one(match: re.Match[str]) -> str:
        inside = match["inside"]
        if inside is None or (groovy and "$" not in inside):
            return match[0]
        return _sum(inside, values)

    return (_GROOVY if groovy else _JAVASCRIPT).sub(one, script)


def _sum(inside: str, values: re.Pattern[str]) -> str:
    parts, at = [], 0
    for match in values.finditer(inside):
        parts.append(_text(inside[at : match.start()] + match["escaped"]))
        parts.append(f"({match['code'] if match['code'] is not None else match['name']})")
        at = match.end()
    parts.append(_text(inside[at:]))
    return f"({' + '.join(part for number, part in enumerate(parts) if number == 0 or part != _EMPTY)})"


def _text(said: str) -> str:
    """A text in double quotes; what is left of `${` could not be read."""
    if re.search(r"(?<!\\)\$\{", said):
        raise NotTranslatable("a value inside a text is not read")
    return json.dumps(re.sub(r"\\([$`])", r"\1", said), ensure_ascii=False).replace("\\\\", "\\")


_EMPTY = '""'
