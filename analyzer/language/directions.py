"""Directions: whether a figure went up or down, was reached or kept, by the words around it.

A change with both ends needs no words. For the rest the nearest word of direction decides, as far as the
preposition
before the figure lets it: "reduced the cost of every call by 12%", but "cut costs with an acceptance rate of
86%".
"""

import re
from functools import cache

from analyzer.language.actions import verb_form, verb_forms
from analyzer.language.amounts import Figure, Word, lexicon
from analyzer.language.clauses import Clause, Cue, Direction, cue_of, cues_in, sense_of

#: Words that begin another thought: what stands before them says nothing about the figure.
_OTHER_CLAUSE = frozenset(("with", "including", "plus", "after", "while", "but", "because"))
#: How many words before a share may still say where it went, by the word right before the share.
_REACH = {"by": 40, "to": 12, "at": 8, "of": 2, "with": 1, "for": 1, "in": 2, "on": 3, "from": 2}
_REACH_OTHERWISE = 9
#: Characters between "over", "less than" and a figure that they only bound.
_BOUND_CHARACTERS = 12
_APPROX = r"(?:over |about |around |nearly |almost |more than |some |up to )*"
_BY_AMOUNT = re.compile(rf"\bby {_APPROX}$")
_TO_LEVEL = re.compile(rf"\bto {_APPROX}$")
_USED_BY = re.compile(r"\b(?:adopted|downloaded|attended|bought) by (?:[a-z]+ ){0,2}$")
#: The size of what is in use, and no result, unless it says that it came to it.
_IN_USE_BY = re.compile(
    rf"(?<!now )(?<!today )(?<!currently )(?<!already )(?<!daily )\bused by {_APPROX}(?:the )?$"
)
_FROM_GIVERS = re.compile(
    r"\b(?:sign-offs?|approvals?|funding|commitments?|buy-in|endorsements?|licences?|"
    r"consent) (?:from|of|by) $"
)
_RISING = re.compile(r"(?:tripl|doubl|quadrupl|increas|rais|lift|boost|gr[eo]w|accelerat)")
_APPROX_ONLY = re.compile(
    r" (?:(?:about|around|roughly|approximately|nearly|almost|over|just|only|more than|at least|an?|"
    r"estimated|some|"
    r"the|another|further|additional|total of|up to|well over|in excess of) )*"
)
#: What may follow a participle that ends its clause: "31 systems onboarded, ...", "12 sites added in 2024".
_AFTER_PARTICIPLE = re.compile(
    r"(?:$|[,;.)]| (?:before|by|in|after|within|since|at|and|during|through|via|so|last|per|until|"
    r"into|for|ahead|out|"
    r"over|across|on|this|from|to)\b)"
)
_EXTENT_BEFORE = re.compile(
    r"\b(?:in|within|inside|over|during|for|after|across|through|throughout|every|at|under|lasting|"
    r"of|into|on|last|an?)"
    r"(?: the)?(?: (?:first|last|next|past|space of|only|just|under|less than|about|around|some|"
    r"roughly|nearly|almost|"
    r"over|more than))* ?$"
)
#: Such words inside of the figure.
_EXTENT_INSIDE = re.compile(r"(?:in one|over (?:an?|one)) ")
#: A time that a system reaches: "p95 7.9s", "latency under 300 ms".
_LEVEL_OF_TIME = re.compile(
    r"(?:\blatency|\bp(?:50|90|95|99)|\bresponse times?|\bload times?|\binference times?)"
    r"(?: (?:now|at|of|is|was|under|below|around|about|kept|held|latency|stays?|to|within))* ?[:=<~]? ?$"
)
#: What waited is less: "cleared a backlog of 60 reviews".
_BACKLOG = re.compile(
    r"\b(?:clear|work|cut|reduc|eliminat|burn)\w*(?: off| through| down)? (?:an?|the|our|their) "
    rf"(?:\w+ ){{0,2}}?backlog of {_APPROX}$"
)
_TAKING = re.compile(r"\b(?:took|tak(?:e|es|ing)|cut) $")
_TAKEN_OUT = re.compile(r" (?:\w+ )?out of\b")
#: A book that is held, not booked: "a book of $180m", "property book $24M".
_HELD_BOOK = re.compile(
    rf"\b(?:(?:with|and)(?: an?)? annual (?:revenues?|turnover|sales) of|"
    rf"book (?:of|worth|valued at)|(?:property|order|loan|lending) book(?: of)?)(?: \w+)? {_APPROX}$"
)
_BAR = re.compile(r"\b(?:targets?|requirements?|budgets?|slas?|slos?|threshold)\b")
_LED_TO = re.compile(
    r"\b(?:led|leads?|leading|contribut\w+|result\w*|add\w*|amount\w*) (?:to|in|up to) (?:[a-z]+ ){0,2}$"
)
_INCOME_BEFORE = re.compile(
    r"\b(revenues?|new business|sales|bookings|arr|benefits?|profit|(?:cost )?savings?|"
    r"cost avoidance|pipeline|funding|"
    rf"donations) (?:of|worth|totall?ing|by|:) {_APPROX}(?:an? |estimated )*$"
)
_AVOIDED_BEFORE = re.compile(
    r"\b(?:avoid\w*|prevent\w*|sav(?:ed?|es|ing)|averted) (?:\w+ ){0,3}(?:of|worth|totall?ing|estimated at) "
    rf"{_APPROX}(?:an? |estimated )*$"
)
_EXTENT_OF_MONEY = re.compile(
    r"\b(?:budgets?|books?|property|inventory|portfolio|programmes?|programs?|contracts?|projects?|accounts?|worth|valued|"
    r"capex|opex|p&l|fund|"
    r"facility|spend|fees|on an?|with an?)(?: \w+){0,2} $"
)
_UNDER_PLAN = re.compile(
    r" (?:under|below)(?: the)? (?:budget|plan|estimate|quote)| (?:less|cheaper|lower)\b"
)
_WON_BEFORE = re.compile(r"\b(?:won|secured|closed|sold|raised|landed)\b[^;.]*$")
_RUNNING_LATE = re.compile(r"\b(?:was|were|running|already|is) (?:over |about |almost )?$")


