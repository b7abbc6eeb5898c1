"""Objects of feeds and rows of tables -> Adverts, told by the fields they have.

A shape is recognised by fields that only it has: Greenhouse (`absolute_url`, `content`), Lever (`hostedUrl`,
`categories`), Ashby (`jobUrl`, `descriptionHtml`), schema.org (`@type: JobPosting`); anything else is a flat
row whose columns are found by name, as JobSpy and most exports call them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analyzer.market.adverts import Advert
from analyzer.market.facts import Pay
from analyzer.market.pages import find_job_postings, is_job_posting, plain_text
from analyzer.market.places import country_code, country_of_place, day, pay_in_words, pay_of, remote_of

Row = Mapping[str, Any]

#: Field of an Advert -> the columns that hold it, the first that is filled counts. Compared without case and
#: signs, so "Job Title" and "job_title" are one. The names before the line break are JobSpy's.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "jobtitle", "position", "positiontitle", "role", "name", "jobname", "text"),
    "text": ("description", "jobdescription", "descriptionplain", "descriptiontext", "text", "fulltext",
        "body", "content", "ad", "adtext", "posting", "details", "jobdetails", "requirements"),
    "company": ("company", "companyname", "employer", "employername", "organization", "organisation",
        "hiringorganization"),
    "place": ("location", "place", "city", "joblocation", "candidaterequiredlocation", "locations"),
    "country": ("country", "countrycode"),
    "remote": ("isremote", "worktype", "workplacetype", "remote", "remotestatus", "workfromhometype"),
    "posted": ("dateposted", "posted", "postedat", "postedon", "publicationdate", "publishedat",
        "createdat", "created", "pubdate", "date", "listedat", "originallistedtime"),
    "closes": ("validthrough", "closes", "expires", "expiresat", "deadline", "closingdate"),
    "url": ("joburl", "url", "link", "jobpostingurl", "applyurl", "applicationurl", "joburldirect",
        "hostedurl"),
    "source_id": ("id", "jobid", "slug", "reference", "requisitionid"),
    "site": ("site", "source", "board", "portal"),
    "pay_low": ("minamount", "salarymin", "minsalary", "salaryfrom", "paymin"),
    "pay_high": ("maxamount", "salarymax", "maxsalary", "salaryto", "paymax"),
    "pay_currency": ("currency", "salarycurrency", "paycurrency"),
    "pay_period": ("interval", "salaryperiod", "payperiod", "salaryinterval"),
    "pay_words": ("salary", "pay", "compensation", "salaryrange", "salarytext"),
}  # fmt: skip
#: Where a feed keeps its list of postings.
_LISTS = ("jobs", "postings", "results", "data", "items", "offers", "hits", "jobPostings")
_SIGNS = re.compile(r"[^a-z0-9]")


def adverts_in(
    value: object, source: str, mapping: Mapping[str, str] | None = None
) -> Iterator[Advert | None]:
    """The postings of a JSON value, None for an entry that is none."""
    declared = [] if mapping else list(find_job_postings(value))
    if declared:
        yield from (schema_org(one, source) for one in declared)
        return
    for entry in entries(value):
        yield advert_of(entry, source, mapping) if isinstance(entry, dict) else None


def entries(value: object) -> Sequence[object]:
    """The list of postings in a feed; a single object is a list of one."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return []
    for name in _LISTS:
        if isinstance(found := value.get(name), list):
            return found
        if isinstance(found, dict):
            return entries(found)
    return [value]


def advert_of(row: Row, source: str, mapping: Mapping[str, str] | None = None) -> Advert | None:
    """The posting that an object or a row is; None when it has no text to read."""
    if mapping:
        return flat(row, source, mapping)
    if is_job_posting(row):
        return schema_org(row, source)
    if "absolute_url" in row and ("content" in row or "location" in row):
        return greenhouse(row, source)
    if "hostedUrl" in row and ("categories" in row or "lists" in row):
        return lever(row, source)
    if "jobUrl" in row and ("descriptionHtml" in row or "descriptionPlain" in row):
        return ashby(row, source)
    return flat(row, source, None)


