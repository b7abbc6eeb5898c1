"""The market for a spreadsheet and a program: demand as CSV, JSON and a workbook."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from io import BytesIO, StringIO

import xlsxwriter

from analyzer.market import demand
from analyzer.market.demand import Share
from analyzer.market.facts import Facts
from analyzer.market.snapshot import About
from analyzer.reports.cells import cell
from analyzer.reports.market import KINDS, headline

#: Columns of the CSV of demand, in order.
COLUMNS = ("group", "kind", "id", "name", "count", "n", "share", "low", "high")
_FEWEST = demand.LEAST_ROWS


def rows_of(facts: Sequence[Facts]) -> list[tuple[str, Share]]:
    """All shares of a selection: of all postings together, and of each family, level and country."""
    found: list[tuple[str, Share]] = []
    groups: list[tuple[str, Sequence[Facts]]] = [("all", facts)]
    kinds: tuple[demand.Group, ...] = ("family", "level", "country")
    for by in kinds:
        for name, some in demand.groups(facts, by).items():
            if len(demand.readable(some)) >= _FEWEST:
                groups.append((f"{by}: {name}", some))
    for group, rows in groups:
        for kind in KINDS:
            found += [(group, one) for one in demand.shares(rows, kind)]
    return found


def render_csv(facts: Sequence[Facts]) -> str:
    """All shares as CSV, one line each (comma, CRLF as RFC 4180 has it)."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, map(_line, rows_of(facts))))
    return out.getvalue()


def _line(row: tuple[str, Share]) -> tuple[object, ...]:
    group, one = row
    return (group, one.kind, one.id, one.name, one.count, one.n,
            *(round(value, 4) for value in (one.share, one.low, one.high)))  # fmt: skip


def render_json(about: About, found: Iterable[Share]) -> str:
    """Shares as JSON, with what must be said about the market."""
    told = {"about": asdict(about), "shares": [{**asdict(one), "share": one.share} for one in found]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


_SHEET = tuple[str, Sequence[str], Sequence[Sequence[object]]]


def workbook(about: About, facts: Sequence[Facts]) -> bytes:
    """The market as a workbook: what must be said, a sheet for each kind of demand, pay, pairs, postings."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    # a fixed moment: the same market gives the same bytes
    book.set_properties({"title": about.name, "created": datetime(2026, 1, 1, tzinfo=UTC)})
    bold, share = book.add_format({"bold": True}), book.add_format({"num_format": "0 %"})
    for name, columns, lines in _sheets(about, facts):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, columns, bold)
        for at, line in enumerate(lines, start=1):
            sheet.write_row(at, 0, _cells(line))
        if columns is COLUMNS:
            sheet.set_column(3, 3, 34)
            sheet.set_column(6, 8, 8, share)
        sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _sheets(about: About, facts: Sequence[Facts]) -> Iterator[_SHEET]:
    said = (headline(about), *about.cautions, f"Sources: {about.source}")
    yield "About", ("what must be said",), [(one,) for one in said]
    everything = rows_of(facts)
    for kind in KINDS:
        yield kind.capitalize(), COLUMNS, [_line(row) for row in everything if row[1].kind == kind]
    columns = ("currency", "period", "n", "lower quarter", "median", "upper quarter", "low", "high")
    yield (
        "Pay",
        columns,
        [
            (one.currency, one.period, one.n, one.quarter, one.median, one.three_quarters, one.low, one.high)
            for one in demand.pay_ranges(facts)
        ],
    )
    yield (
        "Together",
        ("first", "second", "count", "n", "by chance", "clear"),
        [
            (one.first, one.second, one.count, one.n, round(one.expected, 2), str(one.clear))
            for one in demand.together(facts)
        ],
    )
    yield "Postings", POSTING_COLUMNS, [_posting(row) for row in facts]


POSTING_COLUMNS = (
    "id", "title", "company", "family", "level", "country", "place", "remote", "posted", "source", "url",
    "min_years", "degree", "readable", "required", "preferred", "duties", "credentials", "pay_low",
    "pay_high", "pay_currency", "pay_period",
)  # fmt: skip


def _posting(row: Facts) -> list[object]:
    pay = row.pay
    lists = ["; ".join(demand.name_of("skill", one) for one in some)
             for some in (row.required, row.preferred, row.duties, row.credentials)]  # fmt: skip
    return [
        row.id, row.title, row.company, row.family, row.level, row.country, row.place, row.remote, row.posted,
        row.source, row.url, row.min_years, row.degree, row.readable, *lists,
        *((pay.low, pay.high, pay.currency, pay.period) if pay else ("", "", "", "")),
    ]  # fmt: skip


def _cells(row: Sequence[object]) -> list[object]:
    return [cell(value) for value in row]
