"""Numbers as people write them: figures of several locales, number words, scale words, currencies.

Everything here reads *normalised* text: `normalise` folds typographic spaces, dashes and quotes one character for
one, and lowers the case, so that offsets stay those of the original.

::

    1,200   1.200 €   1 200   1'200   4,20,000   3.5   96,4 %   120k   2.1 million   ₹4.2 crore   R$ 22 million
    twenty-five   one hundred and twenty   half a million   a dozen   -12   ~300   30+   $90K–$120K
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Typographic variants, one character for one, so that offsets stay. Word processors and PDF exports use all of these.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r\v\f", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\u00ad", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u27f6\u2794\u279c\u21d2\u27a1", "→"),
        "\u00d7": "x",
    }
)

#: Words for numbers. "a" and "an" count only before a scale word ("a hundred", "a million").
_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_SCALE_WORDS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

#: What follows a figure and multiplies it. `m` alone is a million only where the caller sees no minutes.
SCALES: dict[str, float] = {
    **dict.fromkeys(("k", "tsd", "thousand"), 1e3),
    **dict.fromkeys(("m", "mm", "mn", "mln", "mio", "mio.", "million", "millions", "millionen", "millones", "milhões"), 1e6),
    **dict.fromkeys(("b", "bn", "mrd", "mrd.", "billion", "billions"), 1e9),
    **dict.fromkeys(("tn", "trillion"), 1e12),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 1e5),
    **dict.fromkeys(("cr", "crore", "crores"), 1e7),
}

#: Currency signs and codes to ISO 4217. A bare "$" is read as US dollars, "kr" stays unknown.
CURRENCIES: dict[str, str] = {
    **dict.fromkeys(("us$", "usd", "$", "dollars", "dollar"), "USD"),
    **dict.fromkeys(("€", "eur", "euros", "euro"), "EUR"),
    **dict.fromkeys(("£", "gbp", "pounds"), "GBP"),
    **dict.fromkeys(("₹", "inr", "rs.", "rs", "rupees"), "INR"),
    **dict.fromkeys(("a$", "au$", "aud"), "AUD"),
    **dict.fromkeys(("c$", "ca$", "cad"), "CAD"),
    **dict.fromkeys(("nz$", "nzd"), "NZD"),
    **dict.fromkeys(("s$", "sg$", "sgd"), "SGD"),
    **dict.fromkeys(("hk$", "hkd"), "HKD"),
    **dict.fromkeys(("r$", "brl", "reais"), "BRL"),
    **dict.fromkeys(("mx$", "mxn"), "MXN"),
    **dict.fromkeys(("¥", "jpy", "yen"), "JPY"),
    **dict.fromkeys(("rmb", "cny", "yuan"), "CNY"),
    **dict.fromkeys(("₩", "krw"), "KRW"),
    **dict.fromkeys(("₦", "ngn", "naira"), "NGN"),
    **dict.fromkeys(("₪", "ils", "nis"), "ILS"),
    **dict.fromkeys(("₺", "try"), "TRY"),
    **dict.fromkeys(("₱", "php"), "PHP"),
    **dict.fromkeys(("zł", "pln"), "PLN"),
    **dict.fromkeys(("kč", "czk"), "CZK"),
    **dict.fromkeys(("rm", "myr"), "MYR"),
    **dict.fromkeys(("zar", "r"), "ZAR"),  # "R4.2 million"; a lone letter counts only right before a figure
    **dict.fromkeys(("ksh", "kshs", "kes"), "KES"),
    **dict.fromkeys(("nt$", "twd"), "TWD"),
    **dict.fromkeys(("₽", "rub"), "RUB"),
    **dict.fromkeys(("₴",), "UAH"),
    **dict.fromkeys(("฿",), "THB"),
    **dict.fromkeys(("₫",), "VND"),
    **dict.fromkeys(("rp", "rp."), "IDR"),
    **dict.fromkeys(("tk", "bdt"), "BDT"),
    **dict.fromkeys(("huf",), "HUF"),
    **dict.fromkeys(("lei", "ron"), "RON"),
    **dict.fromkeys(("kr", "kr."), "kr"),
    **dict.fromkeys(("fr.", "sfr", "sfr."), "CHF"),
    **dict.fromkeys(("gh₵", "ghc"), "GHS"),
    **dict.fromkeys(("dhs", "dirhams", "dirham"), "AED"),
    **dict.fromkeys(("riyals", "riyal"), "SAR"),
    **dict.fromkeys(("rand",), "ZAR"),
    **dict.fromkeys(("shillings",), "KES"),
    **dict.fromkeys(("francs",), "CHF"),
    **dict.fromkeys(("pesos",), "pesos"),
    **dict.fromkeys(("kronor", "kroner", "kronur"), "kr"),
    **{
        code: code.upper()
        for code in "chf sek nok dkk aed sar qar kwd bhd omr egp huf ron bgn uah thb idr vnd pkr bdt lkr ghs clp cop pen ars twd".split()
    },
}

#: Codes that are words or names too ("PHP 7", "R 4.0", "try 3"): money only with a scale word or written-out thousands.
_SHY = frozenset("try nis php pen rs cop ron r tk lei kr".split())
#: Written behind the figure without being a code for anything else.
_POSTFIX = (
    "€ $ £ ₹ zł kč ₽ ₴ ₫ kr kr. eur usd gbp inr chf pln sek nok dkk aed sar qar czk ron huf zar brl mxn jpy cny krw sgd myr thb idr "
    "vnd php try rub uah ngn kes ghs egp cad aud nzd hkd dollars dollar euros euro pounds rupees reais yen naira dirhams dirham "
    "riyals rand shillings francs pesos kronor kroner yuan lei"
).split()


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


def normalise(text: str) -> str:
    """The text in lower case with plain spaces, hyphens and quotes: same length, same offsets."""
    folded = text.translate(_FOLD)
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    # a few letters grow when lowered (İ); those stay as they are
    return "".join(low if len(low := one.lower()) == 1 else one for one in folded)


def _alternatives(words: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FIGURE = (
    r"(?:\d{1,3}(?:[,.']\d{3})+(?:[.,]\d{1,2})?(?![\d])"  # 1,200  1.200.000,50  1'200
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # 4,20,000
    r"|\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?"  # 120 000
    r"|\d+(?:[.,]\d+)?)"
)
_BEFORE = _alternatives([one for one in CURRENCIES if one not in _POSTFIX or len(one) <= 3])
#: "3.4 M€", "250 k€", "12 MSEK", "5 MEUR", "400 T€": scale and currency in one word.
_JOINED = {
    **{f"{scale}{money}": (factor, code) for money, code in (("€", "EUR"), ("eur", "EUR"), ("$", "USD"), ("usd", "USD"), ("£", "GBP"),
       ("sek", "SEK"), ("nok", "NOK"), ("dkk", "DKK"), ("chf", "CHF"), ("kr", "kr"))
       for scale, factor in (("k", 1e3), ("t", 1e3), ("m", 1e6), ("mio ", 1e6), ("mio. ", 1e6), ("mrd ", 1e9), ("mrd. ", 1e9))},
}  # fmt: skip
_AFTER = _alternatives(_POSTFIX)
_SCALE = rf"(?:{_alternatives(list(SCALES))})(?![\w'])"
_COUNTS = _alternatives([*_ONES, *_TENS])
_SCALED = _alternatives(list(_SCALE_WORDS))
_WORDS = (
    rf"half a (?:{_SCALED}|dozen)|(?:an?|two|three|four|five|six) dozen"
    rf"|(?:an? )(?:{_SCALED})(?: and (?:{_COUNTS})(?:[ -](?:{_COUNTS}))?)?"
    rf"|(?:(?:{_alternatives(list(_TENS))})[ -](?:{_alternatives(list(_ONES))})|{_COUNTS})"
    rf"(?:[ -](?:{_SCALED})(?:(?: and)? (?:{_COUNTS})(?:-(?:{_COUNTS}))?(?!\w))?)*"
)
_NUMBER = re.compile(
    rf"(?:(?<![\w$€£₹.])(?P<currency>{_BEFORE}) ?|(?<![\w.,/@#'-])(?P<sign>[+-](?=\d))?)"
    rf"(?P<figure>{_FIGURE})"
    rf"(?:(?: ?|-(?=mill|bill|thou))(?P<scale>{_SCALE}))?"
    rf"(?: ?- ?(?:{_BEFORE})? ?(?P<high>{_FIGURE})(?![\w]*-\d)(?: ?(?P<high_scale>{_SCALE}))?)?"
    rf"\+?(?: ?(?P<joined>{_alternatives(list(_JOINED))})(?!\w)|(?: of)? ?(?P<after>{_AFTER})(?!\w))?"
    rf"|(?<![\w-])(?P<words>{_WORDS})(?!\w)(?: ?\(\d+\))?"
)
#: A cheap first look: without one of these there is no metric.
HINT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|"
    r"billion|dozen|zero|no|nobody|none|half|halv\w+|doubl\w+|tripl\w+|quadrupl\w+|thirds?|quarters?|fifths?|twofold|"
    r"threefold|tenfold|year|first|second|third)\b"
)


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers of a normalised text, in text order."""
    for found in _NUMBER.finditer(text):
        number = _read_words(found) if found["words"] else _read_figure(found)
        if number is not None:
            yield number


