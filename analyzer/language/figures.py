"""Figures: amounts that count, alone or linked with the amount they are compared with.

::

    "from 6 days to 9 hours"     value 9 hours, baseline 144        "41% -> 73%"   value 73, baseline 41
    "62% of planners, up from 9%"  value 62, baseline 9             "9 of 13 pilots"   value 9, target 13
    "1 in 9" -> 0.1111   "3rd of 412" -> rank 3   "4.7/5" -> rating   "halved" -> 0.5 x   "two-thirds" -> 66.7 %
"""

import re
from dataclasses import dataclass

from analyzer.language.actions import verb_forms
from analyzer.language.amounts import (
    Amount,
    Word,
    as_minutes,
    find_amounts,
    in_hours,
    lexicon,
    scale_is_minutes,
    words_of,
)
from analyzer.language.numbers import scale_of, value_of_figure, value_of_words
from analyzer.language.rejections import is_attendance, is_label, is_working_time, rejected, touches


@dataclass(slots=True)
class Figure:
    """One figure of a sentence. `change` when two ends are given; `high` the upper end of a range.

    `amount_start` is where the figure itself begins inside the span. `of` holds the whole in "46 of 50".
    """

    start: int
    end: int
    value: float
    unit: str
    kind: str
    noun: str = ""
    per: str = ""
    high: float | None = None
    baseline: float | None = None
    target: float | None = None
    change: bool = False
    hyphen: bool = False
    signed: bool = False
    part: bool = False
    word: bool = False
    amount_start: int = -1

    @property
    def bare(self) -> bool:
        """Whether nothing says what is counted."""
        return not self.kind


_APPROX = (
    r"(?:(?:about|around|roughly|approximately|approx\.?|nearly|almost|over|under|just|only|more than|less than|fewer than|"
    r"up to|at least|at most|below|above|an estimated|an average of|average|a total of|some|circa|ca\.?|c\.|~|<|>|≈|≤|≥|the|a|an|"
    r"well|close to|as much as|as many as|as low as|as high as|another|further|additional) ?)*"
)
_ENDS_WITH_APPROX = re.compile(rf"(?:^|(?<=[\s(])){_APPROX}$")
_FROM = re.compile(rf"(?:(?:up|down|reduced|increased|improved) )?\bfrom {_APPROX}$")
_PER = r"(?: ?(?:/ ?|per |an? |each |every )(?:hour|day|week|month|mo|quarter|year|yr)\b)?"
_TO = re.compile(rf"{_PER}(?: (?!and\b|but\b)[\w-]+){{0,3}},? (?:down |up )?(?:to|→|-+>|=>|until){_PER} {_APPROX}$|{_PER} ?(?:→|-+>|=>) ?{_APPROX}$")
_PLAIN_TO = re.compile(rf"{_PER} (?:to|or|and) {_APPROX}$| ?- ?$")
_TO_FROM = re.compile(rf"(?: [\w-]+){{0,3}},? (?:down |up )?from {_APPROX}$")
_BASELINE = re.compile(
    rf"(?:\b(?:up|down|improved|reduced|increased) from|\binstead of|\brather than|\bagainst|\bversus|\bvs\.?|\bcompared (?:to|with)|"
    rf"\bas opposed to|\b(?:it|which|that) (?:was|had been|were|used to be)|\((?:was|were|previously|formerly|before:?|from|vs\.?|baseline:?|"
    rf"\d{{4}}:|up from|down from)|\bbeating|\bpreviously|\bbefore it was|\ba year earlier)"
    rf" ?(?:the |an? |its |our |their )?(?:(?!and\b|while\b|but\b)[\w-]+ ){{0,4}}?{_APPROX}$"
)
_TARGET = re.compile(
    rf"\b(?:below|above|against|versus|vs\.?|beating|exceeding|over|meeting|to|of|than)(?: the| an?| our| its)? "
    rf"(?:agreed|required|target(?: of)?|goal(?: of)?|quota(?: of)?|threshold(?: of)?|contractual|committed) {_APPROX}$"
)
_CASE = re.compile(r"\bbusiness case\b|\btarget\b|\bgoal\b|\bquota\b")
_INTO = re.compile(rf" (?:\w+ ){{0,3}}?(?:into|to) {_APPROX}$")
_OF = re.compile(r" (?:of|out of|from) (?:the |our |its |all |a |over |about )*$")

