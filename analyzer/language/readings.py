"""Readings: what a figure says - its kind, its direction with the sense of the measure, outcome or scope.

The words that decide stand in `data/metrics.yaml`; the order of the questions is the order of the functions.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from analyzer.language.actions import verb_form, verb_forms
from analyzer.language.amounts import Figure, Word, lexicon, words_of
from analyzer.resources import data_path, read_yaml


class Reading(NamedTuple):
    """Kind, unit, direction and role of one figure."""

    kind: str
    unit: str
    direction: str
    role: str


class Cue(NamedTuple):
    """What a word says about direction; `verb` unless it is an adverb or a noun."""

    sense: str
    verb: bool


class Clause:
    """A sentence with its words, asked about the surroundings of each figure."""

    def __init__(self, sentence: str, figures: list[Figure]) -> None:
        self.text = sentence
        self.words = [word for word in words_of(sentence) if not _BOUND_UP_TO.match(sentence, word.start)]
        self.figures = figures

    def before(self, figure: Figure) -> str:
        """The text of the figure's clause before it."""
        return self.text[self._clause_start(figure.start) : figure.start]

    def words_before(self, figure: Figure) -> list[Word]:
        """The words of the clause before a figure, nearest first."""
        low = self._clause_start(figure.start)
        return [word for word in reversed(self.words) if low <= word.start and word.end <= figure.start]

    def words_after(self, figure: Figure, most: int) -> list[Word]:
        """The words right after a figure, up to a comma or the end of the clause."""
        found = _BREAK.search(self.text, figure.end)
        stop = found.start() if found else len(self.text)
        return [word for word in self.words if figure.end <= word.start < stop][:most]

    def after(self, figure: Figure, most: int = 60) -> str:
        """The text after a figure."""
        return self.text[figure.end : figure.end + most]

    def _clause_start(self, position: int) -> int:
        start = 0
        for found in _HARD_BREAK.finditer(self.text, 0, position):
            # "Error rate: 0.3%": the label before a colon belongs to the figure
            if not (found[0].startswith(":") and _LABELLED.fullmatch(self.text, found.end(), position)):
                start = found.end()
        return start


#: "up to 25 people" only bounds; "went up to 60%" rises.
_BOUND_UP_TO = re.compile(r"(?<!went )(?<!moved )(?<!rose )(?<!gone )(?<!goes )(?<!brought )(?<!now )up to (?=[\d$€£₹a-z~])(?!the\b|date\b)")
_BREAK = re.compile(r"[,;:.()](?!\d)|→")
_LABELLED = re.compile(r"(?:about |around |roughly |approximately |approx\. |over |under |~ ?)?")
_HARD_BREAK = re.compile(r"[;:()] ?| - | — |[.!?] ")


@cache
def _cues() -> Mapping[str, Cue]:
    lists = lexicon().words
    cues: dict[str, Cue] = {}
    for sense, verbs in (("reach", "reach"), ("hold", "hold"), ("better", "better"), ("up", "up"), ("down", "down")):
        for verb in lists[verbs]:
            for form in verb_forms(verb):
                cues[form] = Cue(sense, verb=True)
    for sense in ("up", "down", "better", "hold"):
        for word in lists[f"{sense}_words"]:
            cues[word] = Cue(sense, verb=word in cues and cues[word].verb and word not in ("up", "down"))
    return MappingProxyType(cues)


@cache
def _metric_names() -> tuple[re.Pattern[str], Mapping[str, str]]:
    names: dict[str, str] = {}
    for unit, forms in read_yaml(data_path("metrics.yaml"))["model_metrics"].items():
        names.update(dict.fromkeys(map(str, forms), unit))
    ordered = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w²])")
    return pattern, MappingProxyType(names)


