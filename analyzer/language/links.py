"""Links: two amounts that say one thing: a change, a share, a range, a figure and its comparison.

::

    "from 6 days to 9 hours"   "41% -> 73%"   "down to 180 ms from 640 ms"   "9 agreements into 4"
    "46 of 50 findings"   "10 to 25 people"   "62% of planners, up from 9%"   "10 months instead of "
    "the planned 18"
"""

import re

from analyzer.language.amounts import Amount, Figure, as_minutes, in_hours, lexicon, scale_is_minutes
from analyzer.language.numbers import scale_of

#: Words between a preposition and its amount that leave their tie intact.
APPROX = (
    r"(?:(?:about|around|roughly|approximately|approx\.?|nearly|almost|over|under|just|only|"
    r"more than|less than|"
    r"fewer than|up to|at least|at most|below|above|an estimated|an average of|average|a total of|"
    r"some|circa|ca\.?|"
    r"c\.|~|<|>|≈|≤|≥|the|a|an|well|close to|as much as|as many as|as low as|as high as|another|"
    r"further|additional) ?)*"
)
_PER = r"(?: ?(?:/ ?|per |an? |each |every )(?:hour|day|week|month|mo|quarter|year|yr)\b)?"
_ARROW = r"(?:→|-+>|=>)"
_FROM = re.compile(rf"(?:(?:up|down|reduced|increased|improved) )?\bfrom {APPROX}$")
_TO = re.compile(
    rf"{_PER}(?: (?!and\b|but\b)[\w-]+){{0,3}},? (?:down |up )?(?:to|until|{_ARROW}){_PER} {APPROX}$"
    rf"|{_PER} ?{_ARROW} ?{APPROX}$"
)
_LONG_TO = re.compile(rf"(?: [\w-]+)* (?:to|into) {APPROX}")
_PLAIN_TO = re.compile(rf"{_PER} to {APPROX}")
_RANGE = re.compile(rf" (?:to|or) {APPROX}| ?- ?")
_TO_FROM = re.compile(rf"(?: [\w-]+){{0,3}},? (?:down |up )?from {APPROX}$")
_DOWN_TO = re.compile(rf"\b(?:(?:down|up) )?to {APPROX}$")
_INTO = re.compile(rf" (?:\w+ ){{0,3}}?into {APPROX}$")
_MERGED = re.compile(r"\b(?:consolidat|merg|reduc|cut|condens|collaps|combin|trim|shr[aiu]nk)\w* (?:\w+ )?$")
_SHARE = re.compile(r" (?:of|out of|from)(?: (?:the|our|its|all|a|about|over|last|past|planned))* ")
_BASELINE = re.compile(
    r"(?:\b(?:up|down|improved|reduced|increased) from|\binstead of|\brather than|\bagainst|\bversus|\bvs\.?|"
    r"\bcompared (?:to|with)|\bas opposed to|\b(?:it|which|that) (?:was|had been|were|used to be)|"
    r"\((?:was|were|previously|formerly|before:?|from|vs\.?|baseline:?|\d{4}:|up from|down from)|\bbeating|"
    r"\bpreviously|\bbefore it was|\ba year earlier)"
    rf" ?(?:the |an? |its |our |their )?(?:(?!and\b|while\b|but\b)[\w-]+ ){{0,4}}?{APPROX}$"
)
_AT_START = re.compile(
    r",? (?:[a-z]+ )?when (?:i|we|they) (?:came|joined|started|arrived|began|took|inherited|got|were|was)\b"
)
_TARGET = re.compile(
    r"\b(?:below|above|against|versus|vs\.?|beating|exceeding|over|meeting|to|of|than)(?: the| an?|"
    r" our| its)? "
    r"(?:agreed|required|target(?: of)?|goal(?: of)?|quota(?: of)?|threshold(?: of)?|contractual|committed) "
    rf"{APPROX}$"
)
_CASE = re.compile(r"\bcase\b|\btarget\b|\bgoal\b|\bquota\b")
#: A count that moves, said without "from": "time 26 hours to 40 minutes", "activation 24 to 35".
_WENT = re.compile(
    r"\b(?:went|moved|rose|fell|grew|dropped|improved|reduced|cut|up|down|now|time|rate|survey|score|"
    r"error|latency|nps|enps|csat|index|"
    r"activation|from|increased|decreased|raised|lifted|manager)\b[^;.]{0,25}$"
)
_EXTENT = re.compile(r"\b(?:in|within|over|during|after|for) (?:\w+ )?$")
_EARLIER = re.compile(
    r" (?:the|a) (?:year|month|quarter|week) (?:before|earlier)\b| last \w+\b| (?:years|months) ago\b"
)
#: When an end was so: "61% (2016) to 79% (2020)".
_IN_YEAR = re.compile(r" \((?:in )?(?:[a-z]+ )?(?:19|20)\d\d\)")
#: Characters between two amounts of one change; farther apart they are two facts.
_FAR = 60
#: Characters between a figure and what it is compared with ("62% of weekly planners use it, up from 9%").
_FAR_COMPARED = 90


