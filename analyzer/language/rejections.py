"""What looks like a figure and is none: the rejections of the achievement grammar, in its order.

A rejection is a stretch of a normalised sentence in which no amount may start. The order is that of our domain
specification, section 5: contact data, dates, versions, standards, grades, idioms, tenure, courses and methods,
intentions, named lists, pay, facts about others. Each pattern has a sample behind it.
"""

import re
from collections.abc import Iterator
from functools import cache

from analyzer.language.actions import verb_forms
from analyzer.language.amounts import Amount, Word, lexicon

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.?"
_NUM = r"(?:\d[\d,.]*\+?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
_APPROX = r"(?:over |more than |nearly |almost |around |about |some |approximately |at least |up to )?"

_PATTERNS = (
    # 1 contact data: "github.com/rmarin94/llm-notes-101", "+1 (415) 555-0142", "221B Harbour Road, Apt 14"
    r"(?<!\S)\S+@\S+\.\S+",
    r"(?:https?://|www\.)\S+",
    r"\b[\w-]+\.(?:com|org|io|net|dev|edu)/\S+",
    r"\+\d[\d ().-]{7,}\d",
    r"\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}[-.]\d{3}[-.]\d{4}\b",
    r"\b(?:phone|tel|mobile|fax|p\.?o\.? box)\.? ?:? ?[+(\d][\d ().-]{3,}",
    r"\b\d+[a-z]? (?:[a-z]+ ){1,2}(?:road|street|avenue|lane|drive|boulevard|square|st\.|rd\.|ave\.)(?!\w).*",
    # 2 dates and times: "5 May 2024", "14/03/1994", "2019-2023", "FY24", "Q3 2021", "1998 IBM", "6 am", "1:52"
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH} '?(?:19|20)?\d\d\b(?! ?%)(?:,? (?:19|20)\d\d\b)?",
    rf"\b\d{{1,2}} (?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\b",
    r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b|\b[01]?\d[/.](?:19|20)\d\d\b",
    r"(?<![$€£₹¥\w.,])(?:19[5-9]\d|20[0-4]\d)(?: ?[-/] ?(?:(?:19|20)?\d\d|present|now|today|date))?\b(?![.,]?\d| ?(?:%|percent|x\b))"
    r"(?!(?<=00)(?<!\d\d\d\d\d) [a-z])",
    r"\bfy ?'?\d\d(?:\d\d)?\b|\bq[1-4]\b(?: ?'?\d{2,4}\b)?|\bh[12] ?(?:19|20)\d\d\b|\b(?:iso )?week \d+|\bkw ?\d+\b(?! )",
    r"\b\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'clock)(?!\w)|\b\d{1,2}:\d\d\b(?! (?:ratio|roi|return))",
    # 3 versions and parameter counts: "Release 2.4.1", "Llama 3.1 70B", "v2", "Web 2.0", "Android 8-11"
    r"\bv?\d+\.\d+\.\d+(?:\.\d+)*\b|\bv\.?\d+(?:\.\d+)*\b",
    r"\b(?:gpt|llama|claude|gemini|mistral|mixtral|qwen|phi|gemma|falcon|yolo)[- ]?v?\d[\w.]*(?: \d+(?:\.\d+)?b\b)?",
    r"\b\d+(?:\.\d+)?b (?:param\w*|models?|llms?)\b",
    r"\b(?:angular|android|ios|windows|python|java|php|node(?:\.js)?|oracle|office|dynamics|sql server|server|macos|ubuntu) "
    r"\d[\w.]*(?:-\d+)?",
    # 4 standards, exams, documents: "ISO/IEC 42001", "21 CFR Part 11", "ICD-10", "AI-900", "8D", "X12 278"
    r"\b(?:iso|iec|ieee|rfc|din|en|iatf|wcag|ifrs|gamp|nist|sp|sox|ansi|cfr|bs|ifs|toeic|toefl|ielts)(?:/\w+)? ?(?:part )?\d[\d.:-]*",
    r"\b\d+ cfr\b(?: part \d+)?|\b(?:part|article|annex|section|clause|title) \d+\b|\b\d{3}\(k\)|\bx12 \d+",
    r"\b(?:27[0-8]|820|83[457])(?: (?:and|or) 83[457])? (?:[a-z]+ ){0,2}(?:files?|transactions?|enrollment)\b",
    r"\bno\.? ?\w*\d\w*|#\d+(?! of)",
    # 5 grades: "GPA 3.8/4.0", "English (C1)", "category B"
    r"\b(?:c?gpa|grade average|final grade|final mark|marks|percentile|class rank)\b\D{0,14}\d[\d.]*(?: ?(?:/|out of|of) ?\d[\d.]*)?"
    r"|\b\d\.\d+ ?/ ?4(?:\.0+)?\b|\b\d[\d.]* ?(?:c?gpa|ects|credits)\b",
    r"\bh-index \d+|\bgrades? \d+(?:-\d+)?|\blevel \d+|\baged? \d+(?:-\d+)?|\b\d+(?:-| )years?(?:-| )old\b|\bunder-\d+",
    # 6 idioms: "24/7", "360-degree", "110%", "80/20 rule", "9 to 5", "one of", "10X results", "5K runs", "1:1"
    r"\b24 ?[/x] ?7(?: ?[/x] ?365)?\b|\b360[- ]?(?:degrees?|°)|\b80 ?[/-] ?20\b|\b50 ?[/-] ?50\b",
    r"\b(?:gave|giv(?:e|es|ing)|dedicat\w+|commit\w+|put|puts|putting) (?:\w+ )?1[0-9]0 ?%|\b1[0-9]0 ?% (?:effort|commit\w+|dedicat\w+|focus)",
    r"\b9(?: |-)(?:to|-)(?: |-)?5\b.*|\bone of (?:(?:the|only|our) )*(?:two|three|four|five|six|seven|eight|nine|ten|\d+)?\b|\bone[- ](?:on|to)[- ]ones?\b|\b1[: -](?:1|on-1)s?\b|\bone-(?:off|stop|pager?|way)\w*",
    r"\b10x (?:results|engineer|developer|growth|thinking|mindset|better)\b|\b100 ?% (?:\w+ )?(?:satisfaction|commitment|effort)\b",
    r"\b\d+(?:\.\d+)?k (?:runs?|race|charity)\b|\b(?:half|full|ultra)[- ]?marathons?\b|\b(?:two|three|four)-(?:way|eyes|factor|tier)\b",
    r"\bzero-(?:trust|day|shot|knowledge|based|click|touch|sum|code|waste|defect|result)\b|\bzero (?:trust|knowledge|waste|code)\b",
    r"\b(?:\d+|two|three|four|five) (?:whys|pillars)\b|\b(?:first|second|third)[- ](?:line|class|hand|level|party|rate)\b",
    r"\b30[/, -]+60[/, -]+90\b(?:[- ]days?)?|\b101\b|\b5 ?whys\b|\b(?:six|6) sigma\b|\bbig (?:four|4|five|5)\b",
    # 7 tenure: "5+ years of experience", "12 years in project management", "(2 years 3 months)"
    rf"{_APPROX}\b{_NUM}(?: ?\+)?(?: |-)years?'?(?: of)?(?: (?!(?:to|from|by|through|using|via|saved)\b)[\w/&'-]+,?){{0,7}}? (?:experience|expertise|track record|background|"
    r"know-how|seniority)\b|\b(?:\d+|twenty|ten)-year career\b",
    rf"\bexperience (?:of|with|for|in)?\b[^;.]{{0,30}}?{_NUM}\+? years?\b",
    rf"^{_APPROX}{_NUM}\+?(?: |-)years?'? (?:in|as|managing|leading|working|of (?:leading|managing|working|delivering))\b.*",
    r"\b\d+ ?(?:years?|yrs?),? (?:and )?\d+ ?(?:months?|mos?)\b",
    rf"(?<!of )(?<!of the )\b(?:last|past|previous|next|coming) {_NUM} (?:days?|weeks?|months?|quarters?|years?)\b",
    rf"\bevery {_NUM} \w+|\b{_NUM}(?:st|nd|rd|th)\b|\bonce in {_NUM}\b",
    # 8 courses, methods, rhythm: "40-hour course", "10-fold cross-validation", "70/30 split", "two-week sprints"
    rf"\b{_NUM}(?:-| )(?:hour|day|week|month|year)s?(?:-| )(?:[\w-]+ ){{0,3}}?(?:course|courses|bootcamp|boot camp|certification|"
    r"diploma|nanodegree|degree|internship|apprenticeship|placement|curriculum|specialisation|specialization)\b",
    rf"\b{_NUM}(?:-| )(?:day|week|month)s? (?:sprint|iteration|cadence|increment|cycle|rotation|on-call)s?\b",
    r"\b\d+-fold(?: cross| cv|,? stratified)|\b\d\d/\d\d(?:/\d\d)? (?:split|train|rule|hybrid)|\b(?:few|one|zero|\d+)-shot\b",
    r"\bon[- ]call\b[^;.]{0,12}?\b\d+ (?:week|day)s?\b(?: in \d+)?",
    rf"\b(?:rank|learning rate|batch size|epochs?|top-?k|k|temperature|seed|lora r) ?= ?\d[\d.]*",
    # 10 named lists: "Fortune 500", "Class of 2022"; ordinals of events are caught above
    r"\b(?:fortune|ftse|s&p|nasdaq|dax|cac|forbes|global|inc\.?|euro stoxx) ?(?:global )?\d+\b|\bclass of \d+|\b(?:route|highway|room) \d+",
    # 11 pay and notice: "salary expectation of $120,000", "notice period 3 months"
    r"\b(?:salary|ctc|remuneration|compensation expect\w+|pay expect\w+|expected pay|notice(?: period)?|day rate|hourly rate)\b[^;.]{0,45}",
    r"\b\d+ (?:days?|weeks?|months?)'? notice\b",
    # 12 facts about others: "our product won a 5-star rating", "a 25M-user AI company", "a bank with 4 million customers"
    r"\bour (?:product|company|firm|app|employer)s? (?:won|has|have|serves?|employs?|received|is|was)\b[^;.]*",
    r"\ba(?:n)? (?:[$€£] ?)?\d[\d.,]*(?: ?(?:k|m|bn|b|million|billion))?\+?[- ](?:[a-z-]+ ){0,4}?(?:company|firm|start-?up|scale-?up|employer|"
    r"corporation|consultancy|agency|conglomerate|multinational)\b",
    r"\b(?:company|firm|start-?up|scale-?up|employer|corporation|bank|retailer|insurer|agency|consultancy|manufacturer|multinational|"
    r"operator|utility|carrier)(?:,)? (?:with|of|serving|employing|having|that (?:serves|employs|has)) (?:\w+ ){0,2}?"
    r"(?:[$€£] ?)?\d[^,;.]*",
    # lists of tools: versions only
    r"^(?:environment|tools?|tech(?:nolog(?:y|ies))?(?: stack)?|stack|skills?|programming|languages?)\b[^:]{0,25}:.*",
)  # fmt: skip
#: All of them start where a word starts; to say so once spares trying them at every character.
_REJECTED = re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{pattern})' for pattern in _PATTERNS)})")