_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_FRACTIONS = {"half": 50.0, "third": 33.3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0, "sixth": 16.7, "eighth": 12.5}
_PARTS = {"two-thirds": 66.7, "two thirds": 66.7, "three-quarters": 75.0, "three quarters": 75.0, "four-fifths": 80.0,
          "three-fifths": 60.0, "two-fifths": 40.0, "one-third": 33.3, "one-quarter": 25.0, "one-fifth": 20.0,
          "four fifths": 80.0, "one third": 33.3, "one quarter": 25.0, "one fifth": 20.0}  # fmt: skip
_MULTIPLIERS = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "halv": 0.5}
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*)"
_SPECIAL = re.compile(
    rf"(?<!\w)(?:(?P<oneinn>\b(?P<n1>{_SMALL}) in (?P<n2>two|three|four|five|six|seven|eight|nine|ten|twenty|\d[\d,]*)(?! ?%|\.?\d| \w+s\b(?! (?:to|after|before|by|now)\b)))"
    r"|(?P<rank>(?:\b(?:rank(?:ed|ing)?|placed|place|came|finished|won|took) )?(?:in )?(?:the )?(?:(?:#|no\.? ?|number )(?P<r0>\d+)|"
    r"\b(?P<r1>\d+)(?:st|nd|rd|th)|\b(?P<r2>first|second|third|fourth|fifth)|(?<=rank )(?P<r4>\d+))"
    r"(?: place| rank| position| prize)?(?: out)? (?:of|among|from|in) (?:over |about |more than )?(?P<rn>\d[\d,]*)(?: [a-z]+){0,1})"
    r"|(?P<place>\b(?:rank(?:ed)?|placed|came|finished|won|took|awarded)(?: in| the| a)* (?P<r3>1st|2nd|3rd|first|second|third) (?:place|prize|position|rank)\b)"
    r"|(?P<top>\btop[- ](?P<t1>\d+(?:\.\d+)?) ?(?:%|percent|per cent)(?: (?:of|among) [\d,]+(?: [a-z]+)?)?|"
    r"\btop (?P<t2>\d+|three|five|ten|twenty) (?:out )?(?:of|among) (?P<tn>\d[\d,]*)(?: [a-z]+)?)"
    r"|(?P<rating>(?<![\w.,/-])(?P<g1>\d(?:[.,]\d+)?)(?: to (?P<g3>\d(?:[.,]\d+)?))?(?: ?/ ?| (?:out )?of (?:a possible )?)(?P<g2>5|10|7)(?:\.0)?(?![\d.,]*\d|[%/]| ?[a-z]*(?:%|percent))(?: stars?)?)"
    r"|(?P<stars>(?<![\w.,/])(?P<s1>\d\.\d+)[- ]stars?\b)"
    r"|(?P<ratio>(?<![\w.,:])(?P<q1>\d+(?:\.\d+)?) ?: ?1\b)"
    r"|(?P<part>\b(?:two|three|four|one)[- ](?:thirds?|quarters?|fifths)\b(?! (?:later|of roadmap|via|after|ahead|in\b)))"
    r"|(?P<fraction>\b(?:(?P<by>by|in) )?(?:(?:over |nearly |almost |about |around |roughly |fewer than |less than |more than )?(?:an? |one )?)"
    r"(?P<f>half|third|quarter|fifth|tenth|sixth|eighth)\b(?! an? (?:year|day|hour|dozen|million))(?P<fof> (?:of (?:the|all|our|its|their|them|manual|total)|the)\b)?)"
    r"|(?P<multiple>\b(?P<m>doubl|tripl|trebl|quadrupl|halv)(?:ed|ing)\b)"
    r"|(?P<factor>\b(?:by )?a factor of (?P<fa>two|three|four|five|six|seven|eight|nine|ten|\d+(?:\.\d+)?))"
    r"|(?P<fold>\b(?P<fd>two|three|four|five|six|seven|eight|nine|ten)fold\b)"
    r"|(?P<half_time>\bhalf an? (?P<ht>year|day|hour)\b)"
    r"|(?P<a_time>\b(?:within|in|under|inside|less than) a (?P<at>year|month|week|day|quarter)\b(?! of| when| where|-))"
    r"|(?P<sample>\bn ?= ?(?P<n>\d[\d,]*))"
    r"|(?P<none>\b(?:no|without(?: an?y?)?) (?:(?:lost|missed|critical|major|severe|high|serious|unplanned|reported|material|repeat|p1|sev-1|data) )+"
    r"(?P<nn>incidents?|outages?|findings?|breach(?:es)?|objections|defects|escalations|accidents?|injuries|injury|interruptions|loss|losses|"
    r"days|deadlines?|releases?|non-?conformities|complaints|errors|downtime|shipping days|working days|violations|vulnerabilities))"
    r"|(?P<nobody>\b(?:nobody|no one|no-one) (?:missed|left|quit|resigned)\b))"
)  # fmt: skip
_RATED = re.compile(r"satisf|rating|rated|score|survey|csat|feedback|happiness|review|stars?|engagement|evaluation|nps|average|usability|sus\b")
#: What a bare number after such a verb counts is the thing counted before: "ran 14 experiments and shipped the five".
_SUBSET_AFTER = re.compile(
    r"(?: of (?:whom|them|these|which))?(?: (?:were|was|are|is|have|had|now|later|then|subsequently|already|became|went|got|all))*"
    r" (?:[a-z]+ed|became|went|run|are|were|won|left|passed|in production|live|grew|beat)\b| (?:that|which|who) "
)
_SUBSET_BEFORE = re.compile(r"(?:shipped|kept|closed|won|promoted|selected|chose|delivered|stopped|launched)(?: the)? $")


