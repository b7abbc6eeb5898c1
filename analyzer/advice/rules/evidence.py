"""Rules about claims and their proof: lists, repeats, copied text, certificates."""

import re
from collections.abc import Iterator
from functools import cache

from analyzer.advice.rule import Case, Finding, rule
from analyzer.advice.wording import flat
from analyzer.integrity import set_aside_copies
from analyzer.language import load_skills
from analyzer.language.actions import classify_action
from analyzer.records import Certification, Evidence, Skill

#: Below this share of listed skills with a described use, the list weakens the rest. Rule SEC-06; less is
#: asked of people at the start of their career.
_PROVEN_SHARE = 0.4
_PROVEN_SHARE_ENTRY = 0.2
_ENTRY_YEARS = 3

_BARE_LIST = 30
_BARE_SHARE = 0.25

#: A skill named more often than this is repeated for a machine, not for a reader. Rule STF-01.
_REPEATS = 5

#: Words that make a line of unknown name a course or an exam.
_STUDY = re.compile(
    r"certif|course|exam\b|speciali[sz]ation|nanodegree|diploma|badge|studying", re.IGNORECASE
)

_UNDERWAY = re.compile(
    r"planned|prepar|progress|pursuing|studying|eligible|booked|not yet|application|candidate|ongoing",
    re.IGNORECASE,
)

#: Share of the document's words that may be the ad's own. Rule STF-03.
_COPIED_SHARE = 0.12


@rule("evidence/unproven-skills", code="SEC-06", severity="medium", kind="add-fact", basis="C")
def unproven_skills(case: Case) -> Iterator[Finding]:
    """Most listed skills appear in no described work.

    Why: a list is a claim; a line that shows the skill at work is proof.
    Instead of: | SKILLS
    | Jira, Python, SQL, Tableau, risk management
    | EXPERIENCE
    | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | - Planned the move to a new office.
    Try: | SKILLS
    | Jira
    | EXPERIENCE
    | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | - Tracked a 12-month rollout in Jira and kept its risk register.
    Source: a published guide to becoming an AI project manager; tests of stuffed resumes
    """
    skills = case.profile.skills
    listed = [skill for skill in skills if skill.strength == "E1" and not _in_a_line(case, skill)]
    years = case.profile.years_experience
    enough = _PROVEN_SHARE_ENTRY if years is not None and years < _ENTRY_YEARS else _PROVEN_SHARE
    if len(listed) < 5 or 1 - len(listed) / len(skills) >= enough:
        return
    names = ", ".join(skill.name for skill in listed[:5])
    yield Finding(
        message=f"{len(listed)} of {len(skills)} skills are listed but not shown at work, such as {names}. "
        "Show the ones that matter in a line. Drop those you could not explain.",
        evidence=tuple(skill.evidence[0] for skill in listed[:10] if skill.evidence),
    )


def _in_a_line(case: Case, skill: Skill) -> bool:
    """Whether a line that tells a deed names the skill, though it does not count as shown there."""
    places = [place.start for place in skill.evidence if not place.document]
    return any(
        one.start <= start < one.end and classify_action(case.text(one)).verb is not None
        for start in places
        for one in case.outline.passages
        if one.kind == "bullet"
    )


@rule(
    "evidence/bare-list",
    code="STF-02",
    severity="high",
    kind="add-fact",
    basis="C",
    quiet_for=("student", "early"),
)
def bare_list(case: Case) -> Iterator[Finding]:
    """A long list of skills with hardly any described work.

    Why: readers take it for padding, and it counts for little here.
    Instead of: a list of forty tools above a resume without projects
    Try: three projects that show ten of them
    Source: a published guide to becoming an AI project manager
    """
    listed = [skill for skill in case.profile.skills if skill.strength == "E1"]
    total = len(case.profile.skills)
    if len(listed) > _BARE_LIST and 1 - len(listed) / total < _BARE_SHARE:
        yield Finding(
            message=f"{len(listed)} skills are listed and {total - len(listed)} are shown at work. "
            "Replace the list by two or three described projects.",
            evidence=tuple(skill.evidence[0] for skill in listed[:10] if skill.evidence),
        )


