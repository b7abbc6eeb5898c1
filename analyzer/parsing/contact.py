"""Name, e-mail addresses, telephone numbers and links of the person."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analyzer.parsing.lexicon import is_place, is_title, location_points, organization_like
from analyzer.parsing.rows import Row, joined_letters
from analyzer.parsing.tables import alternation, fold, table
from analyzer.records import Contact, ContactLink, Document

_EMAIL = re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w@/.-])(?:\+|00|\()?\d[\d\s().\-–/\u00a0]{6,22}\d(?:\s*(?:ext\.?|x)\s*\d{1,5})?(?![\w@/])",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?<![\w@.])(?:https?://)?(?:www\.)?[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)*\.[a-z]{2,10}(?:/[^\s|,;()<>]*)?",
    re.IGNORECASE,
)
#: Two years, a year beside a month ("03/2019 - 12/2021"), and a number that starts with a year ("2024-118").
_DATED = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d).*(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)(?:0?[1-9]|1[0-2])[./](?:19|20)\d\d(?!\d)"
)
_REFERENCE = re.compile(r"\(?(?:19|20)\d\d\s*[-–/.]\s*\d{1,5}(?:[-/.]\d{1,2})?\)?")
#: A number without a country code that is no valid one of a region still counts from so many digits on:
#: countries that are not tried have such numbers.
_LOCAL_DIGITS = 9
_HOSTS = (
    ("linkedin.com", "linkedin"),
    ("lnkd.in", "linkedin"),
    ("github.com", "github"),
    ("gitlab.com", "github"),
    ("github.io", "portfolio"),
)
_HEAD_ROWS = 12
#: `ann (at) example.com`; two numbers with a stroke between; pronouns; `Lee, Ann`; forms of address.
_AT = re.compile(r"(?<=\w)\s*[(\[]\s*at\s*[)\]]\s*(?=\w+\.\w)", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"(?<=\d)\s*/\s*(?=[+0(])")
_PRONOUNS = re.compile(r"\s*[(\[](?:she|he|they|ze|xe)\s*/\s*\w+(?:\s*/\s*\w+)?[)\]]", re.IGNORECASE)
_FAMILY_FIRST = re.compile(r"(?P<family>[^\W\d_][\w'’-]+), (?P<given>[^\W\d_][\w'’-]+(?: [A-Z]\.?)?)")
_FORM_OF_ADDRESS = re.compile(r"(?:dr|prof|ing|dipl|mr|mrs|ms|mme|herr|frau|ir|mag|eng)\b\.?", re.IGNORECASE)
_MOST_NAME_WORDS = 6
#: Regions tried for a number without a country code, after those that the places beside it suggest.
_USUAL_REGIONS = ("US", "GB", "IN", "AU")
#: What may stand before the name: `CV – `, `Name:`, `Resume of`.
_LED_BY = re.compile(
    r"^(?:(?:name|resume|cv)\s*[:–-]|(?:resume|cv) of|curriculum vitae(?: of)?\s*[:–-]?)\s*(?=\S)",
    re.IGNORECASE,
)
#: A name set with wide gaps: `RAMI  AL-KHASAWNEH`.
_WIDE_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}(?:\s+\([^()]*\))?")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’\-]*\.?")


@cache
def _particles() -> frozenset[str]:
    return frozenset(table("contact")["particles"])


@cache
def _not_names() -> frozenset[str]:
    return frozenset(table("contact")["not_names"])


@cache
def _trades() -> frozenset[str]:
    return frozenset(table("contact")["trades"])


@cache
def _region_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    regions = table("contact")["regions"]
    return tuple((region, re.compile(alternation(places))) for region, places in regions.items())


@cache
def _top_level() -> re.Pattern[str]:
    return re.compile(rf"\.(?:{'|'.join(table('contact')['top_level'])})(?:/|$)", re.IGNORECASE)


def find_contact(document: Document, head: Sequence[Row], other: Sequence[Row] = ()) -> Contact:
    """Contact data in the rows above the first heading (`head`), in contact sections (`other`), in links."""
    rows = [*head[:_HEAD_ROWS], *other]
    text = _AT.sub("@", "\n".join(row.text for row in rows))
    emails = _unique(
        [match.group().replace(" ", "") for match in _EMAIL.finditer(text)] + _linked(document, "email")
    )
    if not emails:
        emails = _unique([match.group().replace(" ", "") for match in _EMAIL.finditer(document.text)])[:1]
    return Contact(
        emails=emails,
        phones=_phones(_TWO_NUMBERS.sub(" | ", _EMAIL.sub(" ", text)), document),
        links=_links(text, document),
        name=find_name(head) or _small_name(head, emails),
    )


#: Letters of a word of a name that is looked for in the address.
_SHORTEST_NAME = 3


def _small_name(head: Sequence[Row], emails: Sequence[str]) -> str | None:
    """A name in small letters on the first line, which an e-mail address confirms."""
    first = head[0].text if head else ""
    names = first.split()
    plain = 2 <= len(names) <= _MOST_NAME_WORDS and all(_NAME_WORD.fullmatch(word) for word in names)
    addresses = "".join(emails).casefold()
    known = any(len(word) >= _SHORTEST_NAME and word.casefold() in addresses for word in names)
    return first if plain and known and first.islower() and not is_title(first) else None


def _unique(values: list[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for value in values:
        seen.setdefault(value.casefold(), value)
    return tuple(seen.values())


def _linked(document: Document, kind: str) -> list[str]:
    return [
        re.sub(r"^(?:mailto|tel):", "", link.url).split("?")[0]
        for link in document.links
        if link.kind == kind
    ]


def is_contact_row(text: str) -> bool:
    """Whether a line holds an e-mail address, a telephone number or a profile link."""
    return bool(
        _EMAIL.search(text)
        or _PHONE.search(text)
        or re.search(r"linkedin\.com|github\.com", text, re.IGNORECASE)
    )


def home_places(head: Sequence[Row]) -> frozenset[str]:
    """Lower-case places named beside the contact data: they help to tell place from employer later."""
    found: set[str] = set()
    for row in head[:_HEAD_ROWS]:
        if "@" not in row.text and not _PHONE.search(row.text) and location_points(row.text) < 2.0:
            continue
        for part in re.split(r"\s*[|•·]\s*|\s{2,}|\s*\(|\)\s*|,\s*", row.text):
            bare = part.strip(" .,")
            if (
                bare
                and len(bare) < 40
                and not any(map(str.isdigit, bare))
                and "@" not in bare
                and "." not in bare
                and bare[0].isupper()
                and len(bare.split()) <= 3
            ):
                found.add(bare.lower())
    return frozenset(found)


def find_name(head: Sequence[Row]) -> str | None:
    """The person's name: the first line that can be one, the largest first when sizes are known."""
    candidates = [row for row in head[:8] if name_in(row.text)]
    best = max(candidates, key=lambda row: (row.size or 0.0, -row.number), default=None)
    trade = trade_name(head[0].text) if head else None
    if trade and (best is None or (head[0].size or 0.0) >= (best.size or 0.0)):
        return trade
    return name_in(best.text) if best else None


