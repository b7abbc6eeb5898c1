"""Is it a job title, an employer, a place? Points for a few words of a header line, from the word tables.

Points are small numbers to be compared with each other; nothing else depends on their size.
"""

import re
from functools import cache, lru_cache

from analyzer.parsing.labels import leads
from analyzer.parsing.tables import Phrases, fold, phrases, place_names, table, words

_PARENTHESES = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
#: Points as a title of words that end with a trade, and of a trade alone, which may be a surname.
TRADE, LONE_TRADE = 1.8, 1.0
#: Points as a place of a town that may be a surname, and of one that is a word of titles too
#: (`Mobile`); what a town loses as an employer.
TOWN, AMBIGUOUS_PLACE, SURNAME_TOWN = 2.2, 0.8, 0.8
#: `The Evening Courier`: no title begins with an article.
_ARTICLE = re.compile(r"(?:The|THE) [A-Z]")
#: Points as an employer of `Shree Traders`, `Hartwell Architects`: a name and people of a trade.
FIRM = 3.0
#: The same of `Freelance`: more than no employer at all, less than a name beside a known note.
FREELANCE = 2.6
#: A street with its number.
_STREET = re.compile(
    r"\d{1,5}[A-Za-z]?\s(?:[\w.'-]+\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Way|Drive|Dr|Lane|Ln|Boulevard|Blvd|"
    r"Place|Square|Parkway|Pkwy|Court|Plaza|Highway|Hwy)\.?"
)
#: `Taguig City`: what a town calls itself.
_TOWNSHIP = re.compile(r"(?:[A-Z][\w'’-]+\s){1,2}(?:City|Township|Village)")
#: Letters of an occupation behind a hyphen.
_SHORTEST_JOINED = 5
#: `Kumo.ai`, `getroster.io`: firms named for their address.
_DOMAIN = re.compile(r"[^\W_][\w-]*\.(?:com|org|net|io|ai|dev|co|tech|app|eu|de|uk|in)", re.IGNORECASE)
#: `SDE-2`, `Analyst-II`: a grade joined to the title.
_NUMBERED = re.compile(r"-(?:\d|i{1,3}|iv|v)$")
_NUMBER_TAIL = re.compile(r"\s+\d{4,6}(?:-\d{4})?$")


@cache
def _nouns() -> Phrases:
    return phrases([*table("titles")["nouns"], *table("occupations")["nouns"]], plurals=True)


@cache
def _trades() -> Phrases:
    """Occupations that are surnames and things as well: `Miller`, `Sampler`."""
    return phrases(table("occupations")["trades"])


@cache
def _compound() -> re.Pattern[str]:
    """Ends of compound words that name an occupation: `Projektleiterin`, `Systemutvikler`, `Watchmaker`."""
    return re.compile(rf"[^\W\d_-]{{3,}}s?(?:{'|'.join(table('occupations')['suffixes'])})")


def _titled(tokens: list[str]) -> list[int]:
    """Index of the words that make a title."""
    tokens = [_NUMBERED.sub("", token) for token in tokens]
    found = _nouns().hits(tokens)
    more = [index for index, token in enumerate(tokens) if _is_compound(token)]
    if len(tokens) > 1 and tokens[-1] == "staff":
        more.append(len(tokens) - 1)  # "Accounting Staff", and no "Staff Engineer"
    return sorted({*found, *more}) if more else found


def _is_compound(token: str) -> bool:
    """`Projektleiterin`, `IT-Projektleiterin`, `Ex-Manager`: the end of the word is the occupation."""
    last = token.rpartition("-")[2]
    if token in _employers().single:
        return False  # "Co-operative"
    joined = last != token and len(last) >= _SHORTEST_JOINED and last in _nouns().single
    return joined or _compound().fullmatch(last) is not None


@cache
def _soft_words() -> frozenset[str]:
    """Functions, levels and joiners: words of a title that name nobody."""
    found = table("titles")
    return frozenset(found["functions"]) | frozenset(found["joiners"]) | frozenset(found["levels"])


@cache
def _employers() -> Phrases:
    return phrases(table("organizations")["nouns"])


@cache
def _sure_employers() -> frozenset[str]:
    """Nouns of employers that name no function: `Trust` and `Hospital`, but not `Services` or `Systems`."""
    return _employers().single - _soft_words()


