"""Other terms: what a resume lists as a skill and our knowledge base does not know. Shown, never scored.

Two sources: the items of skill lists, and names that look like tools (CamelCase, or capitalised right
beside a known tool in an enumeration) in described work.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from analyzer.language.passages import Reader, ResumeText
from analyzer.language.places import flowing, place_of
from analyzer.records import Evidence, OtherTerm
from analyzer.resources import data_path, read_yaml

_ITEM = re.compile(r"[^,;|•·▪●■◦\n]+")
_LABEL = re.compile(r"^[^:,\n]{2,40}:\s*")
#: What people write behind a skill about how well they know it.
_LEVEL = re.compile(r"\s*[(\[–—-]\s*[^)\]]*[)\]]?\s*$")
_LONGEST = 40
#: Items longer than this, with what is said of the level, are no terms.
_LONGEST_ITEM = 400
_MOST_WORDS = 4
_KNOWN_SHARE = 0.5
_CAMEL = re.compile(r"\b(?:[A-Z][a-z]+[A-Z][A-Za-z]*|[a-z]{2,}[A-Z][A-Za-z]+|[A-Z]{2,}[a-z]{2,}[A-Z]?\w*)\b")
_BESIDE = re.compile(r"\s*(?:,|/|\band\b|&)\s*([A-Z][\w.+#]{2,20})(?=\s*(?:[,./;)]|\band\b|$))")
#: At most so many are shown; the first in the document come first.
MOST_TERMS = 40


@cache
def _common() -> frozenset[str]:
    words = read_yaml(data_path("language", "words.yaml"))
    return frozenset(word.casefold() for word in (*words["spoken"], *words["no_terms"]))


def other_terms(resume: ResumeText) -> tuple[OtherTerm, ...]:
    """The other terms of one document in text order, each with the words that show it."""
    document, outline = resume.document, resume.outline
    found: dict[str, OtherTerm] = {}
    for passage in outline.passages:
        place = place_of(document, outline, passage)
        if place not in ("list", "work"):
            continue
        spots = _listed if place == "list" else _named_like_tools
        for start, end in spots(flowing(document.text[passage.start : passage.end]), resume.read):
            piece = document.evidence(
                passage.start + start, passage.start + end, section=outline.kind_of(passage)
            )
            masked = resume.is_hidden(piece.start, piece.end) or resume.is_address(piece.start, piece.end)
            name = flowing(piece.text)
            if name and not masked and name.casefold() not in found:
                found[name.casefold()] = OtherTerm(name, (piece,))
    return tuple(found.values())[:MOST_TERMS]


def merge_terms(terms: Sequence[OtherTerm]) -> tuple[OtherTerm, ...]:
    """The terms of several documents, each once, with the evidence of all of them."""
    evidence: dict[str, list[Evidence]] = {}
    first: dict[str, str] = {}
    for term in terms:
        name = term.text.casefold()
        first.setdefault(name, term.text)
        evidence.setdefault(name, []).extend(term.evidence)
    return tuple(OtherTerm(first[name], tuple(pieces)) for name, pieces in evidence.items())


def _listed(text: str, read: Reader) -> Iterator[tuple[int, int]]:
    """Items of a skill list that are mostly unknown."""
    known = sorted((one.first, one.last) for one in read(text, "list"))
    longest = max((last - first for first, last in known), default=0)
    for item in _ITEM.finditer(text):
        if len(item.group()) > _LONGEST_ITEM:
            continue
        label = _LABEL.match(item.group())
        start = item.start() + (label.end() if label else 0)
        bare = _LEVEL.sub("", text[start : item.end()])
        start += len(bare) - len(bare.lstrip())
        words = bare.strip().strip(".").strip()
        end = start + len(words)
        near = known[bisect_right(known, (start - longest,)) : bisect_left(known, (end,))]
        covered = sum(min(last, end) - max(first, start) for first, last in near if start < last)
        if _is_term(words) and covered < _KNOWN_SHARE * len(words):
            yield start, end


def _is_term(words: str) -> bool:
    parts = words.split()
    return (
        1 <= len(parts) <= _MOST_WORDS
        and 2 <= len(words) <= _LONGEST
        and any(letter.isalpha() for letter in words)
        and "(" not in words
        and ")" not in words
        and not any(part.casefold() in _common() for part in parts)
    )


def _named_like_tools(text: str, read: Reader) -> Iterator[tuple[int, int]]:
    """Names in described work that look like tools and are unknown."""
    known = [(one.first, one.last) for one in read(text, "bullet") if one.named]
    spots = [found.span() for found in _CAMEL.finditer(text)]
    spots += [found.span(1) for _, last in known if (found := _BESIDE.match(text, last))]
    for start, end in sorted(set(spots)):
        inside = any(first < end and start < last for first, last in known)
        if not inside and text[start:end].casefold() not in _common():
            yield start, end
