"""One person from a resume and what a portfolio backs of it.

The resume says who the person is: contact, positions, education, certificates and years are its alone. A
portfolio adds evidence to what the resume claims, one step for each backed skill (`corroboration.skills`);
the strongest mention comes first, and every piece of evidence says which document it stands in.
"""

from collections.abc import Sequence

from analyzer.language import Annotations, merge_annotations
from analyzer.records import Document, Outline, Profile


def build_profile(
    documents: Sequence[Document],
    outlines: Sequence[Outline],
    annotations: Sequence[Annotations],
) -> Profile:
    """Merge what the resume shows, and what backs it if there is a second, into one Profile.

    The first of `documents` and `outlines` is the resume, and the first of `annotations` is what it shows.
    """
    resume = outlines[0]
    merged = annotations[0] if len(annotations) == 1 else merge_annotations(annotations)
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