@cache
def _forms() -> frozenset[str]:
    return frozenset(form.strip(".") for form in table("organizations")["legal_forms"])


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Whether the words hold a title noun such as manager or engineer."""
    return bool(_titled(words(_PARENTHESES.sub(" ", text))))


@lru_cache(maxsize=4096)
def organization_like(text: str) -> bool:
    """Whether the words hold a legal form, or a noun of employers, or start with `Client:`."""
    return bool(leads().match(text) or has_legal_form(text) or _employers().hits(words(text)))


def names_employer(text: str) -> bool:
    """`Wexcombe Securities`, `Ministry of Environment`, but not `College Station`."""
    tokens = words(text)
    nouns = _employers().single
    return bool(tokens) and (tokens[-1] in nouns or (tokens[0] in nouns and "of" in tokens))


def has_legal_form(text: str) -> bool:
    """A legal form; lower-case words such as `as` or `co` are none, nor is the code of a state alone."""
    return not (_COUNTY.match(text) or _is_town_and_code(text)) and any(
        match.lower() in _forms()
        and (match[0].isupper() or "." in match or match in _WRITTEN_SMALL)
        and len(match) > 1
        and not (match in _CODES and len(text) == 2)
        for match in _FORM_WORD.findall(text)
    )


def _is_town_and_code(text: str) -> bool:
    """`Calgary AB`, `Denver CO`: a town and its province or state, and no Swedish or other firm."""
    town, _, code = text.rpartition(" ")
    return bool(town) and len(code) == len("AB") and code in place_names().codes and is_place(town)


@lru_cache(maxsize=4096)
def is_legal_form(text: str) -> bool:
    """Whether the words are nothing but a legal form: `Inc.`, `S.A.`, `LLC (Leeds)`."""
    named = re.sub(r"\s*\(.*", "", text).split()
    return bool(named) and all(word.strip(".").lower() in _forms() for word in named)


#: Legal forms that are no other words: in lower case too.
_WRITTEN_SMALL = frozenset({"plc", "gmbh", "llc", "llp", "ltd", "inc", "pty", "pvt", "sarl"})
#: `Co. Cork` is a county, no company.
_COUNTY = re.compile(r"(?:Co\.?|County) [A-Z][a-z]+$")
#: Where soldiers are posted.
_POST = re.compile(
    r"(?:Fort|Ft\.?|Camp|Joint Base|Naval (?:Base|Station)|Air Force Base) [A-Z][\w-]+$|[A-Z]\w+ AFB$"
)
_FORM_WORD = re.compile(r"[^\W\d_]+(?:[.\-][^\W\d_]+)*")
_CODES = frozenset({"SA", "CO", "AS", "SE", "SL"})


@lru_cache(maxsize=4096)
def title_points(text: str, ordinary: frozenset[str] = frozenset()) -> float:  # noqa: PLR0911  (a ladder)
    """How much the words look like a job title or a part of one.

    `ordinary` are words that the same document writes in lower case: they name nobody.
    """
    if leads().match(text) or _is_firm(text) or is_domain(text):
        return -3.0
    if is_own(text) or is_freelance(text) or is_same_employer(text):
        return -3.0
    bare = _PARENTHESES.sub(" ", text)
    tokens = words(bare)
    found = _titled(tokens)
    soft = _soft_words()
    if _ARTICLE.match(bare) or is_unit(bare):
        return -2.0
    if ":" in bare and _nouns().hits(words(bare.partition(":")[0])[-1:]):
        return 3.2  # "Product Manager: Merchant Services"
    if found:
        # the noun at the end or before a joiner is the head of the phrase; inside it is weaker
        head = any(
            index + 1 == len(tokens) or tokens[index + 1] in soft or tokens[index + 1].isdigit()
            for index in found
        )
        if not head and tokens[-1] in _sure_employers():
            return -0.5  # "Prompt Courier Labs"
        formed = (
            has_legal_form(text)
            and not _leads_company(tokens)
            and not (head and tokens[-1] not in _forms() and _is_plain_form(tokens))
        )
        return (3.2 if head else 2.0) - (3.5 if formed else 0.0)
    trade = _trades().hits(tokens)
    if trade and trade[-1] + 1 == len(tokens) and not has_legal_form(text):
        return TRADE if len(tokens) > 1 else LONE_TRADE
    if len(tokens) > 1 and tokens[-1] in _sure_employers():
        return -1.5  # "Community Health Trust"
    known = sum(token in soft or len(token) == 1 or token[0].isdigit() for token in tokens) / max(
        1, len(tokens)
    )
    if known == 1.0:
        return 0.9
    share = sum(
        token in soft or token in ordinary or len(token) == 1 or token[0].isdigit() for token in tokens
    ) / max(1, len(tokens))
    if share == 1.0:
        return 0.6
    return -1.0 if share >= 0.5 else -1.4


def _leads_company(tokens: list[str]) -> bool:
    """`Chief of Transport Company`, `Commander of Signal Company`: a post in a company of soldiers."""
    return tokens[1:2] == ["of"] and tokens[-1] == "company" and bool(_nouns().hits(tokens[:1]))


#: Legal forms that are plain words too: `Company Commander`, `Limited Partner Relations Manager`.
_PLAIN_FORMS = frozenset({"company", "limited", "corporation"})


def _is_plain_form(tokens: list[str]) -> bool:
    return {token for token in tokens if token in _forms()} <= _PLAIN_FORMS


@cache
def _own() -> frozenset[str]:
    """`self-employed`, `own studio`: the person is the employer."""
    return frozenset(table("organizations")["own"])


def is_own(text: str) -> bool:
    """Whether the words say that the person is the employer: `self-employed`, `own studio`."""
    return text.strip(" ()").lower() in _own() or _PARENTHESES.sub("", text).strip().lower() in _own()


#: In the place of an employer. The words say as well how one is employed, so they name nobody surely.
_FREELANCE = re.compile(r"(?:Freelance|FREELANCE)(?:\s*\([^()]*\))?")


def is_freelance(text: str) -> bool:
    """`Freelance` and no more: the person is the employer, where no other one is named."""
    return _FREELANCE.fullmatch(text.strip(" ,|")) is not None


@cache
def _units() -> re.Pattern[str]:
    """A part of a university, hospital or authority: `Department of Biostatistics`."""
    found = table("organizations")
    names, joiners = ("|".join(map(re.escape, found[key])) for key in ("units", "unit_joiners"))
    return re.compile(rf"(?:{names})\s(?:{joiners})\s\S")


def is_unit(text: str) -> bool:
    """Whether the words name a part of an institution, which stands before its name."""
    return _units().match(text) is not None


@cache
def _groups() -> re.Pattern[str]:
    names = "|".join(table("organizations")["groups"])
    return re.compile(rf"(?:[A-Z][\w&-]*\s(?:(?:and|&|of|for)\s)?){{1,5}}(?:{names})")


def is_group(text: str) -> bool:
    """`Ocean Physics Group`: a part of an institution named for its work."""
    return _groups().fullmatch(text) is not None


@cache
def _academic() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('organizations')['academic'])})", re.IGNORECASE)


def is_academic(text: str) -> bool:
    """Whether words name a university or an institute."""
    return _academic().search(text) is not None


@cache
def _members() -> frozenset[str]:
    """People of a trade, in the plural, that firms are named for: `Traders`, `Architects`."""
    return frozenset(table("organizations")["members"])


def is_domain(text: str) -> bool:
    """`Kumo.ai`, `getroster.io`: a firm that is named for its address."""
    return _DOMAIN.fullmatch(text.strip(" ,|·")) is not None


@lru_cache(maxsize=4096)
def _is_firm(text: str) -> bool:
    """`Shree Balaji Traders`, `Hartwell Architects`: names nobody works as, and then people of a trade."""
    tokens = words(_PARENTHESES.sub(" ", text))
    if len(tokens) < 2 or tokens[-1] not in _members() or not text[:1].isupper():
        return False
    if tokens[-1] == "partners" and tokens[-2] != "business":
        return True  # "Agile Partners": nobody has this title in the plural
    return any(
        token not in _soft_words() and len(token) > 1 and not _nouns().hits([token]) for token in tokens[:-1]
    )


@cache
def _same() -> frozenset[str]:
    return frozenset(table("organizations")["same"])


def is_same_employer(text: str) -> bool:
    """`same company`, `as above`: the employer of the job before."""
    return text.strip(" ().,").lower() in _same()


@lru_cache(maxsize=4096)
def organization_points(text: str, ordinary: frozenset[str] = frozenset()) -> float:
    """How much the words look like an employer; `ordinary` as in `title_points`."""
    if leads().match(text) or is_own(text) or is_same_employer(text):
        return 5.0
    if is_freelance(text):
        return FREELANCE
    if _is_firm(text) or is_domain(text):
        return FIRM
    bare = _PARENTHESES.sub(" ", text).strip()
    tokens = words(bare)
    soft, titled = _soft_words(), set(_titled(tokens))
    unknown = [
        index
        for index, token in enumerate(tokens)
        if index not in titled
        and token not in soft
        and token not in ordinary
        and len(token) > 1
        and not token[0].isdigit()
    ]
    employer = set(_employers().hits(tokens))
    points = 4.0 if has_legal_form(bare) and not _leads_company(tokens) else 0.0
    sure = len(tokens) > 1 and tokens[-1] in _sure_employers()
    if employer:
        named = sure or set(unknown) - employer or len(employer) > 1
        heads = {tokens[index] for index in employer}
        opens = max(employer) + 1 < len(tokens) and soft.issuperset(heads) and "of" not in heads
        points += 2.0 if named and not opens else 0.6  # "Payments & Ledger" opens with a function
    points += (
        1.8
        if _ARTICLE.match(bare)
        else 0.0
        if sure and not unknown
        else 1.2
        if unknown and bare[:1].isupper()
        else 0.2
        if unknown
        else -1.5
    )
    if titled and not _ARTICLE.match(bare) and len(tokens) - 1 not in employer - titled:
        points -= 1.2 if employer else 2.4
    if _is_place(bare) or _POST.match(bare) or _STREET.fullmatch(bare) or _TOWNSHIP.fullmatch(bare):
        points -= 2.0
    elif _is_town(bare):
        points -= SURNAME_TOWN
    return points


#: `Regina and area`: the town and what lies around it.
_AND_AROUND = re.compile(r" (?:and|&) (?:area|surroundings|surrounding areas?|region|environs|vicinity)$")


@lru_cache(maxsize=4096)
def location_points(text: str, home: frozenset[str] = frozenset()) -> float:  # noqa: PLR0911  (a ladder)
    """How much the words look like a place; `home` are lower-case places beside the contact data."""
    bare = _AND_AROUND.sub("", _PARENTHESES.sub(" ", text).strip(" .,"))
    if not bare:
        return -2.0
    if _STREET.fullmatch(bare):
        return 3.0
    if _TOWNSHIP.fullmatch(bare) and not is_title(bare):
        return TOWN
    if _is_place(bare) or _COUNTY.match(bare) or _POST.match(bare):
        return AMBIGUOUS_PLACE if _soft_words().issuperset(words(bare)) else 3.0
    lowered = bare.lower()
    if _is_town(bare):
        return TOWN
    if lowered in home:
        return 2.6
    parts = [part.strip() for part in re.split(r"\s*(?:/|,|-|–|\s{2,}|\bor\b)\s*", bare) if part.strip()]
    if len(parts) > 1 and all(_is_place(part) or _is_town(part) or part.lower() in home for part in parts):
        return 3.0
    tail = bare.split()
    if (
        len(tail) in (2, 3)
        and not organization_like(bare)
        and _soft_words().isdisjoint(words(bare)[:-1])  # "Nearsol Digital México"
        and (tail[-1] in place_names().codes or tail[-1].lower() in place_names().names)
    ):
        return 2.6
    if is_title(bare) or organization_like(bare) or any(character.isdigit() for character in bare):
        return -2.5
    if not bare[0].isupper() or len(tail) > 3:
        return -2.0
    if len(tail) == 1 and bare.isupper():
        return -1.5  # `HVAC`
    return -0.3 if len(tail) == 1 else -0.7


def _is_place(text: str) -> bool:
    places = place_names()
    bare = _NUMBER_TAIL.sub("", text.strip(" .,"))
    lowered = bare.lower()
    if bare in places.codes or lowered in places.names or lowered in places.cities or lowered in places.loose:
        return True
    first, _, rest = lowered.partition(" ")
    if (
        first in ("greater", "metro", "downtown", "north", "south", "east", "west", "central")
        and rest in places.cities
    ):
        return True
    if first in places.loose and (
        not rest or rest.strip("()- ") in places.cities or rest.strip("()- ") in places.names
    ):
        return True
    return fold(lowered) in places.cities or fold(lowered) in places.names


def _is_town(text: str) -> bool:
    """Whether the words are a town of the world, written with a capital."""
    return text[:1].isupper() and fold(text.strip(" .,")) in place_names().towns


def is_region(text: str) -> bool:
    """Whether the words are a state, a country or the code of one."""
    bare = text.strip(" .")
    return bare in place_names().codes or bare.lower() in place_names().names


def is_place(text: str) -> bool:
    """Whether the words are a known place, `remote` and the like included."""
    return _is_place(text) or _is_town(text)


def is_way_of_working(text: str) -> bool:
    """`Remote`, `hybrid`: where the work is done, in the place of a town."""
    return text.strip(" ().").lower() in place_names().loose