def _read_words(found: re.Match[str]) -> Number:
    value = value_of_words(found["words"])
    words = found["words"].rsplit(None, 1)
    scale = words[-1] if words[-1] in _SCALE_WORDS and words[-1] != "hundred" else ""
    return Number(found.start(), found.end(), value, word=True, scale=scale)


def _read_figure(found: re.Match[str]) -> Number | None:
    scale, high_scale = found["scale"] or "", found["high_scale"] or ""
    sign = found["sign"] or ""
    start, end = found.start(), found.end()
    currency = CURRENCIES.get(found["currency"] or "", "") or CURRENCIES.get(found["after"] or "", "")
    large = _LARGE if found["currency"] != "r" else _GROUPED
    if (found["currency"] in _SHY or found["after"] in _SHY) and not (scale or high_scale or large.search(found["figure"])):
        currency = ""
        start = found.start("figure")
        end = found.end("figure")
    joined, factor = found["joined"], 1.0
    if joined:
        factor, currency = _JOINED[joined]
    value = value_of_figure(found["figure"], money=bool(currency)) * factor
    high = None
    if found["high"]:
        high = value_of_figure(found["high"], money=bool(currency)) * SCALES.get(high_scale, 1)
        if high_scale and not scale and value < high / SCALES[high_scale]:
            scale = high_scale
        value *= SCALES.get(scale, 1)
    else:
        value *= SCALES.get(scale, 1)
    if high is not None and not value < high:
        high = None  # "2023-24", "70-30": no range of amounts; the caller sees the first number only
        end = found.end("scale") if found["scale"] else found.end("figure")
    if sign == "-":
        value = -value
    return Number(start, end, value, high, currency, scale or high_scale, signed=bool(sign))


#: A sum of money rather than a version ("PHP 7") or a name: thousands are written out.
_LARGE = re.compile(r"\d[,. ']\d{3}")
_GROUPED = re.compile(r"\d,\d{3}")


def value_of_figure(figure: str, *, money: bool = False) -> float:
    """The value of written digits, whatever their locale.

    One dot and three digits is a thousand only for money ("750.000 €") or with several groups; else a decimal.
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


def value_of_words(words: str) -> float:
    """The value of number words: "one hundred and twenty" is 120, "half a million" 500000, "two dozen" 24."""
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]", words):
        if word in ("a", "an"):
            current = current or 1
        elif word == "half":
            current = 0.5
        elif word == "dozen":
            current *= 12
        elif word in _SCALE_WORDS:
            current = (current or 1) * _SCALE_WORDS[word]
            if word != "hundred":
                total, current = total + current, 0
        else:
            current += _ONES.get(word, _TENS.get(word, 0))
    return total + current


def tidy(value: float) -> float:
    """A value as a person would write it: no binary dust, four decimals at most below one hundred."""
    return round(value, 4 if abs(value) < 100 else 2)
