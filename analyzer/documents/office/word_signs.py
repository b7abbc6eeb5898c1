"""What field codes and symbol fonts of Word mean, in DOCX as in RTF."""

import re

#: Fields that show a number of pages: no words of the person.
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"})
_HYPERLINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"|HYPERLINK\s+([^\s"\\]\S*)', re.IGNORECASE)
#: Signs of Symbol and Wingdings (low byte of their code) that open list items, and those that mean something
#: inside a line. All others, such as telephones and envelopes, decorate.
_BULLET_SIGNS = frozenset(
    (0x6C, 0x6E, 0x71, 0x75, 0x76, 0x77, 0x9E, 0x9F, 0xA7, 0xA8, 0xB7, 0xD8, 0xE8, 0xFC, 0xFE)
)
_PICTURES = {0xE0: "→", 0xF0: "→", 0xDF: "←", 0xF3: "↔"}


def is_page_number(code: str) -> bool:
    """Whether a field with this code shows a number of pages."""
    return next(iter(code.split(maxsplit=1)), "").upper() in _PAGE_FIELDS


def link_of(code: str) -> str | None:
    """Where a field with this code leads; None when nowhere."""
    found = _HYPERLINK.search(code)
    return None if found is None else found[1] or found[2]


def symbol(code: str) -> str:
    """The sign of a symbol font by its hexadecimal code: a bullet, an arrow, or a space for a picture."""
    try:
        return sign(int(code, 16))
    except ValueError:
        return ""


def symbols(text: str) -> str:
    """Characters of a symbol font: signs, whatever letters stand for them."""
    return "".join(char if char.isspace() else sign(ord(char)) for char in text)


def sign(value: int) -> str:
    """What a character of a symbol font says, by the low byte of its code."""
    return "•" if value & 0xFF in _BULLET_SIGNS else _PICTURES.get(value & 0xFF, " ")
