"""How a name is written in addresses: in small letters, without marks or with what stands for them."""

import unicodedata

#: How letters with marks are written in addresses: `Zurflüh` is `zurflueh`, `Łukasz` is `lukasz`.
_TRANSCRIBED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"}
)
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss", "æ": "ae"})


def spellings(word: str) -> set[str]:
    """How a word, or a half of a double name, may be written in an address."""
    halves = {word, *(half for half in word.split("-") if len(half) > 2)}
    return {
        spelled for half in halves for spelled in (folded(half), folded(half.lower().translate(_TRANSCRIBED)))
    }


def folded(text: str) -> str:
    """Small letters without marks: `Müller` is `muller` in an address."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    return "".join(char for char in plain if not unicodedata.combining(char))
