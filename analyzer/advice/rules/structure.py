"""Rules about the shape of the document: sections, their order, their length."""

import re
from collections.abc import Iterator

from analyzer.advice.rule import Case, Finding, rule
from analyzer.advice.wording import counted, position_name
from analyzer.records import Passage, Section, SectionKind

#: Words in the body that suit a career of so many years: from, up to, words at least, words at most.
#: Basis: rule LEN-01 (ResumeGo's experiment with 482 professionals; career centres).
#: The floors are lower than the rule's: short resumes that prove every line are strong.
_LENGTHS = ((1, 5, 200, 750), (5, 12, 300, 1000), (12, 99, 400, 1200))
_TOLERANCE = 0.15
#: People who lead organisations are given more room: words, pages and words of the summary.
_MORE_FOR_EXECUTIVES, _PAGES, _EXECUTIVE_PAGES, _EXECUTIVE_SUMMARY = 300, 2, 3, 130

#: From so many years of work on, experience comes first. Basis: rule SEC-02.
_WORK_FIRST_YEARS = 2.0

_ROLE_PROSE_WORDS = 40
_MOST_BULLETS = 10
_SUMMARY_WORDS = 90
_MANY_SKILLS = 45

#: Only where a line opens with it: a summary may close with what the person looks for.
_OBJECTIVE = re.compile(
    r"(?im)^\W*(?:career |professional )?(?:objective\b|"
    r"(?:seeking|looking for|to obtain) an? (?:challenging |suitable )?(?:position|role|job)\b)"
)
_WANTED: tuple[tuple[SectionKind, str], ...] = (
    ("experience", "Experience"),
    ("education", "Education"),
    ("skills", "Skills"),
)


@rule(
    "structure/prose-role", code="BUL-01", severity="high", kind="rephrase", basis="C", quiet_for=("export",)
)
def prose_role(case: Case) -> Iterator[Finding]:
    """A role is told as one block of text.

    Why: a first reading takes seconds and jumps from line start to line start.
    Instead of: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | I planned the pilot of the new forecasting service with two teams and the finance office and then
      went on to train the clerks of all sites in using it and in reporting what went wrong, and wrote the
      guide that is still in use today at every one of the sites that took part in the pilot.
    Try: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | - Planned the pilot of a forecasting service with two teams.
    | - Trained the clerks of all sites to use it.
    Source: career-centre agreement
    """
    for index, position in enumerate(case.outline.positions):
        inside = [passage for passage in case.bullets() if passage.position == index]
        words = sum(len(case.text(passage).split()) for passage in inside if passage.kind == "prose")
        if words >= _ROLE_PROSE_WORDS and not any(passage.kind == "bullet" for passage in inside):
            yield Finding(
                message=f"Turn the paragraph under {position_name(position)} into three to five bullets.",
                evidence=(case.evidence(inside[0].start, inside[-1].end),),
            )


@rule(
    "structure/crowded-role",
    code="BUL-02",
    severity="low",
    kind="rephrase",
    basis="C",
    quiet_for=("academic",),
)
def crowded_role(case: Case) -> Iterator[Finding]:
    """One role has eleven bullets or more.

    Why: the strongest three are lost among the others.
    Instead of: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | - Planned the pilot.
    | - Trained the clerks.
    | - Wrote the guide.
    | - Ran the stand-ups.
    | - Kept the risk log.
    | - Ordered the servers.
    | - Checked the invoices.
    | - Chaired the board.
    | - Hired two analysts.
    | - Closed the project.
    | - Handed over.
    Try: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | - Planned the pilot and closed the project.
    | - Trained the clerks.
    | - Hired two analysts.
    Source: career-centre agreement
    """
    crowded = [position for position in case.outline.positions if len(position.bullets) > _MOST_BULLETS]
    if crowded:
        longest = max(crowded, key=lambda position: len(position.bullets))
        others = f" {counted(len(crowded) - 1, 'other role')} as well." if len(crowded) > 1 else ""
        yield Finding(
            message=f"{position_name(longest)} has {len(longest.bullets)} lines. "
            f"Keep the five to seven strongest.{others}",
            evidence=tuple(case.evidence(*position.header) for position in crowded),
        )


