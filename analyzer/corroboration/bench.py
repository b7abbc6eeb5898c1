"""The work, ready for comparing: the sentences of all projects, with how telling each word is."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from analyzer.corroboration.words import figures_in, names, telling_words
from analyzer.language.metrics import find_metrics
from analyzer.language.rejections import sentences
from analyzer.records import Document, Evidence, Metric, Outline, PortfolioProject, Profile

#: Lines that name people and times tell no deed.
_LABELLED = re.compile(
    r"^(?:my )?(?:role|dates?|timeline|team|when|duration|period|sponsor|owner)\b[^:]{0,12}:", re.I
)


#: What stands behind the name of a firm: a comma and a place, or its legal form.
_LEGAL_FORM = re.compile(
    r"\s*(?:,.*|\b(?:inc|ltd|limited|llc|llp|gmbh|plc|ag|se|sa|s\.a\.|s\.r\.l|srl|s\.p\.a|spa|co|corp|"
    r"oyj?|ab|asa?|a/s|aps|"
    r"b\.?v|n\.?v|sp\. ?z ?o\.? ?o|pty|pvt|kk|s\.l|sas|kft|d\.o\.o)(?![\w])\.?.*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """One sentence of a project's pages: its words, its figures and where it stands."""

    project: PortfolioProject
    document: Document
    start: int
    end: int
    words: frozenset[str]
    metrics: tuple[Metric, ...]
    figures: frozenset[float] = frozenset()
    whole: bool = False  # a paragraph of several short sentences, beside its sentences

    @property
    def text(self) -> str:
        """The sentence as it is written, in one line."""
        return self.document.text[self.start : self.end].replace("\n", " ")

    @property
    def evidence(self) -> Evidence:
        """The sentence as Evidence."""
        return self.document.evidence(self.start, self.end)


class Bench:
    """The sentences of all projects, with how telling each word is."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.projects = [one for one in profile.projects if not one.theirs]

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every sentence of the projects that are the person's own."""
        return tuple(
            one
            for project in self.projects
            for number, start, end in project.spans
            for one in _sentences(
                project, self.profile.documents[number], self.profile.outlines[number], (start, end)
            )
        )

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How telling each word is: rare ones tell more."""
        counted = Counter(word for one in self.said for word in one.words)
        total = len(self.said) + 1
        return {word: log(1 + total / count) for word, count in counted.items()}

    def words_of(self, project: PortfolioProject) -> frozenset[str]:
        """All telling words of a project's pages."""
        return self._words_of[self.projects.index(project)]

    @cached_property
    def _words_of(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(word for one in self.said if one.project is project for word in one.words)
            for project in self.projects
        )

    def weight(self, words: frozenset[str]) -> float:
        """How much some words tell together."""
        usual = log(1 + (len(self.said) + 1) / 2)
        return sum(self.rarity.get(word, usual) for word in words)

    def linked(self, text: str, organization: str | None) -> list[PortfolioProject]:
        """The projects that a claim is about: by their title, or by the employer that their pages name."""
        words = telling_words(text)
        by_title = [one for one in self.projects if names(words, one.title)]
        if by_title or not organization:
            return by_title
        return [one for one in self.projects if self._names_employer(one, organization)]

    def _names_employer(self, project: PortfolioProject, organization: str) -> bool:
        name = _LEGAL_FORM.sub("", organization.strip())
        if len(name) < 4:
            return False
        return any(
            re.search(rf"\b{re.escape(name)}\b", self.profile.documents[number].text[start:end], re.I)
            for number, start, end in project.spans
        )


def _sentences(
    project: PortfolioProject, document: Document, structure: Outline, span: tuple[int, int]
) -> Iterator[Said]:
    for passage in structure.passages:
        if passage.kind == "heading" or not span[0] <= passage.start < span[1]:
            continue
        text = document.text[passage.start : passage.end].replace("\n", " ")
        if _LABELLED.match(text) or len(_FACT.findall(text)) > _FACTS:
            continue
        heading = structure.sections[passage.section].title if passage.section is not None else ""
        pieces = [(0, len(text))] if passage.kind == "bullet" else list(sentences(text))
        if len(pieces) > 1 and len(text[slice(*pieces[0])].split()) <= _LEAD_WORDS:
            heading = f"{heading} {text[slice(*pieces[0])]}"  # `Restrictions. Not for the board ...`
            pieces = pieces[1:]
        if len(pieces) > 1 and len(text.split()) <= _SHORT_PARAGRAPH:
            pieces.append((pieces[0][0], len(text)))
        for number, (start, end) in enumerate(pieces):
            written = _as_change(text[start:end])
            words = telling_words(f"{written} {heading}")
            if words:
                whole = number > 0 and (start, end) == (pieces[0][0], len(text))
                at = passage.start
                yield Said(
                    project,
                    document,
                    at + start,
                    at + end,
                    words,
                    find_metrics(written),
                    figures_in(written),
                    whole,
                )


#: Words that stand over the rest of their paragraph; facts in one line from which on it tells no deed.
_LEAD_WORDS, _FACTS = 2, 2
_FACT = re.compile(r"(?:^|\s{2,}|\|\s*)[A-Z][\w ]{1,24}:\s")
#: Words of a paragraph that is also compared as one: `Built at the Civic Hack. Team of four. Second prize.`
_SHORT_PARAGRAPH = 40
#: A line of a table with a figure before and one after: `Returns  25.9%  18.4%`.
_BEFORE_AFTER = re.compile(
    r"^(?P<what>[^\d\n]*?)\s{2,}(?P<before>\d[\d.,]*\s?(?P<unit>%|"
    r"[^\W\d]*))\s{2,}(?P<after>\d[\d.,]*\s?(?P=unit))$"
)


def _as_change(text: str) -> str:
    """A piece of text without a second bullet mark; a line of a table as the change that it shows."""
    text = re.sub(r"^\s*[-–—*•]\s+", "", text)
    row = _BEFORE_AFTER.match(text)
    return f"{row['what']} from {row['before']} to {row['after']}" if row else text


def project_at(projects: Sequence[PortfolioProject], evidence: Evidence) -> PortfolioProject | None:
    """The project in which a quote stands, or to whose code it belongs."""
    inside = (
        project
        for project in projects
        for number, start, end in project.spans
        if number == evidence.document and start <= evidence.start < end
    )
    code = (one for one in projects if evidence.document in one.documents)
    return next(inside, None) or next(code, None)