def find_figures(sentence: str, original: str) -> list[Figure]:
    """The figures of one normalised sentence in text order; `original` is the same text as written."""
    words = words_of(sentence)
    if not words or is_attendance(words[0].text):
        return []
    blocked = rejected(sentence)
    special = _special_figures(sentence, blocked)
    taken = [(one.start, one.end) for one in special]
    plain = []
    for amount in find_amounts(sentence):
        if touches(blocked, amount.start, amount.number.end) or touches(taken, amount.start, amount.end):
            continue
        before = _word_before(words, amount.start)
        if is_label(amount, before, original) or is_working_time(amount, before) or _is_code(amount, original):
            continue
        if amount.noun and touches(blocked, amount.noun_start, amount.end):
            amount.kind = amount.unit = amount.noun = ""
            amount.end = amount.number.end
        if _is_known_set(amount, before):
            continue
        _group_of(sentence, amount)
        plain.append(amount)
    figures = sorted([*special, *_link(sentence, plain)], key=lambda one: one.start)
    figures = _multiples_with_ends(figures)
    _subsets(sentence, figures)
    return [one for one in figures if _counts(sentence, one) and not _is_breakdown(sentence, one, figures)]


_GROUP_OF = re.compile(
    rf"\b(?:teams?|squads?|groups?|crews?|gangs?|troops?|brigades?|platoons?|task forces?|class(?:es)?|cohorts?|departments?|divisions?|units?|functions?|panels?|committees?|"
    rf"staff|workforce|pods?|tribes?|organi[sz]ations?|chapters?|shifts?|"
    rf"(?:student|user|customer|client|member|subscriber|patient) base) of {_APPROX}$"
    rf"|\b(?:team(?: size)?|headcount|staff(?:ing)?|ftes?|direct reports)(?: ?[:=] ?| \() ?{_APPROX}$"
)
_KNOWN = frozenset("the these those both its their our my your his her other".split())


def _group_of(sentence: str, amount: Amount) -> None:
    """ "Team of 12", "classes of 60": people, though no word says so."""
    if not amount.kind and not amount.number.scale and _GROUP_OF.search(sentence[max(0, amount.start - 45) : amount.start]):
        amount.kind, amount.unit = "headcount", "people"


def _is_known_set(amount: Amount, before: Word | None) -> bool:
    """ "The merger of the two systems" counts nothing: which two is known already."""
    counted = amount.kind in ("scale", "headcount") and amount.number.word
    return counted and before is not None and before.text in _KNOWN and before.end + 1 == amount.start