def direction_of(clause: Clause, figure: Figure, kind: str) -> Direction:
    """increase, decrease, achieve, maintain or none."""
    if figure.change and figure.baseline is not None and figure.kind != "multiplier":
        if figure.value != figure.baseline:
            return "increase" if figure.value > figure.baseline else "decrease"
        return "maintain"
    if figure.signed and kind != "rating":
        return "increase" if figure.value > 0 else "decrease"
    if kind == "rank" or (kind == "rating" and figure.unit.startswith("of")):
        return "achieve"
    if kind == "sla":
        held = any(cue.verb and cue.sense == "hold" for _, cue in cues_in(clause.words_before(figure, 5)))
        return "maintain" if held else "achieve"
    reader = {
        "multiplier": _of_multiple,
        "headcount": _of_count,
        "scale": _of_count,
        "time": _of_time,
        "money": _of_money,
    }.get(figure.kind, _of_share)
    return reader(clause, figure)


def _words(name: str) -> frozenset[str]:
    return lexicon().words[name]


# --- shares, scores, multiples ---------------------------------------------------------------------------


def _of_multiple(clause: Clause, figure: Figure) -> Direction:
    if figure.value < 1:
        return "decrease"
    if clause.text[figure.start].isalpha() and "factor" not in clause.text[figure.start : figure.end]:
        return "increase"  # "doubled" says it all; "3x" takes its direction from the words around
    after = {word.text for word in clause.words_after(figure, 2)}
    if after & {"less", "fewer", "lower", "reduction", "smaller", "cheaper"}:
        return "decrease"
    for word, cue in cues_in(clause.words_before(figure, 6)):
        if cue.verb and cue.sense in ("better", "up"):
            return sense_of(cue, clause, figure)
        if cue.verb and cue.sense == "down":
            return "increase" if word.text.startswith(("accelerat", "sped", "speed")) else "decrease"
    return "increase"