# --- one shape each ----------------------------------------------------------------------------------


def greenhouse(row: Row, source: str) -> Advert | None:
    """A job of the Greenhouse job board API (boards-api.greenhouse.io, `content=true`)."""
    place = _text(_inside(row, "location", "name"))
    ranges = row.get("pay_input_ranges") or row.get("pay_ranges")
    pay = None
    if isinstance(ranges, list) and ranges and isinstance(ranges[0], dict):
        first = ranges[0]
        low, high = (_cents(first.get(name)) for name in ("min_cents", "max_cents"))
        pay = pay_of(low, high, first.get("currency_type"), "year")
    return _advert(
        source,
        text=_text(row.get("content")),
        title=_text(row.get("title")),
        company=_text(row.get("company_name")),
        place=place,
        pay=pay,
        posted=day(row.get("first_published")) or day(row.get("updated_at")),
        closes=day(row.get("application_deadline")),
        source_id=_text(row.get("id")),
        url=_text(row.get("absolute_url")),
    )


def lever(row: Row, source: str) -> Advert | None:
    """A posting of the Lever postings API (api.lever.co, `mode=json`)."""
    parts = [_text(row.get("descriptionPlain")) or _text(row.get("description"))]
    for one in row.get("lists") or ():
        if isinstance(one, dict):
            listed = f"<ul>{one.get('content') or ''}</ul>"
            parts.append(f"\n## {_text(one.get('text')) or ''}\n{plain_text(listed)}")
    parts.append(_text(row.get("additionalPlain")) or _text(row.get("additional")))
    salary = row.get("salaryRange")
    salary = salary if isinstance(salary, dict) else {}
    return _advert(
        source,
        text="\n".join(plain_text(part) for part in parts if part),
        title=_text(row.get("text")),
        place=_text(_inside(row, "categories", "location")),
        country=country_code(row.get("country")),
        remote=row.get("workplaceType"),
        pay=pay_of(salary.get("min"), salary.get("max"), salary.get("currency"), salary.get("interval")),
        posted=day(row.get("createdAt")),
        source_id=_text(row.get("id")),
        url=_text(row.get("hostedUrl")),
    )


def ashby(row: Row, source: str) -> Advert | None:
    """A job of the Ashby posting API (api.ashbyhq.com/posting-api, `includeCompensation=true`)."""
    kind = row.get("workplaceType")
    remote = kind if kind else row.get("isRemote")
    summary = _inside(row, "compensation", "scrapeableCompensationSalarySummary")
    return _advert(
        source,
        text=_text(row.get("descriptionHtml")) or _text(row.get("descriptionPlain")),
        title=_text(row.get("title")),
        place=_text(row.get("location")),
        country=country_code(_inside(row, "address", "postalAddress", "addressCountry")),
        remote=remote,
        pay=pay_in_words(summary or _inside(row, "compensation", "compensationTierSummary")),
        posted=day(row.get("publishedAt")),
        source_id=_text(row.get("id")),
        url=_text(row.get("jobUrl")),
    )


def schema_org(row: Row, source: str) -> Advert | None:
    """A schema.org JobPosting, as JSON-LD or microdata."""
    address = _inside(_first(row.get("jobLocation")), "address")
    place, country = _address(address)
    employer = _first(row.get("hiringOrganization"))
    salary = row.get("baseSalary") or row.get("estimatedSalary")
    identifier = row.get("identifier")
    parts = [row.get("description")]
    for name, heading in (
        ("responsibilities", "Responsibilities"),
        ("qualifications", "Requirements"),
        ("experienceRequirements", "Experience required"),
    ):
        more = _text(row.get(name))
        if more and more not in str(parts[0]):
            parts.append(f"\n## {heading}\n{plain_text(more)}")
    return _advert(
        source,
        text="\n".join(plain_text(str(part)) for part in parts if part),
        title=_text(row.get("title")),
        company=_text(_inside(employer, "name")) or _text(employer),
        place=place,
        country=country,
        remote="yes" if "telecommute" in str(row.get("jobLocationType", "")).casefold() else None,
        pay=_monetary(_first(salary)),
        posted=day(row.get("datePosted")),
        closes=day(row.get("validThrough")),
        source_id=_text(_inside(identifier, "value")) or _text(identifier),
        url=_text(row.get("url")),
    )


