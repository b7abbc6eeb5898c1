"""How many of the words of one text another one has."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from analyzer.documents.characters import PRIVATE, UNKNOWN, fold

#: Gap between words, in shares of the font size, with which pdfplumber's text is taken.
WORD_GAP = 0.15
#: Single letters in a row from which they are one letter-spaced word.
_SPACED_LETTERS = 5
#: A line of this many words that ends one page and begins the next was drawn on both by the renderer.
_CUT_WORDS = 4

_SPACED = re.compile(rf"(?<!\S)[^\W\d_](?: [^\W\d_]){{{_SPACED_LETTERS - 1},}}(?!\S)")
_CUT = re.compile(r"([^\W\d_]+)-(?=\s|$)")  # in the middle of a line too: the next column goes on there
_UNREADABLE = re.compile(rf"\S*(?:\(cid:\d+\)|[\x00-\x08\x0e-\x1f{UNKNOWN}]|{PRIVATE.pattern})\S*")


def word_recall(reference: str, text: str) -> float:
    """Share of the reference's words that the text has, hyphens and symbols aside."""
    wanted, found = _words(reference), _words(text)
    return sum((wanted & found).values()) / max(1, sum(wanted.values()))


def printed_recall(pages: Sequence[str], text: str) -> float:
    """The same, with each word counted as it is printed, however either text writes it down.

    * A letter-spaced word ("J O R D A N") is one word in both texts.
    * A word that a line end cuts is its two printed parts; a text that joins the parts has both.
    * A line that the renderer draws at the end of one page and again at the start of the next counts once.
    * A word with a character that the reference could not read is no word of it.
    """
    reference = _UNREADABLE.sub(" ", "\n".join(_without_cut_lines(pages)))
    spaced = [_squeezed(found[0]) for found in _SPACED.finditer(reference)]
    squeezed = _squeezed(text)
    wanted = _printed(_SPACED.sub(" ", reference))
    found = _printed(text)
    lost, more = wanted - found, found - wanted
    for head, tail in list(_cut_words(reference, lost)):
        if lost[head] and lost[tail] and more[head + tail]:
            more[head + tail] -= 1
            lost -= Counter((head, tail))
    total = wanted.total() + len(spaced)
    missing = lost.total() + sum(1 for word in spaced if word not in squeezed)
    return 1 - missing / max(1, total)


def fold_lines(text: str) -> str:
    """Fold each line."""
    return "\n".join(fold(line) for line in text.splitlines())


def _words(text: str) -> Counter[str]:
    text = re.sub(r"\(cid:\d+\)", " ", text)
    text = re.sub(r"-\s*\n\s*(?=\w)|-", "", fold_lines(text))
    return Counter(re.findall(r"[^\W_]+", text.lower()))


def _printed(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", fold_lines(text).replace("-", "").lower()))


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold_lines(text).lower())


def _without_cut_lines(pages: Sequence[str]) -> Iterator[str]:
    last = ""
    for page in pages:
        first, *rest = page.strip().splitlines() or [""]
        again = first == last and len(first.split()) >= _CUT_WORDS
        yield "\n".join(rest if again else [first, *rest])
        last = rest[-1] if rest else first


def _cut_words(reference: str, lost: Counter[str]) -> Iterator[tuple[str, str]]:
    """Every cut word with every lost word that may be its rest."""
    for found in _CUT.finditer(fold_lines(reference)):
        for tail in lost:
            yield found[1].lower(), tail
