"""Language: a Document and its Outline become skills with proof, achievements and competency levels."""

from analyzer.language.annotations import Annotations, SkillMention, make_annotations, merge_annotations
from analyzer.language.annotator import Annotator
from analyzer.language.audit import problems
from analyzer.language.competencies import CompetencyRecord, balance, load_competencies
from analyzer.language.knowledge import Alias, SkillBase, SkillRecord, load_skills

__all__ = [
    "Alias",
    "Annotations",
    "Annotator",
    "CompetencyRecord",
    "SkillBase",
    "SkillMention",
    "SkillRecord",
    "balance",
    "load_competencies",
    "load_skills",
    "make_annotations",
    "merge_annotations",
    "problems",
]
