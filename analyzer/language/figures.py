"""Figures: the amounts of a sentence that count, linked, with what is rejected left out.

::

    sentence -> rejected stretches -> forms of their own + amounts -> links -> one figure for each fact
"""

import re
from bisect import bisect_right

from analyzer.language.amounts import Amount, Figure, Word, find_amounts, words_in, words_of
from analyzer.language.forms import find_forms, read_forms
from analyzer.language.links import APPROX, link
from analyzer.language.rejections import is_attendance, is_label, is_working_time, rejected, touches

_GROUP_OF = re.compile(
    r"\b(?:teams?|squads?|groups?|crews?|gangs?|troops?|brigades?|platoons?|task forces?|"
    r"class(?:es)?|cohorts?|"
    r"departments?|divisions?|units?|functions?|panels?|committees?|staff|workforce|pods?|tribes?|"
    r"organi[sz]ations?|"
    r"chapters?|shifts?|boards?|sections?|cells?|desks?|bureaus?|battalions?|regiments?|compan(?:y|ies)|"
    r"practices?|offices?|communit(?:y|ies)|networks?|faculty|cast|choirs?|bands?|"
    rf"(?:student|user|customer|client|member|subscriber|patient) base) of {APPROX}$"
    rf"|\b(?:team(?: size)?|headcount|staff(?:ing)?|ftes?|direct reports)(?: ?[:=] ?| \() ?{APPROX}$"
    r"|\b(?:managers?|lead|leader|supervisor|head|coach|mentor|in charge|line management) (?:of|for|to) "
    rf"{APPROX}$"
)
#: "Lead 6 (3 validators ...)", "managed 12 across two sites": such a verb and a bare number name people.
_LED_BARE = re.compile(
    r"(?:^|[.;,:(-] |\b(?:i|and|now|to|also|currently) )"
    r"(?:lead|led|leading|managed?|managing|supervised?|supervising|line[- ]managed?|mentor(?:ed|ing)?|"
    rf"coach(?:ed|ing)?|direct(?:ed)?|oversee|oversaw) {APPROX}$"
)
#: "sites: 5" counts sites.
_LABEL = re.compile(
    r"(?:^|[;,|(] ?)(?:[a-z]+ )?(?!years|months|weeks|days|hours|marks|grades|credits|points|ages)"
    r"([a-z]{3,}s): ?$"
)
_BARE_END = re.compile(r" ?(?:$|[(,.;)])| (?:across|in|at|and|from|on|over|including|plus|direct|through)\b")
_KNOWN = frozenset(
    ("the", "these", "those", "both", "its", "their", "our", "my", "your", "his", "her", "other")
)
#: What a bare number with such a verb counts is the thing counted before: "ran 14 experiments and shipped
#: five".
_SUBSET_OF = re.compile(r" (?:other |others )?of (?:whom|them|these|which)\b")
_SUBSET_AFTER = re.compile(
    r"(?: of (?:whom|them|these|which))?(?: others?)?"
    r"(?: (?:were|was|are|is|have|had|now|later|then|subsequently|already|became|went|got|all))*"
    r" (?:[a-z]+ed|sent|sold|kept|held|built|made|lost|met|paid|"
    r"became|went|run|are|were|won|left|passed|in production|live|grew|beat)\b| (?:that|"
    r"which|who) "
)
_SUBSET_BEFORE = re.compile(
    r"(?:shipped|kept|closed|won|promoted|selected|chose|delivered|stopped|launched)(?: the)? $"
)
_SCORE = re.compile(
    r"(?:\be?nps|net promoter score|\bgini|\bf1|\bauc|\bkappa|\bbleu|\brouge(?:-\w)?|\bmap|\bndcg|"
    r"\bperplexity|\br2|\br²|"
    r"\brmse|\bmae|\bsus|\bcpi|\bspi)\b[^;.,]{0,30}$"
)


def find_figures(sentence: str, original: str) -> list[Figure]:
    """The figures of one normalised sentence in text order; `original` is the same text as written."""
    opening = next(words_in(sentence), None)
    if opening is None or is_attendance(opening.text):
        return []
    candidates = list(find_amounts(sentence))
    special = find_forms(sentence)
    if not candidates and not special:
        return []  # spares many sentences the long list of rejections
    words = words_of(sentence)
    blocked = rejected(sentence)
    forms = read_forms(special, sentence, blocked)
    taken = [(one.start, one.end) for one in forms]
    amounts = [
        amount
        for amount in candidates
        if not touches(blocked, amount.start, amount.number.end)
        and not touches(taken, amount.start, amount.end)
        and not _is_set_aside(amount, _word_before(words, amount.start), original)
    ]
    for amount in amounts:
        _drop_rejected_noun(amount, blocked)
        _count_group(sentence, amount)
    figures = sorted([*forms, *link(sentence, amounts)], key=lambda one: one.start)
    figures = _with_their_ends(figures)
    _name_parts(sentence, figures)
    _name_subsets(sentence, figures)
    return [one for one in figures if _counts(sentence, one)]


def _word_before(words: list[Word], position: int) -> Word | None:
    index = bisect_right(words, position, key=lambda word: word.end)
    return words[index - 1] if index else None


def _is_set_aside(amount: Amount, before: Word | None, original: str) -> bool:
    return (
        is_label(amount, before, original)
        or is_working_time(amount, before)
        or _is_known_set(amount, before)
        or _is_method(amount, original)
    )


