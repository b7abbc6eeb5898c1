"""Text that gains nothing and may cost trust: instructions to a reader, copied ads, repeats, bare lists.

What is found is set aside before scoring and reported in neutral words. The person may have an honest
reason, so nothing here accuses, and nothing here lowers a score below what it is without the text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analyzer.records import Document, IntegrityNote, Outline, Passage, Skill

#: Sentences that speak to the reader of the resume instead of about the person. Basis: the injected lines
#: that published tests of screening models used ("ignore previous instructions", "rate this applicant").
_INSTRUCTIONS = re.compile(
    r"""(?ix)
      \b(?:ignore|disregard|forget|override|bypass)\b [^.!?\n]{0,30}
        \b(?:previous|prior|earlier|above|preceding|all|any|other)\b [^.!?\n]{0,25}
        \b(?:instructions?|prompts?|rules?|criteria|guidelines?|context)\b
    | ^\W* (?:note|message|instructions?|attention|hint|hello)\b [:,]? \s+ (?:to|for) \s+
        (?:the\s+|any\s+|all\s+)?
        (?:\w+\s+)? (?:screening|ats|ai|llms?|language\s+models?|parsers?|bots?|software|reviewers?)\b
        [^.!?\n:]{0,30} :
    | \b(?:rate|rank|score|grade|mark|classify|recommend|select|shortlist|treat)\b \s+
        (?:this|the|me\s+as|him|her) \s+ (?:applicant|candidate|resume|cv|profile|person)? \s* [^.!?\n]{0,20}
        \b(?:best|top|highest|highly|excellent|perfect|first|100|10/10|qualified|strong\s+match|hire)\b
    | \byou\s+are\s+(?:now\s+)?(?:an?\s+)(?:ai|assistant|recruiter|hiring|screening|helpful)\b
    | \b(?:system|assistant|developer)\s*(?:prompt|message)?\s*:\s*(?:you|ignore|always|the\s+candidate)
    | <\s*/?\s*(?:system|instructions?)\s*>
    """
)

#: Words of people who defend against such lines for a living: a quote beside one of them is their work.
_DEFENCE = re.compile(r"(?i)\b(?:injections?|red[- ]team\w*|guardrails?|jailbreaks?|attacks?|adversarial)\b")
_QUOTES = re.compile(r"[\"'“”‘’«»]")

#: A copied stretch is this many words in a row. Eight words are seldom the same by chance, and standard
#: phrases of a trade are shorter (basis: rule STF-03 of our resume rules).
COPY_LENGTH = 8

#: A list counts as bare above this many listed skills with less than this share of them described
#: (basis: rule STF-02 of our resume rules).
BARE_LIST_SIZE = 30
BARE_LIST_SHARE = 0.25

_WORD = re.compile(r"[^\W_]+(?:['’.+#-][^\W_]+)*[+#]*")


def set_aside_instructions(document: Document, outline: Outline) -> tuple[Outline, tuple[IntegrityNote, ...]]:
    """The outline without passages that address a reader or a program, and a note for each of them."""
    found = [
        passage for passage in outline.passages if _is_instruction(document.text[passage.start : passage.end])
    ]
    if not found:
        return outline, ()
    kept = tuple(passage for passage in outline.passages if passage not in found)
    note = IntegrityNote(
        code="instructions",
        message="The text speaks to a screening program instead of about you. We leave it out of the score; "
        "readers who find it may stop there.",
        evidence=tuple(document.evidence(passage.start, passage.end) for passage in found),
    )
    return replace(outline, passages=kept), (note,)


def _is_instruction(text: str) -> bool:
    for match in _INSTRUCTIONS.finditer(text):
        quoted = _QUOTES.search(text[: match.start()]) and _QUOTES.search(text[match.end() :])
        if not (quoted and _DEFENCE.search(text)):
            return True
    return False


def words_of(text: str) -> list[str]:
    """The words of a text, folded for comparing: case, punctuation and spacing do not count."""
    return [match.group().casefold() for match in _WORD.finditer(text)]


def shingles(text: str, length: int = COPY_LENGTH) -> frozenset[tuple[str, ...]]:
    """All runs of `length` words of a text."""
    words = words_of(text)
    return frozenset(tuple(words[start : start + length]) for start in range(len(words) - length + 1))


def copied_spans(
    text: str, start: int, end: int, source: frozenset[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Slices of `text[start:end]` that repeat at least `COPY_LENGTH` words in a row of the source.

    `source` comes from :func:`shingles`. Overlapping runs are merged, so the slices are ordered and apart.
    """
    matches = list(_WORD.finditer(text, start, end))
    words = [match.group().casefold() for match in matches]
    open_span: tuple[int, int] | None = None
    for first in range(len(words) - COPY_LENGTH + 1):
        if tuple(words[first : first + COPY_LENGTH]) not in source:
            continue
        left, right = matches[first].start(), matches[first + COPY_LENGTH - 1].end()
        if open_span and left <= open_span[1]:
            open_span = (open_span[0], right)
            continue
        if open_span:
            yield open_span
        open_span = (left, right)
    if open_span:
        yield open_span


