"""Numbers as people write them: figures of several locales, number words, scale words, currencies.

Everything here reads *normalised* text: `normalise` folds typographic spaces, dashes and quotes one
character for
one, and lowers the case, so that offsets stay those of the original. The words stand in `data/numbers.yaml`.

::

    1,200   1.200 €   1 200   1'200   4,20,000   3.5   96,4 %   120k   2.1 million   ₹4.2 crore   R$ 22
    million
    twenty-five   one hundred and twenty   half a million   a dozen   -12   ~300   30+   $90K–$120K   3.4 M€
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from analyzer.resources import data_path, read_yaml

#: Typographic variants, one character for one. Word processors and PDF exports use all of these.
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r\v\f"
_FOLD = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\u00ad", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u27f6\u2794\u279c\u21d2\u27a1", "→"),
        "\u00d7": "x",
    }
)
#: A cheap first look: without one of these there is no metric.
HINT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|"
    r"thousand|million|"
    r"billion|dozen|zero|no|nobody|none|without|half|halv\w+|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|thirds?|"
    r"quarters?|fifths?|tenths?|twofold|threefold|fourfold|fivefold|tenfold|year|month|week|first|"
    r"second|third)\b"
)
_FIGURE = (
    r"(?:\d{1,3}(?:[,.']\d{3})+(?:[.,]\d{1,2})?(?![\d])"  # 1,200  1.200.000,50  1'200
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # 4,20,000
    r"|\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?"  # 120 000
    r"|\d+(?:[.,]\d+)?"
    r"|\.\d{2,3}(?!\d))"  # .87
)
#: A sum of money rather than a version ("PHP 7") or a name: thousands are written out. A lone "R" needs
#: commas.
_LARGE = re.compile(r"\d[,. ']\d{3}")
_GROUPED = re.compile(r"\d,\d{3}")

#: Currencies whose sums are written with a plain dollar sign before them and the code behind.
_DOLLARS = frozenset(("AUD", "CAD", "HKD", "NZD", "SGD", "USD", "MXN", "TWD"))
#: Currency codes have three letters; a longer word is a name ("dollars") and may follow number words.
_SHORTEST_NAME = 3


class Number(NamedTuple):
    """A number expression: offsets, value, and how it was written.

    `high` is the upper end of a written range ("$90K–$120K"), else None. `currency` is an ISO code or "".
    `scale` is the scale word as written, "" without one. `signed` for an explicit plus or minus.
    """

    start: int
    end: int
    value: float
    high: float | None = None
    currency: str = ""
    scale: str = ""
    word: bool = False
    signed: bool = False


@dataclass(frozen=True)
class _Words:
    """The lists of `data/numbers.yaml`, and the pattern made of them."""

    scales: Mapping[str, float]
    currencies: Mapping[str, str]
    shy: frozenset[str]
    joined: Mapping[str, tuple[float, str]]
    small: Mapping[str, int]
    scale_words: Mapping[str, int]
    pattern: re.Pattern[str]


def normalise(text: str) -> str:
    """The text in lower case with plain spaces, hyphens and quotes: same length, same offsets."""
    folded = text.translate(_FOLD)
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    # a few letters grow when lowered (İ); those stay as they are
    return "".join(low if len(low := one.lower()) == 1 else one for one in folded)


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers of a normalised text, in text order."""
    words = _words()
    for found in words.pattern.finditer(text):
        number = _read_words(found, words) if found["words"] else _read_figure(found, words)
        # "R2 300 users": no rand, so the digits belong to a name
        if number.currency or not found["currency"] or found.end("currency") < number.start:
            yield number


def scale_of(word: str) -> float:
    """What a scale word multiplies by: "k" is 1000; 1 for no scale word."""
    return _words().scales.get(word, 1.0)


def value_of_figure(figure: str, *, money: bool = False) -> float:
    """The value of written digits, whatever their locale.

    One dot and three digits is a thousand only for money ("750.000 €") or with several groups; else a
    decimal.
    """
    plain = figure.replace(" ", "").replace("'", "")
    dots, commas = plain.count("."), plain.count(",")
    if dots and commas:
        decimal = "." if plain.rfind(".") > plain.rfind(",") else ","
        plain = plain.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    elif commas:
        grouped = commas > 1 or re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain)
        plain = plain.replace(",", "") if grouped else plain.replace(",", ".")
    elif dots > 1 or (dots and money and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain)):
        plain = plain.replace(".", "")
    return float(plain)


def value_of_words(written: str) -> float:
    """The value of number words: "one hundred and twenty" is 120, "half a million" 500000, "two dozen" 24."""
    words = _words()
    total, current = 0.0, 0.0
    if written.endswith(" and a half"):
        return value_of_words(written.removesuffix(" and a half")) + 0.5
    for word in re.split(r"[ -]", written):
        if word in ("a", "an"):
            current = current or 1
        elif word == "half":
            current = 0.5
        elif word == "dozen":
            current *= 12
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in words.scale_words:
            total, current = total + (current or 1) * words.scale_words[word], 0
        else:
            current += words.small.get(word, 0)
    return total + current


def tidy(value: float) -> float:
    """A value as a person would write it: no binary dust, four decimals at most below one hundred."""
    return round(value, 4 if abs(value) < 100 else 2)


