"""How many of the words of one text another one has."""

import re
from collections import Counter

from analyzer.documents.characters import fold

#: Gap between words, in shares of the font size, with which pdfplumber's text is taken.
WORD_GAP = 0.15


def word_recall(reference: str, text: str) -> float:
    """Share of the reference's words that the text has, hyphens and symbols aside."""
    wanted, found = _words(reference), _words(text)
    return sum((wanted & found).values()) / max(1, sum(wanted.values()))


def _words(text: str) -> Counter[str]:
    text = re.sub(r"\(cid:\d+\)", " ", text)
    text = re.sub(r"-\s*\n\s*(?=\w)|-", "", fold_lines(text))
    return Counter(re.findall(r"[^\W_]+", text.lower()))


def fold_lines(text: str) -> str:
    """Fold each line."""
    return "\n".join(fold(line) for line in text.splitlines())