def _of_share(clause: Clause, figure: Figure) -> Direction:
    """The words right behind, then what was done to the share, then the words before."""
    for word in clause.words_after(figure, 3):
        if word.text in _words("connectives"):
            break
        cue = cue_of(word.text)
        if cue and not (cue.verb and word.text.endswith("ing")) and cue.sense not in ("reach", "hold"):
            return sense_of(cue, clause, figure)
    if clause.after(figure).startswith(" of ") and (found := _done_to_share(clause, figure)):
        return found
    return _said_before(clause, figure)


def _done_to_share(clause: Clause, figure: Figure) -> Direction | None:
    """What happened to a share: "97% of administrator accounts removed", "18% of calls were diverted"."""
    for word in clause.words_after(figure, 9)[1:]:
        if word.text in ("and", "while", "by", "in"):
            return None
        cue = cue_of(word.text)
        if cue and cue.verb and word.text.endswith(("ed", "n", "t")) and cue.sense in ("up", "down"):
            return sense_of(cue, clause, figure)
    return None


def _said_before(clause: Clause, figure: Figure) -> Direction:
    most, leading = _REACH_OTHERWISE, True
    for index, word in enumerate(clause.words_before(figure)):
        if leading:
            most = _REACH.get(word.text, most)
            leading = word.text in _words("approximators") and word.text not in _REACH
        if index > most or (index and word.text in _OTHER_CLAUSE):
            break
        cue = cue_of(word.text)
        bound = word.text in _words("bounds") and figure.start - word.end < _BOUND_CHARACTERS
        # "satisfaction scores by 7%" scores nothing, "shipping costs by 12%" ships nothing
        noun = cue and cue.sense == "reach" and word.text.endswith(("s", "ing"))
        if cue and not bound and not noun:
            return sense_of(cue, clause, figure)
    return "achieve"


# --- counts ----------------------------------------------------------------------------------------------


def _of_count(clause: Clause, figure: Figure) -> Direction:
    """A count has a direction only as the object of a verb of change, or as a level reached."""
    if figure.value == 0:
        return "achieve"
    if _is_less(clause, figure):
        return "decrease"
    if figure.part:
        cue = _nearest_verb(clause, figure, 4)
        return "decrease" if cue and cue.sense == "down" else "achieve"
    if (found := _done_to_count(clause, figure)) is not None:
        return found
    for word, cue in cues_in(clause.words_before(figure, 6)):
        if not _APPROX_ONLY.fullmatch(clause.text, word.end, figure.start):
            break
        if cue.sense in ("up", "down") or word.text in _counted_results():
            return sense_of(cue, clause, figure)
    return _level_reached(clause, figure)


def _is_less(clause: Clause, figure: Figure) -> bool:
    """Whether the things are gone: "cleared a backlog of 60", "took 14 steps out of"."""
    before = clause.before(figure)
    taken = _TAKEN_OUT.match(clause.after(figure)) and _TAKING.search(before)
    return bool(taken or _BACKLOG.search(before))


@cache
def _counted_results() -> frozenset[str]:
    return frozenset(form for verb in _words("reach_counts") for form in verb_forms(verb))


def _done_to_count(clause: Clause, figure: Figure) -> Direction | None:
    """What happened to the things: "31 source systems onboarded", "14 fields were removed"."""
    for word in clause.words_after(figure, 3):
        if word.text in ("was", "were", "been", "have", "has", "had", "then", "also", "successfully"):
            continue
        cue = cue_of(word.text)
        done = cue and cue.verb and word.text.endswith(("ed", "n", "t"))
        if not (cue and done and _AFTER_PARTICIPLE.match(clause.text, word.end)):
            return None
        told = cue.sense in ("up", "down") or word.text in _counted_results()
        return sense_of(cue, clause, figure) if told else None
    return None


