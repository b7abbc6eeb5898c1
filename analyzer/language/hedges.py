"""What is said with a reservation, and what is denied.

A cue opens a scope: forward ("familiar with Python and R." up to the end of the clause) or backward ("CISSP -
studying" from the start of the item). A skill inside a hedged scope is hedged; a denied or wished-for one is no skill.
"""

import re
from typing import Literal, NamedTuple

Verdict = Literal["hedged", "denied", "wished"]


class Scope(NamedTuple):
    """A stretch of text, as offsets, in which skills are hedged or denied."""

    start: int
    end: int
    verdict: Verdict


#: Reservations that stand before what they are about.
#: Basis: the hedge list of the framework, widened by what resumes of learners and career changers say.
_HEDGE_BEFORE = (
    r"familiar(?:ity)?\s+with", r"exposure\s+to", r"exposed\s+to", r"basic(?:s)?\s+(?:of|in|knowledge|understanding)",
    r"basic(?=\s)", r"beginner(?:\s+in|:)?", r"entry[- ]level\s+(?:knowledge|skills?)",
    r"(?:some|limited|working|conceptual|theoretical)\s+(?:knowledge|understanding|familiarity|exposure|experience)"
    r"(?:\s+(?:of|with|in|to))?",
    r"(?:keen|eager|willing|want(?:ing)?|plan(?:ning)?)\s+to\s+(?:\w+\s+){0,2}(?:learn|deepen|study)",
    r"(?:currently|now|actively|presently)?\s*(?:learning|studying|upskilling\s+in|exploring|teaching\s+myself)",
    r"curious\s+about", r"preparing\s+for",
    r"pursuing", r"working\s+towards?", r"enrolled\s+(?:in|on)", r"shadow(?:ed|ing)", r"assist(?:ed|ing)?(?:\s+with|"
    r"\s+in|\s+the)?", r"observed", r"under\s+(?:the\s+)?(?:supervision|guidance)", r"helped\s+out",
    r"aware(?:ness)?\s+of", r"introduct(?:ion|ory)\s+to", r"dabbl\w+\s+(?:in|with)",
    r"(?:planned|planning|scheduled|upcoming|next)\s*:", r"to\s+learn\s*:", r"learning\s*:", r"in\s+progress\s*:",
    r"(?:also\s+)?read(?:ing)?\s+about", r"following\s+(?:the\s+)?(?:news|developments)", r"candidate\s+for",
    r"studied\s+on\s+my\s+own", r"have\s+not\s+yet", r"not\s+yet",
)  # fmt: skip
#: Wishes: what somebody wants to do is neither shown nor claimed.
_WISH = (
    r"interest(?:ed)?\s+in", r"aspir(?:ing|ation|e|es)\b(?:\s+to)?", r"target(?:ing)?\s+(?:an?\s+)?(?:roles?)?",
    r"(?:moving|heading|transition(?:ing)?|pivoting|stepping|changing)\s+(?:in)?(?:to|for|towards?)",
    r"(?:keen|eager|looking|hop(?:e|ing)|want(?:ing)?|wish(?:ing)?|aim(?:ing)?|willing|seek(?:ing)?|ready|intend(?:ing)?|"
    r"would\s+like|plan(?:ning)?)\s+(?:now\s+)?(?:to|for)\s+(?:\w+\s+){0,3}?"
    r"(?:gain|move|work|grow|transition|get|develop|apply|bring|lead|take|step|join|become|use|evolve|a|the|my)\b",
    r"seeking\s+(?:an?\s+)?", r"(?:next|career)\s+(?:step|goal|objective)\s*:?",
)  # fmt: skip
#: Reservations that stand after it, in the same item of a list or in brackets.
_HEDGE_AFTER = (
    r"in\s+progress", r"in\s+preparation", r"preparing", r"ongoing", r"studying", r"pursuing", r"planned",
    r"scheduled", r"expected", r"exam\s+(?:booked|planned|due|in|on|scheduled)", r"course\s+booked", r"booked\s+for",
    r"candidate", r"eligible", r"not\s+(?:yet\s+)?(?:certified|completed|taken|passed|sat)", r"target(?:ed|ing)?\s+"
    r"(?:for\s+)?(?:\w+\s+)?20\d\d", r"basic(?:s)?", r"beginner", r"novice", r"learning", r"exposure", r"familiar",
    r"awareness", r"elementary\s+level", r"self[- ]study", r"started", r"under\s*way", r"enrolled",
    r"\d\s+of\s+\d\s+(?:courses|modules|exams|parts)", r"theory\s+only", r"course(?:work)?\s+only",
)  # fmt: skip
#: Denials.
_DENY_BEFORE = (
    r"no\s+(?:hands[- ]on|direct|prior|formal|professional|previous|practical|real|commercial|production)?\s*"
    r"(?:experience|exposure|background|knowledge)?(?:\s+(?:with|in|of|to))?",
    r"not\s+(?:an?\s+|involved\s+in\s+|responsible\s+for\s+|experienced\s+in\s+|familiar\s+with\s+|certified\s+in\s+)",
    r"was(?:n['’]t|\s+not)\s+involved", r"(?:have|has|had|do|does|did)\s*(?:n['’]t|\s+not)\s+(?:\w+\s+){0,2}",
    r"never\s+(?:\w+\s+){0,2}", r"without\s+(?:any\s+)?", r"lack(?:s|ed|ing)?\s+(?:of\s+)?", r"rather\s+than",
    r"instead\s+of", r"nothing\s+to\s+do\s+with", r"\bfree\s+of",
)  # fmt: skip
#: "no" and "not" that deny nothing.
_NO_DENIAL = re.compile(
    r"(?:not\s+only|not\s+just|no\s+longer|no\s+later|no\s+fewer|no\s+less|no\s+more\s+than|no[- ]code|no\.\s*\d|"
    r"without\s+(?:delay|downtime|loss|incident|interruption|writing|a\s+single)|do\s+not\s+hesitate)",
    re.IGNORECASE,
)


