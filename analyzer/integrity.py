"""Text that gains nothing and may cost trust: instructions to a reader, copied ads, repeats, bare lists.

What is found is set aside before scoring and reported in neutral words. The person may have an honest
reason, so nothing here accuses, and nothing here lowers a score below what it is without the text.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from analyzer.records import Document, IntegrityNote, Line, Outline, Passage, Skill

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

#: Short lines are copied when runs of this many words of the ad cover this share of them.
_SHORT_RUN = 4
_COVERED = 0.6
#: From this many copied passages on, a whole block was pasted.
_BLOCK = 3

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
    note = IntegrityNote(
        code="instructions",
        message="The text speaks to a screening program instead of about you. We leave it out of the score; "
        "readers who find it may stop there.",
        evidence=tuple(document.evidence(passage.start, passage.end) for passage in found),
        document=document.index,
    )
    return _without(outline, found), (note,)


def _without(outline: Outline, gone: Sequence[Passage]) -> Outline:
    """The outline without some passages and without what was read from them."""

    def stays(start: int) -> bool:
        return not any(passage.start <= start < passage.end for passage in gone)

    return replace(
        outline,
        passages=tuple(passage for passage in outline.passages if passage not in gone),
        certifications=tuple(one for one in outline.certifications if stays(one.start)),
        education=tuple(one for one in outline.education if stays(one.start)),
        projects=tuple(one for one in outline.projects if stays(one.start)),
    )


def _is_instruction(text: str) -> bool:
    for match in _INSTRUCTIONS.finditer(text):
        quoted = _QUOTES.search(text[: match.start()]) and _QUOTES.search(text[match.end() :])
        if not (quoted and _DEFENCE.search(text)):
            return True
    return False


def words_of(text: str) -> list[str]:
    """The words of a text, folded for comparing: case, punctuation and spacing do not count."""
    return [match.group().casefold() for match in _WORD.finditer(text)]


@lru_cache(maxsize=256)  # the same few ads are compared with many resumes
def shingles(text: str, length: int = COPY_LENGTH) -> frozenset[tuple[str, ...]]:
    """All runs of `length` words of a text."""
    return runs_of(tuple(words_of(text)), length)


@lru_cache(maxsize=4096)  # the lines of one person are compared with many ads
def runs_of(words: tuple[str, ...], length: int) -> frozenset[tuple[str, ...]]:
    """All runs of `length` words."""
    return frozenset(words[start : start + length] for start in range(len(words) - length + 1))


@lru_cache(maxsize=1024)
def _words_kept(text: str) -> tuple[str, ...]:
    return tuple(words_of(text))


def set_aside_copies(
    document: Document, outline: Outline, job_text: str, job_title: str
) -> tuple[Outline, IntegrityNote | None]:
    """The outline without passages that repeat the job ad word for word, and a note that says so.

    A passage is copied when it holds a long run of the ad's words, or when short runs cover most of it.
    Between copied passages, one that stands in the ad as a whole is copied too, however short.
    """
    long_runs, short_runs = shingles(job_text), shingles(job_text, _SHORT_RUN)
    bounds = tuple((passage.start, passage.end) for passage in outline.passages)
    if short_runs.isdisjoint(_runs_in(document.text, bounds)):
        return outline, None
    copied = {
        number
        for number, passage in enumerate(outline.passages)
        if _is_copied(document.text[passage.start : passage.end], long_runs, short_runs)
    }
    if not copied:
        return outline, None
    ad = f" {' '.join(words_of(job_text))} "
    copied |= {
        number
        for number, passage in enumerate(outline.passages)
        if len(copied) >= _BLOCK
        and min(copied) <= number <= max(copied)
        and f" {' '.join(words_of(document.text[passage.start : passage.end]))} " in ad
    }
    gone = [passage for number, passage in enumerate(outline.passages) if number in copied]
    note = IntegrityNote(
        code="copied-ad",
        message=f"These words are the ad's own ({job_title}). Copied text gains nothing here. "
        "Say it in your words, with your facts.",
        evidence=tuple(document.evidence(passage.start, passage.end) for passage in gone),
        document=document.index,
    )
    return _without(outline, gone), note


@lru_cache(maxsize=64)  # one person is compared with many ads
def _runs_in(text: str, bounds: tuple[tuple[int, int], ...]) -> frozenset[tuple[str, ...]]:
    """The short runs of all passages; a long run holds short ones, so without any nothing is copied."""
    return frozenset().union(*(runs_of(_words_kept(text[start:end]), _SHORT_RUN) for start, end in bounds))


def _is_copied(
    text: str, long_runs: frozenset[tuple[str, ...]], short_runs: frozenset[tuple[str, ...]]
) -> bool:
    words = _words_kept(text)
    if not long_runs.isdisjoint(runs_of(words, COPY_LENGTH)):
        return True
    if short_runs.isdisjoint(runs_of(words, _SHORT_RUN)):
        return False
    covered = {
        at + offset
        for at in range(len(words) - _SHORT_RUN + 1)
        if words[at : at + _SHORT_RUN] in short_runs
        for offset in range(_SHORT_RUN)
    }
    return bool(words) and len(covered) >= _COVERED * len(words)


def hidden_note(document: Document) -> IntegrityNote | None:
    """Say that the file holds text that a person cannot see; None when it does not."""
    if not document.hidden:
        return None
    words = sum(len(words_of(hidden.text)) for hidden in document.hidden)
    reasons = ", ".join(sorted({hidden.reason for hidden in document.hidden}))
    counted = "1 word of the file" if words == 1 else f"{words} words of the file"
    return IntegrityNote(
        code="hidden-text",
        message=f"{counted} cannot be seen on the page ({reasons}). We leave hidden text out of the score. "
        "It may be left over from a template: remove it before you send the file.",
        evidence=(),
        document=document.index,
    )


def counted(document: Document, outline: Outline, note: IntegrityNote) -> tuple[Document, Outline] | None:
    """The document and its outline as they would be if the text of a note had counted as a paragraph.

    None for notes about text that does count.
    """
    if note.code == "instructions":
        back = [Passage(one.start, one.end, "prose") for one in note.evidence]
        passages = tuple(sorted((*outline.passages, *back), key=lambda passage: passage.start))
        return document, replace(outline, passages=passages)
    if note.code == "hidden-text":
        return _with_hidden(document, outline)
    return None


def _with_hidden(document: Document, outline: Outline) -> tuple[Document, Outline]:
    """The hidden words below all others, a line for each place, as if they told of the first job."""
    job = next((one for one in outline.passages if one.position == 0), None)
    section, position = (job.section, job.position) if job else (None, None)
    text, lines, passages = document.text, list(document.lines), list(outline.passages)
    for hidden in document.hidden:
        start = len(text) + 1
        text = f"{text}\n{hidden.text}"
        lines.append(Line(start, len(text), hidden.page or 1))
        passages.append(Passage(start, len(text), "prose", section=section, position=position))
    longer = replace(document, text=text, lines=tuple(lines))
    return longer, replace(outline, passages=tuple(passages))


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
        document=document.index,
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
