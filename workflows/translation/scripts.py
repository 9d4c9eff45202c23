"""Scripts of other languages that only give values to variables, said in FEEL: `x = a + 1; y = "b";`.

Statement by statement; one that does more than that leaves the whole script as it is, for lint to name. What changes
nothing is dropped (idle.py). Nothing is ever run to find out.
"""

import re
from collections.abc import Collection, Mapping

from workflows.feel import compile_expression
from workflows.loader.vocabulary import Node, first
from workflows.sentences import sentence
from workflows.translation import branches, dialect, idle, interpolation, juel, python, throwing
from workflows.translation.conditions import is_spiff, of_javascript
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

_LANGUAGES = ("groovy", "javascript", "ecmascript", "js", "java", "juel", "mvel", "nashorn", "graal")
_ASSIGNED = re.compile(r"(?:(?:def|var|let|const|String|int|Integer|boolean|Boolean|double|Double|long|Long)\s+)?"
                       r"(?P<name>[A-Za-z_]\w*)\s*=(?!=)\s*(?P<value>.+)", re.DOTALL)  # fmt: skip
_SET = re.compile(r"(?:execution|kcontext|task|delegateExecution)\s*\.\s*setVariable(?:Local)?\s*\(\s*"
                  r"(?P<quote>[\"'])(?P<name>[A-Za-z_]\w*)(?P=quote)\s*,\s*(?P<value>.+)\)", re.DOTALL)  # fmt: skip
_CHANGED = re.compile(r"\A([A-Za-z_]\w*)\s*([-+*/])=(?!=)\s*(.+)\Z", re.DOTALL)
_STEPPED = re.compile(r"\A([A-Za-z_]\w*)\s*([-+])\2\Z")
_INSIDE = re.compile(r"(?!(?:execution|delegateExecution|kcontext|task|this|environment|java|System)\b)"
                     r"(?P<root>[A-Za-z_]\w*)(?P<path>(?:\.[A-Za-z_]\w*)+)\s*=(?!=)\s*(?P<value>.+)",
                     re.DOTALL)  # fmt: skip
_COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
_METHOD = re.compile(r"\.\s*\w+\s*\(|^\s*[$#]\{\s*\w+\s*\(")
_HOUSE = frozenset({"requester", "request"})
MAX_STATEMENTS = 50
MAX_LENGTH = 20_000
RESULT = "script_result"


def translate(work: Work) -> None:
    """All script tasks whose script is in one of the languages."""
    for node in work.nodes("scriptTask"):
        variable = dialect.take(node, "resultVariable")
        script = first(node, "script")
        said = (script.text or "").strip() if script is not None else ""
        language = (node.get("scriptFormat") or "").strip().lower()
        if _is_python(work, language):
            _python(work, node, said)
            continue
        if dialect.zeebe(node, "script") is not None or not any(name in language for name in _LANGUAGES):
            if variable:
                dialect.add(node, "script", resultVariable=variable)
            continue
        try:
            given, error = _read(work, of_javascript(said, language), variable, language)
        except NotTranslatable:
            continue
        write(node, given)
        if error:
            dialect.set_property(node, throwing.PROPERTY, f"={error}")
        node.attrib.pop("scriptFormat", "")
        work.rewritten(node, _told(language.rpartition("/")[2], given, error))


def _read(work: Work, script: str, variable: str | None, language: str) -> tuple[dict[str, str], str]:
    """The values that a script gives, and the error by which it ends, as FEEL. Raises NotTranslatable."""
    thrown = throwing.parted(_COMMENTS.sub("", script))
    if thrown is None:
        return assignments(work, script, variable, language=language), ""
    given = assignments(work, thrown.before, language=language)
    error = throwing.feel(thrown, lambda said: juel.expression(said, {**work.names, **_earlier(given)}))
    return given, error


def _is_python(work: Work, language: str) -> bool:
    """Also where nothing is said; SpiffWorkflow's own scripts are run as they are."""
    return (not language or "python" in language or language == "jython") and not is_spiff(work)


def _python(work: Work, node: Node, said: str) -> None:
    if not said or said.startswith("=") or dialect.zeebe(node, "script") is not None:
        return
    try:
        given = python.assignments(said)
    except NotTranslatable:
        return
    write(node, given)
    work.rewritten(node, sentence("Its script gives values to %(names)s; it is FEEL now.", names=", ".join(given)))


def assignments(work: Work, script: str, variable: str | None = None, *, language: str = "") -> dict[str, str]:
    """Variable -> FEEL, in order. `variable` gets the value of the last statement. Raises NotTranslatable."""
    plain = interpolation.summed(_COMMENTS.sub("", script), language)
    return _given(work, plain, {}, variable, language)


