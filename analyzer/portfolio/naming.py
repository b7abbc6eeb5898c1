"""What a project is called: the words of a title without its number, its state and its kind of document."""

import re

from analyzer.portfolio.lexicon import artefact_kinds

#: `Case study 2: Claims triage`, `Project - Claims triage`.
NUMBERED = re.compile(
    r"^(?:case(?: stud(?:y|ies))?|project|example|piece|story|engagement|assignment|use case|work ?stream|"
    r"initiative)\s*(?:no\.?\s*|#)?(?:\d*|[A-H]|[ivx]{1,4})\s*[:.–—|)-]\s*(?P<title>\S.*)$",
    re.IGNORECASE,
)
#: Pages and parts of a page that are no project.
BESIDE = re.compile(
    r"^(?:about(?: me| us)?|me|contact(?: me)?|home|welcome|blog|posts?|archive|resume|résumé|cv|"
    r"curriculum vitae|skills?|"
    r"imprint|privacy(?: policy)?|terms|writing|publications?|talks?|services|testimonials|now|uses|"
    r"education|languages|"
    r"experience|work experience|certifications?|awards|hello|hi|links|menu|navigation|search|404|not found|"
    r"table of contents|agenda|thank you|thanks|questions\??|q ?& ?a|appendix|references|sources|summary|"
    r"(?:kind|best|warm) regards|yours \w+|"
    r"executive summary|overview|introduction)\b[\s!.,]*$",
    re.IGNORECASE,
)
_SAYS_OF = re.compile(r"^(?:case stud(?:y|ies)|project|portfolio)\s*[:–—|-]\s*", re.IGNORECASE)
#: A code before a title: letters and a number, or a word for a piece of work and its number or letter.
_CODE = re.compile(
    r"^(?P<letters>[A-Z]{1,6})[-#. ]?\d{1,4}\b[.:)]?\s*(?:[|–—-]\s*)?(?=\S)|"
    r"^(?P<word>work ?stream|use case|initiative|objective|story|case|project|example|piece|engagement|"
    r"assignment|mandate|client|track|pilot|bet)\s+(?:\d{1,2}|[A-H]|[ivx]{1,4})\b[.:)]?\s*(?:[|"
    r"–—-]\s*)?(?=\S)",
    re.IGNORECASE,
)
#: Letters before numbers that count something else: requirements, risks, results, stages, entries.
_COUNTED = frozenset((
    "r", "req", "fr", "nfr", "us", "kr", "ac", "q", "adr", "rfc", "risk", "t", "p", "m", "d", "s", "v",
    "w", "wp", "wk", "day", "week", "step", "phase", "sprint", "slide", "page", "fig", "table", "gpt",
    "gen", "ver", "no", "nr", "h", "a", "b", "f", "i", "ii", "jan", "feb", "mar", "apr", "may", "june",
    "july", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "covid", "iso", "level", "tier",
    "part", "item", "note", "point", "year",
))  # fmt: skip
#: How a piece of work stands, behind its title.
_STATE = re.compile(
    r"\s*(?:[(\[]\s*(?:green|amber|yellow|red|stopped|done|live|on hold|closed|paused|shipped|active|"
    r"archived|"
    r"in progress|ended|ongoing|complete[d]?|finished|launched|pilot|cancel+ed|planned)\s*[)\]]|"
    r"(?-i:\b(?:GREEN|AMBER|YELLOW|RED|STOPPED|DONE|LIVE|ON HOLD|CLOSED|PAUSED|SHIPPED|ACTIVE|ARCHIVED|IN "
    r"PROGRESS|"
    r"ENDED|ONGOING|COMPLETED?|FINISHED|LAUNCHED|PILOT|CANCELL?ED|PLANNED))|[✅✔🟢🟡🔴🟠⏸])\s*$",
    re.IGNORECASE,
)
#: Words that alone, before a colon or a bar, only say what kind of page it is.
_KIND_OF_PAGE = re.compile(
    r"^(?:(?:the|an?|my|our|internal|draft|final|short|one[- ]page|press release|pr[/ -]?faq|faqs?|"
    r"questions?|answers?|"
    r"memo|minutes|notes?|review|report|summary|read-?out|post-?mortem|post-?incident|incident|charter|"
    r"brief|log|"
    r"journal|diary|interview|transcript|talk|case|story|letter|portfolio|project|product|programme?|"
    r"dashboard|"
    r"status|update|close-?out|closing|final|and|of|on|about|for|to|q ?& ?a|a3|one[- ]pager|entry|inventory|"
    r"decision|record|page|fiche|profile|factsheet|fact sheet|sheet|poster|abstract|proposal|pitch|"
    r"deck)\s*)+$",
    re.IGNORECASE,
)
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_CHANNEL = re.compile(r"^#(?P<name>[a-z][\w-]{2,40})\b(?=\s|$)")
_LEAD = re.compile(
    r"^(?P<lead>[^\s(:.–—;|][^(:.–—;|]{2,78}?)\s*(?:\((?P<aside>[^()]{0,90})\)\s*[.:–—-]?|:|\.|\s[–—|"
    r"-])\s+(?=\S)"
)
_LEAD_WORDS = 9


