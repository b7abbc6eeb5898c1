"""The one spaCy pipeline: a blank English language with our tokenizer and components, registered here.

`nlp(text)` gives a Doc whose `doc._.skills` are spans. The components work on the line of a Doc; who wants
no spans hands a line to them without a Doc (`line_reader`), with the same result: a resume has forty
passages, and making spaCy's tokens of them would take a third of the time in which their skills are found.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc, Span

from analyzer.language.hedges import Scope, scopes
from analyzer.language.knowledge import load_skills
from analyzer.language.matching import SkillMatcher
from analyzer.language.tokens import Line, Spot, Tokenizer, line_of, line_of_doc


def _skill_matcher(nlp: Language, name: str) -> SkillMatcher:  # noqa: ARG001  (spaCy passes both)
    return SkillMatcher(load_skills())


class _Reservations:
    """Marks skills in a hedged scope, takes out denied ones and those that describe an employer."""

    def __call__(self, doc: Doc) -> Doc:
        self.read(line_of_doc(doc))
        return doc

    def read(self, line: Line) -> None:
        if line.spots and (marked := scopes(line.words.text, line.lower)):
            line.spots = list(_kept(line, marked))


def _reservations(nlp: Language, name: str) -> _Reservations:  # noqa: ARG001  (spaCy passes both)
    return _Reservations()


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
    return [
        Span(
            doc,
            spot.start,
            spot.end,
            "hedged" if spot.hedged else "plain",
            kb_id=spot.kind,
            span_id=spot.skill,
        )
        for spot in line_of_doc(doc).spots
    ]


@cache
def _register() -> None:
    Language.factory("skill_matcher", func=_skill_matcher)
    Language.factory("reservations", func=_reservations)
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


def line_reader(nlp: Language) -> Callable[[str, str], Line]:
    """What gives the line of a (text, place) with all that the components find in it, without a Doc."""
    readers = [component.read for _, component in nlp.pipeline]  # type: ignore[attr-defined]

    def read(text: str, place: str) -> Line:
        line = line_of(text, place)
        for one in readers:
            one(line)
        return line

    return read
