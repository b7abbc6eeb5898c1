"""JSON Resume (jsonresume.org, schema 1.0.0 and the older shapes people still have) -> lines to read.

The file has no lines of its own. They are set here in the order in which a person would read the resume, and
every offset counts in that text.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from analyzer.documents.characters import BULLET
from analyzer.documents.links import link_kind
from analyzer.documents.written import Writing, Written
from analyzer.errors import ReadError, UnsupportedFile
from analyzer.records import Link, ReadWarning

#: Lists of the schema that make a file a resume; one of them, or `basics`, is enough beside nothing else.
_LISTS = frozenset(
    [
        "work",
        "volunteer",
        "education",
        "awards",
        "certificates",
        "publications",
        "skills",
        "languages",
        "interests",
        "references",
        "projects",
    ]
)
#: Entries of one list that are read; no life has more.
_MOST_ENTRIES = 200
_DAY = re.compile(r"^(\d{4}-\d{2})-\d{2}(?:T.*)?$")
_SIZES = {"name": 20.0, "title": 14.0, "text": 10.0}

_Fields = dict[str, Any]


def is_json(text: str) -> bool:
    """True for a text that can only be JSON."""
    return bool(re.match(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{|\[|\"|\]))", text))


def read_json_resume(text: str, name: str) -> Writing:
    """The lines of a JSON Resume. `name` is the name of the file, for errors.

    Raises:
        UnsupportedFile: JSON that is no resume.
        ReadError: damaged JSON.
    """
    resume = _resume(_parsed(text, name))
    if resume is None:
        raise UnsupportedFile(
            f'{name} is JSON, but no JSON Resume: it has no "basics" and no "work". '
            "See jsonresume.org for the form, or export the resume as PDF and use that file."
        )
    return _Setter(resume).writing()


def values(text: str) -> str:
    """All text in a JSON file in its order, as a machine gets it that knows no schema; empty when damaged."""
    try:
        stack = [_loaded(text)]
    except (ValueError, RecursionError):
        return ""
    found: list[str] = []
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            stack += reversed(value.values())
        elif isinstance(value, list):
            stack += reversed(value)
        elif isinstance(value, str) and value.strip():
            found.append(value.strip())
    return "\n".join(found)


def _loaded(text: str) -> Any:
    """Numbers stay as they are written: a phone number is no number, and huge ones cost nothing."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)


def _parsed(text: str, name: str) -> Any:
    try:
        return _loaded(text)
    except RecursionError as error:
        raise ReadError(f"{name} is JSON that is nested too deeply to be a resume.") from error
    except ValueError as error:
        place = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ReadError(
            f"{name} is JSON that breaks off or has a mistake{place}. Save it once more and try again."
        ) from error


def _resume(value: Any) -> _Fields | None:
    """The resume in a JSON value: at its top, or one step below as some tools export it."""
    if not isinstance(value, dict):
        return None
    for one in (value, *value.values()):
        if isinstance(one, dict) and isinstance(one.get("basics"), dict):
            return one
    lists = {key for key in value if key in _LISTS and isinstance(value[key], list)}
    return value if lists & {"work", "education"} and len(lists) >= 2 else None


