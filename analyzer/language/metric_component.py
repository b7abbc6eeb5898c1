"""The figures of a line as a component of the spaCy pipeline; the work is in `metrics.find_metrics`."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from analyzer.language.metrics import find_metrics


def make_metric_finder(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  (spaCy passes both)
    """A component that puts the metrics of a text on `doc._.metrics`, with offsets into `doc.text`."""
    if not Doc.has_extension("metrics"):
        Doc.set_extension("metrics", default=())

    def find(doc: Doc) -> Doc:
        doc._.metrics = find_metrics(doc.text)
        return doc

    return find
