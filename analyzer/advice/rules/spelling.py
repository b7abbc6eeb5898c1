"""Rules about written forms: spelling, abbreviations, one form of a name."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from analyzer.advice.rule import Case, Edit, Finding, rule
from analyzer.advice.wording import listed
from analyzer.language import load_skills
from analyzer.language.actions import verb_form
from analyzer.records import Passage
from analyzer.resources import data_path, read_yaml

if TYPE_CHECKING:
    from spellchecker import SpellChecker

#: A word in small letters that is no part of an address, a path or a hyphenated name.
_WORD = re.compile(r"(?<![\w@./\\#’'-])[a-z]{6,20}(?![\w@/\\’'-]|\.\w)")
#: British endings and their American ones, which the dictionary has.
_BRITISH = (
    (re.compile(r"is(e[sdr]?|ing|ations?|er)$"), r"iz\1"),
    (re.compile(r"ys(e[sd]?|ing)$"), r"yz\1"),
    (re.compile(r"our"), "or"),
    (re.compile(r"(\w)tre(s?)$"), r"\1ter\2"),
    (re.compile(r"ll(ed|ing|ers?)$"), r"l\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"mme(s?)$"), r"m\1"),
    (re.compile(r"ence(s?)$"), r"ense\1"),
    (re.compile(r"fulfil(s|ment)?$"), r"fulfill\1"),
    (re.compile(r"queue?ing$"), "queuing"),
    (re.compile(r"scep"), "skep"),
    (re.compile(r"judgement"), "judgment"),
)
#: Beginnings with which a known word makes another one.
_PREFIX = re.compile(
    r"^(?:re|un|pre|non|co|de|dis|over|under|sub|multi|inter|micro|hyper|out|mis|auto|cross|anti|semi|super|"
    r"bio|geo|cyber|tele|photo|neuro|nano|meta|para|trans)(?=\w{4,})"
)
_SUFFIX = re.compile(r"(?:s|ed|ing|ers?|able|ability|isations?|izations?)$")
#: Endings before which the whole word stands: "managment" is not "manage" with an ending.
_WHOLE_SUFFIX = re.compile(r"(?:ness|ful|less|wide|like|proof)$")
_LEAST_STEM = 4
#: A word meant for a rare one is no slip that we can be sure of; one used this often is a term of the trade.
_COMMON, _TERM_FROM = 150, 2
#: From so many slips on the finding is severe. Basis: the vignette study of rule LNG-07 (five cost most).
_MANY_SLIPS = 3

_ACRONYM = re.compile(r"(?<![\w&/.-])[A-Z]{3,6}(?![\w&/-])")
#: One unexplained abbreviation is seldom a hurdle; from two on the reader stumbles.
_ACRONYMS_FROM = 2

#: A name whose official form has a capital inside or in front, in more than one casing.
_SHORTEST_NAME = 4
_CAPITAL_INSIDE = re.compile(r"\w[A-Z]")
_NAMED = frozenset(("tool", "standard", "language", "framework", "platform"))


@rule("clarity/spelling", code="LNG-07", severity="medium", kind="rephrase", basis="A")
def spelling(case: Case) -> Iterator[Finding]:
    """A word that seems misspelled.

    Why: in an experiment with recruiters two slips lowered the chance of an interview by about 7 points in
        100, five by 18.
    Instead of: - Led the managment of two vendors with the stakeholders.
    Try: - Led the management of two vendors with the stakeholders.
    Source: Sterkens and others, PLOS ONE 2023; van Inwegen and others, NBER 30886
    """
    slips = list(_slips(case))
    if slips:
        edits = tuple(Edit(0, start, start + len(word), meant) for word, start, meant in slips)
        words = "; ".join(f"“{word}”: “{meant}”?" for word, _, meant in slips[:5])
        rest = f" {len(slips) - 5} more." if len(slips) > 5 else ""
        yield Finding(
            message=f"Check the spelling. {words}{rest}",
            evidence=tuple(case.evidence(edit.start, edit.end) for edit in edits),
            edits=edits,
            severity="high" if len(slips) >= _MANY_SLIPS else "medium",
        )


def _slips(case: Case) -> Iterator[tuple[str, int, str]]:
    """Each misspelled word once, with its place and the word that is meant."""
    text = case.document.text
    counts = Counter(match.group() for match in _WORD.finditer(text))
    seen: set[str] = set()
    for passage in _written(case):
        for match in _WORD.finditer(text, passage.start, passage.end):
            word = match.group()
            if word in seen:
                continue
            seen.add(word)
            if counts[word] > _TERM_FROM:
                continue  # a term of the trade
            if text[max(0, match.start() - 2) : match.start()].strip().isupper():
                continue  # the rest of a word whose first letter stands apart
            meant = meant_by(word)
            named = meant and re.search(rf"\b{word.capitalize()}\b", text)
            if meant and not named and not _is_foreign(text[passage.start : passage.end]):
                yield word, match.start(), meant


def _is_foreign(line: str) -> bool:
    """Whether a line is in another language: words in a row that are none of ours, and none meant for one."""
    words = _WORD.findall(line)
    strange = [not _is_known(word) and meant_by(word) is None for word in words]
    return any(
        strange[at] and not _is_known(words[other])
        for at in range(len(words))
        for other in (at - 1, at + 1)
        if 0 <= other < len(words)
    )


def _written(case: Case) -> Iterator[Passage]:
    for passage in case.outline.passages:
        if passage.kind in ("bullet", "prose", "list"):
            yield passage


@cache
def meant_by(word: str) -> str | None:
    """The common word that a misspelled one is surely meant for; None for a word that may be right."""
    words = _dictionary().word_frequency
    if _is_known(word):
        return None
    near = [
        one for one in sorted(_dictionary().candidates(word) or ()) if words[one] >= _COMMON and one != word
    ]
    if not near:
        return None
    return max(near, key=lambda one: (_alike(word, one), words[one]))


def _alike(word: str, meant: str) -> int:
    """Slips of the hand keep all letters: swapped, doubled or left out before changed into others."""
    if sorted(word) == sorted(meant):
        return 2
    return 1 if len(word) != len(meant) else 0


def _is_known(word: str) -> bool:
    words = _dictionary().word_frequency
    forms = {word, *(pattern.sub(new, word) for pattern, new in _BRITISH)}
    forms |= {pattern.sub(new, one) for one in tuple(forms) for pattern, new in _BRITISH}
    if any(form in words for form in forms) or word in _terms() or verb_form(word):
        return True
    if any(stem in words or stem in _terms() for stem in _stems(word)):
        return True
    rest = _PREFIX.sub("", word)
    if rest != word and _is_known(rest):
        return True
    # two words written as one: timesheet, walkthrough
    return any(
        words[word[:at]] > _COMMON and words[word[at:]] > _COMMON and min(at, len(word) - at) >= 3
        for at in range(3, len(word) - 2)
    )


def _stems(word: str) -> Iterator[str]:
    """What a word may be made of: "rehosts" of rehost, "scoping" of scope, "triaged" of triage."""
    bare = _SUFFIX.sub("", word)
    if bare != word and len(bare) >= _LEAST_STEM:
        doubled = bare[:-1] if bare[-1] == bare[-2] else bare
        yield from (bare, f"{bare}e", doubled)
    whole = _WHOLE_SUFFIX.sub("", word)
    if whole != word:
        yield whole


@cache
def _dictionary() -> "SpellChecker":
    from spellchecker import SpellChecker  # noqa: PLC0415  (its words take a tenth of a second)

    return SpellChecker(language="en", distance=1)


@cache
def _terms() -> frozenset[str]:
    """Every word of the knowledge base: names and written forms of skills are spelled right."""
    forms = " ".join(
        f"{record.name} {' '.join(alias.text for alias in record.aliases)}"
        for record in load_skills().skills.values()
    )
    return frozenset(re.findall(r"[a-z]+", forms.casefold())) | frozenset(_tables()["words"])


@cache
def _tables() -> Mapping[str, Any]:
    tables: Mapping[str, Any] = read_yaml(data_path("advice", "spelling.yaml"))
    return tables


@rule("clarity/unexplained-acronym", code="LNG-09", severity="low", kind="add-fact", basis="B")
def unexplained_acronym(case: Case) -> Iterator[Finding]:
    """Abbreviations are not written out.

    Why: readers outside your company may not know them, and searches look for both forms.
    Instead of: | - Led the QZT migration of nine stores with the RBK office.
    | - Trained clerks in the QZT.
    Try: | - Led the quarterly zone transfer (QZT) migration of nine stores with the regional office.
    | - Trained clerks in the QZT.
    Source: guides on how recruiters search; career-centre agreement
    """
    text = case.document.text
    found: dict[str, int] = {}
    for passage in case.bullets():
        for match in _ACRONYM.finditer(text, passage.start, passage.end):
            word = match.group()
            if word not in found and not (_is_common(word) or _is_explained(case, word)):
                found[word] = match.start()
    if len(found) >= _ACRONYMS_FROM:
        yield Finding(
            message=f"{listed(list(found), 5)}: write each out where it stands first, unless every reader of "
            "this job knows it.",
            evidence=tuple(case.evidence(start, start + len(word)) for word, start in found.items()),
        )


@cache
def _known_acronyms() -> frozenset[str]:
    """Abbreviations of the knowledge base and those that any reader of such resumes knows."""
    forms = " ".join(
        f"{record.name} {' '.join(alias.text for alias in record.aliases)}"
        for record in load_skills().skills.values()
    )
    return frozenset(re.findall(r"\b[A-Z]{3,6}\b", forms)) | frozenset(_tables()["acronyms"])


def _is_common(word: str) -> bool:
    return word in _known_acronyms() or word.removesuffix("S") in _known_acronyms()


def _is_explained(case: Case, word: str) -> bool:
    """Whether the page tells what it means, or it is the name of an employer, or a word in capitals."""
    text = case.document.text
    if re.search(rf"\({word}s?\)|\b{word}s? \(", text):
        return True
    names = [position.organization or "" for position in case.outline.positions]
    names += [position.title or "" for position in case.outline.positions]
    names += [education.institution or "" for education in case.outline.education]
    if any(re.search(rf"\b{word}\b", name) for name in names):
        return True
    if (
        word.casefold() in _dictionary().word_frequency
        and _dictionary().word_frequency[word.casefold()] > _COMMON
    ):
        return True  # a word set in capitals
    # its words stand somewhere: "quarterly zone transfer" for QZT
    words = r"\w*[ -](?:of |and |the |for )?".join(word)
    return re.search(rf"\b{words}\w*", text, re.IGNORECASE) is not None


@rule("clarity/mixed-casing", code="LNG-10", severity="low", kind="rephrase", basis="D")
def mixed_casing(case: Case) -> Iterator[Finding]:
    """One name is written in two ways.

    Why: people who work with a tool notice at once when its name is written wrong.
    Instead of: | - Built the demo in Pytorch with two engineers.
    | - Moved the models from PyTorch to a hosted service.
    Try: | - Built the demo in PyTorch with two engineers.
    | - Moved the models from PyTorch to a hosted service.
    Source: convention
    """
    text = case.document.text
    edits: list[Edit] = []
    names = []
    for skill in case.profile.skills:
        if (
            skill.kind not in _NAMED
            or not re.search(r"\w[A-Z]|[a-z].*[A-Z]", skill.name)
            or len(skill.name) < _SHORTEST_NAME
            or case.folded.count(skill.name.casefold()) == text.count(skill.name)
        ):
            continue
        places = [
            match
            for match in re.finditer(
                rf"(?<![\w./@-]){re.escape(skill.name)}(?![\w/@-]|\.\w)", text, re.IGNORECASE
            )
            if not _in_capitals(text, match.start())
        ]
        wrong = [match for match in places if match.group() != skill.name]
        if wrong and len({match.group() for match in places}) > 1:
            names.append(skill.name)
            edits += [Edit(0, match.start(), match.end(), skill.name) for match in wrong]
    if edits:
        edits.sort(key=lambda edit: edit.start)
        yield Finding(
            message=f"Write {listed(names)} in this one form; now it stands in several.",
            evidence=tuple(case.evidence(edit.start, edit.end) for edit in edits),
            edits=tuple(edits),
        )


def _in_capitals(text: str, at: int) -> bool:
    """Whether the line of a place is set in capitals, as headings are."""
    line = text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]
    return line.isupper()
