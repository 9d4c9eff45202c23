"""What people write who know other languages, and how FEEL says it."""

from workflows.sentences import sentence

CHARACTERS = {
    "'": sentence('Texts stand in double quotes: "text".'),
    "&": sentence("FEEL says and: a > 1 and b > 1."),
    "|": sentence("FEEL says or: a > 1 or b > 1."),
    "!": sentence("FEEL says not(...), and != for unlike."),
    "%": sentence("FEEL says modulo(a, b)."),
    "$": sentence("${...} is Camunda 7's expression language; FEEL needs no signs around it."),
    "#": sentence("#{...} is Camunda 7's expression language; FEEL needs no signs around it."),
    ";": sentence("FEEL has no semicolons; what follows one another is a context: {a: 1, b: a + 1}."),
}


def hinted(said: str, hint: str | None) -> str:
    """The sentence with its hint behind it, where there is one."""
    return sentence("%(one)s %(other)s", one=said, other=hint) if hint else said


def for_token(text: str, start: int) -> str | None:
    """The hint for a token that stands where it cannot."""
    before = text[:start].rstrip()
    if before.endswith("external"):
        return sentence("Functions in Java are not called here; write the function in FEEL.")
    if text[start] == "=" and before.endswith("="):
        return sentence("FEEL compares with one =.")
    if text[start] == "=" and not before:
        return sentence("The = before an expression is not part of it.")
    return sentence("FEEL chooses with if a then b else c.") if text[start] == "?" else None
