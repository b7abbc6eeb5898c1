"""The one spaCy pipeline: a blank English language with our tokenizer and components, registered here."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc, Span

from analyzer.language.hedges import Scope, scopes
from analyzer.language.knowledge import load_skills
from analyzer.language.matching import SkillMatcher
from analyzer.language.tokens import Line, Spot, Tokenizer, lines_of


def _skill_matcher(nlp: Language, name: str) -> SkillMatcher:  # noqa: ARG001  (spaCy passes both)
    return SkillMatcher(load_skills())


def _reservations(doc: Doc) -> Doc:
    """Mark skills in a hedged scope, take out denied ones and those that describe an employer."""
    for line in lines_of(doc):
        if line.spots and (marked := scopes(line.words.text, line.lower)):
            line.spots = list(_kept(line, marked))
    return doc


def _kept(line: Line, marked: Sequence[Scope]) -> Iterator[Spot]:
    for spot in line.spots:
        verdicts = {scope.verdict for scope in marked if scope.start <= spot.first < scope.end}
        if "denied" in verdicts or ("wished" in verdicts and line.place != "posting"):
            continue
        if "employer" in verdicts and line.place != "posting" and not spot.skill.startswith("domain-"):
            continue
        yield spot._replace(hedged=True) if "hedged" in verdicts else spot


def _skill_spans(doc: Doc) -> list[Span]:
    """The skills of a Doc as spans: `label_` is hedged or plain, `kb_id_` the kind of the spot."""
    spans = []
    first = 0
    for line in lines_of(doc):
        for spot in line.spots:
            label = "hedged" if spot.hedged else "plain"
            start, end = first + spot.start, first + spot.end
            spans.append(Span(doc, start, end, label, kb_id=spot.kind, span_id=spot.skill))
        first += len(line.words.keys)
    return spans


@cache
def _register() -> None:
    Language.factory("skill_matcher", func=_skill_matcher)
    Language.component("reservations", func=_reservations)
    if not Doc.has_extension("skills"):
        Doc.set_extension("skills", getter=_skill_spans)


def build_pipeline() -> Language:
    """A new pipeline: tokenizer, skill matcher, reservations. Takes well under a second.

    Figures are read from lines of work only, by `metrics.find_metrics`.
    """
    _register()
    nlp: Any = blank("en")
    nlp.vocab.lex_attr_getters = {}  # shapes, number tests and the like, which nobody here asks for
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("skill_matcher")
    nlp.add_pipe("reservations")
    return nlp  # type: ignore[no-any-return]
