"""The Achievements tab: the figures as a table of facts, and the lines that have none."""

from collections.abc import Iterator

from analyzer.records import Achievement, Metric, Report
from analyzer.reports import words
from analyzer.texts import Texts, say
from analyzer.ui.markup import Html, details, element, place, quoted, show

#: Lines without a figure shown at once.
FIRST_LINES = 6

#: What a figure measures; where it changed nothing, whether it is a result or the size of the work.
KINDS = Texts(
    {
        "percent": "review-metric-percent",
        "money": "review-metric-money",
        "time": "review-metric-time",
        "headcount": "review-metric-headcount",
        "scale": "review-metric-scale",
        "rank": "review-metric-rank",
        "multiplier": "review-metric-multiplier",
        "rate": "review-metric-rate",
        "sla": "review-metric-sla",
        "model_metric": "review-metric-model-metric",
        "rating": "review-metric-rating",
    }
)
DIRECTIONS = Texts(
    {
        "increase": "review-metric-up",
        "decrease": "review-metric-down",
        "achieve": "review-metric-reached",
        "maintain": "review-metric-kept",
    }
)
ROLES = Texts({"outcome": "review-metric-outcome", "scope": "review-metric-scope"})


def show_achievements(report: Report) -> None:
    """What has been measured, then what has not."""
    measured = [one for one in report.achievements if one.quantified]
    bare = [one for one in report.achievements if not one.quantified]
    if not report.achievements:
        show(element("p", say("review-achievements-none")))
        return
    show(
        element(
            "p",
            say("review-achievements-count", count=len(measured), total=len(report.achievements)),
            class_="muted",
        )
    )
    if measured:
        show(_table(measured, report))
    if bare:
        rows = [element("li", quoted(one.evidence, words.place(one.evidence, report))) for one in bare]
        rest = rows[FIRST_LINES:]
        show(
            element("h3", say("review-achievements-bare")),
            element("p", say("review-achievements-bare-ask"), class_="muted"),
            element("ul", *rows[:FIRST_LINES], class_="plain"),
            details(say("review-more", count=len(rest)), element("ul", *rest, class_="plain"))
            if rest
            else None,
        )


def _table(measured: list[Achievement], report: Report) -> Html:
    head = element(
        "tr",
        *(
            element("th", title, scope="col")
            for title in (
                say("review-achievements-figure"),
                say("review-achievements-what"),
                say("review-achievements-line"),
                say("review-achievements-where"),
            )
        ),
    )
    rows = [row for achievement in measured for row in _rows(achievement, report)]
    return element(
        "div",
        element("table", element("thead", head), element("tbody", *rows), class_="table facts-table"),
        class_="scroll-x",
        tabindex="0",
        role="region",
        aria_label=say("review-achievements-table"),
    )


def _rows(achievement: Achievement, report: Report) -> Iterator[Html]:
    """A row for each figure; the line itself stands once, beside all of them."""
    where = words.place(achievement.evidence, report)
    span = str(len(achievement.metrics))
    line = (
        element("td", words.shorten(achievement.text, 110), rowspan=span),
        element("td", place(achievement.evidence, where, about=achievement.text), rowspan=span),
    )
    for number, metric in enumerate(achievement.metrics):
        figure = element("td", element("strong", metric.text), class_="figure")
        yield element("tr", figure, element("td", _what(metric)), *(line if number == 0 else ()))


def _what(metric: Metric) -> str:
    kind = KINDS.get(metric.kind, metric.kind.replace("_", " "))
    return f"{kind}, {DIRECTIONS.get(metric.direction) or ROLES[metric.role]}"