#: 9 plans and goals: from these words to the end of the clause there is intention, not achievement.
_INTENTION = re.compile(
    r"(?:^|[.;] )(?:target|goal|objective|aim)s?(?: is| was)? ?(?::|to\b)[^;.]*"
    r"|\b(?:was|were|been|is|am|being) (?:asked|expected|supposed|tasked|required|due|planned|scheduled|hoped|projected|forecast) to\b[^;.]*"
    r"|\b(?:asked|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|aim(?:s|ed|ing)?|hop(?:e|es|ed|ing)|seek(?:s|ing)?|expects?|expecting|"
    r"want(?:s|ed)?|wish(?:es)?|proposed|propose) to (?!and\b)[^;.]*"
    r"|\baim(?:s|ed|ing)? (?:for|at)\b[^;.,]*|\b(?:goal|aim|objective|ambition) (?:of|was|is)\b[^;.,]*|\bseeking (?:an?|to)\b[^;.]*"
    r"|\b(?:will|would|should|could|shall) (?:\w+ )?(?:reduce|cut|save|increase|grow|deliver|reach|be|bring|improve|raise|lower)\b[^;.]*"
)
_PLANNED = re.compile(r"\((?:planned|target|goal|expected|projected|forecast|aim)\b[^)]*\)|\bnext year\b")


