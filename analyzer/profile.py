"""One person from a resume and any portfolio documents.

The resume says who the person is: contact, positions, education, certificates and years are its alone. A
portfolio adds evidence: skills and achievements from all documents are merged, the strongest mention first,
and every piece of evidence says which document it stands in.
"""

from collections.abc import Sequence

from analyzer.language import Annotations, merge_annotations
from analyzer.records import Document, Outline, Profile


def build_profile(
    documents: Sequence[Document],
    outlines: Sequence[Outline],
    annotations: Sequence[Annotations],
) -> Profile:
    """Merge what was found in each document into one Profile; the first document is the resume."""
    resume = outlines[0]
    merged = merge_annotations(annotations)
    return Profile(
        contact=resume.contact,
        years_experience=resume.years_experience,
        sections=resume.sections,
        positions=resume.positions,
        education=resume.education,
        certifications=annotations[0].certifications,
        documents=tuple(documents),
        outlines=tuple(outlines),
        skills=merged.skills,
        achievements=merged.achievements,
        competencies=merged.competencies,
        other_terms=merged.other_terms,
    )
