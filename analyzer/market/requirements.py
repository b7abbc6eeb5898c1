"""Blocks of a posting -> the lines that ask for something, each an exact slice with its importance."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.market.blocks import Block, heading_kind, is_known_label
from analyzer.market.details import degree, is_gate, is_knockout, is_language_line, years
from analyzer.market.splitting import Span, clauses, pieces, sentences, trim
from analyzer.market.words import cue, function_words, plain, verb_forms
from analyzer.records import Importance

#: Kinds of parts whose every bullet asks for something.
ASKING: dict[str, Importance] = {"duties": "responsibility", "required": "required", "preferred": "preferred"}
#: Parts in which single sentences may ask for something, told by their own words.
_FREE = frozenset({"free", "summary"})
#: A label such as "Location: Dayton" speaks for its own line only; "Must haves: ..." opens a part.
_ONE_LINE_KINDS = frozenset(
    {"meta", "conditions", "benefits", "legal", "process", "company", "context", "not_asked"}
)
#: Labels whose value is a condition of the job, shown but never scored.
_CONDITION_LABELS = frozenset(
    "travel|travel required|shift|shifts|shift timing|work model|security clearance|clearance|visa|visa status|work authorization|"
    "work authorisation|citizenship|nationality|right to work".split("|")
)
_TITLE_LABELS = frozenset(
    {
        "title",
        "job title",
        "position title",
        "role title",
        "position",
        "role",
        "job",
        "subject",
        "subj",
        "opening",
        "vacancy",
    }
)
#: A bullet up to this length is one thing to ask even when it holds two sentences ("Facilitation. Conflict
#: doesn't scare you").
_ONE_THING = 110
MOST_WORDS_OF_AN_ENTRY = 14
#: A sentence longer than this asks for nothing single; it is a paragraph whose full stops were lost.
_LONGEST = 600

_LABEL = re.compile(r"[ \t*_-]*([^\W\d_][\w &/'’-]{1,40}?)[ ]?(?::|[ ]-[ ]|\?)[ \t]*(?=\S)")
_OURS = re.compile(
    r"(?:we|we['’](?:re|ve|ll|d)|our|us|the company|the (?:client|team|firm|bank|group)|my client|there (?:is|are))\b",
    re.IGNORECASE,
)
_WE_ASK = re.compile(
    r"\bwe (?:need|require|expect|look for|want|ask for|are looking|['’]re looking|seek)|['’]re looking for|client (?:needs|wants|requires|is looking)",
    re.IGNORECASE,
)
_CAN_SPONSOR = re.compile(
    r"(?:can|will|do|able to|happy to) sponsor|sponsorship (?:is )?(?:available|offered|provided|possible)",
    re.IGNORECASE,
)
_NO_SPONSOR = re.compile(r"(?:not|n['’]t|cannot|unable to) (?:\w+ ){0,3}sponsor", re.IGNORECASE)
_QUANTITY = re.compile(
    r"[$€£]\s?\d|\b\d+(?!\d*\s*(?:days?|%|years? (?:old|ago)))\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|multiple)\b",
    re.IGNORECASE,
)
_SUBSTITUTE = re.compile(
    r"substitut|in lieu of|\b(?:that|this|also) counts\b|(?:will|may|can) be (?:accepted|considered) instead",
    re.IGNORECASE,
)
_YOU_DO = re.compile(r"you (?:also )?([a-z-]+)", re.IGNORECASE)
_HOLDER = re.compile(
    r"(?:the|this|our) (?:[\w/&-]+ ){0,4}?(?:manager|lead|leader|head|director|master|owner|consultant|coordinator|officer|person|candidate|holder|incumbent|specialist|pm) (?:also )?([a-z-]+)",
    re.IGNORECASE,
)
_NEXT_GATE = re.compile(
    r",\s+(?:and\s+)?(?=[^,;]*\b(?:can['’]?t|cannot|no|not|must|needs?|needed|will|required|only)\b)",
    re.IGNORECASE,
)
#: "We are looking for a project manager": news, no demand; what follows "with" or "who" may be one.
_ANNOUNCED = re.compile(
    r"(?:looking for|searching for|seeking|hiring|recruiting|needs?|require[sd]?|want(?:s|ed)?) (?:an? |another |our |the |two |several |someone|somebody)(?:[\w/&,().'’-]+ ){0,8}?"
    r"(?:managers?|leads?|leaders?|heads?|directors?|masters?|owners?|consultants?|coordinators?|officers?|pms?|someone|somebody|person)\b",
    re.IGNORECASE,
)
_WHO_HAS = re.compile(
    r"[ ,\w()/-]{0,60}?\b(?:with|who (?:has|have|can|is|are|brings?|knows?)|having)\s+", re.IGNORECASE
)
#: Short words of weight that stand behind a single entry.
_OWN_WEIGHT = re.compile(
    r"\b(?:must|mandatory|essential|required|needed|preferred|desirable|plus|bonus|nice to have|good to have)\b",
    re.IGNORECASE,
)
_ENTRY_END = re.compile(r",\s+|\s[-–—]\s")
_GATE_CUT = re.compile(r"\s[·|•]\s|,\s+so\s+(?:that\s+)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

#: A block of at least this many words is held against the small words of other languages.
_ENOUGH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the kind of part it stands in. `after_bullets` is text that follows the list of its part,
    `labelled` text on the line of its heading ("Must have: PMP, Jira, SQL").
    """

    block: Block
    kind: str
    after_bullets: bool = False
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One slice that asks for something. `counted` says that the line has counted years before it."""

    start: int
    end: int
    importance: Importance
    gate: bool = False
    knockout: bool = False
    counted: bool = False


def parts(text: str, found: Sequence[Block]) -> tuple[Part, ...]:
    """Every bullet and paragraph with the kind of the heading it stands under.

    Text before the first heading is `free`. A heading we do not know leaves a list of duties or requirements
    open ("Planning", "Data") and makes anything else `free`.
    """
    kind, placed = "free", []
    bullets_seen = False
    labelled, once = False, None
    for number, block in enumerate(found):
        if block.kind == "heading":
            new = heading_kind(text[block.start : block.end])
            after = found[number + 1] if number + 1 < len(found) else None
            inline = after is not None and after.kind == "text" and "\n" not in text[block.end : after.start]
            if inline and (new in _ONE_LINE_KINDS or is_title_label(text[block.start : block.end])):
                once = _one_line_kind(text[block.start : block.end], new)
                continue
            listed = after is not None and after.kind == "bullet"
            kind, labelled = _next_kind(kind, new, first=number == 0, listed=listed), inline
            bullets_seen = False
            continue
        placed.append(Part(block, once or kind, bullets_seen and block.kind == "text", labelled))
        labelled = False
        bullets_seen = bullets_seen or (block.kind == "bullet" and once is None)
        once = None
    return tuple(placed)


def _next_kind(kind: str, new: str | None, *, first: bool, listed: bool) -> str:
    if new is not None and not (first and new in ASKING):
        return new
    return kind if kind in ASKING and listed and not first else "free"


def is_title_label(label: str) -> bool:
    """Whether a label announces the title: "Job title: ..."."""
    return plain(label) in _TITLE_LABELS


def _one_line_kind(label: str, kind: str | None) -> str:
    if plain(label) in _CONDITION_LABELS:
        return "condition_label"
    return "meta" if kind is None or is_title_label(label) else kind


def asked(text: str, placed: Sequence[Part]) -> tuple[Asked, ...]:
    """Everything the parts ask for, in text order and without overlaps."""
    kinds = {part.kind for part in placed}
    listed = "duties" in kinds and bool(kinds & {"required", "preferred"})
    found: list[Asked] = []
    for part in placed:
        found.extend(_of_part(text, part, listed=listed))
    return tuple(item for item in found if item.end - item.start > 2)


def foreign_language(text: str) -> str | None:
    """The language of a slice when its small words are of another language than English, else None."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _ENOUGH_WORDS:
        return None
    counts = {language: sum(word in small for word in words) for language, small in function_words().items()}
    best = max(counts, key=lambda language: counts[language])
    enough = counts[best] >= max(2, len(words) // 10) and counts[best] >= 2 * counts["English"]
    different = len({word for word in words if word in function_words()[best]}) >= 2
    return best if best != "English" and enough and different else None


def _of_part(text: str, part: Part, *, listed: bool) -> Iterator[Asked]:
    start, end = part.block.start, part.block.end
    if part.kind == "condition_label":
        stop = text.rfind("\n", 0, start) + 1
        yield Asked(start, end, "required", gate=True, knockout=is_knockout(text[stop:end]))
    elif part.kind in ASKING and not part.after_bullets:
        yield from _listed(text, part)
    elif part.kind in ASKING or part.kind in _FREE:
        yield from _free(text, start, end, bullet=part.block.kind == "bullet", strict=listed)
    elif part.kind != "not_asked":
        yield from _gates(text, start, end)


def _listed(text: str, part: Part) -> Iterator[Asked]:
    """A bullet or paragraph under a heading that asks."""
    start, end = part.block.start, part.block.end
    spans = sentences(text, start, end)
    if len(spans) > 1 and end - start <= _ONE_THING and not _speak_differently(text, spans):
        spans = (trim(text, start, end),)
    spans = _join_substitutes(text, spans)
    single = part.block.kind == "bullet" or (len(spans) == 1 and not _is_notice(text[start:end]))
    knockout = part.block.kind == "bullet" and bool(cue("knockout").search(text, start, end))
    for number, (begin, finish) in enumerate(spans):
        if part.labelled and len(entries := _short_list(text, begin, finish)) > 1:
            for piece in entries:
                yield from _labelled(text, *piece, ASKING[part.kind])
        elif (number == 0 and single) or _carries_on(text[begin:finish], part.kind):
            for item in _cut(text, begin, finish, ASKING[part.kind]):
                yield replace(item, knockout=item.knockout or (knockout and number == 0))
        elif is_gate(text[begin:finish]):
            yield from _gates(text, begin, finish)


def _join_substitutes(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """ "... degree. Four more years may be substituted." is one demand with its way out."""
    joined: list[Span] = []
    for span in spans:
        if joined and _SUBSTITUTE.search(text, *span):
            joined[-1] = trim(text, joined[-1][0], span[1])
        else:
            joined.append(span)
    return tuple(joined)


def _speak_differently(text: str, spans: Sequence[Span]) -> bool:
    """Whether sentences of one bullet must not be joined: one is negated, a gate, softer or harder."""
    lines = [text[a:b] for a, b in spans]
    if any(_asks_nothing(line) for line in lines[1:]):
        return True
    soft = {bool(cue("preferred").search(line)) for line in lines}
    hard = [bool(re.search(r"\bmust\b", line, re.IGNORECASE)) for line in lines[1:]]
    return len(soft) > 1 or any(hard)


def _carries_on(line: str, kind: str) -> bool:
    """Whether a later sentence of a part asks too: it opens with a verb, speaks to "you", or names a need."""
    if _asks_nothing(line) or _is_boilerplate(line) or (_OURS.match(line) and not _WE_ASK.search(line)):
        return False
    opener = _WORD.match(line)
    if kind == "duties":
        opens = opener is not None and opener[0].lower() in verb_forms()
        return opens or bool(cue("duty").search(line)) or _tells_what_the_holder_does(line)
    return bool(
        cue("required").search(line) or cue("preferred").search(line) or years(line) or degree(line)[0]
    )


def _tells_what_the_holder_does(line: str) -> bool:
    """ "The project manager coordinates ...", "You lead ..."."""
    forms = verb_forms()
    if match := _YOU_DO.match(line):
        return forms.get(match[1].lower()) == "base" and not cue("required").match(line)
    return bool((match := _HOLDER.match(line)) and forms.get(match[1].lower()) == "s")


def _cut(text: str, start: int, end: int, importance: Importance) -> Iterator[Asked]:
    """The single requirements of one line; a soft part keeps the rest of the line as it was."""
    counted = False
    for begin, finish in clauses(text, start, end, duty=importance == "responsibility"):
        line = text[begin:finish]
        if is_gate(line) and _is_condition(line) and not (importance == "responsibility" and _is_work(line)):
            yield Asked(begin, finish, _soften(importance, line), gate=True, knockout=is_knockout(line))
        elif not _asks_nothing(line):
            yield Asked(
                begin,
                finish,
                _weigh(importance, line),
                knockout=bool(cue("knockout").search(line)),
                counted=counted,
            )
        counted = counted or years(line) is not None


def _is_work(line: str) -> bool:
    """A duty that mentions hours or places ("manage the labs, with some evening calls")."""
    opener = _WORD.match(line)
    return bool(cue("duty").match(line)) or (opener is not None and opener[0].lower() in verb_forms())


def _weigh(importance: Importance, line: str) -> Importance:
    """Importance of a line: the heading's, unless the line itself says otherwise."""
    if importance == "preferred":
        return importance
    if cue("preferred").search(line):
        return "preferred"
    if (
        importance == "responsibility"
        and (degree(line)[0] or re.search(r"experience", line, re.IGNORECASE))
        and years(line)
    ):
        return "required"
    return importance


def _soften(importance: Importance, line: str) -> Importance:
    return "preferred" if importance == "preferred" or cue("preferred").search(line) else "required"


def _free(text: str, start: int, end: int, *, bullet: bool, strict: bool) -> Iterator[Asked]:
    """Sentences outside the lists: only those whose own words ask for something.

    A label inside the paragraph ("Must have: ...") speaks for the sentences that follow it.
    """
    labelled: str | None = None
    for begin, finish in sentences(text, start, end):
        label = _LABEL.match(text, begin, finish)
        kind = heading_kind(label[1]) if label and is_known_label(label[1]) else None
        if label and kind:
            labelled = kind if kind in ASKING else "closed"
            begin = label.end()
        elif labelled is None:
            begin = _after_announcement(text, begin, finish)
        line = text[begin:finish]
        importance = ASKING.get(labelled) if labelled else _importance(line, bullet=bullet)
        if bullet and not importance and not labelled and not strict and _is_bare_entry(line):
            importance = "required"
        mixed = _mixed_list(text, begin, finish) if labelled is None else ()
        if mixed:
            for span in mixed:
                yield from _entry(text, *span)
        elif importance and labelled:
            for span in _short_list(text, begin, finish) if kind else ((begin, finish),):
                yield from _labelled(text, *span, importance)
        elif is_gate(line) and (cue("gates.legal").search(line) or not (importance and _is_work(line))):
            yield from _with_gates(text, begin, finish, importance)
        elif importance and not labelled and not (strict and not _is_plain(line, importance)):
            yield from _cut_sentence(text, begin, finish, importance)


def _labelled(text: str, start: int, end: int, importance: Importance) -> Iterator[Asked]:
    """A sentence or an entry after a label such as "Must have:"."""
    line = text[start:end]
    if is_gate(line):
        yield from _with_gates(text, start, end, importance)
    elif not _is_boilerplate(line) and not _asks_nothing(line):
        yield from _cut(text, start, end, importance)


def _after_announcement(text: str, start: int, end: int) -> int:
    """Where a sentence begins to ask when it first says that somebody is wanted; its end when it never does."""
    announced = _ANNOUNCED.search(text, start, end)
    if not announced:
        return start
    asks = _WHO_HAS.match(text, announced.end(), end)
    rest = text[announced.end() : end]
    if cue("duty").search(rest):
        return start
    return asks.end() if asks and _asks_itself(rest) else announced.end() if _asks_itself(rest) else end


def _asks_itself(part: str) -> bool:
    """Whether a clause carries its own sign of a demand: years, a degree, a condition, a hard or soft word."""
    return (
        years(part) is not None
        or degree(part)[0] is not None
        or is_gate(part)
        or any(cue(name).search(part) for name in ("required", "preferred"))
    )


def _with_gates(text: str, start: int, end: int, importance: Importance | None) -> Iterator[Asked]:
    """A sentence that holds a condition: the condition, and what its other clauses ask."""
    for a, b in _gate_pieces(text, start, end):
        line = text[a:b]
        if is_gate(line):
            yield from _gates(text, a, b)
        elif importance and not _is_boilerplate(line) and not _asks_nothing(line):
            yield Asked(
                a,
                b,
                _importance(line, bullet=False) or ("required" if importance == "preferred" else importance),
            )


def _cut_sentence(text: str, start: int, end: int, importance: Importance) -> Iterator[Asked]:
    """The single demands of a sentence; only the clause with the soft word is soft."""
    spans = clauses(text, start, end, duty=importance == "responsibility")
    if importance != "preferred" or len(spans) == 1:
        yield from (item for item in _cut(text, start, end, importance) if not _is_aside(text, item))
        return
    for a, b in spans:
        soft = bool(cue("preferred").search(text, a, b))
        yield from (
            item
            for item in _cut(text, a, b, "preferred" if soft else "required")
            if not _is_aside(text, item)
        )


def _mixed_list(text: str, start: int, end: int) -> tuple[Span, ...]:
    """ "5 yrs exp, pmp a must, azure nice to have": entries that each say how much they are wanted."""
    spans = pieces(text, start, end, [match.span() for match in _ENTRY_END.finditer(text, start, end)])
    own = [bool(_OWN_WEIGHT.search(text[a:b]) or years(text[a:b]) or is_gate(text[a:b])) for a, b in spans]
    return spans if len(spans) >= 3 and sum(own) >= 2 else ()


def _entry(text: str, start: int, end: int) -> Iterator[Asked]:
    """One entry of a mixed list."""
    line = text[start:end]
    if is_gate(line):
        yield from _gates(text, start, end)
    elif not _is_boilerplate(line) and not _asks_nothing(line):
        soft = bool(cue("preferred").search(line))
        yield Asked(
            start,
            end,
            "preferred" if soft else "required",
            knockout=bool(cue("knockout").search(line)),
            counted=True,
        )


def _is_aside(text: str, item: Asked) -> bool:
    """ "... but we care more about curiosity"."""
    return bool(
        re.match(r"(?:but |and |as )?(?:we|i|our)\b", text[item.start : item.end], re.IGNORECASE)
    ) and not _WE_ASK.search(text, item.start, item.end)


def _short_list(text: str, start: int, end: int) -> tuple[Span, ...]:
    """ "Must have: PMP, 5+ years, Jira" - three or more short entries are requirements of their own."""
    edges = [start, *(start + match.end() for match in re.finditer(r",\s+|\s[/|•·]\s", text[start:end])), end]
    spans = tuple(trim(text, a, b) for a, b in pairwise(edges))
    words = [len(text[a:b].split()) for a, b in spans]
    joined = any(re.match(r"(?:or|and)\b", text[a:b], re.IGNORECASE) for a, b in spans)
    return (
        spans if len(spans) >= 3 and max(words) <= 8 and min(words) >= 1 and not joined else ((start, end),)
    )


def _is_plain(line: str, importance: Importance) -> bool:
    """Beside full lists, a sentence counts only when it names a size, years or a degree."""
    if importance == "responsibility":
        return bool(_QUANTITY.search(line))
    return years(line) is not None or degree(line)[0] is not None


def _is_bare_entry(line: str) -> bool:
    """A short bullet under a heading we do not know, in an ad without known lists: taken as asked for."""
    plain_line = not _is_boilerplate(line) and not _OURS.match(line) and not _asks_nothing(line)
    return plain_line and len(line.split()) <= MOST_WORDS_OF_AN_ENTRY


def _importance(line: str, *, bullet: bool) -> Importance | None:
    """What a sentence without a heading asks, None when it asks nothing."""
    if len(line) > _LONGEST or _asks_nothing(line):
        return None
    opener = _WORD.match(line)
    form = verb_forms().get(opener[0].lower()) if opener else None
    if _is_boilerplate(line) or (_OURS.match(line) and not _WE_ASK.search(line)):
        return None
    counted = years(line) is not None
    if cue("preferred").search(line) and (counted or len(line.split()) <= 30):
        return "preferred"
    if counted or degree(line)[0]:
        return "required"
    if cue("duty").match(line) or (bullet and form) or _tells_what_the_holder_does(line):
        return "responsibility"
    if re.search(r"\b(?:requires?|expects?|wants?|asks?) you to\b", line, re.IGNORECASE):
        return "responsibility"
    if cue("required").search(line) and not cue("duty").search(line):
        return "required"
    if cue("duty").search(line) or _WE_ASK.search(line):
        return "responsibility"
    return None


def _gates(text: str, start: int, end: int) -> Iterator[Asked]:
    """Conditions of a slice: permits, checks, licences, hours, places. Never scored."""
    for begin, finish in sentences(text, start, end):
        for a, b in _gate_pieces(text, begin, finish):
            line = text[a:b]
            if is_gate(line) and _is_condition(line):
                yield Asked(a, b, _soften("required", line), gate=True, knockout=is_knockout(line))


def _gate_pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Clauses, cut also at the signs of a header line, at "so", and between two conditions."""
    for begin, finish in clauses(text, start, end, duty=False):
        cuts = [match.span() for match in _GATE_CUT.finditer(text, begin, finish)]
        for a, b in pieces(text, begin, finish, cuts):
            commas = [match.span() for match in _NEXT_GATE.finditer(text, a, b)]
            single = pieces(text, a, b, commas)
            yield from single if all(is_gate(text[slice(*span)]) for span in single) else ((a, b),)


def _is_condition(line: str) -> bool:
    """A gate that holds: not "we can sponsor a visa", not a notice about checks of others."""
    if _CAN_SPONSOR.search(line) and not _NO_SPONSOR.search(line):
        return False
    if cue("process").search(line) and not cue("gates.legal").search(line):
        return False
    return not cue("benefits").search(line)


def _asks_nothing(line: str) -> bool:
    """Whether every clause of a line is negated, or the line is a formula that asks for nothing."""
    if cue("empty").search(line):
        return True
    return all(
        cue("negated").search(part) and not cue("preferred").search(part) and not is_gate(part)
        for part in re.split(r";|, but ", line)
    )


def _is_boilerplate(line: str) -> bool:
    return any(cue(name).search(line) for name in ("benefits", "legal", "process", "company"))


def _is_notice(line: str) -> bool:
    return bool(cue("process").search(line) or cue("legal").search(line))


def scored(text: str, item: Asked) -> bool:
    """Whether the item can count in a score: no condition of work or place, no language alone."""
    return not item.gate and not is_language_line(text[item.start : item.end])