def _is_breakdown(sentence: str, figure: Figure, figures: list[Figure]) -> bool:
    """Parts in brackets behind their sum: "11 people (four data scientists, three engineers ...)"."""
    if figure.kind != "headcount" and not figure.bare:
        return False
    opening = sentence.rfind("(", 0, figure.start)
    if opening < 0 or ")" in sentence[opening : figure.start]:
        return False
    total = next((one for one in reversed(figures) if one.end <= opening), None)
    return (
        total is not None
        and total.kind == "headcount"
        and opening - total.end < 25
        and figure.value < total.value
        and not sentence[total.end : opening].count(",")
    )


def _word_before(words: list[Word], position: int) -> Word | None:
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return words[low - 1] if low else None


def _is_code(amount: Amount, original: str) -> bool:
    """ "5S" and "8D" are methods: short units are written small."""
    written = original[amount.number.end : amount.end]
    return amount.kind == "time" and len(written) == 1 and written.isupper()


# --- figures with a form of their own ----------------------------------------------------------------


def _special_figures(sentence: str, blocked: list[tuple[int, int]]) -> list[Figure]:
    found: list[Figure] = []
    for match in _SPECIAL.finditer(sentence):
        name = match.lastgroup or ""
        kinds = [one for one in _SPECIAL_READERS if match[one]]
        name = kinds[0] if kinds else name
        start, end = match.span(name)
        if name not in ("rank", "place", "top") and touches(blocked, start, end):
            continue
        figure = _SPECIAL_READERS[name](match, sentence)
        if figure is not None:
            found.append(figure)
    return _ratios_with_ends(sentence, found)


def _figure(match: re.Match[str], group: str, value: float, unit: str, kind: str, **more: object) -> Figure:
    start, end = match.span(group)
    return Figure(start, end, value, unit, kind, amount_start=start, **more)  # type: ignore[arg-type]


def _small(word: str) -> float:
    return value_of_figure(word) if word[:1].isdigit() else value_of_words(word)


def _one_in_n(match: re.Match[str], sentence: str) -> Figure | None:
    part, whole = _small(match["n1"]), _small(match["n2"])
    if not 0 < part < whole or (1900 <= whole <= 2100 and match["n2"][:1].isdigit()):
        return None
    return _figure(match, "oneinn", part / whole, "ratio", "rate")


def _rank(match: re.Match[str], sentence: str) -> Figure | None:
    place = match["r0"] or match["r1"] or match["r4"]
    value = float(place) if place else float(_ORDINAL[match["r2"]])
    whole = value_of_figure(match["rn"])
    if whole < _SMALL_FIELD and not re.search(r"rank|plac|came|finish|won|took|prize|position|#", match["rank"]):
        return None  # "the first of 6 openings" is no rank
    if value > whole or 1900 <= whole <= 2100 and "," not in match["rn"]:
        return None
    return _figure(match, "rank", value, "rank", "rank")


_SMALL_FIELD = 8


def _place(match: re.Match[str], sentence: str) -> Figure | None:
    word = match["r3"]
    return _figure(match, "place", float(_ORDINAL.get(word, 0) or int(word[0])), "rank", "rank")


def _top(match: re.Match[str], sentence: str) -> Figure | None:
    if match["t1"]:
        return _figure(match, "top", float(match["t1"]), "percent", "rank")
    return _figure(match, "top", _small(match["t2"]), "rank", "rank")


def _rating(match: re.Match[str], sentence: str) -> Figure | None:
    first = value_of_figure(match["g1"])
    last = value_of_figure(match["g3"]) if match["g3"] else first
    scale = float(match["g2"])
    around = sentence[max(0, match.start() - 50) : match.end() + 40]
    whole = match["g1"].isdigit() and "/" not in match["rating"]
    if last > scale or (whole and not _RATED.search(around)) or re.match(r" [a-z]+s\b", sentence[match.end() :]) and whole:
        return None
    if match["g1"].isdigit() and not _RATED.search(around):
        return None
    figure = _figure(match, "rating", last, f"of {match['g2']}", "rating", target=scale)
    if match["g3"]:
        figure.baseline, figure.target, figure.change = first, last, True
    return figure