#: Words in front of a trade that make it a job.
_RANKS = frozenset(
    {"junior", "senior", "trainee", "apprentice", "deputy", "project", "pastry", "sous", "site"}
)


def trade_name(first: str) -> str | None:
    """A name on the first line whose last word is also a trade: "Greg Baker", and no "Head Baker"."""
    words = first.split()
    ranked = bool(words) and (is_title(words[0]) or words[0].lower() in _RANKS)
    if 2 <= len(words) <= _MOST_NAME_WORDS and words[-1].lower() in _trades() and not ranked:
        return name_in(f"{first.rsplit(maxsplit=1)[0]} X") and " ".join(words)
    return None


def name_in(text: str) -> str | None:
    """The name a line starts with, or None: two to six capitalised words that are no title and no place."""
    whole = _PRONOUNS.sub("", joined_letters(text).strip())
    family = _FAMILY_FIRST.fullmatch(whole)
    if family and not (is_place(family["given"]) or is_title(whole) or family["given"].isupper()):
        whole = f"{family['given']} {family['family']}"
    whole = _LED_BY.sub("", whole)
    if _WIDE_NAME.fullmatch(whole):
        whole = " ".join(whole.split())
    first = re.split(r"\s*[|•·]\s*|\s{2,}|\t|\s[-–—]\s|,\s", whole)[0]
    first = first.strip()
    bare = re.sub(r"\([^()]*\)|[\"“”][^\"“”]*[\"“”]", " ", first)
    words = bare.split()
    addressed = sum(_FORM_OF_ADDRESS.fullmatch(word) is not None for word in words)
    if (
        not 2 <= len(words) <= _MOST_NAME_WORDS + addressed
        or any(character.isdigit() for character in first)
        or "@" in first
    ):
        return None
    if not all(
        _NAME_WORD.fullmatch(word)
        and (word[0].isupper() or word.lower() in _particles() or not word[0].isascii())
        for word in words
    ):
        return None
    if any(word.lower().strip(".") in _not_names() for word in words) or is_place(bare) or _is_job(bare):
        return None
    return " ".join(first.split())


