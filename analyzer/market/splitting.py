"""Sentences and single requirements in a block of a posting: slices, cut where a reader would cut.

"7+ years of X, with at least 2 years on Y" asks for two things; so does "keep the log; chase defects" and
"a degree; a master's is an advantage". A list of nouns is one thing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from analyzer.market.details import years
from analyzer.market.words import says, verb_forms

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+\S|\s*$)")
#: Full stops that end no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|incl|approx|yrs?|vs|st|sr|jr|dr|mr|ms|mrs|inc|ltd|co|corp|dept|est|resp|"
    r"bzw|z\.B|u\.s|u\.k|d\.c|ph\.d|b\.s|m\.s|b\.a|m\.a|a\.m|p\.m)|(?<!\w)[A-Z])\.$",
    re.IGNORECASE,
)
#: Shorthand of recruiters: ends no sentence before a word without a capital ("exc. comm skills").
_SHORTHAND = re.compile(
    r"\b(?:exc|comm?s?|exp|mgmt|min|max|pref|reqd?|prev|prior|proj|prog|tech|mos?|wks?|hrs?|certs?|lang|"
    r"avail|esp|excl|poss|adv|ess|des|edu|qual|quals|asst|mgr|gov|int|intl|ops|eng|engg|info|org)\.$",
    re.IGNORECASE,
)
#: These shorten a word only before a figure.
_BEFORE_NUMBER = re.compile(r"\b(?:no|nr|min|max|art|sec)\.$", re.IGNORECASE)
_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)(?:[ ]?\(\d{1,2}\))?"
)
_LEAST = r"(?:at least|a minimum of|minimum(?: of)?|min\.?|no less than|over|more than)"
_CONNECTOR = r"(?:with|including|incl\.?|of which|of these|of that|plus|and|ideally|preferably)"
_COUNT = rf"(?:{_LEAST} )?{_NUMBER}(?:\+|[ ]?(?:-|–|to)[ ]?{_NUMBER})?[ ]?(?:\+|-?plus|or more|of which)?[ ]?"
#: A second count of years, or "at least one of which", starts a requirement of its own.
_MORE_YEARS = re.compile(
    rf"(?:(?:,|\(|;|–|—|-)\s+(?:{_CONNECTOR}[ ,]+)*|\s+(?:{_CONNECTOR}[ ,]+)+)"
    rf"(?={_COUNT}(?:(?:years?|yrs?|months?)\b|\+ |or more|(?:on|in|with) |"
    r"of (?:them|those|these|which|that)\b)|at least one (?:of which|shipped))",
    re.IGNORECASE,
)
#: "A degree and at least five years of ...", not "between 4 and 6 years".
_AND_YEARS = re.compile(
    rf"(?<!\d)(?:,\s+(?:and\s+|plus\s+|with\s+)?|\s+(?:and|plus)\s+)(?={_COUNT}(?:years?|yrs?)\b)",
    re.IGNORECASE,
)
#: A softer or harder word opens a clause of its own.
_TURN = re.compile(
    r"(?:,|;| –| —| -)\s+(?=(?:and |but |or )?(?:ideally|preferably)\b|"
    r"an? \w[\w' ’]{2,30} (?:is|would be|are) (?:an? )?(?:plus|advantage|bonus|asset|preferred|desirable))",
    re.IGNORECASE,
)
_BRACKET_TURN = re.compile(
    r"\((?=[^()]{3,60}(?:preferred|a plus|an advantage|desirable|ideally|nice to have)[^()]{0,12}\))",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r",?\s+and\s+(?=(?:at least |any )?(?:one|two)(?: or more)? (?:of\b|\w+ ))", re.IGNORECASE
)
#: "Experience with agile delivery, and with scheduling tools" asks for both.
_AND_WITH = re.compile(
    r",\s+(?:and|plus)\s+(?=(?:with|in|of|knowledge|experience|an? (?:good|solid|strong|healthy|working|"
    r"understanding|awareness|appreciation|ability|interest))\b)",
    re.IGNORECASE,
)
#: "A master's degree, or a technical certificate and five years": the years belong to the second way.
_OTHER_ROUTE = re.compile(
    r"(?:degree|bachelor|master|diploma|programme|studies)\b.*\bor\b[^,;]*$", re.IGNORECASE
)
#: "You have shipped features, you can read a query, and you write clearly": each clause about "you" is asked.
_YOU_ALSO = re.compile(
    r",\s+(?:and\s+|but\s+)?(?:if\s+)?(?=you(?:['’](?:ve|re|d)| have| can| are| know| understand| write| "
    r"speak| read| bring| like| enjoy| hold| think| listen| own| lead| run)\b)",
    re.IGNORECASE,
)
_YOU = re.compile(r"\byou\b", re.IGNORECASE)
#: "5 to 7 years in consulting, or 4 in consulting plus 2 in industry": one demand with two ways to it.
_SHORTER_ROUTE = re.compile(rf"\bor {_COUNT}[^,;]{{0,50}}\b(?:plus|and|with) (?={_COUNT})", re.IGNORECASE)
#: "Your tasks will be to schedule ..., to keep ..., and to process ...".
_TO_DO = re.compile(r",\s+(?:and\s+)?to\s+(?:help\s+)?(?=([a-z-]+)\s)")
_LEAST_TO_DO = 2
_AND_YOU = re.compile(r",?\s+and\s+(?=you(?:['’]ll| will)\s)", re.IGNORECASE)
_AND_THEN = re.compile(r"(,?)\s+(?:and|then|and then)\s+(?!partner (?!with))(?=([A-Za-z-]+)\b)")
#: "You keep the plan alive, say no for the team, and tell the leads what is late": a duty after each comma.
_SERIES = re.compile(
    r",\s+(?:and\s+(?:then\s+)?|then\s+)?(?=([A-Za-z-]+)\s)|\s+and\s+then\s+(?=([A-Za-z-]+)\s)", re.IGNORECASE
)
#: Each duty of a series says something of its own: "plan, run and report" is one.
_LEAST_WORDS_OF_A_DUTY = 3
_OPENING = re.compile(
    r"(?:[^:.;]{0,40}: )?(?:(?:s?he|he or she|she or he|they) will|(?:someone|somebody|a "
    r"person) (?:who|to) (?:will )?|you(?:['’]ll| will|['’]d| would)(?: also)?(?: be)?|will|(?:the|this) "
    r"[\w ]{2,40}? (?:will|is to)|to|you(?= [a-z]+ ))\s+",
    re.IGNORECASE,
)

#: Fewest words on each side of an "and" that is followed by a verb of the same form. Counted on postings:
#: shorter halves are mostly one duty ("Keep the log current and escalate early").
LEAST_WORDS, LEAST_WORDS_AFTER_COMMA = (5, 6), (3, 5)
#: "rank cases that pay and turn them ...", "ask Legal to read and sign": the second verb is not the holder's.
_INNER = re.compile(r"\b(?:that|which|who|to)\s+[a-z-]+", re.IGNORECASE)


def sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Sentences of a slice, without the spaces around them."""
    found: list[Span] = []
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match[0] == "." and _BEFORE_NUMBER.search(text[begin : match.end()]):
            if re.match(r"\s*\d", text[match.end() :][:4]):
                continue
        elif (
            match[0][0] == "." and _ABBREVIATION.search(text[begin : match.end()]) and match.end() < end
        ) or (match[0] == "." and _in_shorthand(text[begin : match.end()], text[match.end() : end])):
            continue
        found.append((begin, match.end()))
        begin = match.end()
    found.append((begin, end))
    return tuple(span for span in (trim(text, *span) for span in found) if span[0] < span[1])