def read_figure(clause: Clause, figure: Figure) -> Reading | None:
    """Kind, unit, direction and role of a figure in its sentence; None for a bare number that nothing explains."""
    kind, unit = _kind(clause, figure)
    if not figure.kind and kind == "scale" and not figure.change:
        return None
    direction = _direction(clause, figure, kind)
    if figure.per == "week" and unit == "hours" and direction == "none":
        return None  # hours of a contract
    role = _role(clause, figure, kind, direction)
    if role == "scope":
        direction = "none"
    return Reading(kind, _written_unit(figure, kind, unit), direction, role)


# --- kind ------------------------------------------------------------------------------------------------

_SLA_RIGHT = re.compile(r"[- ](?:average )?(?:system |service |platform |cluster |api |site )?(?:availability|uptime|sla\b|service level|on-call sla)")
_SLA_LEFT = re.compile(r"\b(?:availability|uptime|sla|slas)\b(?: \w+){0,3} (?:of |at |to |above |over |=|: )?$")
_SLA_TIME = re.compile(r"(?:[- ](?:business )?)?(?:turnaround|sla|response (?:time|target|sla)|resolution (?:time )?sla|service level)\b")
_REACHED = re.compile(
    r"\b(?:used|adopted|visited|downloaded|read|accessed|watched|followed) (?:daily |weekly |regularly |now |today |each month )?by (?:over |about |some |more than |around |nearly |almost |up to )*(?:the )?$"
    r"|\b(?:rolled|launched|released|live|rollout|roll-out|available|shipped|deployed|opened)\b[^;.]{0,75}?\b(?:to|for|with|across) (?:over |about |some |more than |around |nearly |almost |all )*$"
)
_ASKED = re.compile(
    r"\b(?:train\w*|interview\w*|survey\w*|coach\w*|teach\w*|taught|mentor\w*|(?:scores?|feedback|responses?|ratings?|input|answers|reviews?|requirements) from|workshops? (?:for|with)|sessions? (?:for|with)) (?:over |about |some |more than |around |nearly |almost |up to )*$"
)
_AGREEMENT = re.compile(r"agreement between|inter-annotator|\bkappa\b")
_WRONG_ANSWERS = re.compile(r"(?:\bwrong[\w-]*|hallucinat\w*|incorrect|unsupported|don't know\"?|unanswered|off-topic)[\" ]*(?:answers?|responses?|replies|outputs?)?[^;.]{0,20}$")


def _kind(clause: Clause, figure: Figure) -> tuple[str, str]:
    kind, unit = figure.kind, figure.unit
    if kind in ("percent", ""):
        if (measured := _model_metric(clause, figure)) is not None:
            return "model_metric", measured if not kind else unit
        if kind == "" and re.search(r"\bnps\b|net promoter", clause.text[max(0, figure.start - 60) : figure.end + 40]):
            return "rating", "nps"
        if kind == "" and _RATED_NEAR.search(clause.before(figure)[-60:]):
            return "rating", "points"
        if kind == "percent" and (_SLA_RIGHT.match(clause.after(figure)) or _SLA_LEFT.search(clause.before(figure))):
            return "sla", unit
        return (kind, unit) if kind else ("scale", "count")
    if kind == "time" and not figure.change and figure.hyphen and _SLA_TIME.match(clause.after(figure)):
        return "sla", unit
    before = clause.text[max(0, figure.start - 90) : figure.start]
    if kind in ("headcount", "scale") and unit in ("people", "users"):
        if unit == "users" and _ASKED.search(before):
            return "headcount", "people"
        if unit == "people" and _REACHED.search(before) and not figure.part:
            return "scale", "people"
        return kind, unit
    if kind == "scale" and figure.noun:
        if figure.per and figure.value < _VOLUME and figure.unit == figure.noun:
            return "rate", unit
    return kind, unit


#: From here on a count per period is the size of a system ("2.1 million conversations per month"), not a work rate.
_VOLUME = 100_000
_RATED_NEAR = re.compile(r"\b(?:csat|satisfaction|rating|sus|engagement|happiness|survey|score)\b")