class _Setter:
    """Sets the lines of one resume, counts what it could not use, collects the links."""

    def __init__(self, resume: _Fields) -> None:
        self._resume = resume
        self._lines: list[Written] = []
        self._links: list[Link] = []
        self._skipped = 0

    def writing(self) -> Writing:
        basics = self._resume.get("basics")
        self._basics(basics if isinstance(basics, dict) else {})
        for key, title, entry in _SECTIONS:
            self._section(key, title, entry)
        known = {key for key, _, _ in _SECTIONS} | {"basics", "meta", "$schema", "references"}
        self._skipped += sum(1 for key in self._resume if key not in known)
        warnings = (
            (
                ReadWarning(
                    "fields-skipped",
                    f"{self._skipped} {'field' if self._skipped == 1 else 'fields'} of the file "
                    "are not part of JSON Resume or have another form than it asks for. They were not read.",
                ),
            )
            if self._skipped
            else ()
        )
        return Writing(tuple(self._lines), tuple(self._links), (), warnings)

    # --- the parts of a resume -------------------------------------------------------------------------

    def _basics(self, basics: _Fields) -> None:
        self._line(self.word(basics, "name"), "name", bold=True)
        self._line(self.word(basics, "label", "headline"))
        place = basics.get("location")
        where = self._joined(place, "city", "region", "countryCode") if isinstance(place, dict) else None
        contact = [
            self.word(basics, "email"),
            self.word(basics, "phone"),
            where if where is not None else self.word(basics, "location"),
            self._url(basics),
        ]
        self._line(" | ".join(part for part in contact if part))
        for profile in self._entries(basics, "profiles"):
            self._line(
                ": ".join(part for part in (self.word(profile, "network"), self._profile(profile)) if part)
            )
        self._title("Summary", self.paragraphs(basics, "summary"))

    def _profile(self, profile: _Fields) -> str:
        return self._url(profile) or self.word(profile, "username")

    def _section(self, key: str, title: str, entry: "_Entry") -> None:
        written: list[Written] = []
        for one in self._entries(self._resume, key, words="name"):
            written += entry(self, one)
        self._title(title, written)

    def work(self, one: _Fields) -> Iterator[Written]:
        """Title and dates, employer and place, what was done."""
        title = self.word(one, "position", "title", "jobTitle")
        firm = self.word(one, "name", "company", "organization")
        yield Written("")
        yield self._dated(title or firm, one)
        yield Written(", ".join(part for part in (firm if title else "", self.word(one, "location")) if part))
        self._url(one)
        yield from self.paragraphs(one, "description")
        yield from self._done(one)

    def education(self, one: _Fields) -> Iterator[Written]:
        """Degree, school, years, grade."""
        degree, area = self.word(one, "studyType"), self.word(one, "area")
        joined = f"{degree} in {area}" if degree and area else degree or area
        yield Written("")
        yield self._dated(joined or self.word(one, "institution"), one)
        yield Written(self.word(one, "institution") if joined else "")
        self._url(one)
        score = self.word(one, "score", "gpa")
        yield Written(f"Grade: {score}" if score else "")
        yield from self._items(one, "courses")

    def project(self, one: _Fields) -> Iterator[Written]:
        """Name and dates, roles, what was done, with what."""
        yield Written("")
        yield self._dated(self.word(one, "name", "title"), one)
        yield Written(self._joined({**one, "roles": ", ".join(self.words(one, "roles"))}, "roles", "entity"))
        yield Written(self._url(one))
        yield from self.paragraphs(one, "description")
        yield from self._done(one)
        yield Written(", ".join(self.words(one, "keywords", "technologies")))

    def volunteer(self, one: _Fields) -> Iterator[Written]:
        """As work."""
        yield from self.work(one)

    def skill(self, one: _Fields) -> Iterator[Written]:
        """A group of skills in one line, or one skill with its level."""
        name, level = self.word(one, "name"), self.word(one, "level")
        keywords = self.words(one, "keywords")
        label = f"{name} ({level})" if name and level else name or level
        yield Written(": ".join(part for part in (label, ", ".join(keywords)) if part))

    def certificate(self, one: _Fields) -> Iterator[Written]:
        """Name, issuer, date in one line."""
        self._url(one)
        yield Written(self._joined({**one, "date": _month(self.word(one, "date"))}, "name", "issuer", "date"))

    def award(self, one: _Fields) -> Iterator[Written]:
        """Title, who gave it, date; what for."""
        yield Written(
            self._joined({**one, "date": _month(self.word(one, "date"))}, "title", "awarder", "date")
        )
        yield from self.paragraphs(one, "summary")

    def publication(self, one: _Fields) -> Iterator[Written]:
        """Name, publisher, date; what it says."""
        date = _month(self.word(one, "releaseDate", "date"))
        yield Written(self._joined({**one, "releaseDate": date}, "name", "publisher", "releaseDate"))
        yield Written(self._url(one))
        yield from self.paragraphs(one, "summary")

    def language(self, one: _Fields) -> Iterator[Written]:
        """Language and how well."""
        name, fluency = self.word(one, "language", "name"), self.word(one, "fluency", "level")
        yield Written(f"{name} ({fluency})" if name and fluency else name)

    def interest(self, one: _Fields) -> Iterator[Written]:
        """As a group of skills."""
        yield from self.skill(one)

    # --- fields ----------------------------------------------------------------------------------------

    def word(self, fields: _Fields, *names: str) -> str:
        """The first of some fields that holds text, in one line."""
        for name in names:
            value = fields.get(name)
            if isinstance(value, str) and value.strip():
                return " ".join(value.split())
            if value is not None and not isinstance(value, (str, bool)):
                self._skipped += 1
        return ""

    def words(self, fields: _Fields, *names: str) -> list[str]:
        """The texts of the first of some fields that is a list; one text is a list of one."""
        for name in names:
            value = fields.get(name)
            if isinstance(value, str):
                return [" ".join(value.split())] if value.strip() else []
            if isinstance(value, list):
                found = [one if isinstance(one, str) else self._named(one) for one in value[:_MOST_ENTRIES]]
                return [" ".join(one.split()) for one in found if one.strip()]
            if value is not None:
                self._skipped += 1
        return []

    def paragraphs(self, fields: _Fields, name: str) -> list[Written]:
        """The lines of a longer text."""
        value = fields.get(name)
        if isinstance(value, str):
            return [Written(line.strip()) for line in value.splitlines() if line.strip()]
        return [Written(line) for line in self.words(fields, name)]

    def _named(self, value: Any) -> str:
        """Items that should be texts and are objects with one: {"name": "Python"}."""
        if isinstance(value, dict):
            return self.word(value, "name", "text", "description", "summary", "title")
        self._skipped += 1
        return ""

    def _done(self, one: _Fields) -> Iterator[Written]:
        yield from self.paragraphs(one, "summary")
        yield from self._items(one, "highlights")

    def _items(self, one: _Fields, name: str) -> Iterator[Written]:
        for text in self.words(one, name):
            yield Written(f"{BULLET} {text.lstrip('•-*– ')}")

    def _joined(self, fields: _Fields, *names: str) -> str:
        return ", ".join(part for part in (self.word(fields, name) for name in names) if part)

    def _dated(self, text: str, one: _Fields) -> Written:
        start, end = _month(self.word(one, "startDate")), _month(self.word(one, "endDate"))
        if start and not end:
            end = "Present"
        dates = " – ".join(part for part in (start, end) if part)
        return Written("  ".join(part for part in (text, dates) if part), bold=True)

    def _url(self, one: _Fields) -> str:
        url = self.word(one, "url", "website")
        if url:
            self._links.append(Link(link_kind(url), url))
        return url

    def _entries(self, fields: _Fields, key: str, *, words: str = "") -> list[_Fields]:
        """The objects of a list; with `words`, texts in it as objects with that one field."""
        value = fields.get(key)
        if value is None:
            return []
        if isinstance(value, dict):
            value = [value]
        if not isinstance(value, list):
            self._skipped += 1
            return []
        found: list[_Fields] = []
        for one in value[:_MOST_ENTRIES]:
            if isinstance(one, dict):
                found.append(one)
            elif isinstance(one, str) and words:
                found.append({words: one, "title": one, "language": one})
            else:
                self._skipped += 1
        self._skipped += max(0, len(value) - _MOST_ENTRIES)
        return found

    # --- lines -----------------------------------------------------------------------------------------

    def _line(self, text: str, size: str = "text", *, bold: bool = False) -> None:
        if text:
            self._lines.append(Written(text, bold, _SIZES[size]))

    def _title(self, title: str, lines: list[Written]) -> None:
        if any(line.text for line in lines):
            self._lines += (Written(""), Written(title, bold=True, size=_SIZES["title"]), Written(""))
            self._lines += (
                line if line.text == "" else Written(line.text, line.bold, _SIZES["text"])
                for line in _without_empty(lines)
            )


def _without_empty(lines: list[Written]) -> Iterator[Written]:
    """Empty lines stand before entries only; missing fields leave others."""
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        if line.text or (following is not None and following.bold):
            yield line


def _month(date: str) -> str:
    """A date as it is given, without the day: 2021-03-15 is 2021-03."""
    found = _DAY.match(date)
    return found[1] if found else date


_Entry = Callable[[_Setter, _Fields], Iterator[Written]]
#: Field, title, and what sets one of its entries, in the order of reading.
_SECTIONS: tuple[tuple[str, str, _Entry], ...] = (
    ("work", "Experience", _Setter.work),
    ("projects", "Projects", _Setter.project),
    ("education", "Education", _Setter.education),
    ("skills", "Skills", _Setter.skill),
    ("certificates", "Certifications", _Setter.certificate),
    ("volunteer", "Volunteering", _Setter.volunteer),
    ("awards", "Awards", _Setter.award),
    ("publications", "Publications", _Setter.publication),
    ("languages", "Languages", _Setter.language),
    ("interests", "Interests", _Setter.interest),
)
