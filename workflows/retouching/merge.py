"""An editor writes the whole file anew, in its own hand; here only what was changed with it is changed in the file.

Three texts: the file as it was, as the editor writes it before anything is changed, and after. Where the last two say
the same, the first one's bytes stand: order, spaces, comments, and what the editor does not know. Nothing is judged;
where the three cannot be laid over each other the editor's text stands as it is.
"""

import re
from collections import Counter

from workflows.retouching.spans import Key, NoSpans, Span, attributes, spans, tag_end, with_attributes
from workflows.retouching.writing import encoding


def retouched(was: bytes, before: bytes, after: bytes) -> bytes:
    """`was` with what changed from `before` to `after`; `after` where that cannot be said."""
    try:
        signs = encoding(was)
        text = was.decode(signs).encode()
        made = _Merge(text, before, after).whole()
        return made.decode().encode(signs, "xmlcharrefreplace")
    except (NoSpans, UnicodeError, LookupError):
        return after


class _Merge:
    def __init__(self, was: bytes, before: bytes, after: bytes) -> None:
        self.texts = (was, before, after)
        self.was, self.before, self.after = spans(was), spans(before), spans(after)
        self.taken: list[bytes] = []
        """What stands in the outcome in the editor's hand."""

    def whole(self) -> bytes:
        if not self.was.name == self.before.name == self.after.name:
            raise NoSpans("another root")
        self._same_prefixes()
        body = self._element(self.was, self.before, self.after)
        made = self.texts[0][: self.was.start] + self._declaring(body) + self.texts[0][self.was.end :]
        self._nothing_else(made)
        return made

    def _same_prefixes(self) -> None:
        """A prefix must mean one thing in both hands."""
        hands: dict[str, str] = dict(self.after.declared)
        if hands.get("") != self.was.declared.get(""):
            raise NoSpans("another default namespace")
        for one in (*self.was.all(), *self.after.all()):
            for prefix, uri in one.declared.items():
                if hands.setdefault(prefix, uri) != uri:
                    raise NoSpans("one prefix, two namespaces")

    def _declaring(self, body: bytes) -> bytes:
        """The root declares what the editor's hand needs."""
        wanted: dict[bytes, bytes | None] = {}
        for prefix, uri in self.after.declared.items():
            mark = re.compile(rb"[<\s/\"']" + re.escape(prefix.encode()) + rb":")
            if prefix not in self.was.declared and any(mark.search(text) for text in self.taken):
                wanted[b"xmlns:" + prefix.encode()] = b'"' + uri.encode() + b'"'
        end = tag_end(body, 0)
        return with_attributes(body[:end], wanted) + body[end:]

    def _nothing_else(self, made: bytes) -> None:
        """The outcome holds everything that the editor's text holds; what is new under its name."""
        found = {(one.id, name) for one in spans(made).all() for name in (one.name, "")}
        known = {one.id for one in self.before.all()}
        wanted = {(one.id, "" if one.id in known else one.name) for one in self.after.all()}
        if not wanted <= found:
            raise NoSpans("something would be lost")

    def _element(self, was: Span, before: Span, after: Span) -> bytes:
        old, one, other = self.texts
        if one[before.start : before.end] == other[after.start : after.end]:
            return old[was.start : was.end]
        tag = self._tag(was, before, after)
        if one[before.opened : before.closing] == other[after.opened : after.closing]:
            return tag + old[was.opened : was.end]
        inside = self._inside(was, before, after)
        if not was.is_empty:
            return tag + inside + old[was.closing : was.end]
        name = re.match(rb"<([^\s/>]+)", tag)
        return tag[:-2].rstrip() + b">" + inside + b"</" + (name[1] if name else b"") + b">"

    def _tag(self, was: Span, before: Span, after: Span) -> bytes:
        old, one, other = self.texts
        first = attributes(one[before.start : before.opened])
        second = attributes(other[after.start : after.opened])
        changed: dict[bytes, bytes | None] = {n: v for n, v in second.items() if first.get(n) != v}
        changed |= {name: None for name in first if name not in second}
        if not changed:
            return old[was.start : was.opened]
        self.taken.append(b" " + b" ".join(changed))
        return with_attributes(old[was.start : was.opened], changed)

    def _inside(self, was: Span, before: Span, after: Span) -> bytes:
        if not (before.children or after.children):
            return self._hand(after.opened, after.closing)
        olds, firsts, seconds = was.keyed(), before.keyed(), after.keyed()
        mapped = _mapped(olds, firsts)
        common = [key for key in firsts if key in seconds]
        if common != [key for key in seconds if key in firsts] or any(k in olds and k not in mapped for k in seconds):
            return self._in_their_order(after, {key: (olds[key], firsts[key]) for key in mapped if key in common})
        return self._in_our_order(was, olds, firsts, seconds)

    def _in_their_order(self, after: Span, known: dict[Key, tuple[Span, Span]]) -> bytes:
        out, at = [], after.opened
        for key, child in after.keyed().items():
            out.append(self._hand(at, child.start))
            out.append(self._element(*known[key], child) if key in known else self._hand(child.start, child.end))
            at = child.end
        return b"".join([*out, self._hand(at, after.closing)])

    def _in_our_order(
        self, was: Span, olds: dict[Key, Span], firsts: dict[Key, Span], seconds: dict[Key, Span]
    ) -> bytes:
        """The old content: what was taken out left out, what is new behind what it stands behind."""
        new = _behind(olds, firsts, seconds)
        data, at = self.texts[0], was.opened
        first = data[at : was.children[0].start] if was.children else b""
        out = [self._new(new.get(None, []), seconds, first)]
        for key, child in olds.items():
            gap = data[at : child.start]
            at = child.end
            if key in firsts and key not in seconds:
                out.append(gap.rstrip())
                continue
            kept = key not in seconds or key not in firsts
            out += [gap, data[child.start : at] if kept else self._element(child, firsts[key], seconds[key])]
            out.append(self._new(new.get(key, []), seconds, gap))
        return b"".join([*out, data[at : was.closing]])

    def _new(self, keys: list[Key], seconds: dict[Key, Span], gap: bytes) -> bytes:
        return b"".join(
            (b"" if gap.strip() else gap) + self._hand(seconds[key].start, seconds[key].end) for key in keys
        )

    def _hand(self, start: int, end: int) -> bytes:
        self.taken.append(self.texts[2][start:end])
        return self.texts[2][start:end]


def _mapped(olds: dict[Key, Span], firsts: dict[Key, Span]) -> set[Key]:
    """The children that the file and the editor's first text call the same; places count only among as many."""
    ours, theirs = (Counter(name for name, mark in side if mark.startswith("#")) for side in (olds, firsts))
    return {key for key in olds if key in firsts and (not key[1].startswith("#") or ours[key[0]] == theirs[key[0]])}


def _behind(olds: dict[Key, Span], firsts: dict[Key, Span], seconds: dict[Key, Span]) -> dict[Key | None, list[Key]]:
    """What is new, by the child of the file that it stands behind (None: before all)."""
    found: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in seconds:
        if key in olds:
            last = key
        elif key not in firsts:
            found.setdefault(last, []).append(key)
    return found
