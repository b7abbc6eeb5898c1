"""The one spaCy pipeline: a blank English language with our tokenizer and components, registered here."""

from functools import cache
from typing import Any

from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc, Span

from analyzer.language.hedges import scopes
from analyzer.language.knowledge import load_skills
from analyzer.language.matching import SkillMatcher
from analyzer.language.metric_component import make_metric_finder
from analyzer.language.tokens import Tokenizer


def _skill_matcher(nlp: Language, name: str) -> SkillMatcher:  # noqa: ARG001  (spaCy passes both)
    return SkillMatcher(load_skills())


def _reservations(doc: Doc) -> Doc:
    """Label skills in a hedged scope `hedged`, take out denied ones and those that describe an employer."""
    spans: list[Span] = list(doc.spans["skills"])
    if not spans:
        return doc
    marked = scopes(doc.user_data["words"].text)
    place = doc.user_data.get("place")
    kept = []
    for span in spans:
        verdicts = {scope.verdict for scope in marked if scope.start <= span.start_char < scope.end}
        if "denied" in verdicts or ("wished" in verdicts and place != "posting"):
            continue
        if "employer" in verdicts and place != "posting" and not span.id_.startswith("domain-"):
            continue
        span.label_ = "hedged" if "hedged" in verdicts else "plain"
        kept.append(span)
    doc.spans["skills"] = kept
    return doc


@cache
def _register() -> None:
    Language.factory("skill_matcher", func=_skill_matcher)
    Language.component("reservations", func=_reservations)
    Language.factory("metric_finder", func=make_metric_finder)


def build_pipeline() -> Language:
    """A new pipeline: tokenizer, skill matcher, reservations, metric finder. Takes well under a second.

    The metric finder reads lines of work only, so it does not run on every text: call it by its name.
    """
    _register()
    nlp: Any = blank("en")
    nlp.vocab.lex_attr_getters = {}  # shapes, number tests and the like, which nobody here asks for
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("skill_matcher")
    nlp.add_pipe("reservations")
    nlp.add_pipe("metric_finder")
    nlp.disable_pipe("metric_finder")
    return nlp  # type: ignore[no-any-return]
