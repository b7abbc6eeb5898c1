"""The Skills tab: competency levels against what the role asks for, then the skills by how they are shown."""

from analyzer.records import Competency, Match, Report, Skill, Strength
from analyzer.reports import words
from analyzer.texts import say
from analyzer.ui.markup import Html, details, element, join, place, quoted, show
from analyzer.ui.session import asked_levels

STEPS = len(words.competency_levels()) - 1

#: Strongest first; what is only listed comes last and closed.
STRENGTHS: tuple[Strength, ...] = ("E5", "E4", "E3", "E2", "E1")


def show_competencies(report: Report, match: Match) -> None:
    """A line of steps for each competency, and the skills below."""
    asked = asked_levels(match.job.id)
    chart = join(element("h3", say("review-competencies")), _legend(asked), _chart(report, asked))
    groups = {key: [one for one in report.skills if one.strength == key] for key in STRENGTHS}
    show(
        chart if report.competencies else None,
        element("h3", say("review-skills")),
        None if report.skills else element("p", say("review-skills-none")),
        *(_group(strength, group, report) for strength, group in groups.items() if group),
        _other_terms(report),
    )


def _other_terms(report: Report) -> Html | None:
    """Terms that look like skills and that we do not know."""
    if not report.other_terms:
        return None
    named = ", ".join(words.clean(term.text) for term in report.other_terms)
    return element("p", f"{words.other_terms().capitalize()}: {named}", class_="muted")


def _legend(asked: dict[str, int]) -> Html:
    levels = ", ".join(f"{number} {word}" for number, word in enumerate(words.competency_levels()))
    id = "review-competencies-legend-asked" if asked else "review-competencies-legend"
    return element("p", say(id, levels=levels), class_="muted")


def _chart(report: Report, asked: dict[str, int]) -> Html:
    """Rows in the order of what is asked: the largest gap is the first thing a person sees."""
    rows = sorted(
        report.competencies,
        key=lambda one: (one.level - asked.get(one.id, 0), -asked.get(one.id, 0), one.name),
    )
    head = element(
        "tr",
        *(
            element("th", title, scope="col")
            for title in (
                say("review-competencies-competency"),
                say("review-competencies-shown"),
                say("review-competencies-words"),
                say("review-competencies-proof"),
            )
        ),
    )
    body = [_row(one, asked.get(one.id), report) for one in rows]
    return element(
        "table", element("thead", head, class_="unseen"), element("tbody", *body), class_="table levels"
    )


def _row(competency: Competency, asked: int | None, report: Report) -> Html:
    steps = [
        element(
            "i",
            class_=f"step{' full' if step <= competency.level else ''}{' asked' if step == asked else ''}",
        )
        for step in range(1, STEPS + 1)
    ]
    first = competency.evidence[:1]
    return element(
        "tr",
        element("th", competency.name, scope="row"),
        element("td", element("span", *steps, class_="steps", aria_hidden="true")),
        element("td", _in_words(competency, asked)),
        element("td", *(place(one, words.place(one, report), about=one.text) for one in first)),
    )


def _in_words(competency: Competency, asked: int | None) -> Html:
    shown = words.competency_levels()[competency.level]
    if not asked:
        return join(shown)
    short = asked - competency.level
    if short <= 0:
        return join(element("span", "✓", class_="met-evidenced", aria_hidden="true"), f" {shown}")
    return join(
        shown,
        element(
            "span", say("review-competencies-asked", level=words.competency_levels()[asked]), class_="muted"
        ),
    )


def _group(strength: Strength, group: list[Skill], report: Report) -> Html:
    heading = f"{words.STRENGTHS[strength]} ({len(group)})"
    rows = [element("li", *_skill(skill, report)) for skill in group]
    return details(heading, element("ul", *rows, class_="plain"), open_=strength in ("E5", "E4"))


def _skill(skill: Skill, report: Report) -> tuple[Html, ...]:
    name = element("strong", skill.name)
    hedged = [element("span", " " + say("review-skills-hedged"), class_="muted")] if skill.hedged else []
    return (name, *hedged, *(quoted(one, words.place(one, report), width=120) for one in skill.evidence[:1]))