def _is_method(amount: Amount, original: str) -> bool:
    """Whether it is a method like "5S" or "8D": short units are written small."""
    written = original[amount.number.end : amount.end]
    return amount.kind == "time" and len(written) == 1 and written.isupper()


def _is_known_set(amount: Amount, before: Word | None) -> bool:
    """Whether the count is known already: "the merger of the two systems"."""
    counted = amount.kind in ("scale", "headcount") and amount.number.word
    return counted and before is not None and before.text in _KNOWN and before.end + 1 == amount.start


def _drop_rejected_noun(amount: Amount, blocked: list[tuple[int, int]]) -> None:
    if amount.noun and touches(blocked, amount.noun_start, amount.end):
        amount.kind = amount.unit = amount.noun = ""
        amount.end = amount.number.end


def _count_group(sentence: str, amount: Amount) -> None:
    """People, though no word says so: "team of 12", "classes of 60"."""
    if amount.kind or amount.number.scale:
        return
    before = sentence[max(0, amount.start - 45) : amount.start]
    led = _BARE_END.match(sentence, amount.end) and _LED_BARE.search(before)
    if led or _GROUP_OF.search(before):
        amount.kind, amount.unit = "headcount", "people"
    elif (named := _LABEL.search(before)) and _BARE_END.match(sentence, amount.end):
        amount.kind, amount.unit, amount.noun = "scale", named[1], named[1]


def _name_parts(sentence: str, figures: list[Figure]) -> None:
    """Parts in brackets behind their sum are people too: "lead 6 (3 validators, 2 policy, 1 tooling)"."""
    for figure in figures:
        if figure.kind in ("", "scale") and _is_part_of_group(sentence, figure, figures):
            figure.kind, figure.unit = "headcount", "people"


def _is_part_of_group(sentence: str, figure: Figure, figures: list[Figure]) -> bool:
    opening = sentence.rfind("(", 0, figure.start)
    if opening < 0 or ")" in sentence[opening : figure.start]:
        return False
    total = next((one for one in reversed(figures) if one.end <= opening), None)
    return (
        total is not None
        and total.kind == "headcount"
        and opening - total.end < 25
        and figure.value < total.value
        and "," not in sentence[total.end : opening]
    )


def _with_their_ends(figures: list[Figure]) -> list[Figure]:
    """One figure each for "Doubled weekly users from 130 to 260" and "by 9 points (62% to 71%)"."""
    out: list[Figure] = []
    for figure in figures:
        last = out[-1] if out else None
        if last is not None and figure.baseline is not None and figure.change and not last.change:
            if last.kind == "multiplier" and _multiplies(last, figure):
                last.baseline, last.target = figure.baseline, figure.target
                continue
            if _is_difference(last, figure):
                last.baseline, last.target, last.end = figure.baseline, figure.value, figure.end
                continue
        out.append(figure)
    return out


def _multiplies(multiple: Figure, figure: Figure) -> bool:
    if figure.start - multiple.end > 60 or not figure.baseline or figure.baseline < 0:
        return False
    return abs(figure.value / figure.baseline - multiple.value) < 0.15 * multiple.value


def _is_difference(points: Figure, figure: Figure) -> bool:
    """Whether a change in percent and both its ends say the same, as points or as a share of the first."""
    if points.kind != "percent" or figure.kind != "percent" or figure.start - points.end > 45:
        return False
    before = figure.baseline or 0.0
    difference = abs(figure.value - before)
    relative = 100 * difference / before if before else 0
    return abs(difference - points.value) < 0.6 or abs(relative - points.value) < 1.5


def _name_subsets(sentence: str, figures: list[Figure]) -> None:
    """Give a bare number the thing counted before it: "Took on five apprentices, four qualified"."""
    seen: list[Figure] = []
    for figure in figures:
        counted = next((one for one in reversed(seen) if one.value >= figure.value), None)
        if figure.kind in ("scale", "headcount") and figure.noun and not figure.hyphen:
            seen.append(figure)
        elif counted is not None and _is_subset(sentence, figure, counted):
            figure.kind, figure.unit, figure.noun, figure.part = (
                counted.kind,
                counted.unit,
                counted.noun,
                True,
            )


def _is_subset(sentence: str, figure: Figure, counted: Figure) -> bool:
    if (
        figure.kind
        or figure.signed
        or not figure.value.is_integer()
        or not 0 < figure.value <= counted.value
        or (figure.word and figure.value == 1)
    ):
        return False
    after = sentence[figure.end : figure.end + 40]
    return bool(
        _SUBSET_OF.match(after)
        or _SUBSET_AFTER.match(after)
        or _SUBSET_BEFORE.search(sentence[max(0, figure.start - 20) : figure.start])
    )


def _counts(sentence: str, figure: Figure) -> bool:
    """Whether a figure stays: "one" rarely counts, a bare number only as a score or a change."""
    one = figure.word and figure.value == 1 and figure.high is None and not figure.change
    if one and figure.kind in ("scale", "headcount", "time", ""):
        return False
    if figure.kind:
        return True
    score = _SCORE.search(sentence[max(0, figure.start - 45) : figure.start])
    return figure.change or figure.signed or 0 < figure.value < 1 or score is not None