def _model_metric(clause: Clause, figure: Figure) -> str | None:
    pattern, names = _metric_names()
    shy = lexicon().words["shy_metrics"]
    right = pattern.match(clause.text, figure.end + 1) or pattern.match(clause.text, _skip_word(clause.text, figure.end))
    if right and right[0] not in ("accurate",) and not _is_business(clause.text, right.start(), right[0]):
        return names[right[0]]
    start = max(0, figure.start - 75)
    window = clause.text[start : figure.amount_start]
    cut = max((one.end for one in clause.figures if start < one.end <= figure.start), default=start) - start
    for one in (";", ". "):
        cut = max(cut, window.rfind(one) + 1)
    last = None
    for found in pattern.finditer(window, cut):
        if found[0] in shy and len(window[found.end() :].split()) > 5:
            continue
        if found[0] in ("answers", "answer rate") or _HELD.search(window, 0, found.start()):
            continue
        last = found
    if last is not None and not _is_business(window, last.start(), last[0]):
        return names[last[0]]
    if _AGREEMENT.search(window):
        return "agreement"
    if figure.kind == "percent" and _WRONG_ANSWERS.search(window):
        return "wrong answers"
    return None


#: "recall at fixed precision": the precision did not move.
_HELD = re.compile(r"\bat (?:a )?(?:fixed|constant|equal|unchanged|the same|given|high) $")


def _skip_word(text: str, position: int) -> int:
    found = re.match(r" (?!and\b|or\b|with\b|at\b|on\b|but\b|for\b|by\b)[a-z-]+ ", text[position : position + 30])
    return position + found.end() if found else position + 1


def _is_business(text: str, start: int, name: str) -> bool:
    if name not in ("accuracy", "accurate", "precision", "recall"):
        return False
    words = text[:start].split()[-2:]
    return any(word in lexicon().words["business_accuracy"] for word in words) or _MODELLING.search(text) is None


#: Accuracy and precision are a model's only where a model is spoken of; a till is accurate too.
_MODELLING = re.compile(
    r"\b(?:models?|modell?ing|classif\w+|predict\w+|forecast\w*|detect\w*|recogni\w+|ocr|nlp|llms?|gpt\S*|rag|retrieval|chatbots?|bots?|assistants?|"
    r"ml|ai|algorithm\w*|annotat\w+|label\w*|extract\w*|speech|intents?|machine learning|neural|deep learning|vision|cnn|bert\w*|xgboost|"
    r"lightgbm|random forest|regression|pytorch|tensorflow|f1|recall|auc|precision and recall|translation|transcri\w+|embedding\w*|"
    r"anomal\w+|segmentation|data science|scoring|fine-tun\w+|train(?:ed|ing) (?:on|data|set)|test set|held[- ]out|top-\d)\b"
)


# --- direction -------------------------------------------------------------------------------------------

_APPROX_WORDS = frozenset(
    "about around roughly approximately approx nearly almost over under just only than more less up to at least an average of "
    "estimated some by the a another further additional total combined annual annually monthly yearly year overall c circa "
    "full initial first new net".split()
)
_AHEAD = frozenset("ahead early earlier sooner before faster quicker".split())
_LATE = frozenset("late later behind overdue".split())


def _direction(clause: Clause, figure: Figure, kind: str) -> str:
    if figure.change and figure.baseline is not None and figure.kind != "multiplier":
        if figure.value != figure.baseline and not figure.part:
            return "increase" if figure.value > figure.baseline else "decrease"
        if figure.part:
            return "increase" if figure.value > figure.baseline else "decrease"
    if figure.signed and kind != "rating":
        return "increase" if figure.value > 0 else "decrease"
    if figure.kind == "multiplier":
        return _direction_of_multiple(clause, figure)
    if kind in ("rank", "rating"):
        return _general_direction(clause, figure) if kind == "rating" and not figure.unit.startswith("of") else "achieve"
    if figure.kind in ("headcount", "scale") or kind == "rate":
        return _direction_of_count(clause, figure)
    if kind == "sla":
        cue = next((found for word in clause.words_before(figure)[:5] if (found := _cues().get(word.text)) and found.verb), None)
        return "maintain" if cue and cue.sense == "hold" else "achieve"
    if figure.kind == "time":
        return _direction_of_time(clause, figure)
    if figure.kind == "money":
        return _direction_of_money(clause, figure)
    return _general_direction(clause, figure)