def _stars(match: re.Match[str], sentence: str) -> Figure | None:
    return _figure(match, "stars", float(match["s1"]), "of 5", "rating", target=5.0)


def _ratio(match: re.Match[str], sentence: str) -> Figure | None:
    money = re.search(r"\broi\b|\breturn\b|benefit|payback|cost", sentence)
    return _figure(match, "ratio", float(match["q1"]), "ratio", "money") if money else None


def _part(match: re.Match[str], sentence: str) -> Figure | None:
    value = _PARTS.get(match["part"])
    if value is None or (" quarter" in match["part"] and " of " not in sentence[match.end() : match.end() + 4]):
        return None
    return _figure(match, "part", value, "percent", "percent")


def _fraction(match: re.Match[str], sentence: str) -> Figure | None:
    by, of, name = match["by"], match["fof"], match["f"]
    article = re.search(r"\b(?:an?|one) (?:half|third|quarter|fifth|tenth|sixth|eighth)", match["fraction"])
    start, end = match.span("fraction")
    end -= len(of or "")
    if by and name == "half" and re.search(r"\b(?:up|grew|grown|rose|increased|raised|higher|more|expanded|boosted|lifted)\b[^,;.]{0,25}$", sentence[:start]):
        return Figure(start, end, 50.0, "percent", "percent", amount_start=start)
    if by and name == "half":
        return Figure(start, end, 0.5, "x", "multiplier", amount_start=start)
    if by == "in" or (name != "half" and not article) or not (by or (of and (article or name == "half"))):
        return None
    if of == " the" and name != "half":
        return None
    start += len(match["fraction"]) - len(match["fraction"].lstrip())
    if by:
        start += len(by) + 1
    return Figure(start, end, _FRACTIONS[name], "percent", "percent", amount_start=start)


def _multiple(match: re.Match[str], sentence: str) -> Figure | None:
    if re.match(r"(?: |-)(?:check|side|count)", sentence[match.end() :]):
        return None
    return _figure(match, "multiple", _MULTIPLIERS[match["m"]], "x", "multiplier")


def _fold(match: re.Match[str], sentence: str) -> Figure | None:
    return _figure(match, "fold", value_of_words(match["fd"]), "x", "multiplier")


def _factor(match: re.Match[str], sentence: str) -> Figure | None:
    return _figure(match, "factor", _small(match["fa"]), "x", "multiplier")


def _half_time(match: re.Match[str], sentence: str) -> Figure | None:
    value, unit = {"year": (6.0, "months"), "day": (0.5, "days"), "hour": (30.0, "minutes")}[match["ht"]]
    return _figure(match, "half_time", value, unit, "time")


def _a_time(match: re.Match[str], sentence: str) -> Figure | None:
    return _figure(match, "a_time", 1.0, f"{match['at']}s", "time")


def _sample(match: re.Match[str], sentence: str) -> Figure | None:
    return _figure(match, "sample", value_of_figure(match["n"]), "cases", "scale", noun="cases")


def _none(match: re.Match[str], sentence: str) -> Figure | None:
    noun = match["nn"].split()[-1]
    kind = "time" if noun == "days" else "scale"
    return _figure(match, "none", 0.0, noun, kind, noun=noun)


def _nobody(match: re.Match[str], sentence: str) -> Figure | None:
    return _figure(match, "nobody", 0.0, "people", "scale", noun="people")


_SPECIAL_READERS = {
    "oneinn": _one_in_n,
    "rank": _rank,
    "place": _place,
    "top": _top,
    "rating": _rating,
    "stars": _stars,
    "ratio": _ratio,
    "part": _part,
    "fraction": _fraction,
    "multiple": _multiple,
    "factor": _factor,
    "fold": _fold,
    "half_time": _half_time,
    "a_time": _a_time,
    "sample": _sample,
    "none": _none,
    "nobody": _nobody,
}


def _ratios_with_ends(sentence: str, found: list[Figure]) -> list[Figure]:
    """ "from 1 in 9 to 1 in 60" is one figure."""
    out: list[Figure] = []
    for figure in found:
        last = out[-1] if out else None
        if last and last.unit == figure.unit == "ratio" and last.kind == figure.kind == "rate":
            if _TO.fullmatch(sentence[last.end : figure.start]) or re.fullmatch(r" ?(?:to|→|->) ?", sentence[last.end : figure.start]):
                start = last.start - (5 if sentence[: last.start].endswith("from ") else 0)
                out[-1] = Figure(start, figure.end, figure.value, "ratio", "rate", baseline=last.value, target=figure.value,
                                 change=True, amount_start=last.start)  # fmt: skip
                continue
        out.append(figure)
    return out


