"""Bytes of a text file -> characters, whatever program wrote them.

UTF-8 and UTF-16 show by themselves. Anything older is a guess between known encodings: the one whose
characters look most like words of a language that is written in it. A guess is always told to the user.
"""

import re
from dataclasses import dataclass
from functools import cache

from charset_normalizer import from_bytes

#: Byte order marks, longest first, because UTF-32 LE starts like UTF-16 LE.
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: A mark of the 7-bit Japanese encoding of e-mail.
_ISO_2022_JP = (b"\x1b$B", b"\x1b$@")

#: Encoding, its name for a reader, and the alphabets that are written in it: letters beyond ASCII, the lower
#: case ones. In the order they are preferred when equal.
_WESTERN = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüß",  # German
    "áéíóúñü",  # Spanish
    "ãõáéíóúâêôàçü",  # Portuguese
    "àèéìíòóù",  # Italian
    "æøåéö",  # Danish, Norwegian
    "åäöéæ",  # Swedish, Finnish
    "éëïóüèê",  # Dutch
    "áéíóúýðþæö",  # Icelandic
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíľĺňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţ",  # Romanian
    "čćđšž",  # Croatian, Slovene
)
_CYRILLIC = ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")
_SINGLE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("cp1252", "Western European (Windows)", _WESTERN),
    ("mac_roman", "Western European (old Mac)", _WESTERN),
    ("cp1250", "Central European (Windows)", _CENTRAL),
    ("iso8859_2", "Central European (ISO)", _CENTRAL),
    ("cp1254", "Turkish (Windows)", ("çğıöşüâî",)),
    ("cp1257", "Baltic (Windows)", ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž")),
    ("cp1251", "Cyrillic (Windows)", _CYRILLIC),
    ("iso8859_5", "Cyrillic (ISO)", _CYRILLIC),
    ("koi8_u", "Cyrillic (KOI8)", _CYRILLIC),
    ("mac_cyrillic", "Cyrillic (old Mac)", _CYRILLIC),
    ("cp866", "Cyrillic (DOS)", _CYRILLIC),
    ("cp1253", "Greek (Windows)", ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ",)),
    ("cp1255", "Hebrew (Windows)", ("אבגדהוזחטיכךלמםנןסעפףצץקרשת",)),
    ("cp1256", "Arabic (Windows)", ("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآئؤ",)),
    ("cp850", "Western European (DOS)", _WESTERN),
)
_DOUBLE: tuple[tuple[str, str], ...] = (
    ("euc_kr", "Korean (EUC)"),  # before Chinese: its bytes are those of everyday Chinese signs too
    ("gb18030", "Chinese (GB 18030)"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("euc_jp", "Japanese (EUC)"),
    ("big5", "Chinese (Big5)"),
)
#: Marks that resumes have beside letters.
_MARKS = frozenset("–—’‘“”„•€£°·…«»§®™©×¿¡ºª²½¼±")
#: Letters that Slavic texts in Cyrillic have most.
_FREQUENT = frozenset("оеаинтсрвлкмд")
#: Bytes that are looked at; a guess does not get better after that.
_ENOUGH = 40_000
#: Score a byte beyond ASCII below which none of the encodings fits; damaged files and programs have less.
_LEAST_SCORE = 0.3
_BEYOND = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and the name of the encoding when it was guessed."""

    text: str
    guess: str = ""


def decode(data: bytes) -> Decoded | None:
    """The characters of a text file; None when it is no text in any known encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = strictly(data, encoding)
            return None if text is None else Decoded(text)
    if b"\x00" in data:
        wide = _wide(data)
        return None if wide is None else Decoded(wide)
    if any(mark in data for mark in _ISO_2022_JP):
        text = strictly(data, "iso2022_jp")
        if text is not None:
            return Decoded(text)
    text = strictly(data, "utf-8")
    return Decoded(text) if text is not None else _guessed(data)


def strictly(data: bytes, encoding: str) -> str | None:
    """The characters when every byte fits."""
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: the zero bytes of ASCII characters show the order."""
    start = data[:_ENOUGH]
    zeros = [start[place::4].count(0) for place in range(4)]
    quarter = max(1, len(start) // 4)
    if max(zeros[0], zeros[3]) > 0.9 * quarter and zeros[1] + zeros[2] > 1.5 * quarter:
        return strictly(data, "utf-32-be" if zeros[0] > zeros[3] else "utf-32-le")
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if max(even, odd) < 8 * min(even, odd):
        return None
    return strictly(data if len(data) % 2 == 0 else data[:-1], "utf-16-be" if even > odd else "utf-16-le")


# --- guessing ---------------------------------------------------------------------------------------------


def _guessed(data: bytes) -> Decoded | None:
    sample = data[:_ENOUGH]
    beyond = len(_BEYOND.findall(sample))
    best: tuple[float, str, str] = (_LEAST_SCORE * beyond, "", "")
    for encoding, name, alphabets in _SINGLE:
        text = strictly(sample, encoding)
        if text is not None:
            score = max(_letters_score(text, alphabet, encoding) for alphabet in alphabets)
            best = max(best, (score, encoding, name), key=lambda found: found[0])
    for encoding, name in _DOUBLE:
        text = sample.decode(encoding, "ignore") if strictly(data, encoding) is not None else None
        if text is not None:
            best = max(best, (_signs_score(text, encoding), encoding, name), key=lambda found: found[0])
    if best[1]:
        text = strictly(data, best[1])
        if text is not None:
            return Decoded(text, best[2])
    found = from_bytes(data, enable_fallback=False).best()
    return None if found is None else Decoded(str(found), found.encoding)


def _letters_score(text: str, alphabet: str, encoding: str) -> float:
    """How much the characters beyond ASCII look like words in one alphabet; at most 1 for each."""
    others = _letters_of(encoding)
    score = 0.0
    padded = f" {text} "
    for place, char in enumerate(text, start=1):
        if char < "\x80":
            continue
        before, after = padded[place - 1], padded[place + 1]
        inside = before.isalpha() or after.isalpha()
        lowered = char.lower()
        if char in _MARKS:
            score += 0.8 if char in "’·" or not (before.isalpha() and after.isalpha()) else 0.2
        elif char == "\u00a0":
            score += 0.6
        elif char < "\xa0" or not char.isprintable():
            score -= 3.0
        elif lowered in alphabet or lowered in others:
            score += _letter_score(char, before, after, own=lowered in alphabet)
        elif inside or char.isalpha():
            score -= 1.0
    return score


def _letter_score(char: str, before: str, after: str, *, own: bool) -> float:
    score = 0.9 if own else 0.4
    if char > "\u0400" and own:
        score = 1.0 if char.lower() in _FREQUENT else 0.8
    if before.isdigit() or after.isdigit():
        score -= 0.5
    if not (before.isalpha() or after.isalpha()):
        score *= 0.3
    if char.isupper() and before.islower():
        score -= 1.5
    if char > "\u0370" and (_is_latin(before) or _is_latin(after)):
        score -= 1.0
    return score


def _is_latin(char: str) -> bool:
    return char.isalpha() and char < "\u0250"


@cache
def _letters_of(encoding: str) -> frozenset[str]:
    """All letters of the alphabets of an encoding."""
    return frozenset("".join(next(found for name, _, found in _SINGLE if name == encoding)))


def _signs_score(text: str, encoding: str) -> float:
    """The same for encodings of two bytes a sign: 1 for each byte of a common sign."""
    score = 0.0
    padded = f" {text} "
    for place, char in enumerate(text, start=1):
        if char < "\x80":
            continue
        if "\uff61" <= char <= "\uff9f":  # half-width kana: one byte, and nobody writes them
            score -= 1.0
        elif _is_common(char, encoding):
            score += 2.0 - (1.5 if _is_latin(padded[place - 1]) and _is_latin(padded[place + 1]) else 0.0)
        else:
            score -= 2.0
    return score


def _is_common(char: str, encoding: str) -> bool:
    if "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff5e" or char in _MARKS:
        return True
    if encoding == "euc_kr":
        return "\uac00" <= char <= "\ud7a3"
    if encoding in ("shift_jis", "euc_jp") and "\u3041" <= char <= "\u30ff":
        return True
    table, first, last = _COMMON_SIGNS.get(encoding, ("", 0, 0))
    try:
        return first <= char.encode(table)[0] <= last if table else False
    except UnicodeEncodeError:
        return False


#: Where each standard keeps the signs of everyday use, by their first byte.
_COMMON_SIGNS = {
    "gb18030": ("gb2312", 0xB0, 0xD7),
    "big5": ("big5", 0xA4, 0xC6),
    "shift_jis": ("euc_jp", 0xB0, 0xCF),
    "euc_jp": ("euc_jp", 0xB0, 0xCF),
}
