"""The truth ledger: every suggestion, the words it rests on, and what the person accepted in which words.

It answers the question that an interviewer asks: where does this line come from? A word that was not in the
resume before stands here beside the decision of the person who put it there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from analyzer.advice.editing import changed_lines
from analyzer.advice.whatif import filled, suggestion_number
from analyzer.errors import BadEdit
from analyzer.records import Decision, Document, Evidence, LedgerEntry, Suggestion


def ledger_of(suggestions: Sequence[Suggestion]) -> tuple[LedgerEntry, ...]:
    """A ledger in which nothing is decided yet."""
    return tuple(
        LedgerEntry(
            suggestion=number,
            rule=one.rule,
            kind=one.kind,
            sources=tuple(_bare(place) for place in one.evidence),
        )
        for number, one in enumerate(suggestions, start=1)
    )


def decided(
    ledger: Sequence[LedgerEntry],
    suggestions: Sequence[Suggestion],
    asked: Iterable[Mapping[str, Any]],
    resume: Document,
) -> tuple[LedgerEntry, ...]:
    """The ledger with the decisions of an edits file: `accept` with its words, `done` and `decline`.

    Raises:
        BadEdit: there is no suggestion of a number, or a fact for it is missing.
    """
    found: dict[int, LedgerEntry] = {one.suggestion: one for one in ledger}
    for one in asked:
        for key, decision in _DECISIONS.items():
            if key in one:
                number = suggestion_number(str(one[key]).strip(), len(suggestions))
                words = None
                if key == "accept":
                    words = _words(suggestions[number - 1], one.get("with"), resume)
                found[number] = replace(found[number], decision=decision, words=words)
    return tuple(found[number] for number in sorted(found))


_DECISIONS: Mapping[str, Decision] = {"accept": "accepted", "done": "accepted", "decline": "declined"}


def _words(suggestion: Suggestion, facts: Any, resume: Document) -> str | None:
    """The words that the person takes over: the proposed line with their facts, or the reworded lines."""
    if suggestion.edits and not facts:
        return " / ".join(changed_lines(resume, suggestion.edits)) or None
    if suggestion.after is None:
        raise BadEdit("this suggestion has no words to accept. Write the line with “add”, or say “done”.")
    return filled(suggestion.after, [facts] if isinstance(facts, str) else list(facts or ()))


def _bare(place: Evidence) -> Evidence:
    return replace(place, boxes=())