def _direction_of_multiple(clause: Clause, figure: Figure) -> str:
    if figure.value < 1:
        return "decrease"
    if clause.text[figure.start].isalpha():
        return "increase"  # "doubled" says it all; "3x" takes its direction from the words around
    after = {word.text for word in clause.words_after(figure, 2)}
    if after & {"less", "fewer", "lower", "reduction", "smaller", "cheaper"}:
        return "decrease"
    before = clause.words_before(figure)[:6]
    for word in before:
        cue = _cues().get(word.text)
        if cue and cue.verb and cue.sense == "better":
            return _sense(cue, clause, figure)
        if cue and cue.verb and cue.sense in ("up", "down"):
            return "decrease" if cue.sense == "down" and word.text not in ("accelerated", "accelerating", "sped") else "increase"
    return "increase"


def _sense(cue: Cue, clause: Clause, figure: Figure) -> str:
    if cue.sense == "better":
        return "decrease" if figure.kind == "time" or _lower_is_better(clause, figure) else "increase"
    return {"up": "increase", "down": "decrease", "hold": "maintain", "reach": "achieve"}[cue.sense]


def _lower_is_better(clause: Clause, figure: Figure) -> bool:
    """The sense of the measure nearest to the figure: "improved retention forecasting accuracy by 18%" went up."""
    lists = lexicon().words
    for word in clause.words_before(figure)[:9] + clause.words_after(figure, 4):
        names = (word.text, word.text.rsplit("-", 1)[-1])
        if any(name in lists["higher_is_better"] for name in names):
            return False
        if any(name in lists["lower_is_better"] for name in names):
            return True
    return False


def _general_direction(clause: Clause, figure: Figure) -> str:
    """For shares and scores: the words right behind, then the words before, as near as their preposition allows."""
    for word in clause.words_after(figure, 3):
        cue = _cues().get(word.text)
        if word.text in _CONNECTIVES:
            break
        if cue and not (cue.verb and word.text.endswith("ing")) and cue.sense not in ("reach", "hold"):
            return _sense(cue, clause, figure)
    if re.match(r" of\b", clause.after(figure)) and (found := _done_to(clause, figure)):
        return found
    return _direction_before(clause, figure)


#: How many words before a share may still say where it went, by the word right before it. "with an acceptance rate of
#: 86%" belongs to no earlier verb; "reduced the cost of every call by 12%" does, however far.
_REACH_OF = {"by": 40, "to": 12, "at": 8, "of": 2, "with": 1, "for": 1, "in": 2, "on": 3, "from": 2}


def _direction_before(clause: Clause, figure: Figure) -> str:
    most, leading = 9, True
    for index, word in enumerate(clause.words_before(figure)):
        if leading:
            most = _REACH_OF.get(word.text, most)
            leading = word.text in _APPROX_WORDS and word.text not in _REACH_OF
        if index > most:
            break
        if word.text in ("with", "including", "plus") and index:
            break
        cue = _cues().get(word.text)
        bound = word.text in _BOUNDS and figure.start - word.end < 12
        if cue is not None and not bound and not (cue.sense == "reach" and word.text.endswith("s")):
            return _sense(cue, clause, figure)
    return "achieve"


#: "over 40%", "less than 5%": these only bound the figure.
_BOUNDS = frozenset("by over above more under below less fewer".split())


_CONNECTIVES = frozenset("and but while which who that of by through with after in on for to across using from".split())


def _done_to(clause: Clause, figure: Figure) -> str | None:
    """What happened to a share: "97% of administrator accounts removed", "18% of calls were diverted"."""
    for word in clause.words_after(figure, 9)[1:]:
        cue = _cues().get(word.text)
        if word.text in ("and", "while", "by", "in"):
            return None
        if cue and cue.verb and word.text.endswith(("ed", "n", "t")) and cue.sense in ("up", "down"):
            return "increase" if cue.sense == "up" else "decrease"
    return None


