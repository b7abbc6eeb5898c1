"""Characters as they are printed -> characters as they are read.

PDF files print one letter in many ways: ligatures, mathematical bold letters, no-break spaces, soft hyphens.
Everything later (parsing, skills, quotes) sees one form only.
"""

import re
import unicodedata
from functools import lru_cache

#: Removed wherever they stand: no ink, but they break words for a machine.
INVISIBLE = re.compile(
    "["
    "\u00ad"  # soft hyphen
    "\u034f\u061c\u180e"
    "\u200b-\u200f"  # zero-width space and joiners, direction marks
    "\u202a-\u202e\u2060-\u206f"  # direction controls, word joiner
    "\ufe00-\ufe0f"  # variation selectors
    "\ufeff\ufffe\uffff"
    "\ud800-\udfff"  # halves of a character, which no text may hold
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\U000e0000-\U000e01ef"  # tags: an invisible copy of ASCII
    "]"
)
#: Spaces of other widths.
SPACE = re.compile("[\t\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

#: Printed form -> read form. Dashes that mean a range (en, em) stay as they are.
FOLD = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "Ĳ": "IJ",
        "ĳ": "ij",
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "ʼ": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "″": '"',
        "‐": "-",
        "‑": "-",
        "⁃": "•",
        "−": "-",
        "﹣": "-",
        "－": "-",
        "…": "...",
        "⁄": "/",
        "∕": "/",
    }
)
#: Letters dressed up as symbols (bold, script, full width): they fold to plain ones.
_DRESSED = re.compile("[\U0001d400-\U0001d7ff\uff01-\uff5e]")

#: A glyph whose meaning the file does not tell: pdfminer's name for it, or a private-use code.
_CID = re.compile(r"\(cid:\d+\)")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
UNKNOWN = "\ufffd"

BULLET = "•"
#: Marks that open a list item, in any font.
BULLETS = frozenset(
    "•●○◦▪▫■□▬▸▹►▻▶▷➢➤➔➜➝➞➣➥➧➨➡→⇒⇨‣⁌⁍∙⋅◆◇❖◈★☆✦✧✓✔✗✘☑☐✅⦁⦾⦿⚫⚬⬤◉◘◙❍❏❑❒🔹🔸▴◾◽⯈\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf0a8\uf075\uf06e\uf0e0\uf02d\uf020"
)
#: Marks that open a list item only when a space follows, because they also open ordinary words.
DASH_BULLETS = frozenset("-–—*·»›~+¤§")
#: Symbol fonts: their letters are pictures.
SYMBOL_FONT = re.compile(r"wingding|webding|dingbat|^(?:[A-Z]{6}\+)?symbol", re.IGNORECASE)
ICON_FONT = re.compile(
    r"awesome|icon|fontello|material.?(?:icon|symbol)|academicons|marvosym|ionic|glyphicon", re.IGNORECASE
)


@lru_cache(maxsize=512)
def is_pictorial(font: str) -> bool:
    """True for fonts of icons and symbols: their characters are pictures."""
    return bool(ICON_FONT.search(font) or SYMBOL_FONT.search(font))


def fold(text: str) -> str:
    """Text in the one form that everything later reads; single spaces, no line ends are added or lost."""
    if text.isascii() and text.isprintable():
        return text
    text = INVISIBLE.sub("", SPACE.sub(" ", text)).translate(FOLD)
    text = _DRESSED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return unicodedata.normalize("NFC", text)


def is_unknown(text: str) -> bool:
    """True for one glyph that has no readable character: `(cid:12)`, private use, U+FFFD."""
    return bool(text == UNKNOWN or _CID.fullmatch(text) or PRIVATE.fullmatch(text))


def is_unreadable(text: str) -> bool:
    """True for a glyph that another engine may know: unknown, or a control character in place of letters."""
    return is_unknown(text) or (len(text) == 1 and ord(text) < 32 and not text.isspace())
