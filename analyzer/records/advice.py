"""What to change, what it is worth, and what the user decided."""

from dataclasses import dataclass

from analyzer.records.documents import Evidence
from analyzer.records.kinds import Decision, Severity, SuggestionKind


@dataclass(frozen=True, slots=True)
class Clears:
    """How many of `n` job postings a person clears now, and with a change made.

    A posting is cleared from the band "good" on. `market` says whose postings they are ("own", "snapshot");
    with `sampled` they are an even part of them.
    """

    market: str
    n: int
    before: int
    after: int
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class Gain:
    """What a change is worth: at least `points` more for the job, found by scoring the changed profile.

    Of a change of words alone, the points are exact: the changed text was read and scored anew. `clears` is
    there where somebody asked for it: a Report does not depend on the postings of a machine otherwise.
    """

    job: str
    points: float
    clears: Clears | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A slice of a document and the words that take its place; nothing is invented in them."""

    document: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to change, with the words it is about.

    `after` never holds a fact that is not in the document: open slots are written as `[...]`.
    `evidence` is empty only when something is absent. `edits` is the change as text, where no fact is
    missing: made in the document they are the whole change. `ladder_gain` is what it is worth for the role of
    the career ladder where the job is an ad; `also` names other rules that speak about the same place.
    """

    rule: str
    severity: Severity
    kind: SuggestionKind
    message: str
    why: str
    before: str | None
    after: str | None
    evidence: tuple[Evidence, ...]
    gain: Gain | None
    edits: tuple[Edit, ...] = ()
    ladder_gain: Gain | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One suggestion in the truth ledger: which words it rests on, and what the person made of it.

    `suggestion` is its number in the Report, from 1. `words` are the new words that the person stands for;
    facts in them are the person's own. `sources` are slices of the documents, without places on the page.
    """

    suggestion: int
    rule: str
    kind: SuggestionKind
    sources: tuple[Evidence, ...]
    decision: Decision = "open"
    words: str | None = None
