"""What tells who a person is: found once in the documents, so that it can be masked everywhere.

Two things are kept. *Spans* are places in the documents whose meaning depends on where they stand: the name
line, the header of a job, a pronoun. *Words* are surfaces that name the person, a school or an employer, and
are masked wherever they occur, also in what we wrote ourselves.
"""

from analyzer.blind import places, studies, top, words
from analyzer.blind.patterns import spans_in
from analyzer.blind.records import Identity, Span, apart
from analyzer.records import Document, Outline, Report


def identity(report: Report) -> Identity:
    """What tells who the person of this Report is.

    Best with a Report that was just made: it knows the lines of every header. One that was read from JSON
    gives less, because the JSON leaves schools out.
    """
    surfaces = (
        *words.names(report),
        *words.contacts(report),
        *words.schools(report),
        *words.employers(report),
        *words.homes(report),
    )
    spans: list[Span] = []
    for document in report.documents:
        outline = _outline_of(report, document)
        if outline is not None:
            spans += top.contact_lines(document, outline, report)
            spans += places.headers(document, outline, report, surfaces)
            spans += studies.schools(document, outline, report)
            spans += studies.study_years(document, outline)
        if document.index == 0:
            spans += top.name_line(document, report)
    surfaces = (*surfaces, *words.met(report.documents, spans, surfaces))
    for document in report.documents:
        spans += spans_in(document, surfaces)
    return Identity(tuple(apart(spans)), surfaces)


def _outline_of(report: Report, document: Document) -> Outline | None:
    outlines = report.profile.outlines
    return outlines[document.index] if document.index < len(outlines) else None
