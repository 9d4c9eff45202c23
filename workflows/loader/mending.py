"""Two slips of the pen that leave no doubt: a prefix that is used and not declared, and BPMN 2.0's beta namespace.

Whoever wrote them by hand had no parser to tell them. The text is mended before it is parsed, and each mend is told.
"""

import re

from workflows.loader.vocabulary import CAMUNDA, DI, DROOLS, MODEL, SPIFF, ZEEBE
from workflows.sentences import sentence

_BETA = "http://schema.omg.org/spec/BPMN/2.0"
_KNOWN = {
    "camunda": CAMUNDA[0], "activiti": CAMUNDA[1], "flowable": CAMUNDA[2], "zeebe": ZEEBE, "drools": DROOLS,
    "spiffworkflow": SPIFF, "bpmndi": DI, "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}  # fmt: skip
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?definitions\b[^>]*>")
_USED = re.compile(r"[<\s]/?([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*(?=[\s=/>])")
_DECLARED = re.compile(r"xmlns:([A-Za-z_][\w.-]*)\s*=")
_ASIDE = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
MOST = 10


def mend(text: str, told: list[str]) -> str:
    """The text as it was meant."""
    if f'"{_BETA}"' in text[:4_000]:
        text = text.replace(f'"{_BETA}"', f'"{MODEL}"')
        told.append(sentence("The file names the namespace of a draft of BPMN 2.0; it is read as BPMN 2.0."))
    root = _ROOT.search(text)
    if root is None:
        return text
    missing = sorted(_used(text) - set(_DECLARED.findall(text)) - {"xml", "xmlns"})
    if not missing or len(missing) > MOST:
        return text
    declared = "".join(f' xmlns:{prefix}="{_KNOWN.get(prefix, f"urn:undeclared:{prefix}")}"' for prefix in missing)
    told.append(
        sentence(
            "The file uses the prefixes %(names)s without declaring them; they are declared now.",
            names=", ".join(missing),
        )
    )
    place = root.start() + len(f"<{root[1] or ''}definitions")
    return text[:place] + declared + text[place:]


def _used(text: str) -> set[str]:
    """Prefixes of elements and attributes; what stands in attribute values and texts is none."""
    tags = _TAG.findall(_ASIDE.sub("", text))
    return {prefix for tag in tags for prefix in _USED.findall(re.sub(r"\"[^\"]*\"|'[^']*'", '""', tag))}