def _given(work: Work, script: str, known: Mapping[str, str], variable: str | None, language: str) -> dict[str, str]:
    """What is given after these statements, over what is `known` to be given before them."""
    found = dict(known)
    statements = idle.active(branches.joined(_statements(script)), language)
    if len(statements) > MAX_STATEMENTS:
        raise NotTranslatable("it is too long")
    for number, statement in enumerate(statements):
        if sum(map(len, found.values())) > MAX_LENGTH:  # each value is written out where it is used
            raise NotTranslatable("it is too long")
        if branches.is_branch(statement):
            names = {**work.names, **_earlier(found)}
            found = branches.given(
                statement,
                found,
                lambda said, names=names: juel.expression(said, names),  # type: ignore[misc]
                lambda said, before: _given(work, said, before, None, language),
            )
            continue
        match = _SET.fullmatch(statement) or _ASSIGNED.fullmatch(_whole(statement))
        if match:
            found[match["name"]] = juel.expression(match["value"], {**work.names, **_earlier(found)})
        elif inside := _INSIDE.fullmatch(statement):
            value = juel.expression(inside["value"], {**work.names, **_earlier(found)})
            found[inside["root"]] = _put(inside["root"], inside["path"], value, found)
        elif variable and number == len(statements) - 1:
            found[variable] = _value(statement, {**work.names, **_earlier(found)})
        else:
            raise NotTranslatable("a statement does more than give a value to a variable")
    return found


def _put(root: str, path: str, value: str, found: Mapping[str, str]) -> str:
    """`order.price = 5`: the object with another value inside; one that is not there yet begins empty."""
    before = f"({found[root]})" if root in found else f"if {root} = null then {{}} else {root}"
    keys = ", ".join(f'"{name}"' for name in path.strip(".").split("."))
    return f"context put({before}, [{keys}], {value})"


def _whole(statement: str) -> str:
    """`x += 1` and `x++` as `x = x + 1`."""
    return _STEPPED.sub(r"\1 = \1 \2 1", _CHANGED.sub(r"\1 = \1 \2 (\3)", statement))


def pure(work: Work, said: str, result: str | None) -> dict[str, str]:
    """Variable -> FEEL of an expression (`${...}`) that calls nothing of the other system; nothing without `result`.

    A method may be a bean's: only where no variable is read, or none is called, it is a value. Raises NotTranslatable.
    """
    if not juel.is_juel(said):
        raise NotTranslatable("it is no expression")
    given = _SET.fullmatch(said.strip()[2:-1].strip()) if said.strip().endswith("}") else None
    value = juel.expression(given["value"], work.names) if given else juel.feel(said, work.names)
    if _METHOD.search(given["value"] if given else said) and compile_expression(value).names - _HOUSE:
        raise NotTranslatable("it calls a method of the other system")
    name = given["name"] if given else result
    return {name: value} if name else {}


def _value(statement: str, names: Mapping[str, str]) -> str:
    """A script in JUEL stands in ${...}."""
    if juel.is_juel(statement):
        return juel.feel(statement, names)
    return juel.expression(re.sub(r"\Areturn\b", "", statement), names)


def _earlier(found: dict[str, str]) -> dict[str, str]:
    """A value that was given before stands for its name."""
    return {name: f"({value})" for name, value in found.items()}


def _statements(script: str) -> list[str]:
    """Parted by semicolons and line ends outside quotes and brackets."""
    parts, current, quote, depth = [], "", "", 0
    for sign in script:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        if sign in ";\n" and not quote and depth <= 0:
            parts.append(current.strip())
            current = ""
        else:
            current += sign
    return [part for part in (*parts, current.strip()) if part]


def write(node: Node, given: Mapping[str, str]) -> None:
    """Gives the script task a FEEL script with these values; one that changes nothing without any."""
    dialect.drop(*[e for e in node if dialect.plain(e) == "script" and isinstance(e.tag, str)])
    if len(given) == 1:
        ((name, value),) = given.items()
        dialect.add(node, "script", expression=f"={value}", resultVariable=name)
        return
    entries = ", ".join(f"{name}: {value}" for name, value in given.items())
    dialect.add(node, "script", expression=f"={{{entries}}}", resultVariable=RESULT)
    for name in given:
        dialect.entry(node, "ioMapping", "output", source=f"={RESULT}.{name}", target=name)
    if not given:
        dialect.entry(node, "ioMapping", "output", source="=null", target=RESULT)


def _told(language: str, given: Collection[str], error: object) -> str:
    """What became of a script."""
    if given:
        said = {"language": language, "names": ", ".join(given)}
        return sentence("Its %(language)s script gives values to %(names)s; it is FEEL now.", **said)
    if error:
        return sentence("Its %(language)s script throws an error; it is FEEL now.", language=language)
    return sentence("Its %(language)s script changes nothing; it is FEEL now.", language=language)
