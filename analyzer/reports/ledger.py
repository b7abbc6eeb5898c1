"""The truth ledger in words: each suggestion, the words it rests on, and what the person made of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.records import LedgerEntry, Report
from analyzer.reports import words
from analyzer.texts import say

#: Heads of the table.
HEAD = ("report-ledger-suggestion", "report-ledger-sources", "report-ledger-decision")
#: Quoted sources of one suggestion, and the length of a quote, of a suggestion and of accepted words.
_MOST, _QUOTE, _ABOUT, _WORDS = 2, 90, 110, 200


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the ledger: the suggestion, the quotes it rests on, the decision with its words."""

    about: str
    sources: tuple[str, ...]
    decision: str


def lines(report: Report) -> Iterator[LedgerLine]:
    """The ledger of a report, in the order of its suggestions."""
    for one in report.ledger:
        suggestion = report.suggestions[one.suggestion - 1]
        about = f"{one.suggestion}. {words.shorten(suggestion.message, _ABOUT)} ({one.rule})"
        yield LedgerLine(about, _sources(one, report), _decision(one))


def _sources(one: LedgerEntry, report: Report) -> tuple[str, ...]:
    quotes = tuple(
        f"“{words.shorten(place.text, _QUOTE)}” {words.place(place, report)}".strip()
        for place in one.sources[:_MOST]
    )
    more = len(one.sources) - _MOST
    return (
        (*quotes, say("report-ledger-more", count=more))
        if more > 0
        else quotes or (say("report-ledger-nothing"),)
    )


def _decision(one: LedgerEntry) -> str:
    said = words.DECISIONS[one.decision]
    return f"{said}: “{words.shorten(one.words, _WORDS)}”" if one.words else said