def _level_reached(clause: Clause, figure: Figure) -> Direction:
    """Counts as a level: "scaled traffic to 2.1 million conversations", "sign-off from 5 regulators"."""
    before = clause.before(figure)
    if _USED_BY.search(before):
        return "achieve"
    if _IN_USE_BY.search(before):
        return "none"
    if _TO_LEVEL.search(before):
        cue = _nearest_verb(clause, figure, 8) or cue_of(clause.words_before(figure)[-1].text)
        if cue and cue.sense in ("up", "down"):
            return sense_of(cue, clause, figure)
    if _BY_AMOUNT.search(before) or _FROM_GIVERS.search(before):
        moved = (cue for _, cue in cues_in(clause.words_before(figure, 6)) if cue.sense in ("up", "down"))
        cue = next(moved, None) or _nearest_verb(clause, figure, 9)
        return sense_of(cue, clause, figure) if cue else "none"
    # "Tripled release frequency to nine deployments per quarter"
    return "achieve" if figure.per and _RISING.match(clause.text) else "none"


def _nearest_verb(clause: Clause, figure: Figure, most: int) -> Cue | None:
    """The cue of the nearest verb before a figure, unless another verb in the past stands between."""
    for word in clause.words_before(figure, most):
        cue = cue_of(word.text)
        if cue and cue.verb:
            return cue
        form = verb_form(word.text)
        if form and form.tense == "past" and word.text.endswith("ed"):
            return None
    return None


# --- time ------------------------------------------------------------------------------------------------


def _of_time(clause: Clause, figure: Figure) -> Direction:
    before = clause.before(figure)
    if (found := _against_plan(clause, figure)) is not None:
        return found
    if _is_extent(clause, figure, before):
        return "none"
    if (found := _changed_time(clause, figure) or _time_reached(clause, before)) is not None:
        return found
    if _BY_AMOUNT.search(before):
        return _of_share(clause, figure)
    cue = _nearest_verb(clause, figure, 10) if re.search(r"\bto (?:\w+ ){0,2}$", before) else None
    if cue and cue.sense in ("down", "better", "up"):
        return "increase" if cue.sense == "up" else "decrease"
    return "none"


def _is_extent(clause: Clause, figure: Figure, before: str) -> bool:
    """Whether it only says how long something took."""
    if _EXTENT_INSIDE.match(clause.text, figure.start):
        return True
    told = _EXTENT_BEFORE.search(before)
    return told is not None and not re.search(r"\b(?:by|of|to) (?:\w+ )?$", before)


def _time_reached(clause: Clause, before: str) -> Direction | None:
    """A level that a system reaches, unless it is only a bar."""
    return "achieve" if _LEVEL_OF_TIME.search(before) and not _BAR.search(clause.text) else None


def _against_plan(clause: Clause, figure: Figure) -> Direction | None:
    """Early, late, or less of it: "two weeks ahead of plan", "6 weeks late", "3 days faster"."""
    after = _said_behind(clause, figure)
    if not _words("ahead").isdisjoint(after[:2]) or re.match(r" (?:ahead of|before) ", clause.after(figure)):
        return "decrease"
    if not _words("late").isdisjoint(after[:1]):
        return "none" if _RUNNING_LATE.search(clause.before(figure)) else "increase"
    return None if _words("less_time").isdisjoint(after) else "decrease"


def _said_behind(clause: Clause, figure: Figure) -> list[str]:
    """The words right behind a time, up to the next thought: "over 6 weeks and saved 22%" saved no time."""
    words = [word.text for word in clause.words_after(figure, 5)]
    return words[: words.index("and")] if "and" in words else words


def _changed_time(clause: Clause, figure: Figure) -> Direction | None:
    """Time as the object of a verb: "saving each clerk 45 minutes", "fell 41 minutes"."""
    for index, word in enumerate(clause.words_before(figure, 5)):
        if word.text in _words("approximators") or (not index and word.text in _words("receivers")):
            continue
        cue = cue_of(word.text)
        if cue and cue.sense in ("down", "better"):
            return "decrease"
        if cue and cue.sense == "up" and (not index or word.text in ("up", "rose", "grew", "increased")):
            return "increase"
        if cue and cue.sense == "hold":
            return "maintain"
        if index and word.text in ("of", "in", "for", "with"):
            return None
    return None