def trimmed_title(text: str) -> str:
    """A title without its number, its state, a kind of page before it, and `Case study:`."""
    channel = _CHANNEL.match(text.strip())
    if channel:
        return channel["name"]
    text = _REPLY.sub("", text.strip())
    match = NUMBERED.match(text)
    text = match["title"] if match else _SAYS_OF.sub("", text)
    text = re.sub(r"^\d{1,2}[.)]\s+|^[^\w\"“(]+", "", text)
    text = _STATE.sub("", text)
    text = re.sub(
        r"(?:\s*[,;:(–-]\s*(?:final|draft|v\d+)(?: version)?\)?|\s+v\d+(?:\.\d+)*)$",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return _without_page(" ".join(text.split())).strip(" #*:–—-")[:120]


def _without_page(text: str) -> str:
    """`Press release: Harvest Window` is `Harvest Window`, `gridline / decision log` is `gridline`."""
    for mark in (": ", " / ", " | ", " — ", " – ", " - "):
        before, found, after = text.partition(mark)
        if found and _KIND_OF_PAGE.match(before) and after.strip():
            return after
        if found and mark != ": " and _KIND_OF_PAGE.match(after) and before.strip():
            return before
    return text


def is_kind_of_page(title: str) -> bool:
    """Whether a title says only what kind of page it is: `Memo`, `Status update`."""
    return _KIND_OF_PAGE.match(title.strip()) is not None


def code_of(title: str) -> str:
    """The letters, or the word, before the number of a title that counts pieces of work; empty without."""
    match = _CODE.match(title)
    if match is None:
        return ""
    if match["word"]:
        return match["word"].lower()
    letters = match["letters"]
    return letters if letters.isupper() and letters.lower() not in _COUNTED else ""


def without_code(title: str) -> str:
    """A title without the code before it."""
    return _CODE.sub("", title, count=1)


def lead_of(text: str) -> str | None:
    """The name with which a list item opens, before an aside in brackets, a colon or its first sentence."""
    match = _LEAD.match(re.sub(r"^[^\w\"“(]+", "", " ".join(text.split())))
    if match is None or len(match["lead"].split()) > _LEAD_WORDS or not match["lead"][0].isupper():
        return None
    return match["lead"].strip()


def without_kind(text: str) -> str:
    """A title without the words that name a kind of document: `Claims triage PRD` is `Claims triage`."""
    for kind in artefact_kinds():
        shorter = kind.words.sub(" ", text.replace("_", " "))
        if shorter != text.replace("_", " "):
            text = shorter
            break
    return re.sub(r"\s*[:–—|/-]\s*$|^\s*[:–—|/-]\s*|\s{2,}", " ", text).strip(" :–—|/-()")