def _is_job(text: str) -> bool:
    last = text.rsplit(maxsplit=1)[-1]
    return is_title(last) or (is_title(text) and organization_like(text))


def _phones(text: str, document: Document) -> tuple[str, ...]:
    regions = _regions(text)
    found = _numbers(text, regions) or _numbers("\n".join(_address_lines(document.text)), regions)
    digits = {re.sub(r"\D", "", one)[-7:] for one in found}
    found += [number for number in _linked(document, "phone") if re.sub(r"\D", "", number)[-7:] not in digits]
    return _unique(found)


def _numbers(text: str, regions: tuple[str, ...]) -> list[str]:
    written = [match for match in _PHONE.finditer(text) if 7 <= sum(map(str.isdigit, match.group())) <= 17]
    return [" ".join(match.group().split()) for match in written if _is_phone(match.group(), regions)]


def _address_lines(text: str) -> Iterator[str]:
    """Lines with an address anywhere in the document: contact data may stand in the footer."""
    for line in text.split("\n"):
        if "@" in line or "linkedin.com" in line.lower():
            yield _EMAIL.sub(" ", line)


def _regions(text: str) -> tuple[str, ...]:
    folded = fold(text)
    named = [region for region, pattern in _region_patterns() if pattern.search(folded)]
    return tuple(dict.fromkeys([*named, *_USUAL_REGIONS]))


def _is_phone(written: str, regions: tuple[str, ...]) -> bool:
    """Whether a number is possible in one of the regions. Years, dates and reference numbers are not."""
    if _DATED.search(written) or _REFERENCE.fullmatch(written.strip()):
        return False
    import phonenumbers  # noqa: PLC0415  (its tables take a tenth of a second: only when there is a number)

    for region in (None,) if written.strip().startswith("+") else regions:
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        long_enough = region is None or sum(map(str.isdigit, written)) >= _LOCAL_DIGITS
        if phonenumbers.is_valid_number(number) or (long_enough and phonenumbers.is_possible_number(number)):
            return True
    return False


def link_kind(url: str) -> str:
    """linkedin, github, portfolio."""
    lowered = url.lower()
    return next((kind for host, kind in _HOSTS if host in lowered), "portfolio")


def bare_url(url: str) -> str:
    """A link without scheme, www and closing slash, lower case: to compare two spellings."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.strip().lower()).rstrip("/.")


def urls_in(text: str) -> tuple[str, ...]:
    """Links printed in a text, e-mail addresses left out."""
    cleaned = _EMAIL.sub(lambda match: " " * len(match.group()), text)
    found = [match.group().rstrip(".") for match in _URL.finditer(cleaned)]
    return tuple(
        url
        for url in found
        if _top_level().search(re.sub(r"^https?://", "", url, flags=re.IGNORECASE))
        or url.lower().startswith(("http", "www."))
    )


def _links(text: str, document: Document) -> tuple[ContactLink, ...]:
    """Links in the contact lines; then profile links that exist only as annotations."""
    printed = {bare_url(url): url for url in urls_in(text)}
    found = {key: ContactLink(link_kind(url), url) for key, url in printed.items()}
    written = document.text.lower()
    for link in document.links:
        key = bare_url(link.url)
        if link.kind in ("email", "phone") or key in found or _covers(key, found):
            continue
        own = link.kind in ("linkedin", "github") and 1 <= key.count("/") <= 2
        site = link.kind == "portfolio" and not any(one.kind == "portfolio" for one in found.values())
        first = own and not any(one.kind == link.kind for one in found.values())
        hidden = (own or site) and key not in written and (link.page or 1) == 1
        if hidden or first:  # the first profile of a kind counts where it stands, in the footer too
            found[key] = ContactLink(link.kind, link.url)
    return tuple(found.values())


def _covers(key: str, found: dict[str, ContactLink]) -> bool:
    """Whether a printed link is the start of this one (`github.com/ann` and a project of hers)."""
    return any(key.startswith(f"{known}/") or known == key.split("/", maxsplit=1)[0] for known in found)
