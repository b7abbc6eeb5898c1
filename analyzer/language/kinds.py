"""Kinds: what a figure measures, by its unit and the names around it.

percent, money, time, headcount, scale, rank, multiplier, rate, sla, model_metric, rating.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from analyzer.language.amounts import Figure, lexicon
from analyzer.language.clauses import Clause
from analyzer.resources import data_path, read_yaml

#: From here on a count per period is the size of a system ("2.1 million conversations per month"), not a
#: work rate.
_VOLUME = 100_000
#: Characters before a figure in which the name of its measure is looked for.
_NEAR = 75
#: A shy name ("precision", "recall") farther away than so many words names something else.
_SHY_WORDS = 5

_BOUND = r"(?:over |about |some |more than |around |nearly |almost |up to |all )*"
_SLA_RIGHT = re.compile(
    r"[- ](?:average )?(?:system |service |platform |cluster |api |site )?"
    r"(?:availability|uptime|sla\b|service level|on-call sla)"
)
_SLA_LEFT = re.compile(
    r"\b(?:availability|uptime|sla|slas)\b(?: \w+){0,3} (?:of |at |to |above |over |=|: )?$"
)
_SLA_TIME = re.compile(
    r"(?:[- ](?:business )?)?(?:turnaround|sla|response (?:time|target|sla)|resolution (?:time )?sla|"
    r"service level)\b"
)
#: People whom a product reaches are its scale.
_REACHED = re.compile(
    r"\b(?:used|adopted|visited|downloaded|read|accessed|watched|followed) "
    rf"(?:daily |weekly |regularly |now |today |each month )?by {_BOUND}(?:the )?$"
    r"|\b(?:rolled|launched|released|live|rollout|roll-out|available|shipped|deployed|opened)\b[^;.]{0,75}?"
    rf"\b(?:to|for|with|across) {_BOUND}$"
)
_COUNTED_TIME = ("hours", "days", "weeks", "months")
#: People who live somewhere are its size.
_INHABITANTS = re.compile(
    r"\b(?:city|town|village|country|county|district|municipality|population|catchment|province|island) "
    rf"(?:area )?(?:of|with) {_BOUND}$"
)
#: Users whom one trains or asks are people.
_ASKED = re.compile(
    r"\b(?:train\w*|interview\w*|survey\w*|coach\w*|teach\w*|taught|mentor\w*|"
    r"(?:scores?|feedback|responses?|ratings?|input|answers|reviews?|requirements) from|"
    rf"workshops? (?:for|with)|sessions? (?:for|with)) {_BOUND}$"
)
_NPS = re.compile(r"(?:\be?nps\b|net promoter)(?! [\w ]{0,30}\d)")
_RATED = re.compile(r"\b(?:csat|satisfaction|rating|sus|engagement|happiness|survey|score)\b")
#: Indices of cost and schedule: "CPI 0.98, SPI 1.01".
_INDEX = re.compile(r"\b(?:cpi|spi)(?: (?:of|at|is|was|=|:))? $")
_AGREEMENT = re.compile(r"agreement between|inter-annotator|\bkappa\b")
_WRONG_ANSWERS = re.compile(
    r"(?:\bwrong(?:-[a-z]+)?(?= (?:[a-z]+ )?(?:answers?|responses?|replies|outputs?|predictions?)\b|[\" ]*$)|"
    r"hallucinat\w*|incorrect|unsupported|don't know\"?|unanswered|off-topic)[\" ]*"
    r"(?:answers?|responses?|replies|outputs?)?[^;.]{0,20}$"
)
#: "recall at fixed precision": the precision did not move.
_HELD = re.compile(r"\bat (?:a )?(?:fixed|constant|equal|unchanged|the same|given|high) $")
#: Data on which only a model is measured.
_UNSEEN = re.compile(r"\b(?:held[- ]out|unseen|test set|validation set|hold-?out)\b")
#: One word between a figure and the name behind it ("92% answer accuracy").
_ONE_WORD = re.compile(r" (?!and\b|or\b|with\b|at\b|on\b|but\b|for\b|by\b)[a-z-]+ ")
#: Accuracy, precision and recall are a model's only where a model is spoken of; a till is accurate too.
_OF_A_MODEL = frozenset(("accuracy", "accurate", "precision", "recall", "error rate"))
_MODELLING = re.compile(
    r"\b(?:models?|modell?ing|classif\w+|predict\w+|forecast\w*|detect\w*|recogni\w+|ocr|nlp|llms?|"
    r"gpt\S*|rag|"
    r"retrieval|chatbots?|bots?|assistants?|ml|ai|algorithm\w*|annotat\w+|label\w*|extract\w*|speech|"
    r"intents?|"
    r"machine learning|neural|deep learning|vision|cnn|bert\w*|xgboost|lightgbm|random forest|"
    r"regression|pytorch|"
    r"tensorflow|f1|recall|auc|precision and recall|eval(?:uation)? sets?|"
    r"golden (?:set|questions)|translation|transcri\w+|embedding\w*|anomal\w+|"
    r"segmentation|"
    r"data science|scoring|fine-tun\w+|train(?:ed|ing) (?:on|data|set)|test set|held[- ]out|top-\d)\b"
)


def kind_of(clause: Clause, figure: Figure) -> tuple[str, str]:
    """Kind and unit of a figure; ("", "") for a bare number that nothing explains."""
    if figure.kind in ("percent", ""):
        return _share_or_score(clause, figure)
    if (
        figure.kind == "time"
        and figure.hyphen
        and not figure.change
        and _SLA_TIME.match(clause.after(figure))
    ):
        return "sla", figure.unit
    if figure.unit in ("people", "users"):
        return _people(clause, figure)
    if figure.noun == "points" and (measured := _name_inside(clause, figure)) is not None:
        return "model_metric", measured  # "6 F1 points"
    if (
        figure.kind == "scale"
        and figure.noun
        and figure.per
        and figure.value < _VOLUME
        and figure.unit == figure.noun
    ):
        return "rate", figure.unit
    return figure.kind, figure.unit


def _share_or_score(clause: Clause, figure: Figure) -> tuple[str, str]:
    if (measured := _model_metric(clause, figure)) is not None:
        return "model_metric", figure.unit or measured
    nps = _NPS.search(clause.text[max(0, figure.start - 60) : figure.start]) or _NPS.match(
        clause.after(figure)[1:]
    )
    if nps and figure.unit in ("", "percentage_points"):
        return "rating", "nps"
    return _share(clause, figure) if figure.kind == "percent" else _bare(clause, figure)


def _share(clause: Clause, figure: Figure) -> tuple[str, str]:
    named = _SLA_RIGHT.match(clause.after(figure)) or _SLA_LEFT.search(clause.before(figure))
    return ("sla" if named else "percent"), figure.unit


def _bare(clause: Clause, figure: Figure) -> tuple[str, str]:
    """Kind and unit of a number without a unit."""
    if _INDEX.search(clause.text[max(0, figure.start - 12) : figure.start]):
        return "scale", "index"
    if _RATED.search(clause.before(figure)[-60:]):
        return "rating", "points"
    if figure.change and (before := clause.words_before(figure, 1)) and before[0].text in _COUNTED_TIME:
        return "time", before[0].text  # "Inventory days 34 -> 27"
    return ("scale", "count") if figure.change else ("", "")


def _people(clause: Clause, figure: Figure) -> tuple[str, str]:
    before = clause.text[max(0, figure.start - 90) : figure.start]
    if figure.unit == "users" and _ASKED.search(before):
        return "headcount", "people"
    if (
        figure.unit == "people"
        and not figure.part
        and (_REACHED.search(before) or _INHABITANTS.search(before))
    ):
        return "scale", "people"
    return figure.kind, figure.unit


def _model_metric(clause: Clause, figure: Figure) -> str | None:
    """Name of the model's measure that a figure gives, if it is one."""
    names = _metric_names()
    text, end = clause.text, figure.end
    if figure.change and (inside := _name_inside(clause, figure)) is not None:
        return inside  # "0.91 AUC against 0.84"
    skip = _ONE_WORD.match(text, end)
    right = names.pattern.match(text, end + 1) or (names.pattern.match(text, skip.end()) if skip else None)
    if right and right[0] != "accurate" and not _is_business(text, right.start(), right[0]):
        return names.units[right[0]]
    return _named_before(clause, figure)


