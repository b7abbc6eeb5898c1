"""Telling words of claims and of the work, so that two ways of saying one thing are found to be alike."""

import re

from analyzer.records import PortfolioProject

#: Of a repository that is mostly others' work at most a part is backed.
_OTHERS_SHARE = 0.1
_WORD = re.compile(r"[a-z][a-z'’]*[a-z]|[a-z]\b", re.IGNORECASE)
_STOP = frozenset((
    "a", "an", "and", "the", "of", "for", "to", "in", "on", "with", "by", "at", "from", "as", "is",
    "are", "was", "were", "be", "been", "it", "its", "this", "that", "these", "those", "we", "i", "my",
    "our", "their", "his", "her", "they", "who", "which", "what", "when", "than", "then", "into",
    "over", "after", "before", "per", "each", "all", "any", "both", "more", "most", "less", "not", "no",
    "so", "such", "also", "very", "new", "first", "one", "two", "three", "month", "months", "week",
    "weeks", "year", "years", "day", "days", "across", "through", "using", "used", "use", "via",
    "within", "during", "while", "about", "around", "up", "out", "off", "made", "make", "had", "has",
    "have", "will", "can", "it's", "now", "project", "projects", "team", "teams", "work", "worked",
))  # fmt: skip
#: Ways of saying one thing -> the word that stands for them.
_ALIKE = {
    "down": "reduc cut lower fell fall drop decreas shrink shrank shrunk halv declin less fewer "
    "shorten minimi",
    "up": "increas rais rise rose grew grow lift improv boost higher doubl climb gain",
    "launch": "launch rollout deploi deploy releas golive ship introduc",
    "make": "built build develop creat design implement made produc deliver",
    "lead": "led lead manag head run ran direct own drove drive steer coordinat",
    "write": "wrot writ draft author prepar",
    "train": "train coach taught teach",
    "require": "requirement prd spec",
}
_CANON = {stem: word for word, stems in _ALIKE.items() for stem in stems.split()}
_JOINED = (
    (
        re.compile(r"\b(?:roll(?:s|ed|ing)?[ -]?out|went live|go(?:es|ing)?[ -]live|gone live)\b", re.I),
        "rollout",
    ),
    (re.compile(r"\bmachine learning\b", re.I), "machinelearning"),
)
#: Words that many sentences share and that name no thing.
GENERAL = frozenset(_ALIKE)


def telling_words(text: str) -> frozenset[str]:
    """The telling words of a text, without endings, ways of saying one thing as one word."""
    for pattern, joined in _JOINED:
        text = pattern.sub(joined, text)
    return frozenset(
        _stem(word) for word in _WORD.findall(text.lower()) if word not in _STOP and len(word) > 1
    ) - {""}


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return _CANON.get(word, word)


_FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\d.]*\w*\d)")
#: Numbers up to this stand everywhere; years are no figures.
_EVERYWHERE, _YEARS = 3, range(1950, 2100)


#: Numbers that are written as words: `from eleven days to four`.
_WORDS_FOR = {
    word: float(number)
    for number, word in (
        *enumerate(("four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=4),
        *enumerate(
            ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"), start=13
        ),
        *zip(
            range(20, 100, 10),
            ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
            strict=True,
        ),
    )
}
_NUMBER_WORD = re.compile(
    rf"\b(?:{'|'.join(_WORDS_FOR)})\b(?![- ](?:one|two|three|four|five|six|seven|eight|nine)\b)",
    re.IGNORECASE,
)


def figures_in(text: str, *, in_words: bool = True) -> frozenset[float]:
    """The numbers of a text that tell it apart from others, whatever they count; also those in words."""
    found = [float(one.replace(",", "")) for one in _FIGURE.findall(text)]
    if in_words:
        found += [_WORDS_FOR[one.lower()] for one in _NUMBER_WORD.findall(text)]
    return frozenset(
        one for one in found if not (one.is_integer() and (one <= _EVERYWHERE or int(one) in _YEARS))
    )


def names(words: frozenset[str], title: str) -> bool:
    """Whether a claim names a project: most of the telling words of its title."""
    own = telling_words(title)
    shared = len(own & words)
    return bool(own) and (shared >= 0.6 * len(own) or (shared >= 2 and shared >= 0.4 * len(own)))


def is_others(project: PortfolioProject) -> bool:
    """Whether a project is somebody else's work by its own account, or mostly so by its history."""
    share = project.repository.own_share if project.repository else None
    return bool(project.theirs) or (share is not None and share < _OTHERS_SHARE)


def same_title(one: str, other: str) -> bool:
    """Whether two titles name one project: most of their telling words are the same."""
    first, second = telling_words(one), telling_words(other)
    shared = len(first & second)
    return (
        bool(first)
        and bool(second)
        and shared >= 0.6 * min(len(first), len(second))
        and shared >= 0.4 * max(len(first), len(second))
    )
