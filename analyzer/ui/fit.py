"""The Fit tab: each thing the job asks for, how it is met, the words that prove it, the points it gives."""

from analyzer.records import Match, Report, RequirementMatch
from analyzer.reports import words
from analyzer.texts import say
from analyzer.ui.markup import Html, details, element, join, quoted, show, sign

#: Quotes shown at once; more open on a click.
FIRST_QUOTES = 1


def show_fit(report: Report, match: Match) -> None:
    """Requirements under their headings, then the parts of the score."""
    groups = [_group(heading, group, report) for heading, group in words.by_importance(match.requirements)]
    nothing = element("p", say("review-fit-none"))
    parts = join(element("h3", say("review-fit-parts")), _components(match)) if match.components else None
    thin = words.thin_note(match.requirements)
    show(element("p", thin, class_="muted small") if thin else None, *(groups or [nothing]), parts)


def _group(heading: str, group: tuple[RequirementMatch, ...], report: Report) -> Html:
    rows = [_requirement(one, report) for one in group]
    return join(element("h3", heading), element("ul", *rows, class_="requirements"))


def _requirement(requirement: RequirementMatch, report: Report) -> Html:
    first, more = requirement.evidence[:FIRST_QUOTES], requirement.evidence[FIRST_QUOTES:]
    return element(
        "li",
        element(
            "div",
            sign(requirement.met, words.met_text(requirement)),
            element("span", words.asked(requirement), class_="asked"),
            _points(requirement),
            class_="row",
        ),
        *(quoted(one, words.place(one, report)) for one in first),
        element("span", requirement.note, class_="muted note") if requirement.note else None,
        details(
            say("review-fit-more-quotes", count=len(more)),
            *(element("p", quoted(one, words.place(one, report))) for one in more),
        )
        if more
        else None,
    )


def _points(requirement: RequirementMatch) -> Html:
    if not requirement.max_points:
        return element("span", say("review-fit-not-scored"), class_="points muted")
    return element("span", words.points_text(requirement.points, requirement.max_points), class_="points")


def _components(match: Match) -> Html:
    rows = [
        element(
            "tr",
            element("th", one.name, scope="row"),
            element("td", words.points_text(one.points, one.max_points), class_="points"),
        )
        for one in match.components
    ]
    total = element(
        "tr",
        element("th", say("review-fit-together"), scope="row"),
        element(
            "td", "–" if match.score is None else f"{match.score:.1f}".removesuffix(".0"), class_="points"
        ),
        class_="total",
    )
    return element("table", element("tbody", *rows, total), class_="table")