def _in_shorthand(before: str, after: str) -> bool:
    """Whether a full stop only shortens a word: "exc. comm skills"."""
    return bool(_SHORTHAND.search(before)) and re.match(r"\s+[a-z]", after) is not None


def clauses(text: str, start: int, end: int, *, duty: bool) -> tuple[Span, ...]:
    """Single requirements of one sentence or bullet, in order; most often the whole of it."""
    cuts: list[Span] = [(match.start(), match.end()) for match in _BRACKET_TURN.finditer(text, start, end)]
    for begin, finish in _outside_brackets(text, start, end):
        cuts += _cuts(text, begin, finish, line=start, duty=duty)
    spans = pieces(text, start, end, cuts)
    if duty:
        return spans
    return tuple(piece for a, b in spans for piece in pieces(text, a, b, list(_soft_tail(text, a, b))))


def pieces(text: str, start: int, end: int, cuts: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of a slice between its cuts."""
    edges = [(start, start), *sorted(cuts), (end, end)]
    spans = (trim(text, a[1], b[0]) for a, b in pairwise(edges))
    return tuple(span for span in spans if span[0] < span[1])


#: Words that tie a clause to the one before it.
_LEADING = re.compile(r"(?:and|but|plus|also)\s+(?=\S)", re.IGNORECASE)


def trim(text: str, start: int, end: int) -> Span:
    """The slice without spaces, closing signs and lost brackets at its ends."""
    while start < end and (text[start].isspace() or text[start] in ",;:-–—|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.!|–—-…"):
        end -= 1
    if text[start:end].count("**") == 1:  # one half of a bold pair
        start += 2 * text.startswith("**", start, end)
        end -= 2 * text.endswith("**", start, end)
    if opener := _LEADING.match(text, start, end):
        start = opener.end()
    if end > start and text[end - 1] == ")" and text[start:end].count("(") < text[start:end].count(")"):
        end -= 1
    if start < end and text[start] == "(" and ")" not in text[start:end]:
        start += 1
    return start, end


def _cuts(text: str, start: int, end: int, *, line: int, duty: bool) -> Iterator[Span]:
    """Where the slice (without brackets) is cut: from the end of one part to the start of the next."""
    for match in re.finditer(r";(?!\s*or\b)\s*(?:and\s+)?", text[start:end], re.IGNORECASE):
        if not duty or _is_a_duty(text[start + match.end() : end]):
            yield start + match.start(), start + match.end()
    yield from _years_apart(text, start, end, line=line, duty=duty)
    yield from _spans(_TURN, text, start, end)
    yield from (cut for cut in _spans(_YOU_ALSO, text, start, end) if _YOU.search(text, line, cut[0]))
    if duty:
        yield from _spans(_AND_YOU, text, start, end)
        yield from _second_verb(text, start, end)
        yield from _to_do(text, start, end)
    else:
        yield from _spans(_CHOICE, text, start, end)
        yield from _spans(_AND_WITH, text, start, end)


def _spans(signs: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    return (match.span() for match in signs.finditer(text, start, end))


def _years_apart(text: str, start: int, end: int, *, line: int, duty: bool) -> Iterator[Span]:
    """Where a second count of years starts a demand of its own, unless it is another way to the first."""
    degrees = re.search("degree", text[start:end], re.IGNORECASE)
    if (degrees and re.search(r",? or (?:an? |\w+['’]s )", text[start:end], re.IGNORECASE)) or (
        _SHORTER_ROUTE.search(text, start, end)
    ):
        return
    yield from (cut for cut in _spans(_MORE_YEARS, text, start, end) if years(text[line : cut[0]]))
    if not duty:
        cuts = _spans(_AND_YEARS, text, start, end)
        yield from (cut for cut in cuts if not _OTHER_ROUTE.search(text[start : cut[0]]))


def _to_do(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Commas in "to schedule ..., to keep ..., and to process ..."."""
    forms = verb_forms()
    found = [match for match in _TO_DO.finditer(text, start, end) if forms.get(match[1]) == "base"]
    return tuple(match.span() for match in found) if len(found) >= _LEAST_TO_DO else ()


_YOU_TOO = re.compile(r"(?:you|they|s?he|this|the|it)\b", re.IGNORECASE)


def _is_a_duty(rest: str) -> bool:
    """Whether what stands after a semicolon is a duty of its own, not a remark on the one before."""
    word = re.match(r"[A-Za-z-]+", rest)
    if word is None or _YOU_TOO.match(rest):
        return bool(word) and re.match(r"(?:you|they) ", rest, re.IGNORECASE) is not None
    return word[0].lower() in verb_forms() or bool(re.match(r"\w+ \w+(?:ed|ing)\b", rest))


def _soft_tail(text: str, start: int, end: int) -> Iterator[Span]:
    """The part after a comma that carries its own soft word: "Scrum certified, Python a plus"."""
    parts = [start, *(start + match.end() for match in re.finditer(r",\s", text[start:end])), end]
    soft = [says("preferred", text[a:b]) for a, b in pairwise(parts)]
    if not any(soft) or all(soft) or (soft[0] and _IF.search(text, start, parts[1])):
        return
    for number in range(1, len(soft)):
        if soft[number] != soft[number - 1] and not _belongs_back(text[parts[number] : parts[number + 1]]):
            yield parts[number] - 2, parts[number]


#: "It is an advantage if you know railways, aviation or ...": the wish is for all that follows.
_IF = re.compile(
    r"\b(?:if|when) (?:you|they|the)\b|\b(?:glad|pleased|happy|delighted) (?:of|to)\b", re.IGNORECASE
)
_BACK = re.compile(r"(?:or|that|this|it|which|these|those|both|all of (?:which|them)) ", re.IGNORECASE)


def _belongs_back(part: str) -> bool:
    """Whether a part only weighs the one before it ("..., preferred") or is another way to it ("or ...")."""
    return len(part.split()) <= 2 or bool(_BACK.match(part))


def _second_verb(text: str, start: int, end: int) -> Iterator[Span]:
    """Two duties with one subject, when both halves say enough: "Manage budgets and report variance"."""
    forms = verb_forms()
    opening = _OPENING.match(text, start, end)
    first = re.compile(r"[A-Za-z-]+").match(text, opening.end() if opening else start, end)
    form = forms.get(first[0].lower()) if first else None
    if form is None:
        return
    if series := _series(text, start, end, form):
        yield from series
        return
    begin = start
    for match in _AND_THEN.finditer(text, start, end):
        left, right = text[begin : match.start()], text[match.end() : end]
        least = LEAST_WORDS_AFTER_COMMA if match[1] else LEAST_WORDS
        if forms.get(match[2].lower()) != form or (not match[1] and _is_inner(left, forms)):
            continue
        if text.startswith(
            (",", ";", "."), match.end() + len(match[2])
        ):  # "scope, time and budget, using ..." names a thing
            continue
        if len(left.split()) >= least[0] and len(right.split()) >= least[1]:
            yield match.start(), match.end()
            begin = match.end()


def _series(text: str, start: int, end: int, form: str) -> tuple[Span, ...]:
    """Commas between three and more duties of one subject, each long enough to be one."""
    forms = verb_forms()
    cuts = [
        match.span()
        for match in _SERIES.finditer(text, start, end)
        if forms.get((match[1] or match[2]).lower()) == form
    ]
    parts = [len(text[a:b].split()) for a, b in pieces(text, start, end, cuts)]
    return tuple(cuts) if len(parts) > 2 and min(parts) >= _LEAST_WORDS_OF_A_DUTY else ()


def _is_inner(left: str, forms: Mapping[str, str]) -> bool:
    """Whether the verb after "and" may belong to a clause inside the left half."""
    return any(match[0].split()[-1].lower() in forms for match in _INNER.finditer(left))


def _outside_brackets(text: str, start: int, end: int) -> Iterator[Span]:
    """The slice with its bracketed parts left out, so that lists in brackets are never cut."""
    begin = start
    for match in re.finditer(r"\([^()]*\)", text[start:end]):
        yield begin, start + match.start()
        begin = start + match.end()
    yield begin, end