@rule("structure/missing-section", code="SEC-01", severity="high", kind="rephrase", basis="B")
def missing_section(case: Case) -> Iterator[Finding]:
    """A section that readers look for has no heading.

    Why: people and machines find their way by the usual headings.
    Instead of: | EXPERIENCE
    | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | SKILLS
    | Jira
    Try: | EXPERIENCE
    | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | EDUCATION
    | BSc Statistics, 2016
    | SKILLS
    | Jira
    Source: an applicant-tracking vendor's help page; eye-tracking studies
    """
    present = {section.kind for section in case.outline.sections}
    for kind, name in _WANTED:
        if kind not in present:
            yield Finding(
                message=f"We found no “{name}” heading. Add one, so that readers find that part.",
                severity="high" if kind == "experience" else "medium",
            )


@rule(
    "structure/education-first",
    code="SEC-02",
    severity="medium",
    kind="rephrase",
    basis="C",
    quiet_for=("academic", "export", "student"),
)
def education_first(case: Case) -> Iterator[Finding]:
    """Education stands before experience, though there are years of work.

    Why: after two years of work readers look for what you did; the degree confirms it.
    Instead of: | EDUCATION
    | BSc Statistics, Example University, 2016
    | EXPERIENCE
    | Project Manager, Example Ltd, Mar 2019 - Feb 2024
    | - Planned the pilot with two teams.
    Try: | EXPERIENCE
    | Project Manager, Example Ltd, Mar 2019 - Feb 2024
    | - Planned the pilot with two teams.
    | EDUCATION
    | BSc Statistics, Example University, 2016
    Source: career-centre agreement
    """
    years = case.profile.years_experience
    if years is None or years < _WORK_FIRST_YEARS:
        return
    first = next((one for one in case.outline.sections if one.kind in ("education", "experience")), None)
    if first is None or first.kind == "experience" or _is_fresh(case):
        return
    if any(one.kind == "experience" for one in case.outline.sections):
        yield Finding(
            message=f"With about {years:.0f} years of work, put experience before education.",
            evidence=(case.evidence(first.start, first.start + len(first.title)),),
        )


def _is_fresh(case: Case) -> bool:
    """Whether the latest degree is as new as the latest job: then it may well lead."""
    degrees = [one.year for one in case.outline.education if one.year]
    starts = [position.start for position in case.outline.positions if position.start]
    return bool(degrees and starts) and max(degrees)[:4] >= max(starts)[:4]


@rule(
    "structure/outdated-objective",
    code="SEC-04",
    severity="low",
    kind="rephrase",
    basis="C",
    quiet_for=("student",),
)
def outdated_objective(case: Case) -> Iterator[Finding]:
    """An objective tells what you want instead of what you bring.

    Why: the first lines are read most; use them for the target role and two proofs.
    Instead of: | OBJECTIVE
    | To obtain a challenging position in AI project management.
    Try: | SUMMARY
    | AI project manager; delivered four forecasting services, budgets to $1.2M.
    Source: career-centre agreement
    """
    for section in case.outline.sections:
        if section.kind == "summary":
            text = case.document.text[section.start : section.end]
            match = _OBJECTIVE.search(text)
            if match:
                start = section.start + match.start()
                yield Finding(
                    message="Replace the objective by a summary: target role, years, two proofs.",
                    evidence=(case.evidence(start, start + len(match.group())),),
                )


@rule(
    "structure/long-summary", code="SEC-03", severity="low", kind="rephrase", basis="B", quiet_for=("export",)
)
def long_summary(case: Case) -> Iterator[Finding]:
    """The summary is longer than ninety words.

    Why: two to four lines are read; the rest pushes your latest role down the page.
    Instead of: | SUMMARY
    | Project manager with many years in planning, budgeting, reporting, leading, training, hiring, buying,
      testing, releasing and supporting systems for banks, insurers, shops, ministries, clinics, schools and
      factories, who has worked with analysts, engineers, designers, testers, buyers, lawyers and clerks, who
      likes clear plans, short meetings, honest reports and quick decisions, who has seen projects succeed and
      fail and knows the signs of both, and who now wants to bring all of this to a team that builds useful
      things with data, and is glad to learn whatever is needed for it on the way.
    Try: | SUMMARY
    | Project manager for data services: nine years, four launches, budgets to $1.2M.
    Source: eye-tracking studies of first readings
    """
    for section in case.outline.sections:
        if section.kind != "summary":
            continue
        body = [passage for passage in _inside(case, section) if passage.kind != "heading"]
        count = sum(len(case.text(passage).split()) for passage in body)
        if body and count > (_EXECUTIVE_SUMMARY if case.context.executive else _SUMMARY_WORDS):
            yield Finding(
                message=f"The summary has {count} words. Keep two to four lines: target role, years, two "
                "proofs.",
                evidence=(case.evidence(body[0].start, body[-1].end),),
            )