# --- links between amounts -----------------------------------------------------------------------------


def _link(sentence: str, amounts: list[Amount]) -> list[Figure]:
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
    between = sentence[first.end : second.start]
    if len(between) > 60 or ";" in between:
        return None
    for reader in (_from_to, _to_from, _into, _share, _range):
        if (figure := reader(sentence, first, second, between)) is not None:
            return figure
    return None


def _from_to(sentence: str, first: Amount, second: Amount, between: str) -> Figure | None:
    lead = _FROM.search(sentence[max(0, first.start - 40) : first.start])
    arrow = re.search(r"→|->|=>", between)
    to = _TO.fullmatch(between)
    if not to and not (lead and re.fullmatch(rf"(?: [\w-]+)* (?:to|into) {_APPROX}", between) and between.count(" ") < 7):
        return None
    if not (lead or arrow) and not _stated_ends(sentence, first, second, between):
        return None
    if not _comparable(first, second):
        return None
    figure = _ends(first, second)
    if lead:
        figure.start = first.start - (len(lead[0]) - lead[0].rfind("from"))
    return figure


_WENT = re.compile(
    r"\b(?:went|moved|rose|fell|grew|dropped|improved|reduced|cut|up|down|now|time|rate|survey|score|error|latency|activation|from|increased|decreased|raised|lifted|manager)\b[^;.]{0,25}$"
)


def _stated_ends(sentence: str, first: Amount, second: Amount, between: str) -> bool:
    """Two full amounts with "to" between are a change for shares and times ("26 hours to 40 minutes"), else a range."""
    if not re.fullmatch(rf"{_PER} to {_APPROX}", between):
        return False
    both = bool(first.kind and second.kind)
    if both and first.kind in ("percent", "time"):
        return True
    return bool(_WENT.search(sentence[max(0, first.start - 40) : first.start]))


def _to_from(sentence: str, first: Amount, second: Amount, between: str) -> Figure | None:
    """ "down to 180 ms from 640 ms"."""
    if not _TO_FROM.fullmatch(between) or not _comparable(second, first) or second.noun and not first.noun:
        return None
    if first.kind == "time" and not second.kind and _EXTENT.search(sentence[max(0, first.start - 20) : first.start]):
        return None
    lead = re.search(rf"\b(?:(?:down|up) )?to {_APPROX}$", sentence[max(0, first.start - 40) : first.start])
    if lead is None and first.kind not in ("percent", "time", "money", ""):
        return None
    if first.kind == "scale" and second.kind == "scale" and first.noun != second.noun:
        return None
    figure = _ends(second, first)
    figure.start = first.start - len(lead[0]) if lead else first.start
    figure.end = second.end
    figure.amount_start = first.start
    return figure


def _into(sentence: str, first: Amount, second: Amount, between: str) -> Figure | None:
    """ "four annotation vendors into one", "9 overlapping agreements into 4"."""
    if first.kind not in ("scale", "headcount") or second.noun or second.kind or not _INTO.fullmatch(between):
        return None
    if " to " in f"{between} " and "into" not in between:
        return None
    figure = _ends(first, second)
    figure.start = first.start
    return figure


def _share(sentence: str, first: Amount, second: Amount, between: str) -> Figure | None:
    """ "46 of 50 audit findings", "won 9 from 21 tenders", "11 of the last 12 months"."""
    if first.kind or first.number.currency or first.value > second.value or not first.value.is_integer():
        return None
    if not re.fullmatch(r" (?:of|out of|from)(?: (?:the|our|its|all|a|about|over|last|past|planned))* ", between):
        return None
    if second.kind not in ("scale", "headcount", "time", ""):
        return None
    if not second.kind and re.match(r" ?[/%]", sentence[second.end :]):
        return None
    figure = _single(second)
    figure.start, figure.amount_start, figure.value, figure.target, figure.part = first.start, first.start, first.value, second.value, True
    if not figure.kind:
        figure.kind, figure.unit = "scale", "count"
    return figure