def _direction_of_count(clause: Clause, figure: Figure) -> str:
    """A count has a direction only as the object of a verb of change, or as a level reached."""
    if figure.value == 0:
        return "achieve"
    if figure.part:
        cue = _nearest_verb(clause, figure, 4)
        return "decrease" if cue and cue.sense == "down" else "achieve"
    if (found := _done_to_count(clause, figure)) is not None:
        return found
    for word in clause.words_before(figure)[:6]:
        if not _APPROX_ONLY.fullmatch(clause.text, word.end, figure.start):
            break
        cue = _cues().get(word.text)
        if cue and (cue.sense in ("up", "down") or word.text in _counted_results()):
            return _sense(cue, clause, figure)
    return _level_reached(clause, figure)


@cache
def _counted_results() -> frozenset[str]:
    return frozenset(form for verb in lexicon().words["reach_counts"] for form in verb_forms(verb))


_APPROX_ONLY = re.compile(
    r" (?:(?:about|around|roughly|approximately|nearly|almost|over|just|only|more than|at least|an?|estimated|some|the|another|further|"
    r"additional|total of|up to|well over|in excess of) )*"
)
#: What may follow a participle that ends its clause: "31 systems onboarded, ...", "12 sites added in 2024".
_AFTER_PARTICIPLE = re.compile(
    r"(?:$|[,;.)]| (?:before|by|in|after|within|since|at|and|during|through|via|so|last|per|until|into|for|ahead|out|over|across|on|this|from|to)\b)"
)


def _done_to_count(clause: Clause, figure: Figure) -> str | None:
    """ "31 source systems onboarded", "14 fields were removed"."""
    for word in clause.words_after(figure, 3):
        if word.text in ("was", "were", "been", "have", "has", "had", "then", "also", "successfully"):
            continue
        cue = _cues().get(word.text)
        if not (cue and cue.verb and word.text.endswith(("ed", "n", "t")) and _AFTER_PARTICIPLE.match(clause.text, word.end)):
            return None
        if cue.sense in ("up", "down") or word.text in _counted_results():
            return _sense(cue, clause, figure)
        return None
    return None


def _level_reached(clause: Clause, figure: Figure) -> str:
    """ "Scaled traffic to 2.1 million conversations", "cut spinning reserve by 90 MW", "sign-off from 5 regulators"."""
    before = clause.before(figure)
    if _USED_BY.search(before):
        return "achieve"
    if _TO_LEVEL.search(before):
        cue = _nearest_verb(clause, figure, 8)
        if cue and (cue.sense in ("up", "down")):
            return _sense(cue, clause, figure)
        if _cues().get(clause.words_before(figure)[-1].text, Cue("", verb=False)).sense == "up":
            return "increase"
    if _BY_AMOUNT.search(before) or _FROM_GIVERS.search(before):
        cue = _nearest_verb(clause, figure, 9)
        return _sense(cue, clause, figure) if cue else "none"
    if figure.per and _RISING.match(clause.text):
        return "achieve"
    return "none"


_USED_BY = re.compile(r"\b(?:used|adopted|downloaded|attended|bought) by (?:[a-z]+ ){0,2}$")
_TO_LEVEL = re.compile(r"\bto (?:over |about |around |nearly |almost |more than |some )*$")
_BY_AMOUNT = re.compile(r"\bby (?:over |about |around |nearly |almost |more than |some |up to )*$")
_FROM_GIVERS = re.compile(r"\b(?:sign-offs?|approvals?|funding|commitments?|buy-in|endorsements?|licences?|consent) (?:from|of|by) $")
_RISING = re.compile(r"(?:tripl|doubl|quadrupl|increas|rais|lift|boost|gr[eo]w|accelerat)")


def _nearest_verb(clause: Clause, figure: Figure, most: int) -> Cue | None:
    for word in clause.words_before(figure)[:most]:
        cue = _cues().get(word.text)
        if cue and cue.verb:
            return cue
        form = verb_form(word.text)
        if form and form.tense == "past" and word.text.endswith("ed"):
            return None
    return None


