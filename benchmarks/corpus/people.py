"""Truth files -> resumes in printable parts.

`devset/pNN.yaml` as `devset/FORMAT.md` describes them, and those `domain/resumes/*.txt` whose plain form
(capital headings, "Title, Employer, Place" above the dates) tells their parts without doubt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from analyzer.parsing.dates import find_ranges

#: Resumes kept for testing: never looked at while developing.
TEST = frozenset(f"p{number:02d}" for number in (*range(21, 31), *range(67, 87)))
_USUAL = {
    "summary": "Summary",
    "experience": "Experience",
    "projects": "Projects",
    "education": "Education",
    "certifications": "Certifications",
    "skills_section": "Skills",
}
#: The plain texts of `domain/resumes` that keep to one form throughout.
_PLAIN = ("data_scientist_to_pm", "new_graduate", "strong_ai_pm")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """One job, degree or project. `dates` as they are written."""

    title: str
    organization: str = ""
    place: str = ""
    dates: str = ""
    paragraph: str = ""
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Skills under a label, which may be empty."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part. Of `entries`, `groups`, `items` (with list marks) and `prose` all but one are empty."""

    key: str
    title: str
    entries: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()
    items: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """What stands under the title, as a reader would tell it apart; dates and places left out."""
        found = [*self.prose, *self.items]
        for entry in self.entries:
            found += [entry.title, entry.organization, entry.paragraph, *entry.bullets]
        for group in self.groups:
            found += group.items
        return tuple(line for line in found if line)


@dataclass(frozen=True, slots=True)
class Resume:
    """One person. `truth` is the source in the keys of the YAML files; `held_back` people are for testing."""

    name: str
    person: str
    headline: str
    contact: tuple[str, ...]
    links: tuple[str, ...]
    sections: tuple[Section, ...]
    truth: dict[str, Any]

    @property
    def held_back(self) -> bool:
        """Whether the person belongs to the part that is kept for testing."""
        return self.name in TEST

    def words(self) -> str:
        """Every word that is printed, links aside."""
        parts = [self.person, self.headline, *self.contact]
        for section in self.sections:
            parts += [section.title, *section.prose, *section.items]
            for entry in section.entries:
                parts += [entry.title, entry.dates, entry.paragraph, *entry.bullets]
            for place, _ in groupby(section.entries, key=lambda entry: (entry.organization, entry.place)):
                parts += place
            for group in section.groups:
                parts += [group.label, *group.items]
        return "\n".join(part for part in parts if part)


def read_people(data: Path) -> Iterator[Resume]:
    """All people under `data`, the devset first."""
    for path in sorted((data / "devset").glob("p*.yaml")):
        yield _resume(path.stem, yaml.load(path.read_text("utf-8"), Loader=_LOADER))  # noqa: S506  (a safe loader)
    for name in _PLAIN:
        yield _plain(f"x_{name}", (data / "domain" / "resumes" / f"{name}.txt").read_text("utf-8"))


def _resume(name: str, truth: dict[str, Any]) -> Resume:
    contact = truth["contact"]
    found = {key: _section(key, truth) for key in _USUAL}
    order = list(truth.get("section_order") or [*_USUAL, "other"])
    sections: list[Section] = []
    for key in [*order, *(key for key in [*_USUAL, "other"] if key not in order)]:
        own = found.get(key)
        sections += _others(truth) if key == "other" else [own] if own else []
    return Resume(
        name,
        str(contact["name"]),
        _one_line(truth.get("headline") or ""),
        tuple(str(contact[key]) for key in ("email", "phone", "location") if contact.get(key)),
        tuple(str(link).split(" ")[0] for link in contact.get("links") or ()),
        tuple(sections),
        truth,
    )


def _section(key: str, truth: dict[str, Any]) -> Section | None:
    content = truth.get(key)
    if not content:
        return None
    title = str((truth.get("headings") or {}).get(key) or _USUAL[key]).rstrip(": ")
    if key == "summary":
        lines = [line.strip() for line in str(content).splitlines() if line.strip()]
        marked = [line.lstrip("•- ") for line in lines if line[0] in "•-"]
        return Section(key, title, items=tuple(marked)) if marked else Section(key, title, prose=tuple(lines))
    if key == "skills_section":
        groups = tuple(Group(str(one.get("label") or ""), _strings(one["items"])) for one in content)
        return Section(key, title, groups=groups)
    if key == "certifications":
        return Section(key, title, items=tuple(_one_line(one["as_written"]) for one in content))
    make = _degree if key == "education" else _entry
    return Section(key, title, entries=tuple(make(one) for one in content))