# --- money -----------------------------------------------------------------------------------------------


def _of_money(clause: Clause, figure: Figure) -> Direction:
    if figure.unit == "ratio":
        return "achieve"
    before = clause.before(figure)
    if _HELD_BOOK.search(before):
        return "none"
    words = clause.words_before(figure)
    behind = _words_of_money(clause, figure)
    cue = next((cue_of(word.text) for word in words if word.text not in _words("approximators")), None)
    if (cue and cue.sense == "down") or _UNDER_PLAN.match(clause.after(figure)):
        return "decrease"
    if not _words("savings").isdisjoint(behind) or _AVOIDED_BEFORE.search(before):
        return "decrease"
    if _BY_AMOUNT.search(before):
        return _of_share(clause, figure)
    return _came_in(clause, figure, words, behind) or _of_sum(clause, figure, behind, cue)


def _words_of_money(clause: Clause, figure: Figure) -> list[str]:
    """What the money is: the words behind it, up to the next preposition."""
    out: list[str] = []
    for word in clause.words_after(figure, 6):
        if word.text in ("by", "after", "through", "to", "and", "for", "with"):
            break
        out.append(word.text)
    return out


@cache
def _won_forms() -> frozenset[str]:
    return frozenset(form for verb in _words("won") for form in verb_forms(verb))


def _came_in(clause: Clause, figure: Figure, words: list[Word], behind: list[str]) -> Direction | None:
    """Money that came in: "revenue of $2M", "raised USD 50,000", "won the tender (EUR 5M)"."""
    if (earned := _INCOME_BEFORE.search(clause.before(figure))) is not None:
        return "decrease" if earned[1].startswith(("saving", "cost")) else "increase"
    if clause.text[figure.start - 1 : figure.start] == "(":
        around = clause.text[max(0, figure.start - 80) : figure.start]
        return "achieve" if _WON_BEFORE.search(around) else None
    verb = next((word.text for word in words[:7] if word.text in _won_forms()), None)
    if verb is None or not {"budget", "portfolio"}.isdisjoint(behind[:2]):
        return None
    return "increase" if verb.startswith(("generat", "earn")) else "achieve"


def _of_sum(clause: Clause, figure: Figure, behind: list[str], cue: Cue | None) -> Direction:
    """A sum is a size ("a $9M programme") unless a verb of change holds it."""
    before = clause.before(figure)
    extent, income = _words("extent"), _words("income")
    if (
        behind[:1]
        and behind[0] in ("new", "incremental", "additional")
        and not income.isdisjoint(behind[1:3])
    ):
        return "increase"  # "$3.1M new ARR"
    if behind and (behind[0] in extent or not (extent - income).isdisjoint(behind[:3])):
        return "none"
    if _EXTENT_OF_MONEY.search(before) and not (cue and cue.sense in ("up", "down")):
        return _of_share(clause, figure) if re.search(r"\bspend (?:down|up|by)", before) else "none"
    if cue and cue.sense == "up":
        return "increase"
    gained = not income.isdisjoint(behind[:4])
    if gained and _LED_TO.search(before):
        return "increase"
    return _changed_sum(clause, figure, gained=gained)


def _changed_sum(clause: Clause, figure: Figure, *, gained: bool) -> Direction:
    for word in clause.words_before(figure, 7):
        cue = cue_of(word.text)
        if cue and (cue.sense == "better" or (cue.verb and cue.sense in ("up", "down")) or word.text == "up"):
            return sense_of(cue, clause, figure)
        if cue and cue.verb and cue.sense == "reach" and gained:
            return "increase"
        if word.text in ("with", "on", "for", "across", "of", "worth"):
            break
    return "none"
