"""Bytes in, a checked XML tree out: the only place where uploaded XML is parsed.

It must never open a file, reach the network, expand an entity or read a DOCTYPE: the text is decoded by us
(UTF-8, UTF-16 with its mark, or a declared Western 8-bit set), a DOCTYPE is refused before the parser sees it,
and libxml2 gets UTF-8 only. Sources: XML 1.0 (5th ed.) sections 2.8 and 4.3.3; OWASP ASVS 5.0 1.5.1.
"""

import codecs
import re

from lxml import etree

from workflows.errors import DefinitionRefused, Problem
from workflows.loader.mending import mend
from workflows.loader.vocabulary import Node, bpmn, line
from workflows.sentences import sentence

MAX_BYTES = 2_000_000
MAX_DEPTH = 200
MAX_ATTRIBUTES = 200

_DECLARED = re.compile(r"""\A<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_INCLUDE = "{http://www.w3.org/2001/XInclude}"
_EIGHT_BIT = frozenset({"ascii", "iso8859-1", "iso8859-15", "cp1252"})


def parse(data: bytes, told: list[str] | None = None) -> Node:
    """The root element, `bpmn:definitions`. Raises DefinitionRefused with one problem `xml.*` that names the line.

    What had to be mended to read it is added to `told` as sentences.
    """
    root = tree(data, told)
    if root.tag != bpmn("definitions"):
        raise refused(
            "xml.not_bpmn",
            sentence("The file is XML, but no BPMN 2.0 diagram."),
            sentence("Its first element must be bpmn:definitions; export the diagram as BPMN 2.0."),
            line(root),
        )
    return root


def tree(data: bytes, told: list[str] | None = None) -> Node:
    """Any XML document as a tree without comments and instructions; sizes, depth and encoding checked."""
    if not data.strip():
        raise refused(
            "xml.empty", sentence("The file is empty."), sentence("Export the diagram again and upload the new file.")
        )
    if len(data) > MAX_BYTES:
        raise refused(
            "xml.size",
            sentence("The file is larger than %(most)s MB.", most=MAX_BYTES // 1_000_000),
            sentence("Split the diagram into called processes and remove embedded pictures."),
        )
    text = _decode(data)
    _refuse_doctype(text)
    root = _parsed(mend(text, told if told is not None else []))
    _check_shape(root)
    return root


def _parsed(text: str) -> Node:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise refused(
            "xml.syntax",
            sentence("The file is not well-formed XML: %(error)s.", error=error.msg),
            sentence("Export the diagram again; the file may have been cut off or edited by hand."),
            error.lineno or None,
        ) from error


def refused(code: str, message: str, hint: str, at: int | None = None) -> DefinitionRefused:
    """A refusal of the whole file with one problem."""
    return DefinitionRefused([Problem("error", code, message, line=at, hint=hint)])


def _decode(data: bytes) -> str:
    """The text, decoded strictly. A byte order mark wins over the declaration (XML 1.0 appendix F)."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _encoding("UTF-32")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    else:
        name = _declared(data)
    try:
        return data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        place = data.count(b"\n", 0, error.start) + 1
        raise refused(
            "xml.encoding",
            sentence("The file contains bytes that are not %(encoding)s text.", encoding=name.upper()),
            sentence("Save the diagram as UTF-8."),
            place,
        ) from error


def _declared(data: bytes) -> str:
    head = data[:400].removeprefix(codecs.BOM_UTF8).decode("latin-1")
    found = _DECLARED.match(head)
    if not found:
        return "utf-8"
    try:
        name = codecs.lookup(found[1]).name
    except LookupError:
        raise _encoding(found[1]) from None
    if name != "utf-8" and (name not in _EIGHT_BIT or data.startswith(codecs.BOM_UTF8)):
        raise _encoding(found[1])
    return name


def _encoding(name: str) -> DefinitionRefused:
    return refused(
        "xml.encoding",
        sentence("The file says that it is written in %(name)s, which it is not or which is not read here.", name=name),
        sentence("Save the diagram as UTF-8."),
        1,
    )


def _refuse_doctype(text: str) -> None:
    """A DOCTYPE may stand only before the root element, so the prolog is all that is looked at."""
    position = 0
    while True:
        while position < len(text) and text[position].isspace():
            position += 1
        if text.startswith("<?", position):
            end, size = text.find("?>", position), 2
        elif text.startswith("<!--", position):
            end, size = text.find("-->", position + 4), 3
        else:
            break
        if end < 0:
            break
        position = end + size
    if text.startswith("<!", position):
        raise refused(
            "xml.doctype",
            sentence("The file has a DOCTYPE, which a BPMN diagram never needs."),
            sentence("Remove the line that begins with <!DOCTYPE."),
            text.count("\n", 0, position) + 1,
        )


def _check_shape(root: Node) -> None:
    """Depth and number of attributes, walked without recursion."""
    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise refused(
                "xml.depth",
                sentence("The file nests elements more than %(most)s deep.", most=MAX_DEPTH),
                sentence("Move inner sub-processes into processes of their own and call them."),
                line(node),
            )
        if event == "start" and str(node.tag).startswith(_INCLUDE):
            raise refused(
                "xml.include",
                sentence("The file asks to include another file, which a BPMN diagram never needs."),
                sentence("Remove the element xi:include."),
                line(node),
            )
        if event == "start" and len(node.attrib) > MAX_ATTRIBUTES:
            raise refused(
                "xml.attributes",
                sentence("An element has more than %(most)s attributes.", most=MAX_ATTRIBUTES),
                sentence("Remove the attributes that no tool of yours needs."),
                line(node),
            )
