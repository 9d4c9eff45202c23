"""How wide a text is in Instrument Sans, and where it breaks: measured widths, so that no label leaves its shape.

Widths are thousandths of the font's size, measured in the regular weight; a letter not listed counts as 600.
"""

import re
from collections.abc import Iterator

SOFT = "\xad"  # a soft hyphen: seen only where a line ends with it
WIDTHS = (
    (200, " \xa0¦"),
    (240, "',.:;Iijl|ÌÍÎÏìíîïĪīĮįİıĺļł‘’"),
    (280, "!¡ĩĭĵľţŧ"),
    (360, "`frtª´ŀŕŗřť"),
    (400, '"()*1[]{}¯°ºĴ“”„'),
    (440, "/J\\_"),
    (480, "sz§«»ĝĥĳĸśşšźżž"),
    (520, "+-7<=>^ackvy~×àáâãäåç÷ýÿāăąćċč"),
    (560, "235?exèéêëēėęě"),
    (640, "BEPRTZÈÉÊËÞĒĖĘĚŔŖŘŤŹŻŽ…"),
    (680, "0KXYÝŶŸ"),
    (720, "#AHNUVÀÁÂÃÄÅÑÙÚÛÜĀĂĄŃŅŇŪŮŰŲ€"),
    (760, "&CDGwÇÐĆČĎĐĞ"),
    (800, "%OQÒÓÔÕÖØŌŐ"),
    (840, "@©®"),
    (880, "æ—"),
    (920, "MmÆ"),
    (1080, "WŒ"),
)
WIDTH = {letter: width for width, letters in WIDTHS for letter in letters}


def width(text: str, size: float = 13) -> float:
    """The width of one line at a font size, in the same unit as the size."""
    return sum(WIDTH.get(letter, 600) for letter in text) * size / 1000


def wrap(text: str, room: float, lines: int, size: float = 13) -> list[str]:
    """At most `lines` lines within `room`; breaks between words, inside a word only where one alone is too wide."""
    found: list[str] = []
    for piece in _pieces(text, room, size):
        joined = found[-1] + piece if found else piece
        if found and width(joined, size) <= room:
            found[-1] = joined
        elif len(found) == lines:
            found[-1] = _shorten(f"{found[-1]}{piece}", room, size)
            break
        else:
            found.append(piece.lstrip())
    return [_settled(line) for line in found]


def _pieces(text: str, room: float, size: float) -> Iterator[str]:
    """Words with the space before them, parted at their hyphens; one that is too wide in parts that fit."""
    for word in text.split():
        lead = " "
        for found in re.findall(r"[^-]+-*|-+", word):
            part = found
            while width(part, size) > room and len(part) > 3:
                cut = next((n for n in range(len(part) - 2, 2, -1) if width(part[:n] + "-", size) <= room), 3)
                yield f"{lead}{part[:cut]}{SOFT}"
                lead, part = "", part[cut:]
            yield f"{lead}{part}"
            lead = ""


def _settled(line: str) -> str:
    """A soft break at the end of a line shows its hyphen; inside a line it is nothing."""
    line = line.strip()
    return line[:-1] + "-" if line.endswith(SOFT) else line.replace(SOFT, "")


def _shorten(line: str, room: float, size: float) -> str:
    while line and width(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip(" -,") + "…"
