"""What the language stage hands on, and how several documents of one person become one."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.language.competencies import PatternMention, competency_levels
from analyzer.language.knowledge import load_skills
from analyzer.language.strength import Mention, fold, raised_by_skill
from analyzer.language.terms import merge_terms
from analyzer.records import Achievement, Certification, Competency, OtherTerm, Skill


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill in a plain text: `text[start:end]` are the words; `hedged` when said with a reservation."""

    id: str
    start: int
    end: int
    hedged: bool


@dataclass(frozen=True, slots=True)
class Annotations:
    """What one document, or several of one person, show.

    `mentions` and `patterns` are what skills and competencies were made from, kept for merging; `today` is
    the month that counted as the present.
    """

    skills: tuple[Skill, ...]
    achievements: tuple[Achievement, ...]
    certifications: tuple[Certification, ...]
    competencies: tuple[Competency, ...]
    other_terms: tuple[OtherTerm, ...] = ()
    today: str = ""
    mentions: tuple[Mention, ...] = ()
    patterns: tuple[PatternMention, ...] = ()


def make_annotations(
    *,
    mentions: Sequence[Mention],
    patterns: Sequence[PatternMention],
    achievements: Sequence[Achievement],
    certifications: Sequence[Certification],
    other_terms: Sequence[OtherTerm] = (),
    today: str,
) -> Annotations:
    """Skills and competency levels from all the places that show them."""
    base = load_skills()
    ranked = raised_by_skill(mentions)
    return Annotations(
        skills=fold(ranked, base, today=today),
        achievements=tuple(achievements),
        certifications=tuple(certifications),
        competencies=competency_levels(ranked, patterns, base),
        other_terms=tuple(other_terms),
        today=today,
        mentions=tuple(mentions),
        patterns=tuple(patterns),
    )


def merge_annotations(annotations: Sequence[Annotations]) -> Annotations:
    """Several documents of one person as one: the best evidence wins, and says which document it stands in.

    Certifications are those of the first document, the resume.
    """
    return make_annotations(
        mentions=[mention for one in annotations for mention in one.mentions],
        patterns=[pattern for one in annotations for pattern in one.patterns],
        achievements=[achievement for one in annotations for achievement in one.achievements],
        certifications=annotations[0].certifications if annotations else (),
        other_terms=merge_terms([term for one in annotations for term in one.other_terms]),
        today=annotations[0].today if annotations else "",
    )
