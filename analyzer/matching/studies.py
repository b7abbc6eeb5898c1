"""Fields of study: what a requirement asks for, and what somebody studied, as sets of a few broad kinds."""

import re
from functools import lru_cache

#: Kinds of field, one bit each. RELATED: the ad takes related fields too.
CORE, NEAR, BUSINESS, RELATED = (1 << bit for bit in range(4))
#: How many different sets there are.
FIELD_SETS = 16

_KINDS = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE))
    for kind, words in (
        (
            CORE,
            r"comput|software|engineer|electr|mathemat|statisti|physic|machine learning|artificial intel|"
            r"AI(?!\w)|data scien|cybernetic|robotic|mechatronic|applied scien|ingegner|informati(?:que|k)",
        ),
        (
            NEAR,
            r"informati|technolog|technical|analytic|quantitative|operations research|network|STEM(?!\w)|"
            r"data(?!\w)|econometric|bioinformatic|telecom|(?<!computer )(?<!data )(?<!applied )scien",
        ),
        (
            BUSINESS,
            r"business|administration|management|commerce|econom|account|financ|MBA(?!\w)|marketing|logistic",
        ),
    )
)
_RELATED_WORDS = re.compile(
    r"(?<!\w)(?:related|relevant|similar|comparable|equivalent|adjacent|other)(?: \w+)? "
    r"(?:field|discipline|subject|area|degree)",
    re.IGNORECASE,
)
#: The fields that a line names: after "degree in", or before "degree".
_AFTER = re.compile(
    r"(?<!\w)(?:degrees?|diploma|bachelor(?:[’']?s)?|master(?:[’']?s)?|ph\.?d\.?|[bm]\.?sc\.?|[bm]\.?[as]\.?|"
    r"qualification|education|background)(?: \w+)?,? (?:in|of) (?:an? |the )?(?P<fields>[^.;]{2,160})",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<fields>[^.;:]{2,40}?)\s(?:degree|diploma|studies|discipline|field)", re.IGNORECASE)
#: Where the fields end and other wishes begin.
_END = re.compile(
    r"(?<!\w)(?:with|plus|and (?=[\w(]+\+?(?:\s\(\d+\))? years?)|combined|"
    r"or equivalent (?:practical |work )?exp)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4_000)
def fields_in(text: str) -> int:
    """The kinds of field that a text names."""
    return sum(kind for kind, words in _KINDS if words.search(text))


@lru_cache(maxsize=4_000)
def fields_asked(text: str) -> int:
    """The kinds of field that a line about a degree asks for; 0 when any field will do."""
    named = _AFTER.search(text) or _BEFORE.search(text)
    if named is None:
        return 0
    kinds = fields_in(_END.split(named["fields"])[0])
    return kinds | RELATED if kinds and _RELATED_WORDS.search(text) else kinds
