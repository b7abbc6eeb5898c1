"""Blocks of a posting -> the lines that ask for something, each an exact slice with its importance."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.market.blocks import heading_kind, is_known_label
from analyzer.market.details import degree, is_gate, is_knockout, is_language_line, years
from analyzer.market.lines import (
    asks_itself,
    asks_nothing,
    importance_of,
    is_aside,
    is_bare_entry,
    is_boilerplate,
    is_condition,
    is_notice,
    is_ours,
    is_plain,
    is_work,
    opens_softly,
    opens_with_verb,
    soften,
    tells_what_the_holder_does,
    weigh,
)
from analyzer.market.parts import ASKING, Part
from analyzer.market.splitting import Span, clauses, pieces, sentences, trim
from analyzer.market.words import says
from analyzer.records import Importance

#: Parts in which single sentences may ask for something, told by their own words.
_FREE = frozenset({"free", "summary"})
#: A bullet up to this length is one thing to ask even when it holds two sentences ("Facilitation. Conflict
#: doesn't scare you").
_ONE_THING = 110
#: After a label, this many entries of at most so many words are demands of their own.
_LEAST_ENTRIES, _MOST_WORDS_OF_AN_ENTRY = 3, 8
#: In a list without a label, this many entries must say themselves how much they are wanted.
_LEAST_WEIGHED = 2

#: A sentence without a verb of its own, up to this length, is an entry of a list that lost its bullets.
_MOST_WORDS_OF_A_FRAGMENT = 16
_SAYS = re.compile(
    r"\b(?:we|our|us|it|they|he|she|is|are|was|were|will|would|can|could|has|do|does|did|get|gets)\b|\?|['’](?:s|re|ll|ve)\b",
    re.IGNORECASE,
)
#: "Specialized experience is defined as: managing ...; AND overseeing ...": each part is asked.
_DEFINED = re.compile(
    r"\b(?:defined as|such as|includ(?:es|ing)|the following|all of|must have|"
    r"demonstrat\w+)[^:.;]{0,40}:\s+(?=[^.]*;)",
    re.IGNORECASE,
)
_AND_ALSO = re.compile(r";\s*(?:and|or)?\s+", re.IGNORECASE)
_LABEL = re.compile(r"[ \t*_-]*([^\W\d_][\w &/'’-]{1,40}?)[ ]?(?::|[ ]-[ ]|\?)[ \t]*(?=\S)")
_SUBSTITUTE = re.compile(
    r"(?<!no )substitut|in lieu of|\b(?:that|this|also) counts\b|"
    r"(?:will|may|can) be (?:accepted|considered) instead",
    re.IGNORECASE,
)
#: "We are looking for a project manager": news, no demand; what follows "with" or "who" may be one.
_ANNOUNCED = re.compile(
    r"(?:looking for|searching for|seeking|hiring|recruiting|needs?|require[sd]?|want(?:s|ed)?) "
    r"(?:an? |another |our |the |two |several |someone|somebody)(?:[\w/&,().'’-]+ ){0,8}?"
    r"(?:managers?|leads?|leaders?|heads?|directors?|masters?|owners?|consultants?|coordinators?|officers?|"
    r"pms?|someone|somebody|person)\b",
    re.IGNORECASE,
)
_WHO_HAS = re.compile(
    r"[ ,\w()/-]{0,60}?\b(?:with|who (?:has|have|can|is|are|brings?|knows?)|having)\s+", re.IGNORECASE
)
#: Short words of weight that stand behind a single entry.
_OWN_WEIGHT = re.compile(
    r"\b(?:must|mandatory|essential|required|needed|preferred|desirable|plus|bonus|(?:nice|good) to have)\b",
    re.IGNORECASE,
)
_ENTRY_END = re.compile(r",\s+|\s[-–—]\s")
_LISTED_END = re.compile(r",\s+|\s[/|•·]\s")
_ENTRY_SIGN = re.compile(r"\s+(?:[·•|▪●◆]|//)\s+")
#: "Your tasks will be to ...", under "Who we seek".
_TASKS = re.compile(
    r"(?:your|the) (?:main |daily )?(?:tasks?|duties|job|mission|responsibilities) (?:is|are|will)\b",
    re.IGNORECASE,
)
#: "Booking rooms and taxis.", "Putting together the quarterly return": a duty told by what one is doing.
_DOING = re.compile(
    r"(?!(?:dur|noth|everyth|someth|anyth|morn|even|accord|includ|concern)ing\b)[a-z-]{2,}ing\b",
    re.IGNORECASE,
)
#: "You take charge of the following activities: keeping ...; classifying ...".
_DUTIES_LISTED = re.compile(
    r"\b(?:activities|tasks|duties|responsibilities|charge|you will)\b", re.IGNORECASE
)
_JOINED = re.compile(r"(?:or|and)\b", re.IGNORECASE)
_GATE_CUT = re.compile(r"\s[·|•]\s|,\s+so\s+(?:that\s+)?", re.IGNORECASE)
_NEXT_GATE = re.compile(
    r",\s+(?:and\s+)?(?=[^,;]*\b(?:can['’]?t|cannot|no|not|must|needs?|needed|will|required|only)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One slice that asks for something. `counted` says that the line has counted years before it."""

    start: int
    end: int
    importance: Importance
    gate: bool = False
    knockout: bool = False
    counted: bool = False


