"""The Achievements tab: the figures as a table of facts, and the lines that have none."""

from collections.abc import Iterator

from analyzer.records import Achievement, Metric, Report
from analyzer.reports import words
from analyzer.ui.markup import Html, details, element, place, quoted, show

#: Lines without a figure shown at once.
FIRST_LINES = 6

DIRECTIONS = {"increase": "up", "decrease": "down", "achieve": "reached", "maintain": "kept", "none": ""}


def show_achievements(report: Report) -> None:
    """What has been measured, then what has not."""
    measured = [one for one in report.achievements if one.quantified]
    bare = [one for one in report.achievements if not one.quantified]
    if not report.achievements:
        show(
            element(
                "p", "We found no line that tells what the person did. Bullets under each job would help."
            )
        )
        return
    show(element("p", f"{len(measured)} of {len(report.achievements)} lines carry a figure.", class_="muted"))
    if measured:
        show(_table(measured, report))
    if bare:
        rows = [element("li", quoted(one.evidence, words.place(one.evidence, report))) for one in bare]
        rest = rows[FIRST_LINES:]
        show(
            element("h3", "Without a figure"),
            element("p", "Which of these has a result, a size or a date that you remember?", class_="muted"),
            element("ul", *rows[:FIRST_LINES], class_="plain"),
            details(f"{len(rest)} more", element("ul", *rest, class_="plain")) if rest else None,
        )


def _table(measured: list[Achievement], report: Report) -> Html:
    head = element(
        "tr",
        *(element("th", title, scope="col") for title in ("Figure", "What it is", "The line", "Where")),
    )
    rows = [row for achievement in measured for row in _rows(achievement, report)]
    return element(
        "div",
        element("table", element("thead", head), element("tbody", *rows), class_="table facts-table"),
        class_="scroll-x",
        tabindex="0",
        role="region",
        aria_label="Figures in the documents",
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
    kind = metric.kind.replace("_", " ")
    direction = DIRECTIONS[metric.direction]
    return f"{kind}, {direction}" if direction else f"{kind}, {metric.role}"