def _read_words(found: re.Match[str], words: _Words) -> Number:
    last = re.split(r"[ -]", found["words"])[-1]
    scale = last if last in words.scale_words and last != "hundred" else ""
    currency = words.currencies.get(found["named"] or "", "")  # "half a million dollars"
    return Number(
        found.start(), found.end(), value_of_words(found["words"]), None, currency, scale, word=True
    )


def _read_figure(found: re.Match[str], words: _Words) -> Number:
    start, end = found.start(), found.end()
    scale, high_scale = found["scale"] or "", found["high_scale"] or ""
    before, behind, joined = found["currency"], found["behind"], found["joined"]
    currency = words.currencies.get(before or behind or "", "")
    if before == "$" and behind and words.currencies[behind] in _DOLLARS:
        currency = words.currencies[behind]  # "$850K CAD"
    factor = 1.0
    if joined:
        factor, currency = words.joined[joined]
    elif (before in words.shy or behind in words.shy) and not (
        scale or high_scale or _is_sum(found["figure"], before)
    ):
        currency, start, end = "", found.start("figure"), found.end("figure")
    value = value_of_figure(found["figure"], money=bool(currency)) * factor
    high = None
    if found["high"]:
        high = value_of_figure(found["high"], money=bool(currency)) * words.scales.get(high_scale, 1) * factor
        if high_scale and not scale and value < high / words.scales[high_scale]:
            scale = high_scale
    value *= words.scales.get(scale, 1)
    if high is not None and not value < high:
        high = None  # "2023-24", "70-30": no range; the caller sees the first number only
        end = found.end("scale") if found["scale"] else found.end("figure")
    sign = found["sign"] or ""
    return Number(
        start, end, -value if sign == "-" else value, high, currency, scale or high_scale, signed=bool(sign)
    )


def _is_sum(figure: str, currency: str | None) -> bool:
    return currency != "n" and (_GROUPED if currency == "r" else _LARGE).search(figure) is not None


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _words() -> _Words:
    data = read_yaml(data_path("numbers.yaml"))
    ones, tens = data["ones"], data["tens"]
    currencies = {form: code for code, forms in data["currencies"].items() for form in forms}
    return _Words(
        scales=MappingProxyType({form: factor for factor, forms in data["scales"].items() for form in forms}),
        currencies=MappingProxyType(currencies),
        shy=frozenset(data["shy"]),
        joined=MappingProxyType(joined := _joined(data)),
        small=MappingProxyType(
            {
                **{word: value for value, word in enumerate(ones)},
                **{word: 20 + 10 * at for at, word in enumerate(tens)},
            }
        ),
        scale_words=MappingProxyType(data["scale_words"]),
        pattern=_number_pattern(data, currencies, joined),
    )


def _joined(data: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[float, str]]:
    return {
        scale + sign: (float(str(factor)), str(code))
        for sign, code in data["joined_currencies"].items()
        for scale, factor in data["joined_scales"].items()
    }


def _number_pattern(
    data: Mapping[str, object], currencies: Iterable[str], joined: Iterable[str]
) -> re.Pattern[str]:
    lists: Mapping[str, list[str]] = data  # type: ignore[assignment]
    behind = set(lists["behind"])
    # names of currencies stand behind the figure only ("20 million dollars")
    before = _any_of(one for one in currencies if one not in behind or len(one) <= 3)
    scales: Mapping[float, list[str]] = data["scales"]  # type: ignore[assignment]
    scale = rf"(?:{_any_of(form for forms in scales.values() for form in forms)})(?![\w'&])"
    return re.compile(
        rf"(?:(?<![\w$€£₹.])(?P<currency>{before}) ?|(?<![\w.,/@#'-])(?P<sign>[+-](?=\d))?)"
        rf"(?P<figure>{_FIGURE})"
        rf"(?:(?: ?|-(?=mill|bill|thou))(?P<scale>{scale}))?"
        rf"(?: ?- ?(?:{before})? ?(?P<high>{_FIGURE})(?![\w]*-\d)(?: ?(?P<high_scale>{scale}))?)?"
        rf"\+?(?: ?(?P<joined>{_any_of(joined)})(?!\w)|(?: of)? ?(?P<behind>{_any_of(behind)})(?!\w))?"
        rf"|(?<![\w-])(?P<words>{_word_pattern(lists)})(?!\w)(?: ?\(\d+\))?"
        rf"(?: (?P<named>{_any_of(one for one in behind if len(one) > _SHORTEST_NAME)})(?!\w))?"
    )


def _word_pattern(data: Mapping[str, list[str]]) -> str:
    ones, tens, scaled = _any_of(data["ones"]), _any_of(data["tens"]), _any_of(data["scale_words"])
    small = f"{ones}|{tens}"
    return (
        rf"half a (?:{scaled}|dozen)|half(?: an?)?(?= (?:hour|day|week|month|year)s?\b)"
        r"|(?:an?|two|three|four|five|six) dozen"
        rf"|(?:an? )(?:{scaled})(?: and (?:{small})(?:[ -](?:{small}))?)?"
        rf"|(?:(?:{tens})[ -](?:{ones})|{small})"
        rf"(?:[ -](?:{scaled})(?:(?: and)? (?:{small})(?:-(?:{small}))?(?!\w))?)*(?: and a half(?!\w))?"
    )