@rule("evidence/repeated-skill", code="STF-01", severity="medium", kind="rephrase", basis="B")
def repeated_skill(case: Case) -> Iterator[Finding]:
    """One skill is named again and again.

    Why: each mention after the second adds nothing, here or in a reader's mind.
    Instead of: Machine learning, machine learning, machine learning, machine learning, machine learning,
        machine learning, machine learning.
    Try: Machine learning: shipped two forecasting models.
    Source: tests of stuffed resumes
    """
    text = case.document.text.casefold()
    titles = " ".join(position.title or "" for position in case.profile.positions).casefold()
    for skill in case.profile.skills:
        if skill.name.casefold() in titles:
            continue
        count = text.count(skill.name.casefold()) if " " in skill.name else 0  # one word may mean many things
        if count > _REPEATS and count > len(case.profile.positions) + 2:
            yield Finding(
                message=f"“{skill.name}” stands {count} times. Once in the skills, twice as proof: enough.",
                evidence=skill.evidence[:1],
            )


@rule("evidence/copied-ad", code="STF-03", severity="high", kind="rephrase", basis="D")
def copied_ad(case: Case) -> Iterator[Finding]:
    """Parts of the resume repeat the job ad word for word.

    Why: copied words gain nothing here, and readers know their own ad.
    Instead of: the ad's list of duties, pasted
    Try: the same duty in your words, with what came of it
    Source: convention; our own tests of pasted ads
    """
    if case.job is None:
        return
    _, note = set_aside_copies(case.document, case.outline, case.job.text, case.job.title)
    if note is None:
        return
    copied = sum(len(place.text.split()) for place in note.evidence)
    if copied > _COPIED_SHARE * len(case.document.text.split()):
        yield Finding(
            message=f"{copied} words are the ad's own. Say it in your words, with your facts.",
            evidence=note.evidence,
        )


@rule("evidence/unfinished-certificate", code="CER-01", severity="info", kind="add-fact", basis="D")
def unfinished_certificate(case: Case) -> Iterator[Finding]:
    """A certificate that is planned or in progress, without its date.

    Why: it counts as not yet earned; with a date readers know when it will be.
    Instead of: | CERTIFICATIONS
    | PMP (preparing)
    Try: | CERTIFICATIONS
    | PMP, exam in March 2027
    Source: convention
    """
    known = _certificates()
    for certification in case.profile.certifications:
        if certification.status not in ("planned", "in_progress") or certification.year is not None:
            continue
        if re.search(r"not planned|no plans?\b", certification.text, re.IGNORECASE):
            continue
        text = certification.text
        if certification.skill in known or _STUDY.search(text) or _UNDERWAY.search(text):
            yield Finding(
                message=f"“{flat(certification.text)}” does not count as earned yet. "
                "When a date is set, give its month.",
                evidence=_place(case, certification),
            )


@cache
def _certificates() -> frozenset[str]:
    """The names of all certificates that we know."""
    return frozenset(one.name for one in load_skills().skills.values() if one.kind == "certification")


@rule("evidence/retired-certificate", code="CER-02", severity="low", kind="build", basis="B")
def retired_certificate(case: Case) -> Iterator[Finding]:
    """A certificate that its issuer no longer offers.

    Why: you keep it, but readers look for its successor by name.
    Instead of: | CERTIFICATIONS
    | Azure AI Fundamentals AI-900, 2023
    Try: | CERTIFICATIONS
    | PRINCE2 Practitioner, 2023
    Source: issuers' retirement notices, read 2026-11-22; check them again each year
    """
    base = load_skills()
    retired = {skill.name: skill for skill in base.skills.values() if skill.status == "retired"}
    for certification in case.profile.certifications:
        if exam := retired.get(certification.skill):
            state = exam.status_note or "retired"
            if exam.successor and "successor" not in state:
                state += f", successor {base[exam.successor].name}"
            held = certification.status in ("held", "expired")
            advice = (
                "Keep it with its year; add the successor when you renew."
                if held
                else "Prepare for its successor."
            )
            yield Finding(
                message=f"{certification.skill}: {state}. {advice}",
                severity="low" if held else "medium",
                evidence=_place(case, certification),
            )


def _place(case: Case, certification: Certification) -> tuple[Evidence, ...]:
    return (case.evidence(certification.start, certification.end),) if certification.end else ()
