"""Resume claims beside the work: backed, partly backed, silent, or contradicted, with both quotes.

::

    resume's skills, lines, dates, titles  x  places and sentences of the work -> Claims
    backed skills -> one step more evidence          skills that only the work shows -> to be said

Silence means nothing: most work belongs to employers and cannot be shown. So nothing here lowers anything.
A contradiction is told only where both say the same thing of the same project with figures, dates or roles
that cannot both be right; wherever that is not sure, the mark is `partly`.
"""

from collections.abc import Sequence

from analyzer.corroboration.achievements import achievement_claim
from analyzer.corroboration.bench import Bench
from analyzer.corroboration.history import date_claims, role_claims
from analyzer.corroboration.skills import backed, shown_in, skill_claims, unsaid_skills
from analyzer.language import Annotations
from analyzer.records import Claim, Profile, ShownSkill

__all__ = ["backed", "corroborate", "shown_in", "unsaid_skills"]


def corroborate(profile: Profile, resume: Annotations, shown: Sequence[ShownSkill]) -> tuple[Claim, ...]:
    """Every claim of the resume with its mark.

    `profile` has the documents and the projects, `resume` is what the resume alone shows, `shown` are the
    places of the work that show a skill.
    """
    bench = Bench(profile)
    return (
        *skill_claims(resume, shown, profile.projects),
        *(achievement_claim(one, bench) for one in resume.achievements),
        *date_claims(profile, bench),
        *role_claims(profile, bench),
    )