def _any(parts: tuple[str, ...], *, before: str = r"\b", after: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(parts)}){after}", re.IGNORECASE)


_HEDGE_BEFORE_RE = _any(_HEDGE_BEFORE, after=r"(?![\w-])")
_HEDGE_AFTER_RE = _any(_HEDGE_AFTER, after=r"(?![\w-])")
_DENY_BEFORE_RE = _any(_DENY_BEFORE)
_WISH_RE = _any(_WISH)
_CLAUSE_END = re.compile(
    r"[.;!?](?=\s|$)|\n|\)|\bbut\b|\bwhile\b|\bwhere(?:as)?\b|\bwho\b|\bthen\b", re.IGNORECASE
)
_DENIAL_END = re.compile(
    r"[.;:!?,)(–—](?=\s|$|\w)|\n|\b(?:but|while|who|so|because|until|and|that|before|unless)\b", re.IGNORECASE
)
_ITEM_START = re.compile(r"[,;|\n•·(]|[.:](?=\s)|(?<=\s)(?=[–—-]\s)")
#: What may stand between an item and the reservation after it.
_LINK_AFTER = re.compile(r"\s*(?:[(\[–—:-]|,)\s*$")
_DENIAL_REACH = 60
_LOOK_BACK = 90


def scopes(text: str) -> tuple[Scope, ...]:
    """All scopes of reservation and denial in one passage of text."""
    return (
        *(
            Scope(cue.end(), _end(_CLAUSE_END, text, cue.end()), "hedged")
            for cue in _HEDGE_BEFORE_RE.finditer(text)
        ),
        *(Scope(cue.end(), _end(_CLAUSE_END, text, cue.end()), "wished") for cue in _WISH_RE.finditer(text)),
        *(
            scope
            for cue in _HEDGE_AFTER_RE.finditer(text)
            if (scope := _backward(text, cue.start())) is not None
        ),
        *(
            Scope(cue.end(), min(_end(_DENIAL_END, text, cue.end()), cue.end() + _DENIAL_REACH), "denied")
            for cue in _DENY_BEFORE_RE.finditer(text)
            if not _NO_DENIAL.match(text, cue.start())
        ),
    )


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.search(text, start)
    return found.start() if found else len(text)


def _backward(text: str, cue: int) -> Scope | None:
    """The item before a reservation that follows it after a bracket, dash, colon or comma."""
    before = text[max(0, cue - _LOOK_BACK) : cue]
    link = _LINK_AFTER.search(before)
    if link is None:
        return None
    end = cue - len(before) + link.start()
    starts = [found.end() for found in _ITEM_START.finditer(text, max(0, end - _LOOK_BACK), end)]
    return Scope(starts[-1] if starts else max(0, end - _LOOK_BACK), end, "hedged")