def _named_before(clause: Clause, figure: Figure) -> str | None:
    """The measure that is named before its figure."""
    names = _metric_names()
    if figure.change and not figure.kind and max(figure.value, figure.baseline or 0) <= 1:
        # "F1 on our 1,400 contracts went from 0.81 to 0.93": nothing else is counted so
        named = _last_name(names.pattern, clause.before(figure))
        if named is not None and named[0] not in lexicon().words["shy_metrics"]:
            return names.units[named[0]]
    window = _window(clause, figure)
    if figure.change and figure.kind == "percent" and _UNSEEN.search(window):
        return "accuracy"
    left = _last_name(names.pattern, window)
    if left is not None and not _is_business(window, left.start(), left[0], clause.text):
        return names.units[left[0]]
    if _AGREEMENT.search(window):
        return "agreement"
    return "wrong answers" if figure.kind == "percent" and _WRONG_ANSWERS.search(window) else None


def _name_inside(clause: Clause, figure: Figure) -> str | None:
    """The unit of a measure that is named within the figure's own words."""
    names = _metric_names()
    found = names.pattern.search(clause.text, figure.amount_start, figure.end)
    if found is None or found[0] in lexicon().words["shy_metrics"]:
        return None
    return None if _is_business(clause.text, found.start(), found[0]) else names.units[found[0]]


def _window(clause: Clause, figure: Figure) -> str:
    """The text before a figure in which its measure may be named: not beyond the figure before it."""
    start = max(0, figure.start - _NEAR, *(one.end for one in clause.figures if one.end <= figure.start))
    window = clause.text[start : figure.amount_start]
    return window[max(window.rfind(";"), window.rfind(". ")) + 1 :]


def _last_name(pattern: re.Pattern[str], window: str) -> re.Match[str] | None:
    shy = lexicon().words["shy_metrics"]
    last = None
    for found in pattern.finditer(window):
        far = found[0] in shy and len(window[found.end() :].split()) > _SHY_WORDS
        # "answers" alone is no measure; "wrong answers" has its own pattern
        if not far and found[0] != "answers" and not _HELD.search(window, 0, found.start()):
            last = found
    return last


def _is_business(text: str, start: int, name: str, whole: str | None = None) -> bool:
    if name not in _OF_A_MODEL or text[start + len(name) :].startswith("@"):
        return False  # "precision@5" is nothing else
    words = text[:start].split()[-2:]
    return not lexicon().words["business_accuracy"].isdisjoint(words) or not _MODELLING.search(whole or text)


class _Names:
    """The names of model measures: one pattern, and the unit of each name."""

    def __init__(self, metrics: Mapping[str, list[str]]) -> None:
        self.units: Mapping[str, str] = MappingProxyType(
            {str(form): unit for unit, forms in metrics.items() for form in forms}
        )
        ordered = sorted(self.units, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?=@\d|(?![\w²]))")


@cache
def _metric_names() -> _Names:
    return _Names(read_yaml(data_path("metrics.yaml"))["model_metrics"])