def _range(sentence: str, first: Amount, second: Amount, between: str) -> Figure | None:
    """ "10 to 25 people", "between three and five projects", "NZD 9m to NZD 14m"."""
    if not re.fullmatch(rf" (?:to|or) {_APPROX}| ?- ?", between):
        if not (between == " and " and re.search(r"\bbetween $", sentence[max(0, first.start - 10) : first.start])):
            return None
    _inherit_scale(first, second)
    if first.kind == "headcount" and not first.noun and not second.kind and first.value < second.value:
        figure = _single(first)
        figure.end, figure.high = second.end, second.value
        return figure
    if not second.kind or not _comparable(first, second) or not first.value < second.value:
        return None
    if first.kind and first.kind != second.kind or first.noun:
        return None
    figure = _single(second)
    figure.start, figure.amount_start, figure.value, figure.high = first.start, first.start, first.value, second.value
    return figure


def _inherit_scale(first: Amount, second: Amount) -> None:
    """ "$5 to $10 million": the first figure is in millions too."""
    scale = scale_of(second.number.scale)
    if not first.number.scale and scale > 1 and first.value < second.value / scale:
        first.value *= scale


def _comparable(first: Amount, second: Amount) -> bool:
    if first.kind == second.kind == "time":
        return True
    if first.kind == "time" and scale_is_minutes(second):
        as_minutes(second)
        return True
    if second.kind == "time" and scale_is_minutes(first):
        as_minutes(first)
        return True
    if first.kind == second.kind == "money":
        return first.unit == second.unit
    if not first.kind or not second.kind:
        return first.unit != "x" and second.unit != "x"
    if first.kind in ("scale", "headcount") and second.kind in ("scale", "headcount"):
        return not first.noun or not second.noun or first.noun == second.noun or first.unit == second.unit
    return first.kind == second.kind


def _ends(first: Amount, second: Amount) -> Figure:
    """A change from `first` to `second` in the unit of the end; times in the smaller unit of the two."""
    figure = _single(second)
    figure.start, figure.amount_start = first.start, first.start
    figure.change = True
    if first.kind and not second.kind:
        figure.kind, figure.unit, figure.noun, figure.per = first.kind, first.unit, first.noun, first.per or second.per
    before, after = first.value, second.value
    if first.kind == second.kind == "time" and first.unit != second.unit:
        hours = lexicon().hours
        figure.unit = min(first.unit, second.unit, key=lambda unit: hours[unit])
        before = in_hours(before, first.unit) / hours[figure.unit]
        after = in_hours(after, second.unit) / hours[figure.unit]
    figure.value, figure.baseline, figure.target = after, before, after
    figure.high = None
    return figure


def _compared(sentence: str, figures: list[Figure], sources: list[Amount], amount: Amount) -> bool:
    """Attach an amount to the figure before it that it is compared with: "... 62%, up from 9% in beta"."""
    lead = sentence[max(0, amount.start - 70) : amount.start]
    baseline, target = _BASELINE.search(lead), _TARGET.search(lead)
    if not (baseline or target):
        return False
    for figure, source in zip(reversed(figures), reversed(sources), strict=True):
        if amount.start - figure.end > 90 or ";" in sentence[figure.end : amount.start]:
            return False
        if figure.change or not _same_measure(sentence, source, amount):
            continue
        return _compare(sentence, figure, source, amount, is_target=bool(target) and not (amount.hyphen and amount.kind == "time"))
    return False


_EXTENT = re.compile(r"\b(?:in|within|over|during|after|for) (?:\w+ )?$")
_EARLIER = re.compile(r" (?:the|a) (?:year|month|quarter|week) (?:before|earlier)\b| last \w+\b| (?:years|months) ago\b")