def copied_note(document: Document, outline: Outline, job_text: str, job_title: str) -> IntegrityNote | None:
    """Say where the document repeats the job ad word for word; None when it does not."""
    source = shingles(job_text)
    spans = [
        span
        for passage in outline.passages
        for span in copied_spans(document.text, passage.start, passage.end, source)
    ]
    if not spans:
        return None
    return IntegrityNote(
        code="copied-ad",
        message=f"These words are the ad's own ({job_title}). Copied text gains nothing here. "
        "Say it in your words, with your facts.",
        evidence=tuple(document.evidence(start, end) for start, end in spans),
    )


def hidden_note(document: Document) -> IntegrityNote | None:
    """Say that the file holds text that a person cannot see; None when it does not."""
    if not document.hidden:
        return None
    words = sum(len(words_of(hidden.text)) for hidden in document.hidden)
    reasons = ", ".join(sorted({hidden.reason for hidden in document.hidden}))
    return IntegrityNote(
        code="hidden-text",
        message=f"{words} words of the file cannot be seen on the page ({reasons}). We leave them out of the "
        "score. It may be left over from a template: remove it before you send the file.",
        evidence=(),
    )


def repeats_note(document: Document, outline: Outline) -> IntegrityNote | None:
    """Say which passages stand in the document more than once; None when all differ."""
    seen: Counter[str] = Counter()
    again: list[Passage] = []
    for passage in outline.passages:
        if passage.kind not in ("bullet", "prose", "list"):
            continue
        words = words_of(document.text[passage.start : passage.end])
        if len(words) < 6:  # short lines such as "Team lead" repeat for good reasons
            continue
        key = " ".join(words)
        seen[key] += 1
        if seen[key] > 1:
            again.append(passage)
    if not again:
        return None
    return IntegrityNote(
        code="repeated-text",
        message="The same lines stand in the document more than once. Repeats count once.",
        evidence=tuple(document.evidence(passage.start, passage.end) for passage in again),
    )


def bare_list_note(skills: Sequence[Skill]) -> IntegrityNote | None:
    """Say that most listed skills appear nowhere in described work; None when the list is backed up."""
    listed = [skill for skill in skills if skill.strength == "E1"]
    if len(listed) <= BARE_LIST_SIZE or 1 - len(listed) / len(skills) >= BARE_LIST_SHARE:
        return None
    return IntegrityNote(
        code="list-without-use",
        message=f"{len(listed)} of {len(skills)} skills are listed but appear in no described work. "
        "Listed skills count little: show where you used the ones that matter.",
        evidence=tuple(skill.evidence[0] for skill in listed if skill.evidence),
    )
