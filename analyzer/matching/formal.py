"""What is formal in a requirement: the degree, with its field of study, and the certificate.

Both are held, or something akin is held: never told by other words.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from analyzer.matching.person import Person
from analyzer.matching.studies import BUSINESS, CORE, NEAR, RELATED, fields_in
from analyzer.matching.target import Ask
from analyzer.records import Education, Evidence, Skill

#: Degree levels as numbers, in the order of study.
DEGREE_LEVELS: Mapping[str | None, int] = {
    None: 0, "other": 0, "secondary": 1, "associate": 2, "bachelor": 3, "master": 4, "doctorate": 5,
}  # fmt: skip
#: A first degree nearly there: one step below it, or study of another kind or not finished.
_BELOW, _UNFINISHED = 0.5, 0.4
_BACHELOR = 3
#: None with "or equivalent" in the line, for somebody with a career.
_EQUIVALENT = 0.4
#: A neighbouring field (information systems for computer science); another one where a related field will do.
_NEAR_FIELD, _RELATED_FIELD = 0.6, 0.5
#: Words that tell that a degree is not there yet.
_NOT_YET = re.compile(
    r"(?<!\w)(?:(?:first|second|third|fourth|1st|2nd|3rd|4th|final)[- ]year|year \d of \d|in progress|"
    r"ongoing|not (?:completed|finished)|incomplete|left after|coursework|credits|expected|unfinished|"
    r"semesters?)(?!\w)",
    re.IGNORECASE,
)

#: What a certificate is worth as evidence, by its state.
IN_PROGRESS, PLANNED = 0.4, 0.15
_CREDENTIAL = {"held": 1.0, "expired": 0.6, "in_progress": IN_PROGRESS, "planned": PLANNED}
#: From here on a certificate is taken for held, and a condition that asks for it is met.
HELD = 0.5
#: Competencies whose certificates stand for one another in part: all of them are about running projects.
_RUNNING = ("agile_delivery", "planning_scheduling", "product_strategy", "risk")


# --- degrees -----------------------------------------------------------------------------------------


def degree_sign(ask: Ask, person: Person) -> float:
    """How far the degree asked is held, 0-1."""
    if not DEGREE_LEVELS.get(ask.degree, 0):
        return 0.0
    best = max((degree_worth(ask, one, person) for one in person.education), default=0.0)
    return max(best, _EQUIVALENT) if ask.requirement.degree_or_equivalent and person.career else best


def degree_worth(ask: Ask, one: Education, person: Person) -> float:
    """How far one degree is the one asked, 0-1."""
    wanted = DEGREE_LEVELS.get(ask.degree, 0)
    text = person.profile.documents[0].text[one.start : one.end].replace(one.institution or "\0", " ")
    return min(_level(one, wanted, finished=not _NOT_YET.search(text)), field_value(ask.fields, one.field))


def _level(one: Education, wanted: int, *, finished: bool) -> float:
    level = DEGREE_LEVELS.get(one.degree_level, 0)
    if level >= wanted and finished:
        return 1.0
    if wanted > _BACHELOR:  # who has a first degree has no part of a second one
        return 0.0
    return _BELOW if finished and level == wanted - 1 else _UNFINISHED


def field_value(asked: int, field: str | None) -> float:
    """How well a field of study is the one asked, 0-1; 1 when none is asked."""
    if not asked:
        return 1.0
    studied = fields_in(field or "")
    if studied & asked & (CORE | NEAR | BUSINESS) or (studied & CORE and asked & NEAR):
        return 1.0
    if studied & NEAR and asked & CORE:
        return _NEAR_FIELD
    return _RELATED_FIELD if asked & RELATED else 0.0


# --- certificates ------------------------------------------------------------------------------------


def credential(ask: Ask, person: Person) -> tuple[float, tuple[Evidence, ...]]:
    """How far the certificates asked are held, 0-1, and the line that says so."""
    found = []
    for wanted in ask.credentials:
        skill = person.skills.get(wanted)
        if skill is not None:
            found.append((credential_worth(skill, person), skill.evidence[:1]))
    if not found:
        return 0.0, ()
    value, proof = max(found, key=lambda one: one[0])
    if not ask.requirement.any_of and len(ask.credentials) > 1:
        value = sum(one[0] for one in found) / len(ask.credentials)
    return value, proof


def akin_credential(ask: Ask, person: Person) -> tuple[float, tuple[Evidence, ...]]:
    """The same for a certificate of the same kind, where certificates are asked."""
    if not ask.credentials:
        return 0.0, ()
    kinds = {one for competency in ask.competencies for one in akin_kinds(competency)}
    rated = [
        (credential_worth(skill, person), skill.id, skill.evidence[:1])
        for skill in person.skills.values()
        if skill.kind == "certification" and skill.competency in kinds
    ]
    return max(
        ((value, proof) for value, _, proof in sorted(rated)), key=lambda one: one[0], default=(0.0, ())
    )


@lru_cache(maxsize=64)
def akin_kinds(competency: str) -> tuple[str, ...]:
    """Competencies whose certificates are akin to those of this one."""
    return _RUNNING if competency in _RUNNING else (competency,)


def credential_worth(skill: Skill, person: Person) -> float:
    """How far a certificate that the person names is held, 0-1."""
    said = person.credentials.get(skill.name)
    if said:
        return _CREDENTIAL[said]
    return 1.0 if skill.strength >= "E2" and not skill.hedged else PLANNED
