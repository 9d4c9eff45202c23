"""What people write who know other languages, and how FEEL says it."""

CHARACTERS = {
    "'": 'Texts stand in double quotes: "text".',
    "&": "FEEL says and: a > 1 and b > 1.",
    "|": "FEEL says or: a > 1 or b > 1.",
    "!": "FEEL says not(...), and != for unlike.",
    "%": "FEEL says modulo(a, b).",
    "$": "${...} is Camunda 7's expression language; FEEL needs no signs around it.",
    "#": "#{...} is Camunda 7's expression language; FEEL needs no signs around it.",
    ";": "FEEL has no semicolons; what follows one another is a context: {a: 1, b: a + 1}.",
}


def for_character(character: str) -> str:
    """The hint for a character that is not FEEL's, with a space before it, or nothing."""
    hint = CHARACTERS.get(character)
    return f" {hint}" if hint else ""


def for_token(text: str, start: int) -> str:
    """The hint for a token that stands where it cannot, with a space before it, or nothing."""
    before = text[:start].rstrip()
    if before.endswith("external"):
        return " Functions in Java are not called here; write the function in FEEL."
    if text[start] == "=" and before.endswith("="):
        return " FEEL compares with one =."
    if text[start] == "=" and not before:
        return " The = before an expression is not part of it."
    return " FEEL chooses with if a then b else c." if text[start] == "?" else ""