@rule("structure/crowded-skills", code="SEC-05", severity="low", kind="rephrase", basis="C")
def crowded_skills(case: Case) -> Iterator[Finding]:
    """More than forty-five skills are listed.

    Why: a long list hides the ones that matter and none of it counts for much without a line that shows it.
    Instead of: | SKILLS
    | Jira, Asana, Trello, Excel, Word, Visio, Slack, Miro, SQL, Python, R, Java, Scala, Bash, Git, Docker,
      AWS, Azure, GCP, Spark, Kafka, Airflow, Tableau, Looker, Qlik, SAS, SPSS, Stata, MATLAB, Keras,
      PyTorch, Redis, MySQL, Oracle, Hadoop, Hive, Pig, Flask, Django, React, Vue, HTML, CSS, Perl, Ruby, Go
    Try: | SKILLS
    | Jira, SQL, Python, Tableau, PyTorch
    Source: a published guide to becoming an AI project manager; career-centre agreement
    """
    for section in case.outline.sections:
        if section.kind != "skills":
            continue
        body = [passage for passage in _inside(case, section) if passage.kind != "heading"]
        items = [
            item for passage in body for item in re.split(r"[,;|•·\n]", case.text(passage)) if item.strip()
        ]
        if len(items) > _MANY_SKILLS:
            yield Finding(
                message=f"{len(items)} skills are listed. Group them, and drop those that no line of yours "
                "shows.",
                evidence=(case.evidence(body[0].start, body[-1].end),),
            )


@rule(
    "structure/word-count",
    code="LEN-01",
    severity="low",
    kind="rephrase",
    basis="B",
    quiet_for=("academic", "export"),
)
def word_count(case: Case) -> Iterator[Finding]:
    """Much longer or shorter than resumes of such a career.

    Why: too short hides evidence, too long hides the best of it.
    Instead of: | SUMMARY
    | Project manager.
    | EXPERIENCE
    | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | - Planned the pilot.
    Try: 450 to 900 words for five to twelve years of work.
    Source: ResumeGo's experiment with 482 professionals (the firm sells resumes); career centres
    """
    years = case.profile.years_experience
    if years is None or years < _LENGTHS[0][0]:
        return
    count = len(case.document.text.split())
    low, high = next((low, high) for start, end, low, high in _LENGTHS if start <= years < end)
    high += _MORE_FOR_EXECUTIVES if case.context.executive else 0
    if count < low * (1 - _TOLERANCE):
        yield Finding(
            message=f"{count} words for about {years:.0f} years of work; {low} to {high} are usual. "
            "Which results are not told yet?",
            kind="add-fact",
        )
    elif count > high * (1 + _TOLERANCE):
        yield Finding(
            message=f"{count} words for about {years:.0f} years of work; {low} to {high} are usual. "
            "Shorten the oldest roles first."
        )


@rule(
    "structure/too-many-pages",
    code="LEN-02",
    severity="low",
    kind="rephrase",
    basis="B",
    quiet_for=("academic", "export"),
)
def too_many_pages(case: Case) -> Iterator[Finding]:
    """More than two pages.

    Why: the third page is seldom read on a first look.
    Instead of: a resume of three pages
    Try: a resume of two pages
    Source: ResumeGo's experiment (two pages preferred 2.3 to 1 over one); eye tracking; career centres
    """
    pages = len(case.document.pages)
    most = _EXECUTIVE_PAGES if case.context.executive else _PAGES
    if pages > most and not any(section.kind == "publications" for section in case.outline.sections):
        yield Finding(
            message=f"{pages} pages. Fit it into {'three' if case.context.executive else 'two'}: shorten or "
            "merge roles older than fifteen years."
        )


def _inside(case: Case, section: Section) -> list[Passage]:
    return [passage for passage in case.outline.passages if section.start <= passage.start < section.end]