def asked(text: str, placed: Sequence[Part]) -> tuple[Asked, ...]:
    """Everything the parts ask for, in text order and without overlaps."""
    kinds = {part.kind for part in placed}
    listed = "duties" in kinds and bool(kinds & {"required", "preferred"})
    found: list[Asked] = []
    for part in placed:
        found.extend(_of_part(text, part, listed=listed))
    return _once(text, [item for item in found if item.end - item.start > 2])


def _once(text: str, found: Sequence[Asked]) -> tuple[Asked, ...]:
    """Without the lines that a board printed twice."""
    first: dict[str, Asked] = {}
    for item in found:
        first.setdefault(" ".join(text[item.start : item.end].casefold().split()), item)
    return tuple(first.values())


def _of_part(text: str, part: Part, *, listed: bool) -> Iterator[Asked]:
    start, end = part.block.start, part.block.end
    if part.kind == "condition_label":
        stop = text.rfind("\n", 0, start) + 1
        yield Asked(start, end, "required", gate=True, knockout=is_knockout(text[stop:end]))
    elif part.kind == "excluded" and part.block.kind == "bullet":
        yield Asked(*trim(text, start, end), "required", gate=True, knockout=True)
    elif part.kind in ASKING and not part.after_bullets:
        yield from _listed(text, part)
    elif part.kind in ASKING or part.kind in _FREE:
        yield from _free(text, start, end, bullet=part.block.kind == "bullet", strict=listed)
    elif part.kind != "not_asked":
        yield from _gates(text, start, end)


def _listed(text: str, part: Part) -> Iterator[Asked]:
    """A bullet or paragraph under a heading that asks."""
    start, end = part.block.start, part.block.end
    if part.block.kind == "text" and text[start:end].endswith(":"):
        return  # the lead of a list
    spans = _things(text, start, end, bullet=part.block.kind == "bullet")
    alone = len(spans) == 1 and not is_notice(text[start:end])
    single = part.block.kind == "bullet" or part.labelled or alone
    knockout = part.block.kind == "bullet" and says("knockout", text[start:end])
    for number, (begin, finish) in enumerate(spans):
        if defined := _DEFINED.search(text, begin, finish):
            yield from _defined(text, begin, finish, defined.span(), ASKING[part.kind])
        elif (inline := _signed_list(text, begin, finish)) and len(inline) >= _LEAST_ENTRIES:
            for piece in inline:
                yield from _labelled(text, *piece, ASKING[part.kind])
        elif part.labelled and len(entries := _short_list(text, begin, finish)) > 1:
            for piece in entries:
                yield from _labelled(text, *piece, ASKING[part.kind])
        elif part.kind == "required" and _TASKS.match(text, begin, finish):
            yield from _cut(text, begin, finish, "responsibility")
        elif (number == 0 and single) or _carries_on(text[begin:finish], part.kind):
            for item in _cut(text, begin, finish, ASKING[part.kind]):
                yield replace(item, knockout=item.knockout or (knockout and number == 0))
        elif is_gate(text[begin:finish]):
            yield from _gates(text, begin, finish)


def _things(text: str, start: int, end: int, *, bullet: bool) -> tuple[Span, ...]:
    """The sentences of a block; the short ones of a bullet belong together as one.

    A first word that only names the topic is left out: "Relevance. Raise the search conversion ...".
    """
    spans = sentences(text, start, end)
    if bullet and len(spans) > 1 and end - start <= _ONE_THING and not _speak_differently(text, spans):
        spans = (trim(text, start, end),)
    spans = _join_substitutes(text, spans)
    if len(spans) > 1:
        spans = tuple(span for span in spans if len(text[slice(*span)].split()) > 1) or spans
    return spans


def _defined(text: str, start: int, end: int, sign: Span, importance: Importance) -> Iterator[Asked]:
    """What stands in a list after "defined as:", and the words before it where they count years."""
    lead = text[start : sign[0]]
    if years(lead) or degree(lead)[0]:
        yield Asked(*trim(text, start, sign[0]), importance)
    cuts = [match.span() for match in _AND_ALSO.finditer(text, sign[1], end)]
    for piece in pieces(text, sign[1], end, cuts):
        yield Asked(*piece, importance)