_EXTENT_BEFORE = re.compile(r"\b(?:in|within|inside|over|during|for|after|across|through|throughout|every|at|under|lasting|of|into|on|last|a|an)(?: the)?(?: (?:first|last|next|past|space of|only|just|under|less than|about|around|some|roughly|nearly|almost|over|more than))* ?$")


def _direction_of_time(clause: Clause, figure: Figure) -> str:
    after = clause.words_after(figure, 5)
    near = [word.text for word in after[:3]]
    if set(near[:2]) & _AHEAD or re.match(r" (?:ahead of|before) ", clause.after(figure)):
        return "decrease"
    if set(near[:1]) & (_LATE - {"later"}):
        return "none" if re.search(r"\b(?:was|were|running|already|is) (?:over |about |almost )?$", clause.before(figure)) else "increase"
    if any(word.text in ("less", "fewer", "shorter", "saved", "lower", "faster", "quicker") for word in after):
        return "decrease"
    bound = _EXTENT_BEFORE.search(clause.before(figure))
    if bound and not re.search(r"\b(?:by|of|to) (?:\w+ )?$", clause.before(figure)):
        return "none"
    for index, word in enumerate(clause.words_before(figure)[:5]):
        if word.text in _APPROX_WORDS or (index == 0 and word.text in ("us", "team", "them", "staff", "everyone")):
            continue
        cue = _cues().get(word.text)
        if cue and cue.sense in ("down", "better"):
            return "decrease"
        if cue and cue.sense == "up" and (index == 0 or word.text in ("up", "rose", "grew", "increased")):
            return "increase"
        if cue and cue.sense in ("hold",):
            return "maintain"
        if index and word.text in ("of", "in", "for", "with"):
            break
    if _BY_AMOUNT.search(clause.before(figure)):
        return _general_direction(clause, figure)
    if re.search(r"\bto (?:\w+ ){0,2}$", clause.before(figure)):
        cue = _nearest_verb(clause, figure, 10)
        if cue and cue.sense in ("down", "better", "up"):
            return "decrease" if cue.sense != "up" else "increase"
    return "none"


_WON = frozenset(
    form
    for verb in ("win", "close", "secure", "sell", "land", "raise", "sign", "book", "generate", "earn", "recover", "bring", "crowdfund")
    for form in verb_forms(verb)
)


_INCOME_BEFORE = re.compile(
    r"\b(revenues?|new business|sales|bookings|arr|benefits?|profit|(?:cost )?savings?|cost avoidance|pipeline|funding|donations) (?:of|worth|totall?ing|by|:) (?:over |about |around |nearly |almost |more than |some |up to |an? |estimated )*$"
)
_WON_BEFORE = re.compile(r"\b(?:won|secured|closed|sold|raised|landed)\b[^;.]*$")


