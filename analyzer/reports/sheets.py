"""Workbooks (XLSX): a comparison, and a cohort without names. A text is always a text, never a formula."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from analyzer.records import Suggestion
from analyzer.reports import words
from analyzer.reports.comparison import Comparison, Person, edit_text, nearest_text

#: Widest column in characters; longer texts wrap.
_WIDEST = 60
#: A light ground for each meaning, with the word beside it; dark text reads on all of them.
_GROUNDS = {
    "evidenced": "#D9EEE3",
    "partly": "#F6E8CC",
    "claimed": "#F6E8CC",
    "missing": "#F3D9D9",
    "unknown": "#E6E8EB",
}


class Workbook:
    """A workbook in memory: sheets of rows with a bold first line. The same content gives the same bytes."""

    def __init__(self, *, month: str, title: str) -> None:
        self._bytes = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._bytes, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        created = datetime.strptime(f"{month}-01", "%Y-%m-%d")
        self._book.set_properties({"title": title, "comments": words.advice(), "created": created})
        self._head = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._plain = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._grounds = {
            met: self._book.add_format({"bg_color": colour, "text_wrap": True, "valign": "top"})
            for met, colour in _GROUNDS.items()
        }

    def sheet(
        self, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]], *, marks: bool = False
    ) -> None:
        """Add a sheet. With `marks`, a cell that is a word for how a requirement is met gets its colour."""
        page = self._book.add_worksheet(name)
        words_of = {words.MARKS[met].word: form for met, form in self._grounds.items()}  # type: ignore[index]
        widths = [len(one) for one in head]
        for column, text in enumerate(head):
            page.write_string(0, column, words.clean(text), self._head)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if value is None:
                    continue
                if isinstance(value, (int, float)):
                    page.write_number(line, column, value, self._plain)
                    continue
                text = words.clean(str(value))
                form = words_of.get(text.split(":")[0], self._plain) if marks else self._plain
                page.write_string(line, column, text, form)
                widths[column] = max(widths[column], len(text))
        for column, width in enumerate(widths):
            page.set_column(column, column, min(_WIDEST, width + 2))
        page.freeze_panes(1, 1)

    def finish(self) -> bytes:
        """The bytes of the file."""
        self._book.close()
        return self._bytes.getvalue()


def comparison_xlsx(comparison: Comparison) -> bytes:
    """The comparison as a workbook: fit and next steps, requirements, competencies, achievements."""
    people = comparison.people
    called = [f"{person.letter} {person.name}" for person in people]
    book = Workbook(month=people[0].report.meta.generated_for, title=comparison.title)
    head = (
        "",
        "place",
        "score",
        "low",
        "high",
        "band",
        "level",
        "years",
        "lacks most",
        "gains most from",
        "one edit away",
    )
    book.sheet("Fit", head, (_fit(person) for person in people))
    requirements = (
        (heading, line.text, *(words.MARKS[cell.met].word + _quote(cell.evidence) for cell in line.cells))
        for heading, lines in comparison.groups
        for line in lines
    )
    book.sheet("Requirements", ("importance", "requirement", *called), requirements, marks=True)
    depths = ((one.name, one.asked, *one.levels) for one in comparison.depths)
    book.sheet("Competencies", ("competency", "asked (0-4)", *called), depths)
    results = (
        (f"{person.letter} {person.name}", person.standing.quantified, person.standing.bullets, one)
        for person in people
        for one in ([best.text for best in person.standing.best] or [""])
    )
    book.sheet("Achievements", ("", "with a figure", "of", "for example"), results)
    told = [*comparison.alike, *nearest_text(comparison), *([comparison.models] if comparison.models else [])]
    said = [(line,) for line in told]
    book.sheet("About", (words.coaching(),), [(words.advice(),), (words.interval_help(),), *said])
    return book.finish()


def _fit(person: Person) -> tuple[Any, ...]:
    match, found = person.match, person.standing
    return (
        f"{person.letter} {person.name}",
        person.place.text,
        match.score,
        match.low,
        match.high,
        match.band or words.headline(match),
        words.level_text(match),
        person.report.profile.years_experience,
        "; ".join(words.label(one) for one in found.lacks),
        "; ".join(_worth(one) for one in found.changes),
        edit_text(found),
    )


def _worth(change: Suggestion) -> str:
    gain = words.gain_text(change.gain)
    return f"{words.clean(change.message)} ({gain})" if gain else words.clean(change.message)


def _quote(evidence: Sequence[Any]) -> str:
    return f": {words.quote(evidence[0].text, 160)}" if evidence else ""