def _same_measure(sentence: str, source: Amount, amount: Amount) -> bool:
    if source.kind == "time" and not amount.kind:
        return not _EXTENT.search(sentence[max(0, source.start - 20) : source.start]) or not _EARLIER.match(sentence[amount.end : amount.end + 20])
    if not source.kind and not amount.kind:
        return True
    if source.kind in ("scale", "headcount", "") and not amount.kind:
        return True
    if source.kind in ("scale", "headcount") and amount.noun:
        return amount.noun.rstrip("s") == source.noun.rstrip("s")
    return bool(source.kind) and _comparable(source, amount) and source.kind == amount.kind


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
        if amount.end - figure.end < 60:
            figure.end = max(figure.end, amount.end)
        return True
    figure.baseline = other
    if not figure.part:
        figure.target = figure.value
    figure.change = figure.value != other
    closing = re.match(r"[^()]{0,25}\)", after) if "(" in sentence[figure.end : amount.start] else None
    figure.end = amount.end + (closing.end() if closing else 0)
    return True


def _multiples_with_ends(figures: list[Figure]) -> list[Figure]:
    """ "Doubled weekly users from 130 to 260" and "by 9 points (62% to 71%)" are one figure each."""
    out: list[Figure] = []
    for figure in figures:
        last = out[-1] if out else None
        if last is not None and last.kind == "multiplier" and not last.change and _ends_of(last, figure):
            last.baseline, last.target = figure.baseline, figure.target
            if figure.change:
                continue
            last.target = figure.value
        elif last is not None and figure.change and figure.baseline is not None and _is_difference(last, figure):
            last.baseline, last.target = figure.baseline, figure.value
            last.end = figure.end
            continue
        out.append(figure)
    return out


def _ends_of(multiple: Figure, figure: Figure) -> bool:
    if figure.start - multiple.end > 60:
        return False
    if not figure.change:
        return False
    assert figure.baseline is not None  # noqa: S101  (a change has both ends)
    return figure.baseline > 0 and abs(figure.value / figure.baseline - multiple.value) < 0.15 * multiple.value


def _is_difference(points: Figure, figure: Figure) -> bool:
    if points.change or points.kind != "percent" or figure.kind != "percent" or figure.start - points.end > 45:
        return False
    assert figure.baseline is not None  # noqa: S101
    low, high = sorted((figure.baseline, figure.value))
    relative = 100 * (high - low) / figure.baseline if figure.baseline else 0
    return abs((high - low) - points.value) < 0.6 or abs(relative - points.value) < 1.5


def _subsets(sentence: str, figures: list[Figure]) -> None:
    """Give a bare number the thing counted before it: "Took on five apprentices, four qualified"."""
    counted: Figure | None = None
    for figure in figures:
        if figure.kind in ("scale", "headcount") and figure.noun and not figure.hyphen:
            counted = figure
        elif counted is not None and figure.bare and not figure.signed and 0 < figure.value <= counted.value:
            if figure.word and figure.value == 1:
                continue
            before, after = sentence[max(0, figure.start - 20) : figure.start], sentence[figure.end : figure.end + 40]
            if _SUBSET_AFTER.match(after) or _SUBSET_BEFORE.search(before):
                figure.kind, figure.unit, figure.noun, figure.part = counted.kind, counted.unit, counted.noun, True


_LOOSE_ONE = re.compile(r" (?:person|low|critical|major|high|minor|medium)\b")


def _counts(sentence: str, figure: Figure) -> bool:
    """Whether a figure stays: bare numbers only as a model's score, a rating or both ends of a change."""
    if figure.word and figure.value == 1 and figure.high is None and figure.kind in ("scale", "headcount", "time", "") and not figure.change:
        return bool(_LOOSE_ONE.match(sentence[figure.end - len(figure.noun) - 1 : figure.end])) and figure.kind == "headcount"
    if figure.bare:
        return figure.change or figure.signed or 0 < figure.value < 1 or _has_score_name(sentence, figure)
    return True


_SCORE = re.compile(
    r"(?:\bnps|net promoter score|\bgini|\bf1|\bauc|\bkappa|\bbleu|\brouge(?:-\w)?|\bmap|\bndcg|\bperplexity|\br2|\br²|\brmse|\bmae|\bsus)\b[^;.,]{0,30}$"
)


def _has_score_name(sentence: str, figure: Figure) -> bool:
    return _SCORE.search(sentence[max(0, figure.start - 45) : figure.start]) is not None


_VERBS = frozenset(form for verb in ("be", "have") for form in verb_forms(verb))
