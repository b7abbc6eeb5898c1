"""A line of work as a story: which of its clauses tell the situation, the task, the action, the result.

Each part is a whole clause in the person's own words, or it is missing and asked for. A stretch of a clause
("in the team", "to production") says nothing by itself, so it is no part.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from analyzer.language.actions import classify_action, verb_form

StarPart = Literal["situation", "task", "action", "result"]
PARTS: tuple[StarPart, ...] = ("situation", "task", "action", "result")

#: Ends of a sentence or of a part of it that stands alone. Not inside of brackets, and no abbreviation.
_SEGMENT = re.compile(r"(?:;|(?<=[^\W\d_]{3})[.!?]|(?<=[\d%)])[.!?])\s+(?![^(]*\))")
#: What was the matter: a reason or a time that has a verb of its own.
_REASON = re.compile(
    r",?\s(?=(?:because|although|"
    r"(?:when|where) (?=(?:[\w-]+ ){1,6}(?:was|were|had|could|came|left|began|broke|fell)\b))\s?(?![^(]*\)))"
)
#: What was wanted.
_PURPOSE = re.compile(
    r",?\s(?=(?:so that|so (?=\w+ (?:can|could|would|no longer))|in order to|with the (?:goal|aim|target) of|"
    r"to (?:make sure|ensure|avoid|prevent)|due (?:in|by))\s(?![^(]*\)))",
    re.IGNORECASE,
)
#: "Led eleven people to put the engine live": a deed of which the end is told by its verb and its thing.
_TO_DO = re.compile(
    r"\s(?=to ([a-z]+) (?:an?|the|our|their|its|his|her|all|every|each|new|this|these|\d[\w.,%]*|two|three) "
    r"(?![^(]*\)))"
)
#: Words before "to" that make it a part of themselves: "the time to close", "how to stop".
_TO_OF_WORDS = frozenset((
    "ability", "able", "access", "agreed", "agreement", "asked", "attempt", "chance", "chose", "contribution",
    "decided", "decision", "effort", "efforts", "exposure", "how", "leading", "need", "needed", "offer",
    "opportunity", "order", "permission", "plan", "plans", "proposal", "ready", "refused", "request", "right",
    "support", "time", "used", "way", "ways", "what", "when", "where", "which", "who", "willing",
))  # fmt: skip
#: Verbs whose object does the deed behind "to": helping two people to work is one deed.
_HELPING = frozenset((
    "allow", "ask", "assist", "coach", "convince", "enable", "encourage", "get", "help", "mentor", "persuade",
    "support", "teach", "train", "want",
))  # fmt: skip
#: What came of it, told behind the deed.
_CAME_OF_IT = re.compile(
    r",\s(?:and )?(?:thus |thereby |while )?(?=(?:deliver|sav|cutt|reduc|rais|increas|lower|improv|result|"
    r"lead|bring|winn|gain|halv|doubl|free|short|avoid|achiev|reach|finish|complet|exceed)ing\b(?![^(]*\)))|"
    r",\s(?=which (?:\w+ly )?(?:lower|cut|sav|rais|reduc|improv|brought|won|let|made|is now|are now|now)\w*\b"
    r"(?![^(]*\)))|,?\s(?=which (?:is|are|was|were) (?:now |still |later )*"
    r"(?:adopted|used|in use|accepted)\b)|\s(?=(?:resulting in|leading to)\s(?![^(]*\)))",
    re.IGNORECASE,
)
#: "Cut late deliveries from 11% to 8% by agreeing thresholds": the result first, then the deed.
_BY_DOING = re.compile(r",?\s(?=(?:by|through)\s+[a-z-]+ing\b(?![^(]*\)))", re.IGNORECASE)
#: Where a deed may end and its result begin: "renegotiated two contracts and saved a tenth".
_JOINT = re.compile(r"(?:,|:|\s[–—-])\s(?:and |now )?(?![^(]*\))|\sand\s(?![^(]*\))")
_IS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|did|does|will|would|no longer|nobody|now|fell|rose|went)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*", re.IGNORECASE)
#: Words of a clause among which its verb stands.
_EARLY = 7
#: A shorter clause says nothing.
_FEWEST_WORDS = 3


def parts_of(line: str, outcomes: Sequence[str]) -> Iterator[tuple[StarPart, str]]:
    """The parts that a line tells, each a slice of it; `outcomes` are the figures that tell what changed.

    `line` is one line without breaks.
    """
    found: dict[StarPart, str] = {}
    deeds_end = ""  # the segment with which the deed ended so far: the next one may go on telling it
    for number, segment in enumerate(_segments(line)):
        main = _without_asides(segment, found)
        inside = tuple(one for one in outcomes if one in main)
        goes_on = deeds_end and main == segment and not inside and classify_action(main).verb is not None
        if goes_on and found.get("action", "").endswith(deeds_end):
            start = line.index(found["action"])
            found["action"] = line[start : line.index(main, start) + len(main)]
        else:
            _tell(main, inside, found, first=number == 0)
        deeds_end = main if main == segment else ""
    for part in PARTS:
        if part in found and len(found[part].split()) >= _FEWEST_WORDS:
            yield part, found[part]


def _segments(line: str) -> list[str]:
    return [one for piece in _SEGMENT.split(line.strip()) if (one := _bare(piece))]


def _without_asides(segment: str, found: dict[StarPart, str]) -> str:
    """The main clause of a segment; reason, end and result in clauses of their own go to `found`."""
    for part, pattern in (("situation", _REASON), ("task", _PURPOSE), ("result", _CAME_OF_IT)):
        start = pattern.search(segment)
        if start is None or (part == "situation" and not _has_verb(segment[start.end() :])):
            continue
        if len(segment[: start.start()].split()) < _FEWEST_WORDS:
            continue  # it opens the segment, and the deed stands behind it
        found.setdefault(part, _bare(segment[start.end() :]))  # type: ignore[arg-type]
        segment = segment[: start.start()]
    if "task" not in found and (at := _to_do(segment)) is not None:
        found["task"] = _bare(segment[at:])
        segment = segment[:at]
    return _bare(segment)


def _to_do(segment: str) -> int | None:
    """Where the end of a deed begins: "to put the engine live"."""
    verb = classify_action(segment).verb
    if verb is None or verb in _HELPING:
        return None
    for place in _TO_DO.finditer(segment):
        before = segment[: place.start()].split()
        form = verb_form(place.group(1).casefold()) if place.group(1) else None
        if len(before) < _FEWEST_WORDS or form is None or form.lemma != place.group(1):
            continue
        if before[-1].casefold().strip(",") not in _TO_OF_WORDS:
            return place.end()
    return None


def _tell(clause: str, outcomes: Sequence[str], found: dict[StarPart, str], *, first: bool) -> None:
    """Put a main clause where it belongs: what was done, what was to be done, what came of it."""
    action = classify_action(clause)
    if outcomes:
        deed, result = _parted(clause, outcomes)
        found.setdefault("result", result)
        if deed:
            found.setdefault("action", deed)
    elif action.duty and action.verb is None:
        found.setdefault("task", clause)
    elif first or action.verb is not None:
        found.setdefault("action", clause)
    elif _has_verb(clause):
        found.setdefault("result", clause)


def _parted(clause: str, outcomes: Sequence[str]) -> tuple[str, str]:
    """A clause with outcomes as its deed and its result; without a separate deed all of it is result."""
    if turned := _BY_DOING.search(clause):
        return _bare(clause[turned.end() :]), _bare(clause[: turned.start()])
    for joint in reversed(list(_JOINT.finditer(clause))):
        deed, result = clause[: joint.start()], clause[joint.end() :]
        if any(one in deed for one in outcomes) or not any(one in result for one in outcomes):
            continue
        if classify_action(deed).verb is not None and _has_verb(result):
            return _bare(deed), _bare(result)
    return "", clause


def _has_verb(text: str) -> bool:
    """Whether a stretch of words has a verb that makes it a clause."""
    words = _WORD.findall(text)[:_EARLY]
    past = (verb_form(word.casefold()) for word in words)
    return bool(_IS.search(" ".join(words))) or any(form and form.tense == "past" for form in past)


def _bare(text: str) -> str:
    return text.strip(" .;,:–—-")