def link(sentence: str, amounts: list[Amount]) -> list[Figure]:
    """The figures that the amounts of a sentence make, in text order."""
    figures: list[Figure] = []
    sources: list[Amount] = []
    index = 0
    while index < len(amounts):
        first = amounts[index]
        second = amounts[index + 1] if index + 1 < len(amounts) else None
        pair = _pair(sentence, first, second) if second else None
        if pair is not None and second is not None:
            figures.append(pair)
            sources.append(second if pair.change else first)
            index += 2
            continue
        if not _compared(sentence, figures, sources, first):
            figures.append(_single(first))
            sources.append(first)
        index += 1
    return figures


def is_change_between(between: str) -> bool:
    """Whether the words between two figures say "to"."""
    return _TO.fullmatch(between) is not None or re.fullmatch(rf" ?(?:to|{_ARROW}) ?", between) is not None


def _single(amount: Amount) -> Figure:
    return Figure(
        start=amount.start,
        end=amount.end,
        value=amount.value,
        unit=amount.unit,
        kind=amount.kind,
        noun=amount.noun,
        per=amount.per,
        high=amount.number.high,
        hyphen=amount.hyphen,
        signed=amount.number.signed,
        word=amount.number.word,
        amount_start=amount.start,
    )


def _pair(sentence: str, first: Amount, second: Amount) -> Figure | None:
    between = _IN_YEAR.sub("", sentence[first.end : second.start])
    if len(between) > _FAR or ";" in between:
        return None
    for reader in (_from_to, _to_from, _into, _share, _range):
        if (figure := reader(sentence, first, second, between)) is not None:
            return figure
    return None


def _before(sentence: str, amount: Amount, most: int = 40) -> str:
    return sentence[max(0, amount.start - most) : amount.start]


def _from_to(sentence: str, first: Amount, second: Amount, between: str) -> Figure | None:
    """A change with both ends: "from 6 days to 9 hours", "41% -> 73%"."""
    lead = _FROM.search(_before(sentence, first))
    near = lead and _LONG_TO.fullmatch(between) and between.count(" ") < 7
    if not (_TO.fullmatch(between) or near):
        return None
    if not (lead or re.search(_ARROW, between)) and not _stated_ends(sentence, first, second, between):
        return None
    if not _comparable(first, second):
        return None
    figure = _ends(first, second)
    if lead:
        figure.start = first.start - (len(lead[0]) - lead[0].rfind("from"))
    return figure


def _stated_ends(sentence: str, first: Amount, second: Amount, between: str) -> bool:
    """Two full amounts with "to" between are a change for shares and times, else a range."""
    if not _PLAIN_TO.fullmatch(between):
        return False
    if first.kind and second.kind and first.kind in ("percent", "time"):
        return True
    return _WENT.search(_before(sentence, first)) is not None


def _to_from(sentence: str, first: Amount, second: Amount, between: str) -> Figure | None:
    """A change told backwards: "down to 180 ms from 640 ms"."""
    if not _TO_FROM.fullmatch(between) or not _comparable(second, first) or (second.noun and not first.noun):
        return None
    if first.kind == "time" and not second.kind and _EXTENT.search(_before(sentence, first, 20)):
        return None
    lead = _DOWN_TO.search(_before(sentence, first))
    if lead is None and first.kind not in ("percent", "time", "money", ""):
        return None
    if first.kind == "scale" and second.kind == "scale" and first.noun != second.noun:
        return None
    figure = _ends(second, first)
    figure.start = first.start - len(lead[0]) if lead else first.start
    figure.end, figure.amount_start = second.end, first.start
    return figure


def _into(sentence: str, first: Amount, second: Amount, between: str) -> Figure | None:
    """Things made fewer: "four annotation vendors into one", "9 overlapping agreements into 4"."""
    counted = first.kind in ("scale", "headcount") and not second.noun and not second.kind
    into = _INTO.fullmatch(between) or (between == " to " and _MERGED.search(_before(sentence, first)))
    if not counted or not into:
        return None
    return _ends(first, second)


def _share(sentence: str, first: Amount, second: Amount, between: str) -> Figure | None:
    """Part of a whole: "46 of 50 audit findings", "won 9 from 21 tenders", "11 of the last 12 months"."""
    counted = not first.kind and not first.number.currency and first.value.is_integer()
    if not counted or first.value > second.value or not _SHARE.fullmatch(between):
        return None
    if second.kind not in ("scale", "headcount", "time", ""):
        return None
    if not second.kind and re.match(r" ?[/%]", sentence[second.end :]):
        return None
    figure = _single(second)
    figure.start = figure.amount_start = first.start
    figure.value, figure.target, figure.part = first.value, second.value, True
    if not figure.kind:
        figure.kind, figure.unit = "scale", "count"
    return figure


