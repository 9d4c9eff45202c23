"""Text blocks: the Markdown of a form's author as harmless HTML: no raw HTML, no images, links to the web only."""

import re
import string
from functools import cache
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TAGS = {"p", "br", "strong", "em", "code", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "hr"} | {
    *("table", "thead", "tbody", "tr", "th", "td")
}
_HEADINGS = re.compile(r"<(/?)h[1-6]>")
_SIGNS = re.compile(f"([{re.escape(string.punctuation)}])")


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 1 MB, and a worker shows no Markdown

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def html(source: str) -> Markup:
    """The text as HTML; all headings become h3, under the page's own."""
    raw = _HEADINGS.sub(r"<\1h3>", _reader().render(source))
    cleaned = nh3.clean(
        raw,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"},
        link_rel="noopener noreferrer",
    )
    return Markup(cleaned)  # noqa: S704  cleaned by nh3 in the statement above


def guard(value: str) -> str:
    """A filled-in value that cannot become Markdown: signs escaped, lines kept as line breaks."""
    lines = [_SIGNS.sub(r"\\\1", line.strip()) for line in value.splitlines() if line.strip()]
    return "\\\n".join(lines)