def _others(truth: dict[str, Any]) -> list[Section]:
    return [
        Section(
            "languages" if "language" in str(one["heading"]).lower() else "other",
            str(one["heading"]).rstrip(": "),
            items=tuple(map(_one_line, one["lines"])),
        )
        for one in truth.get("other") or ()
        if one.get("heading") and one.get("lines")
    ]


def _entry(one: dict[str, Any]) -> Entry:
    organization = str(one.get("organization") or "")
    return Entry(
        _one_line(one.get("title") or one["name"]),
        organization if organization != "-" else "",
        str(one.get("location") or ""),
        str(one.get("as_written") or ""),
        _one_line(one.get("paragraph") or one.get("link") or ""),
        tuple(_one_line(bullet["text"]) for bullet in one.get("bullets") or ()),
    )


def _degree(one: dict[str, Any]) -> Entry:
    return Entry(
        _one_line(one["degree"]),
        str(one.get("institution") or ""),
        dates=str(one.get("year") or ""),
        paragraph=_one_line(one.get("notes") or ""),
    )


def _strings(values: Any) -> tuple[str, ...]:
    return tuple(_one_line(value) for value in values)


def _one_line(text: Any) -> str:
    return " ".join(str(text).split())


# --- plain text --------------------------------------------------------------------------------------


def _plain(name: str, text: str) -> Resume:
    """A resume in the plain form of `domain/resumes`, its positions as the YAML files have them."""
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", text.strip())]
    head = blocks[0]
    contact = [part.strip() for line in head[1:] for part in line.split("|")]
    sections: list[Section] = []
    lines: list[str] = []
    title = ""
    for block in [*blocks[1:], ["END"]]:
        if block[0].isupper() and len(block[0]) < 40:
            if title:
                sections.append(_plain_section(title, lines))
            title, lines = block[0].capitalize(), block[1:]
        else:
            lines += block
    jobs = [entry for section in sections if section.key == "experience" for entry in section.entries]
    links = tuple(part for part in contact if re.search(r"^[\w.]+\.\w+(?:/|$)", part) and "@" not in part)
    email = next((part for part in contact if "@" in part), None)
    phone = next((part for part in contact if re.match(r"\+?[\d ()-]{9,}$", part)), None)
    truth = {
        "contact": {"name": head[0], "email": email, "phone": phone, "links": list(links)},
        "experience": [_plain_truth(entry) for entry in jobs],
    }
    rest = tuple(part for part in contact if part not in links)
    return Resume(name, head[0], "", rest, links, tuple(sections), truth)


def _plain_section(title: str, lines: list[str]) -> Section:
    key = next(
        (key for key in ("summary", "experience", "education", "skills") if key in title.lower()), "other"
    )
    if key == "skills":
        groups = [line.split(": ", 1) if ": " in line else ["", line] for line in lines]
        return Section(
            "skills_section",
            title,
            groups=tuple(Group(label, tuple(rest.split(", "))) for label, rest in groups),
        )
    if key == "summary":
        return Section(key, title, prose=tuple(lines))
    if key == "experience":
        return Section(key, title, entries=tuple(_plain_entries(lines)))
    return Section(key, title, items=tuple(line.removeprefix("- ") for line in lines))


def _plain_entries(lines: list[str]) -> Iterator[Entry]:
    heads = [at - 1 for at, line in enumerate(lines) if find_ranges(line) and len(line) < 40]
    for start, stop in zip(heads, [*heads[1:], len(lines)], strict=True):
        title, organization, place = lines[start].rsplit(", ", 2)
        body = [line.removeprefix("- ") for line in lines[start + 2 : stop]]
        yield Entry(title, organization, place, lines[start + 1], "", tuple(body))


def _plain_truth(entry: Entry) -> dict[str, Any]:
    dates = find_ranges(entry.dates)[0]
    return {
        "title": entry.title,
        "organization": entry.organization,
        "start": dates.first,
        "end": dates.last,
        "as_written": entry.dates,
        "bullets": [{"text": bullet} for bullet in entry.bullets],
    }