def rejected(sentence: str) -> list[tuple[int, int]]:
    """Stretches of a normalised sentence in which no figure counts."""
    spans = [found.span() for found in _REJECTED.finditer(sentence)]
    spans.extend(found.span() for found in _INTENTION.finditer(sentence))
    if _PLANNED.search(sentence):
        spans.append((0, len(sentence)))
    return spans


def touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch overlaps one of the spans."""
    return any(begin < end and start < stop for begin, stop in spans)


def is_label(amount: Amount, before: Word | None, original: str) -> bool:
    """Whether the number belongs to the word before it: "Windows 7 clients", "Tier 1 suppliers", "Phase 2"."""
    if amount.kind not in ("", "scale", "headcount") or before is None or amount.number.word:
        return False
    if original[before.end : amount.start] not in (" ", "-", "\u00a0"):
        return False
    if before.text in lexicon().words["labels"]:
        return True
    if not amount.kind:
        return False
    name = original[before.start : before.end]
    opens = before.start == 0 or original[: before.start].rstrip()[-1:] in (".", ":", ";", "•", "-", "(", '"', "|")
    return name[:1].isupper() and not opens and amount.value < 400 and "," not in original[amount.start : amount.end]


def is_attendance(opening: str) -> bool:
    """Whether a line opens with attending or watching: what was counted there is no result of the person's."""
    return opening in _attended()


def is_working_time(amount: Amount, before: Word | None) -> bool:
    """Hours and days worked or covered: "covered 2 weekends", "worked 60 hours a week"."""
    short = amount.unit in ("hours", "days", "weekends")
    return amount.kind == "time" and short and before is not None and before.text in _WORKED


_WORKED = frozenset(form for verb in ("work", "cover", "spend") for form in verb_forms(verb))


@cache
def _attended() -> frozenset[str]:
    verbs = ("attend", "shadow", "observe", "study", "learn", "watch")
    return frozenset(form for verb in verbs for form in verb_forms(verb))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text as (start, end); together they cover it."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


#: A full stop ends a sentence before a capital or a figure, unless it ends one of these short forms.
_SHORT_FORMS = ("vs.", "ca.", "approx.", "no.", "nr.", "e.g.", "i.e.", "rs.", "fr.", "mio.", "mrd.", "sq.", "ft.", "p.p.", "st.", "inc.", "dr.")
_NOT_SHORT = "".join(rf"(?<!(?i:\b{re.escape(short)}))" for short in _SHORT_FORMS)
_SENTENCE_END = re.compile(rf"(?<=[\w)%\"'”’][.!?]){_NOT_SHORT}\s+(?=[A-ZÀ-Þ0-9\"(“£$€])")