def _direction_of_money(clause: Clause, figure: Figure) -> str:
    lists = lexicon().words
    after = [word.text for word in clause.words_after(figure, 6)]
    near = after[: next((i for i, word in enumerate(after) if word in ("by", "after", "through", "to", "and", "for", "with")), 6)]
    before = clause.words_before(figure)
    nearest = next((word.text for word in before if word.text not in _APPROX_WORDS), "")
    if re.match(r" (?:under|below)(?: the)? (?:budget|plan|estimate|quote)| (?:less|cheaper|lower)\b", clause.after(figure)):
        return "decrease"
    cue = _cues().get(nearest)
    if cue and cue.sense == "down":
        return "decrease"
    if any(word in ("savings", "saved", "saving", "avoided", "avoidance", "reduction", "credit", "penalties") for word in near):
        return "decrease"
    if _BY_AMOUNT.search(clause.before(figure)):
        return _general_direction(clause, figure)
    if (earned := _INCOME_BEFORE.search(clause.before(figure))) is not None:
        return "decrease" if earned[1].startswith(("saving", "cost")) else "increase"
    if (figure.start and clause.text[figure.start - 1] == "(") and _WON_BEFORE.search(clause.text[max(0, figure.start - 80) : figure.start]):
        return "achieve"
    if figure.unit == "ratio":
        return "achieve"
    if any(word.text in _WON for word in before[:7]) and not (set(near[:2]) & {"budget", "portfolio"}):
        verb = next(word.text for word in before if word.text in _WON)
        return "increase" if verb.startswith(("generat", "earn")) else "achieve"
    if near and (near[0] in lists["extent"] or set(near[:3]) & (lists["extent"] - lists["income"])):
        return "none"
    if re.search(r"\b(?:budgets?|portfolio|programmes?|programs?|contracts?|projects?|accounts?|worth|valued|capex|opex|p&l|fund|facility|spend|fees|on an?|with an?)(?: \w+){0,2} $", clause.before(figure)) and not (
        cue and cue.sense in ("up", "down")
    ):
        if re.search(r"\bby (?:\w+ )?$", clause.before(figure)) or re.search(r"\bspend (?:down|up|by)", clause.before(figure)):
            return _general_direction(clause, figure)
        return "none"
    if cue and cue.sense == "up":
        return "increase"
    gained = set(near[:4]) & lists["income"]
    if gained and re.search(r"\b(?:led|leads?|leading|contribut\w+|result\w*|add\w*|amount\w*) (?:to|in|up to) (?:[a-z]+ ){0,2}$", clause.before(figure)):
        return "increase"
    for word in before[:7]:
        cue = _cues().get(word.text)
        if cue and cue.verb and cue.sense == "down":
            return "decrease"
        if cue and cue.sense == "up" and (cue.verb or word.text == "up"):
            return "increase"
        if cue and cue.verb and cue.sense == "reach" and gained:
            return "increase"
        if cue and cue.sense == "better":
            return _sense(cue, clause, figure)
        if word.text in ("with", "on", "for", "across", "of", "worth"):
            break
    return "none"


# --- role ------------------------------------------------------------------------------------------------

_BOUND = re.compile(r"\b(?:floor|threshold|target|targets|limit|ceiling|minimum|maximum|cap|bar|criteria|criterion|goal) (?:was |is |were )?(?:of |at |set at )?(?:\w+ )?$")
_TARGETS_AFTER = re.compile(r" (?:\w+ ){0,2}(?:targets?|goals?|thresholds?)\b")
_OUTCOME_TIME = re.compile(r"\b(?:within|inside|in|under) (?:just |only |under |less than )?$")
_DESCRIBED = re.compile(r"\b(?:found|showed|revealed|discovered|noticed|turned out|carried|contain\w*)\b")
#: "found 7% duplicated readings" describes what was there.
_FOUND = re.compile(r"\b(?:found|identified|discovered|revealed|detected|showed)(?: that)? (?:about |around |over |nearly |almost |up to )?$")
_OBJECT_OF_REACH = frozenset(("achieve", "increase", "decrease", "maintain"))


def _role(clause: Clause, figure: Figure, kind: str, direction: str) -> str:
    if figure.change or figure.kind == "multiplier" or kind in ("rank", "rating"):
        return "outcome"
    if kind in ("percent", "model_metric", "sla"):
        if _BOUND.search(clause.before(figure)) or _TARGETS_AFTER.match(clause.after(figure)) or (
            direction == "achieve" and re.match(r" of (?:them|the|these)\b", clause.after(figure)) and _DESCRIBED.search(clause.text)
        ) or _FOUND.search(clause.before(figure)):
            return "scope"
        return "outcome"
    return "outcome" if direction in _OBJECT_OF_REACH else "scope"


def _written_unit(figure: Figure, kind: str, unit: str) -> str:
    """The unit as shown: a yearly amount of money is plain, other periods are named."""
    if not figure.per or kind in ("percent", "model_metric", "rating"):
        return unit
    if figure.kind == "money" and figure.per == "year":
        return unit
    return f"{unit}/{figure.per}"
