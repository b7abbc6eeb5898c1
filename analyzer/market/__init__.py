"""The job side: postings and role descriptions read into Jobs, the role library, the career ladder."""

from analyzer.market.ladder import CompetencyNeed, Feeder, Ladder, Rung, Transition, ladder
from analyzer.market.posting import SkillFinder, read_job
from analyzer.market.roles import find_role, one_role, role_library

__all__ = [
    "CompetencyNeed",
    "Feeder",
    "Ladder",
    "Rung",
    "SkillFinder",
    "Transition",
    "find_role",
    "ladder",
    "one_role",
    "read_job",
    "role_library",
]