def flat(row: Row, source: str, mapping: Mapping[str, str] | None) -> Advert | None:
    """A row of a table; `mapping` names the column of a field and wins over the names we know."""
    cells = {_SIGNS.sub("", str(name).casefold()): value for name, value in row.items() if name}

    def cell(field: str) -> Any:
        named = (mapping or {}).get(field)
        names = (_SIGNS.sub("", named.casefold()),) if named else COLUMNS[field]
        return next((cells[name] for name in names if _filled(cells.get(name))), None)

    title, text = _text(cell("title")), _text(cell("text"))
    if text is not None and text == title:  # Lever calls the title "text"; most others mean the ad
        title = None
    place = _text(cell("place"))
    pay = pay_of(cell("pay_low"), cell("pay_high"), cell("pay_currency"), cell("pay_period"))
    return _advert(
        _text(cell("site")) or source,
        text=text,
        title=title,
        company=_text(cell("company")),
        place=place,
        country=country_code(cell("country")),
        remote=cell("remote"),
        pay=pay or pay_in_words(cell("pay_words")),
        posted=day(cell("posted")),
        closes=day(cell("closes")),
        source_id=_text(cell("source_id")),
        url=_text(cell("url")),
    )


# --- pieces ------------------------------------------------------------------------------------------


def _advert(source: str, *, text: str | None, remote: object = None, **told: Any) -> Advert | None:
    """The Advert, with what can be told from place and title; None without words."""
    words = plain_text(text or "").strip()
    if not words:
        return None
    place, title = told.get("place"), told.get("title")
    told["country"] = told.get("country") or country_of_place(place)
    return Advert(text=words + "\n", source=source, remote=remote_of(remote, place, title), **told)


def _filled(value: object) -> bool:
    return value is not None and str(value).strip().casefold() not in ("", "nan", "none", "null", "n/a")


def _text(value: object) -> str | None:
    """A short or long text; a list of texts as one; None for anything else."""
    if isinstance(value, bool) or not _filled(value):
        return None
    if isinstance(value, list):
        return "; ".join(one for one in map(_text, value) if one) or None
    return str(value).strip() if isinstance(value, str | int | float) else None


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _inside(value: object, *names: str) -> object:
    for name in names:
        value = _first(value)
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _address(address: object) -> tuple[str | None, str | None]:
    address = _first(address)
    if isinstance(address, str):
        return address, country_of_place(address)
    country = _inside(address, "addressCountry")
    country = _inside(country, "name") or country
    parts = [_text(_inside(address, name)) for name in ("addressLocality", "addressRegion")]
    parts.append(_text(country))
    return ", ".join(dict.fromkeys(part for part in parts if part)) or None, country_code(country)


def _monetary(value: object) -> Pay | None:
    """A MonetaryAmount: its value may be a number or a range with a unit."""
    if not isinstance(value, Mapping):
        return pay_in_words(value)
    inner = _first(value.get("value"))
    currency = value.get("currency") or _inside(inner, "currency")
    if not isinstance(inner, Mapping):
        inner = {"value": inner, "unitText": value.get("unitText")}
    one = inner.get("value")
    return pay_of(inner.get("minValue", one), inner.get("maxValue", one), currency, inner.get("unitText"))


def _cents(value: object) -> float | None:
    return value / 100 if isinstance(value, int | float) and not isinstance(value, bool) else None
