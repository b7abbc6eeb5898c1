"""Figures with a form of their own, which no number and unit would give.

::

    "1 in 9" -> 0.1111   "3rd of 412" -> rank 3   "top 5% of 1,900" -> rank 5 percent   "4.7/5" -> rating
    "halved" -> 0.5 x    "by half" -> 0.5 x       "two-thirds" -> 66.7 percent
    "no critical defects" -> 0
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from analyzer.language.amounts import Figure
from analyzer.language.links import is_change_between
from analyzer.language.numbers import value_of_figure, value_of_words
from analyzer.language.patterns import WordStarts
from analyzer.language.rejections import touches

_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_FRACTIONS = {
    "half": 50.0,
    "third": 33.3,
    "quarter": 25.0,
    "fifth": 20.0,
    "tenth": 10.0,
    "sixth": 16.7,
    "eighth": 12.5,
}
_PARTS = {
    ("one", "third"): 33.3,
    ("two", "third"): 66.7,
    ("one", "quarter"): 25.0,
    ("two", "quarter"): 50.0,
    ("three", "quarter"): 75.0,
    ("one", "fifth"): 20.0,
    ("two", "fifth"): 40.0,
    ("three", "fifth"): 60.0,
    ("four", "fifth"): 80.0,
}
_MULTIPLIERS = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "halv": 0.5}
_SMALL = r"one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*"
_FRACTION_NAMES = "|".join(_FRACTIONS)
#: Outcomes that people state by their absence. Basis: incident, audit and delivery wording on resumes.
_ABSENT = (
    "incidents?|outages?|findings?|breach(?:es)?|objections|defects|escalations|accidents?|injuries|"
    "injury|interruptions|"
    "loss|losses|days|deadlines?|releases?|non-?conformities|complaints|errors|downtime|"
    "shipping days|working days|"
    "violations|vulnerabilities"
)
#: Of these, the ones that are a result without a word for how bad they would have been.
_FEARED = "findings|incidents|accidents|injuries|outages|breaches|loss|losses|non-?conformities|fatalities"
_ABSENT_KIND = (
    "lost|missed|critical|major|severe|high|serious|unplanned|reported|material|repeat|p1|sev-1|data"
)

#: Name of the form and its pattern; tried in this order where a word starts.
_PATTERNS = (
    (
        "one_in_n",
        rf"\b(?P<n1>{_SMALL}) in (?P<n2>{_SMALL}|twenty)\b"
        r"(?! ?%|\.?\d| \w+s\b(?! (?:to|after|before|by|now)\b))",
    ),
    (
        "rank",
        r"(?:\b(?:rank(?:ed|ing)?|placed|place|came|finished|won|took) )?(?:in )?(?:the )?"
        r"(?:(?:#|no\.? ?|number )(?P<r0>\d+)|\b(?P<r1>\d+)(?:st|nd|rd|th)|"
        r"\b(?P<r2>first|second|third|fourth|fifth)|(?<=rank )(?P<r4>\d+))"
        r"(?: place| rank| position| prize)?(?: out)? (?:of|among|from|in) (?:over |about |more than )?"
        r"(?P<rn>\d[\d,]*)(?: [a-z]+){0,1}",
    ),
    (
        "place",
        r"\b(?:rank(?:ed)?|placed|came|finished|won|took|awarded)(?: in| the| a)* "
        r"(?P<r3>1st|2nd|3rd|first|second|third) (?:place|prize|position|rank)\b",
    ),
    (
        "top",
        r"\btop[- ](?P<t1>\d+(?:\.\d+)?) ?(?:%|percent|per cent)(?: (?:of|among) [\d,]+(?: [a-z]+)?)?"
        r"|\btop (?P<t2>\d+|three|five|ten|twenty) (?:out )?(?:of|among) (?P<tn>\d[\d,]*)(?: [a-z]+)?",
    ),
    (
        "rating",
        r"(?<![\w.,/-])(?P<g1>\d(?:[.,]\d+)?)(?: to (?P<g3>\d(?:[.,]\d+)?))?(?: ?/ ?|"
        r" (?:out )?of (?:a possible )?)"
        r"(?P<g2>5|10|7)(?:\.0)?(?![\d.,]*\d|[%/]| ?[a-z]*(?:%|percent))(?: stars?)?",
    ),
    ("stars", r"(?<![\w.,/])(?P<s1>\d\.\d+)[- ]stars?\b"),
    ("ratio", r"(?<![\w.,:])(?P<q1>\d+(?:\.\d+)?) ?: ?1\b"),
    (
        "part",
        r"\b(?P<p1>one|two|three|four)[- ](?P<p2>third|quarter|fifth)s?\b"
        r"(?! (?:later?\b|early\b|of roadmap|via|after|ahead|in\b))",
    ),
    (
        "fraction",
        r"\b(?:(?P<by>by|in|down|up|fell|rose|dropped|grew|shrank) )?"
        r"(?:(?:over |nearly |almost |about |around |roughly |fewer than |less than |"
        r"more than )?(?P<article>an? |one )?)"
        rf"(?P<f>{_FRACTION_NAMES})\b(?! (?:an? )?(?:year|month|week|day|hour|dozen|million)s?\b"
        r"| (?:late|early|ahead)\b)"
        r"(?P<fof> (?:of (?:the|all|our|its|their|them|manual|total)|the)\b)?",
    ),
    ("multiple", r"\b(?P<m>doubl|tripl|trebl|quadrupl|halv)(?:ed|ing)\b"),
    ("factor", r"\b(?:by )?a factor of (?P<fa>\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten)"),
    ("fold", r"\b(?P<fd>two|three|four|five|six|seven|eight|nine|ten)fold\b"),
    (
        "a_time",
        r"\b(?:(?:within|in|under|inside|less than|(?<!for )(?<!after )over) "
        r"(?:a(?! few)|one)|"
        r"(?<=by )an?(?: full| whole)?) "
        r"(?P<at>year|month|week|day|quarter|hour)\b"
        r"(?! of| when| where| ago|-)"
        r"|\b(?:one|an?) (?P<off>year|month|week|day|quarter|hour) (?=late\b|early\b|ahead\b)",
    ),
    ("sample", r"\bn ?= ?(?P<n>\d[\d,]*)"),
    (
        "none",
        rf"\b(?:(?:no|without(?: an?y?)?) (?:(?:{_ABSENT_KIND}) )+(?P<nn>{_ABSENT})"
        rf"|(?:no|zero|without(?: any)?) (?:[a-z]+-[a-z]+ |(?:{_ABSENT_KIND}) )*"
        rf"(?P<nf>{_FEARED})\b(?! found))",
    ),
    ("nobody", r"\b(?:nobody|no one|no-one) (?:missed|left|quit|resigned)\b"),
)
_FORMS = WordStarts([rf"(?P<{name}>{pattern})" for name, pattern in _PATTERNS])
_RATED = re.compile(
    r"satisf|rating|rated|score|survey|csat|feedback|happiness|review|stars?|engagement|evaluation|"
    r"nps|average|"
    r"usability|sus\b"
)
_UP_BY = re.compile(
    r"\b(?:up|grew|grown|rose|increased|raised|higher|more|expanded|boosted|lifted)\b[^,;.]{0,25}$"
)
_COMPETED = re.compile(r"rank|plac|came|finish|won|took|prize|position|#")
#: "2nd of 5 releases" is an order, "2nd of 57" a rank; below this only the word "ranked" and its kin tell.
_SMALL_FIELD = 8

_Reader = Callable[[re.Match[str], str], Figure | None]


def find_forms(sentence: str) -> list[re.Match[str]]:
    """Where figures of special form may stand in a normalised sentence."""
    return list(_FORMS.finditer(sentence))


def read_forms(matches: list[re.Match[str]], sentence: str, blocked: list[tuple[int, int]]) -> list[Figure]:
    """The figures of special form; `blocked` are the rejected stretches of the sentence."""
    found: list[Figure] = []
    for match in matches:
        name = next(one for one in match.groupdict() if one in _READERS and match[one])
        # ordinals are rejected as labels, so a rank looks like one
        if name not in ("rank", "place", "top") and touches(blocked, *match.span()):
            continue
        if (figure := _READERS[name](match, sentence)) is not None:
            found.append(figure)
    return _with_both_ends(sentence, found)


def _with_both_ends(sentence: str, found: list[Figure]) -> list[Figure]:
    """One figure for "from 1 in 9 to 1 in 60"."""
    out: list[Figure] = []
    for figure in found:
        last = out[-1] if out else None
        if (
            last
            and last.kind == figure.kind == "rate"
            and is_change_between(sentence[last.end : figure.start])
        ):
            start = last.start - (5 if sentence[: last.start].endswith("from ") else 0)
            figure.start, figure.amount_start = start, last.start
            figure.baseline, figure.target, figure.change = last.value, figure.value, True
            out[-1] = figure
            continue
        out.append(figure)
    return out


def _figure(match: re.Match[str], value: float, unit: str, kind: str, *, noun: str = "") -> Figure:
    return Figure(match.start(), match.end(), value, unit, kind, noun=noun, amount_start=match.start())


def _small(word: str) -> float:
    return value_of_figure(word) if word[:1].isdigit() else value_of_words(word)


def _is_year(word: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", word) is not None


def _one_in_n(match: re.Match[str], _: str) -> Figure | None:
    part, whole = _small(match["n1"]), _small(match["n2"])
    if not 0 < part < whole or _is_year(match["n2"]):
        return None
    return _figure(match, part / whole, "ratio", "rate")


def _rank(match: re.Match[str], _: str) -> Figure | None:
    place = match["r0"] or match["r1"] or match["r4"]
    value = float(place) if place else float(_ORDINAL[match["r2"]])
    whole = value_of_figure(match["rn"])
    if value > whole or _is_year(match["rn"]):
        return None
    if whole < _SMALL_FIELD and not _COMPETED.search(match[0]):
        return None
    return _figure(match, value, "rank", "rank")


def _place(match: re.Match[str], _: str) -> Figure:
    word = match["r3"]
    return _figure(match, float(_ORDINAL.get(word, 0) or int(word[0])), "rank", "rank")


def _top(match: re.Match[str], _: str) -> Figure:
    if match["t1"]:
        return _figure(match, float(match["t1"]), "percent", "rank")
    return _figure(match, _small(match["t2"]), "rank", "rank")


def _rating(match: re.Match[str], sentence: str) -> Figure | None:
    first = value_of_figure(match["g1"])
    last = value_of_figure(match["g3"]) if match["g3"] else first
    scale = float(match["g2"])
    around = sentence[max(0, match.start() - 50) : match.end() + 40]
    if last > scale or (match["g1"].isdigit() and not _RATED.search(around)):
        return None  # "3 of 5 pilots" is a share
    figure = _figure(match, last, f"of {match['g2']}", "rating")
    figure.target = scale
    if match["g3"]:
        figure.baseline, figure.target, figure.change = first, last, True
    return figure


def _stars(match: re.Match[str], _: str) -> Figure:
    figure = _figure(match, float(match["s1"]), "of 5", "rating")
    figure.target = 5.0
    return figure


def _ratio(match: re.Match[str], sentence: str) -> Figure | None:
    money = re.search(r"\broi\b|\breturn\b|benefit|payback|cost", sentence)
    return _figure(match, float(match["q1"]), "ratio", "money") if money else None


def _part(match: re.Match[str], sentence: str) -> Figure | None:
    value = _PARTS.get((match["p1"], match["p2"]))
    # "three quarters" is time unless something is divided
    if value is None or (match["p2"] == "quarter" and not sentence.startswith(" of ", match.end())):
        return None
    return _figure(match, value, "percent", "percent")


def _fraction(match: re.Match[str], sentence: str) -> Figure | None:
    by, of, name = match["by"], match["fof"] or "", match["f"]
    figure = _figure(match, _FRACTIONS[name], "percent", "percent")
    figure.end -= len(of)
    if match["article"] == "one " and name != "quarter":
        return figure  # "reduced of about one third"
    if by and name == "half":
        if _UP_BY.search(sentence, 0, match.start()):
            return figure
        return Figure(figure.start, figure.end, 0.5, "x", "multiplier", amount_start=figure.start)
    divided = by or (of and (match["article"] or name == "half"))
    if by == "in" or not divided or (name != "half" and (not match["article"] or of == " the")):
        return None
    if by:
        figure.start += len(by) + 1
    return figure


def _multiple(match: re.Match[str], sentence: str) -> Figure | None:
    if re.match(r"(?: |-)(?:check|side|count)", sentence[match.end() :]):
        return None
    return _figure(match, _MULTIPLIERS[match["m"]], "x", "multiplier")


def _factor(match: re.Match[str], _: str) -> Figure:
    return _figure(match, _small(match["fa"]), "x", "multiplier")


def _fold(match: re.Match[str], _: str) -> Figure:
    return _figure(match, value_of_words(match["fd"]), "x", "multiplier")


def _a_time(match: re.Match[str], _: str) -> Figure:
    if match["off"]:
        figure = _figure(match, 1.0, f"{match['off']}s", "time")
        figure.end -= 1  # the space behind
        return figure
    return _figure(match, 1.0, f"{match['at']}s", "time")


def _sample(match: re.Match[str], _: str) -> Figure:
    return _figure(match, value_of_figure(match["n"]), "cases", "scale", noun="cases")


def _none(match: re.Match[str], _: str) -> Figure:
    noun = (match["nn"] or match["nf"]).split()[-1]
    return _figure(match, 0.0, noun, "time" if noun == "days" else "scale", noun=noun)


def _nobody(match: re.Match[str], _: str) -> Figure:
    return _figure(match, 0.0, "people", "scale", noun="people")


_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "one_in_n": _one_in_n,
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
        "a_time": _a_time,
        "sample": _sample,
        "none": _none,
        "nobody": _nobody,
    }
)
