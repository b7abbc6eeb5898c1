"""What a single line of a posting is: a demand and how hard, a duty, a condition, a notice, nothing."""

import re

from analyzer.market.details import degree, is_gate, years
from analyzer.market.words import cue, says, verb_forms
from analyzer.records import Importance

#: A bullet under an unknown heading is taken as asked for up to this length.
_MOST_WORDS_OF_AN_ENTRY = 14
#: A soft word in a longer sentence is about something else.
_MOST_WORDS_OF_A_WISH = 30
#: A sentence of more characters asks for nothing single; it is a paragraph whose full stops were lost.
_LONGEST = 600

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OURS = re.compile(
    r"(?:we|we['’](?:re|ve|ll|d)|our|us|my client|there (?:is|are)|"
    r"the (?:company|client|team|firm|bank|group))\b",
    re.IGNORECASE,
)
_WE_ASK = re.compile(
    r"\b(?:we|i)(?:['’]d| would)? (?:need|require|expect|look for|want|ask for|seek|like|love|imagine|"
    r"hope|picture|value|care (?:that|about)|do care|be (?:\w+ )?(?:glad|happy|delighted|pleased|thrilled))|"
    r"\b(?:are|am|['’]re|['’]m) looking for|"
    r"['’](?:re|m) looking for|client (?:needs|wants|requires|is looking)",
    re.IGNORECASE,
)
_ASKS_YOU = re.compile(r"\b(?:requires?|expects?|wants?|asks?) you to\b", re.IGNORECASE)
#: In running text years are asked where a person, a need or experience is named; "15 years finding leaders"
#: is a boast.
_OF_A_PERSON = re.compile(
    r"\b(?:experience\w*|exp|background|you|u|your|at least|minimum|min|need\w*|requir\w+|"
    r"want\w*|look\w*|seek\w*|ideal\w*|must|should|someone|somebody|who|candidates?|applicants?|person|worked|has|"
    r"have|had|having|held)\b|\+|or more",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\([^()]*\)")
_CLAUSE_END = re.compile(r";|, but |:\s")
_SOMEONE_WHO = re.compile(
    r"\b(?:someone|somebody|a person|people|candidates?|applicants?) "
    r"(?:with|who (?:has|have|is|are|can|knows?|brings?|understands?))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:but |and |as )?(?:we|i|our)\b", re.IGNORECASE)
_CAN_SPONSOR = re.compile(
    r"(?:can|will|do|able to|happy to) sponsor|sponsorship (?:is )?(?:available|offered|provided|possible)",
    re.IGNORECASE,
)
_NO_SPONSOR = re.compile(r"(?:not|n['’]t|cannot|unable to) (?:\w+ ){0,3}sponsor", re.IGNORECASE)
_QUANTITY = re.compile(
    r"[$€£]\s?\d|\b\d+(?!\d*\s*(?:days?|%|years? (?:old|ago)))\b|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|multiple)\b",
    re.IGNORECASE,
)
#: A wish that begins within so many characters opens its sentence, when words of these follow it.
_SOFT_OPENING = 16
_GOES_ON = re.compile(
    r"[ ,:]+(?:if|of|for|to|that|when|you|in|would be|is|are|an?|experience|some|knowledge)\b", re.IGNORECASE
)
_OF_A_CANDIDATE = re.compile(
    r"\b(?:you|candidates?|applicants?|experience|knowledge|certific\w+|familiarity|background|skills?)\b",
    re.IGNORECASE,
)
_YOU_DO = re.compile(
    r"(?:[^:.;]{0,40}: |(?:on )?\w+days?,? |(?:dai|week|month|quarter)ly,? |"
    r"(?:then|here|there|daily|first|also|so|and|as [\w ]{3,30}),? "
    r")?you (?:also )?([a-z-]+)",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"(?:the|this|our) (?:[\w/&-]+ ){0,4}?(?:manager|lead|leader|head|director|master|owner|consultant|"
    r"coordinator|officer|person|candidate|holder|incumbent|specialist|pm) (?:also )?([a-z-]+)",
    re.IGNORECASE,
)


def tells_what_the_holder_does(line: str) -> bool:
    """Whether a line says what the holder of the job does: "The project manager coordinates", "You lead"."""
    forms = verb_forms()
    if match := _YOU_DO.match(line):
        return forms.get(match[1].lower()) == "base" and not cue("required").match(line)
    return bool((match := _HOLDER.match(line)) and forms.get(match[1].lower()) == "s")


def opens_with_verb(line: str) -> bool:
    """Whether a line opens like a duty: "Own ...", "Manages ...", "Coaching ..."."""
    opener = _WORD.match(line)
    return opener is not None and opener[0].lower() in verb_forms()


def is_ours(line: str) -> bool:
    """Whether a line speaks of the employer and asks for nothing ("We build ...", not "We need ...")."""
    return bool(_OURS.match(line)) and not _WE_ASK.search(line)


def is_work(line: str) -> bool:
    """A duty that mentions hours or places ("manage the labs, with some evening calls")."""
    return bool(cue("duty").match(line)) or opens_with_verb(line) or tells_what_the_holder_does(line)


def weigh(importance: Importance, line: str) -> Importance:
    """Importance of a line: the heading's, unless the line itself says otherwise."""
    if importance == "preferred":
        return importance
    if says("preferred", line):
        return "preferred"
    asks_career = degree(line)[0] is not None or "experience" in line.casefold()
    return "required" if importance == "responsibility" and asks_career and years(line) else importance


def soften(importance: Importance, line: str) -> Importance:
    """Preferred for a soft heading or a soft word, else required."""
    return "preferred" if importance == "preferred" or says("preferred", line) else "required"


def opens_softly(line: str) -> bool:
    """Whether a sentence opens with a wish for all that follows: "It is an advantage if you ..."."""
    wish = cue("preferred").search(line)
    return wish is not None and wish.start() <= _SOFT_OPENING and _GOES_ON.match(line, wish.end()) is not None


def asks_itself(part: str) -> bool:
    """Whether a clause carries its own sign of a demand: years, a degree, a condition, a word of weight."""
    return (
        years(part) is not None
        or degree(part)[0] is not None
        or is_gate(part)
        or _SOMEONE_WHO.search(part) is not None
        or any(says(name, part) for name in ("required", "preferred"))
    )


def is_aside(line: str) -> bool:
    """Whether a clause turns to the employer: "... but we care more about curiosity"."""
    return bool(_ASIDE.match(line)) and not _WE_ASK.search(line) and years(line) is None


def is_plain(line: str, importance: Importance) -> bool:
    """Beside full lists, a sentence counts when it names a size, years or a degree, or is a wish."""
    if importance == "responsibility":
        return bool(_QUANTITY.search(line))
    wished = importance == "preferred" and _OF_A_CANDIDATE.search(line) is not None
    return wished or years(line) is not None or degree(line)[0] is not None


def is_bare_entry(line: str) -> bool:
    """A short bullet under a heading we do not know, in an ad without known lists: taken as asked for."""
    if is_boilerplate(line) or _OURS.match(line) or asks_nothing(line):
        return False
    return len(line.split()) <= _MOST_WORDS_OF_AN_ENTRY


def importance_of(line: str, *, bullet: bool) -> Importance | None:
    """What a sentence without a heading asks, None when it asks nothing. The first that fits decides."""
    if len(line) > _LONGEST or asks_nothing(line) or is_boilerplate(line) or is_ours(line):
        return None
    counted = years(line) is not None and (bullet or _OF_A_PERSON.search(line) is not None)
    wish = counted or len(line.split()) <= _MOST_WORDS_OF_A_WISH
    tests: tuple[tuple[Importance, object], ...] = (
        ("preferred", wish and says("preferred", line)),
        ("required", counted or degree(line)[0] or _SOMEONE_WHO.search(line)),
        ("responsibility", cue("duty").match(line) or (bullet and opens_with_verb(line))),
        ("responsibility", tells_what_the_holder_does(line) or _ASKS_YOU.search(line)),
        ("required", says("required", line) and not says("duty", line)),
        ("responsibility", says("duty", line) or _WE_ASK.search(line)),
    )
    return next((importance for importance, fits in tests if fits), None)


def is_condition(line: str) -> bool:
    """A gate that holds: not "we can sponsor a visa", not a notice about checks of others."""
    if _CAN_SPONSOR.search(line) and not _NO_SPONSOR.search(line):
        return False
    if says("process", line) and not says("gates.legal", line):
        return False
    return not says("benefits", line)


def asks_nothing(line: str) -> bool:
    """Whether every clause of a line is negated, or the line is a formula that asks for nothing."""
    if says("empty", line):
        return True
    return all(
        says("negated", part) and not says("preferred", part) and not is_gate(part)
        for part in _CLAUSE_END.split(_BRACKETED.sub(" ", line))
    )


def is_boilerplate(line: str) -> bool:
    """Whether a line is about benefits, the law, the application or the company."""
    return any(says(name, line) for name in ("benefits", "legal", "process", "company"))


def is_notice(line: str) -> bool:
    """Whether a line is about the law or the application."""
    return says("process", line) or says("legal", line)
