"""What two texts say of one project without sharing a figure: kept budgets, and what was never put to use."""

import re
from collections.abc import Iterator, Sequence

from analyzer.corroboration.bench import Bench, Said
from analyzer.corroboration.words import telling_words
from analyzer.records import PortfolioProject

_KEPT_BUDGET = re.compile(
    r"\b(?:on|within|under|below|inside|in) (?:the |its |our )?(?:agreed |planned |approved )?budget\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?P<value>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>bn|billion|million|mio|m|k|thousand)?\b(?!\s?%)",
    re.IGNORECASE,
)
_SCALE = {"bn": 1e9, "billion": 1e9, "million": 1e6, "mio": 1e6, "m": 1e6, "k": 1e3, "thousand": 1e3}
_GRANTED = re.compile(
    r"\b(?:budget(?:ed)?|approved|granted|planned|funded|available|agreed)\b", re.IGNORECASE
)
_SPENT = re.compile(r"\b(?:spent|used|cost|costs|closed|actual|final|came to|paid|went)\b", re.IGNORECASE)
#: More than this over the budget is over the budget; more than the second is another thing.
_OVER, _ANOTHER_THING = 1.02, 4.0
#: Words of a claim that the pages of a project must hold to be what it is about; how many more than others.
_FEWEST_SHARED, _MORE_THAN_OTHERS = 3, 1

_LAUNCHED = re.compile(
    r"\b(?:launch(?:ed)?|rolled out|deployed|went live|opened|released|shipped|put into production|"
    r"introduced)\b",
    re.IGNORECASE,
)
#: `is not open to the public`: who does not have it.
_NOT_OPEN = re.compile(
    r"\b(?:not|never)\b(?: \w+){0,2} "
    r"(?:open(?:ed)?|available|live|released|shown|launched|rolled out|deployed|offered)"
    r" (?:to|for|in|at) (?:the |any |all )?(?P<whom>[a-z]+)",
    re.IGNORECASE,
)


def over_budget(text: str, bench: Bench, named: Sequence[PortfolioProject]) -> Said | None:
    """The sentence that tells more money spent than granted, for a claim that the budget was kept."""
    money = _budgets(text, bench, named)
    return next((said for said, granted, spent in money if _OVER < spent / granted < _ANOTHER_THING), None)


def kept_budget(text: str, bench: Bench, named: Sequence[PortfolioProject]) -> Said | None:
    """The sentence that tells no more money spent than granted, for a claim that the budget was kept."""
    money = _budgets(text, bench, named)
    return next((said for said, granted, spent in money if 1 / _ANOTHER_THING < spent / granted <= 1), None)


def _budgets(
    text: str, bench: Bench, named: Sequence[PortfolioProject]
) -> Iterator[tuple[Said, float, float]]:
    """The sentences with money granted and spent, where a claim says that the budget was kept."""
    if not _KEPT_BUDGET.search(text):
        return
    about = list(named) if len(named) == 1 else spoken_of(text, bench)
    for said in bench.said:
        granted, spent = _money_in(said.text) if said.project in about else (None, None)
        if granted and spent:
            yield said, granted, spent


def not_opened(text: str, bench: Bench, linked: Sequence[PortfolioProject]) -> Said | None:
    """The sentence that says that those did not get it to whom a claim says that it was launched."""
    if not _LAUNCHED.search(text):
        return None
    words = telling_words(text)
    for said in bench.said:
        denied = _NOT_OPEN.search(said.text)
        named = words & telling_words(said.project.title)
        if said.project in linked and denied and named and telling_words(denied["whom"]) & words:
            return said
    return None


def spoken_of(text: str, bench: Bench) -> list[PortfolioProject]:
    """The one project whose pages hold clearly more of a claim's words than any other's, if any does."""
    words = telling_words(text)
    counts = sorted(
        ((len(words & bench.words_of(one)), number) for number, one in enumerate(bench.projects)),
        reverse=True,
    )
    if not counts or counts[0][0] < _FEWEST_SHARED:
        return []
    if len(counts) > 1 and counts[0][0] - counts[1][0] < _MORE_THAN_OTHERS + 1:
        return []
    return [bench.projects[counts[0][1]]]


def _money_in(text: str) -> tuple[float | None, float | None]:
    """What was granted and what was spent, where one sentence tells both."""
    found: dict[str, float] = {}
    scale = 1.0
    for piece in _pieces(text):
        amount = _AMOUNT.search(piece)
        if amount is None:
            continue
        value = float(amount["value"].replace(",", ""))
        scale = _SCALE.get((amount["scale"] or "").lower(), scale if value < 1_000 else 1.0)
        for name, pattern in (("spent", _SPENT), ("granted", _GRANTED)):
            if pattern.search(piece) and name not in found:
                found[name] = value * scale
                break
    return found.get("granted"), found.get("spent")


def _pieces(text: str) -> Iterator[str]:
    yield from re.split(r",\s+|;\s*|\s+(?:and|of|but|against)\s+|\s{2,}", text)