def _join_substitutes(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """A demand and its way out are one: "... degree. Four more years may be substituted."."""
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
    if any(asks_nothing(line) for line in lines[1:]):
        return True
    soft = {says("preferred", line) for line in lines}
    hard = [bool(re.search(r"\bmust\b", line, re.IGNORECASE)) for line in lines[1:]]
    return len(soft) > 1 or any(hard)


def _carries_on(line: str, kind: str) -> bool:
    """Whether a later sentence of a part asks too: it opens with a verb, speaks to "you", or names a need."""
    if asks_nothing(line) or is_boilerplate(line) or is_ours(line):
        return False
    if kind == "duties":
        return (
            opens_with_verb(line)
            or says("duty", line)
            or tells_what_the_holder_does(line)
            or (_DOING.match(line) is not None and _is_fragment(line))
        )
    told = says("required", line) or says("preferred", line)
    return bool(told or years(line) or degree(line)[0] or _is_fragment(line))


def _is_fragment(line: str) -> bool:
    """Whether a sentence under a heading that asks only names a thing: "Working Polish."."""
    return len(line.split()) <= _MOST_WORDS_OF_A_FRAGMENT and not _SAYS.search(line)


def _cut(text: str, start: int, end: int, importance: Importance) -> Iterator[Asked]:
    """The single requirements of one line; a soft part keeps the rest of the line as it was."""
    counted = False
    duty = importance == "responsibility"
    for begin, finish in clauses(text, start, end, duty=duty):
        line = text[begin:finish]
        if is_gate(line) and is_condition(line) and not (duty and is_work(line)):
            yield Asked(begin, finish, soften(importance, line), gate=True, knockout=is_knockout(line))
        elif not asks_nothing(line):
            knockout = says("knockout", line)
            yield Asked(begin, finish, weigh(importance, line), knockout=knockout, counted=counted)
        counted = counted or years(line) is not None


def _free(text: str, start: int, end: int, *, bullet: bool, strict: bool) -> Iterator[Asked]:
    """Sentences outside the lists: only those whose own words ask for something.

    A label inside the paragraph ("Must have: ...") speaks for the sentences that follow it; any other label
    ("Rate: ...") for its own sentence only.
    """
    labelled: Importance | None = None
    spans = sentences(text, start, end)
    if len(spans) > 1 and text[start:end].rstrip().endswith(":") and not years(text[slice(*spans[-1])]):
        spans = spans[:-1]  # the lead of the list below
    for span in spans:
        if text[span[1] - 1] == "?" and (answers := heading_kind(text[slice(*span)])):
            labelled = ASKING.get(answers)  # "What do they want? Somebody with ..."
            continue
        label = _LABEL.match(text, *span)
        kind = heading_kind(label[1]) if label and is_known_label(label[1]) else None
        begin, finish = (label.end(), span[1]) if label and kind else span
        if kind:
            labelled = ASKING.get(kind)
        if kind and not labelled:
            yield from _gates(text, begin, finish)
        elif labelled:
            for entry in _short_list(text, begin, finish) if kind else ((begin, finish),):
                yield from _labelled(text, *entry, _of_this_line(labelled, text[slice(*entry)], own=not kind))
            if kind and labelled == "preferred" and "," in text[begin:finish]:
                labelled = None  # "Nice to have: Azure, Jira." says nothing of the next sentence
        else:
            yield from _own_words(text, begin, finish, bullet=bullet, strict=strict)


def _of_this_line(labelled: Importance, line: str, *, own: bool) -> Importance:
    """A label's importance; a later sentence among duties may say itself that it is required."""
    if own and labelled == "responsibility" and says("required", line) and not says("duty", line):
        return labelled if opens_with_verb(line) else "required"
    return labelled


def _own_words(text: str, start: int, end: int, *, bullet: bool, strict: bool) -> Iterator[Asked]:
    """What a sentence without heading or label asks. Beside full lists (`strict`) only plain ones count."""
    start = _after_announcement(text, start, end)
    line = text[start:end]
    if (defined := _DEFINED.search(text, start, end)) and _DUTIES_LISTED.search(text, start, defined.end()):
        yield from _defined(text, start, end, defined.span(), "responsibility")
        return
    importance = importance_of(line, bullet=bullet)
    if bullet and not importance and not strict and is_bare_entry(line):
        importance = "required"
    if mixed := _mixed_list(text, start, end):
        for entry in mixed:
            yield from _entry(text, *entry)
    elif is_gate(line) and (says("gates.legal", line) or not (importance and is_work(line))):
        yield from _with_gates(text, start, end, importance)
    elif importance and (not strict or is_plain(line, importance)):
        yield from _cut_sentence(text, start, end, importance)


def _labelled(text: str, start: int, end: int, importance: Importance) -> Iterator[Asked]:
    """A sentence or an entry after a label such as "Must have:"."""
    line = text[start:end]
    if is_gate(line):
        yield from _with_gates(text, start, end, importance)
    elif not is_boilerplate(line) and not asks_nothing(line):
        yield from _cut(text, start, end, importance)


def _after_announcement(text: str, start: int, end: int) -> int:
    """Where a sentence begins to ask after the news that somebody is wanted; its end when it never does."""
    announced = _ANNOUNCED.search(text, start, end)
    if not announced:
        return start
    rest = text[announced.end() : end]
    if says("duty", rest):
        return start
    asks = _WHO_HAS.match(text, announced.end(), end)
    if asks and (asks_itself(rest) or asks_itself(text[announced.start() : end])):
        return asks.end() if asks_itself(rest) else start
    return announced.end() if asks_itself(rest) else end


def _with_gates(text: str, start: int, end: int, importance: Importance | None) -> Iterator[Asked]:
    """A sentence that holds a condition: the condition, and what its other clauses ask."""
    otherwise: Importance | None = "required" if importance == "preferred" else importance
    for a, b in _gate_pieces(text, start, end):
        line = text[a:b]
        if is_gate(line):
            yield from _gates(text, a, b)
        elif otherwise and not is_boilerplate(line) and not asks_nothing(line):
            yield Asked(a, b, importance_of(line, bullet=False) or otherwise)


def _cut_sentence(text: str, start: int, end: int, importance: Importance) -> Iterator[Asked]:
    """The single demands of a sentence; only the clause with the soft word is soft."""
    spans = clauses(text, start, end, duty=importance == "responsibility")
    if importance != "preferred" or len(spans) == 1 or opens_softly(text[start:end]):
        found = list(_cut(text, start, end, importance))
    else:
        found = [item for a, b in spans for item in _cut(text, a, b, soften("required", text[a:b]))]
    yield from (item for item in found if not is_aside(text[item.start : item.end]))


def _mixed_list(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Entries that each say how much they are wanted: "5 yrs exp, pmp a must, azure nice to have"."""
    spans = pieces(text, start, end, [match.span() for match in _ENTRY_END.finditer(text, start, end)])
    lines = [text[a:b] for a, b in spans]
    weighed = sum(bool(_OWN_WEIGHT.search(line) or years(line) or is_gate(line)) for line in lines)
    return spans if len(spans) >= _LEAST_ENTRIES and weighed >= _LEAST_WEIGHED else ()


def _entry(text: str, start: int, end: int) -> Iterator[Asked]:
    """One entry of a mixed list."""
    line = text[start:end]
    if is_gate(line):
        yield from _gates(text, start, end)
    elif not is_boilerplate(line) and not asks_nothing(line):
        knockout = says("knockout", line)
        yield Asked(start, end, soften("required", line), knockout=knockout, counted=True)


def _short_list(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Short entries after a label, each a demand of its own: "Must have: PMP, 5+ years, Jira"."""
    edges = [start, *(start + match.end() for match in _LISTED_END.finditer(text[start:end])), end]
    spans = tuple(trim(text, a, b) for a, b in pairwise(edges))
    words = [len(text[a:b].split()) for a, b in spans]
    joined = any(_JOINED.match(text[a:b]) for a, b in spans)
    many = len(spans) >= _LEAST_ENTRIES and max(words) <= _MOST_WORDS_OF_AN_ENTRY and min(words) >= 1
    return spans if many and not joined else ((start, end),)


def _signed_list(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Entries of a list that was set on one line: "PMP · 5+ years in delivery · Jira", "PMP | Jira | SQL"."""
    return pieces(text, start, end, [match.span() for match in _ENTRY_SIGN.finditer(text, start, end)])


def _gates(text: str, start: int, end: int) -> Iterator[Asked]:
    """Conditions of a slice: permits, checks, licences, hours, places. Never scored."""
    for begin, finish in sentences(text, start, end):
        for a, b in _gate_pieces(text, begin, finish):
            line = text[a:b]
            if is_gate(line) and is_condition(line):
                yield Asked(a, b, soften("required", line), gate=True, knockout=is_knockout(line))


def _gate_pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Clauses, cut also at the signs of a header line, at "so", and between two conditions."""
    for begin, finish in clauses(text, start, end, duty=False):
        cuts = [match.span() for match in _GATE_CUT.finditer(text, begin, finish)]
        for a, b in pieces(text, begin, finish, cuts):
            commas = [match.span() for match in _NEXT_GATE.finditer(text, a, b)]
            single = pieces(text, a, b, commas)
            yield from single if all(is_gate(text[slice(*span)]) for span in single) else ((a, b),)


def scored(text: str, item: Asked) -> bool:
    """Whether the item can count in a score: no condition of work or place, no language alone."""
    return not item.gate and not is_language_line(text[item.start : item.end])