def _range(sentence: str, first: Amount, second: Amount, between: str) -> Figure | None:
    """Two bounds of one amount: "10 to 25 people", "between three and five projects", "$5 to $10 million"."""
    both = between == " and " and sentence[: first.start].endswith("between ")
    if not (both or _RANGE.fullmatch(between)):
        return None
    _inherit_scale(first, second)
    if first.value >= second.value:
        return None
    if first.kind == "headcount" and not first.noun and not second.kind:
        figure = _single(first)  # "team of 5 to 9"
        figure.end, figure.high = second.end, second.value
        return figure
    if (
        not second.kind
        or first.noun
        or (first.kind and first.kind != second.kind)
        or not _comparable(first, second)
    ):
        return None
    figure = _single(second)
    figure.start = figure.amount_start = first.start
    figure.value, figure.high = first.value, second.value
    return figure


def _inherit_scale(first: Amount, second: Amount) -> None:
    """In "$5 to $10 million" the first figure is in millions too."""
    scale = scale_of(second.number.scale)
    if not first.number.scale and scale > 1 and first.value < second.value / scale:
        first.value *= scale


def _comparable(first: Amount, second: Amount) -> bool:
    """Whether two amounts measure the same; "5h -> 47m" makes minutes of the second."""
    for one, other in ((first, second), (second, first)):
        if one.kind == "time" and scale_is_minutes(other):
            as_minutes(other)
    if first.kind == second.kind == "money":
        return first.unit == second.unit
    if not first.kind or not second.kind:
        return "x" not in (first.unit, second.unit)
    counts = ("scale", "headcount")
    if first.kind in counts and second.kind in counts:
        return not (first.noun and second.noun) or first.noun == second.noun or first.unit == second.unit
    return first.kind == second.kind


def _ends(first: Amount, second: Amount) -> Figure:
    """A change from `first` to `second` in the unit of the end; times in the smaller unit of the two."""
    figure = _single(second)
    figure.start = figure.amount_start = first.start
    figure.change, figure.high = True, None
    if first.kind and not second.kind:
        figure.kind, figure.unit, figure.noun = first.kind, first.unit, first.noun
        figure.per = first.per or second.per
    before, after = first.value, second.value
    if first.kind == second.kind == "time" and first.unit != second.unit:
        hours = lexicon().hours
        figure.unit = min(first.unit, second.unit, key=lambda unit: hours[unit])
        before = in_hours(before, first.unit) / hours[figure.unit]
        after = in_hours(after, second.unit) / hours[figure.unit]
    figure.value, figure.baseline, figure.target = after, before, after
    return figure


def _compared(sentence: str, figures: list[Figure], sources: list[Amount], amount: Amount) -> bool:
    """Attach an amount to the figure before it that it is compared with: "... 62%, up from 9% in beta"."""
    if not figures:
        return False
    lead = _before(sentence, amount, 70)
    baseline, target = _baseline(sentence, amount, lead), _TARGET.search(lead)
    if not (baseline or target):
        return False
    for figure, source in zip(reversed(figures), reversed(sources), strict=True):
        if amount.start - figure.end > _FAR_COMPARED or ";" in sentence[figure.end : amount.start]:
            return False
        if figure.change or not _same_measure(sentence, source, amount):
            continue
        # "beating the 12-week target": the plan is what it was measured from
        is_target = target is not None and not (amount.hyphen and amount.kind == "time")
        return _compare(sentence, figure, source, amount, is_target=is_target)
    return False


def _baseline(sentence: str, amount: Amount, lead: str) -> re.Match[str] | None:
    """Words that make an amount the state before: "up from 9", "was 4 when I joined", "12 when I came"."""
    return _BASELINE.search(lead) or _AT_START.match(sentence, amount.end)


def _same_measure(sentence: str, source: Amount, amount: Amount) -> bool:
    if source.kind == "time" and not amount.kind:
        extent = _EXTENT.search(_before(sentence, source, 20))
        return not (extent and _EARLIER.match(sentence[amount.end : amount.end + 20]))
    if not amount.kind:
        return source.kind in ("scale", "headcount", "")
    if source.kind in ("scale", "headcount") and amount.noun:
        return amount.noun.rstrip("s") == source.noun.rstrip("s")
    return source.kind == amount.kind and _comparable(source, amount)


def _compare(sentence: str, figure: Figure, source: Amount, amount: Amount, *, is_target: bool) -> bool:
    after = sentence[amount.end : amount.end + 30]
    other = amount.value
    if source.kind == "time" and amount.kind == "time":
        other = in_hours(other, amount.unit) / lexicon().hours[figure.unit]
    if amount.kind == "money" and _CASE.search(after):
        figure.target = other
        return False  # the case stands as a figure of its own
    if is_target:
        figure.target = other
        if amount.end - figure.end < _FAR:
            figure.end = max(figure.end, amount.end)
        return True
    figure.baseline = other
    figure.target = figure.target if figure.part else figure.value
    figure.change = figure.value != other
    closing = re.match(r"[^()]{0,25}\)", after) if "(" in sentence[figure.end : amount.start] else None
    figure.end = amount.end + (closing.end() if closing else 0)
    return True
