"""What we know about skills: their names, forms and the rules that decide what a form means.

The knowledge lives in `data/skills/`, one YAML file for each competency of the framework plus `other-*` files
for skills outside it. A file holds records sorted by id::

    - id: apache-spark               # kebab-case, unique, never reused
      name: Apache Spark             # canonical name
      kind: tool                     # tool technique concept certification soft method standard
      aliases:
      - PySpark                      # any case, plural, hyphen and British or American spelling included
      - {text: Spark, case: true, near: [apache, data, pipeline]}
      signs: [nightly batch]         # words of described work that show it
      not_when: [spark plug]         # phrases that cover the form and mean something else
      not_near: [car, engine]        # words in the same line that make it mean something else
      implies: [data-pipelines]      # words that show this skill show those too
      broader: [data-engineering]    # related, more general; evidence of this one is none of those
      group: streaming-engines       # products and exams that compete or belong together
      look_alikes: [kafka]           # skills that are easily taken for it and are another thing
      status: active                 # of a certificate: active or retired; see `status_note`, `successor`
      esco: 3a2d5b45-...             # id in ESCO (European Commission, reused with attribution)
      onet: 43232304                 # O*NET: commodity code of a product, element id of a skill

An alias with rules is a mapping: `case` (exact case), `near` (one of these words in the same line; `tool`:
an ordinary word that counts in lists and next to other tools; `list`: an ordinary word that counts in lists
of skills only; `name`: ordinary words that count in lists and where each begins with a capital, as names do;
`figure`: a number), `title` (names a job: counts in job titles and in what people say of
themselves, not where it is a colleague). `signs` are words of described work that show the skill without
naming it, as plain phrases or with gaps (see `signs.py`); they count only in bullets of jobs and projects,
and may be shared by several skills.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from analyzer.resources import data_path, read_yaml

KINDS = ("tool", "technique", "concept", "certification", "soft", "method", "standard")
#: State of a certificate; empty where it is unknown or the skill is none.
STATUSES = ("", "active", "retired")
_ALIAS_KEYS = frozenset(("text", "case", "near", "title"))
_SKILL_KEYS = frozenset(
    (
        *("id", "name", "kind", "aliases", "signs", "not_when", "not_near", "implies", "broader", "weak"),
        *("issuer", "status", "status_note", "successor", "level", "subtype", "transferable", "esco", "onet"),
        *("group", "look_alikes", "notes"),
    )
)


@dataclass(frozen=True, slots=True)
class Alias:
    """One written form of a skill and the rules under which it counts."""

    text: str
    case: bool = False
    near: tuple[str, ...] = ()
    title: bool = False


@dataclass(frozen=True, slots=True)
class SkillRecord:
    """One skill of the knowledge base. One of the `aliases` is its name."""

    id: str
    name: str
    kind: str
    competency: str
    aliases: tuple[Alias, ...]
    signs: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    weak: str = ""
    subtype: str = ""
    status: str = ""
    status_note: str = ""
    successor: str = ""
    issuer: str = ""
    transferable: bool = False
    group: str = ""
    look_alikes: tuple[str, ...] = ()
    esco: str = ""
    onet: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class SkillBase:
    """All skills we know, by id."""

    skills: Mapping[str, SkillRecord]

    def group(self, name: str) -> tuple[SkillRecord, ...]:
        """The skills of one group, by id; none for the empty name."""
        return tuple(one for one in self.skills.values() if name and one.group == name)

    def __getitem__(self, skill_id: str) -> SkillRecord:
        """The skill with this id."""
        return self.skills[skill_id]

    def __contains__(self, skill_id: str) -> bool:
        """Whether a skill with this id is known."""
        return skill_id in self.skills

    def __len__(self) -> int:
        """Number of skills."""
        return len(self.skills)

    def implied(self, skill_id: str) -> tuple[str, ...]:
        """All skills that this one implies, step by step, without itself."""
        found: dict[str, None] = {}
        open_ids = [skill_id]
        while open_ids:
            for one in self.skills[open_ids.pop()].implies:
                if one not in found and one != skill_id:
                    found[one] = None
                    open_ids.append(one)
        return tuple(found)

    def search(self, query: str, *, limit: int = 10) -> tuple[SkillRecord, ...]:
        """The skills whose name or form is most like `query`, best first. Spelling need not be exact."""
        forms = {
            (alias.text.casefold(), skill.id): alias.text.casefold()
            for skill in self.skills.values()
            for alias in skill.aliases
        }
        found = process.extract(query.casefold(), forms, scorer=fuzz.WRatio, limit=limit * 5, score_cutoff=70)
        ranked = sorted(found, key=lambda hit: (-hit[1], abs(len(hit[0]) - len(query)), hit[2]))
        return tuple(self.skills[one] for one in dict.fromkeys(skill_id for _, _, (_, skill_id) in ranked))[
            :limit
        ]


@cache
def load_skills() -> SkillBase:
    """The knowledge base of `data/skills/`, read once."""
    return SkillBase(
        {
            record.id: record
            for path in sorted(data_path("skills").glob("*.yaml"))
            for record in _read_file(path)
        }
    )


def _read_file(path: Path) -> Iterable[SkillRecord]:
    content = read_yaml(path)
    for entry in content["skills"]:
        yield _record(entry, content["competency"])


def _record(entry: dict[str, Any], competency: str) -> SkillRecord:
    unknown = entry.keys() - _SKILL_KEYS
    if unknown:
        raise ValueError(f"Unknown keys in skill {entry.get('id')!r}: {', '.join(sorted(unknown))}")
    aliases = tuple(map(_alias, entry.get("aliases", ())))
    name = entry["name"]
    if not any(alias.text == name for alias in aliases):
        aliases = (Alias(name), *aliases)
    return SkillRecord(
        id=entry["id"],
        name=name,
        kind=entry["kind"],
        competency=competency,
        aliases=aliases,
        signs=tuple(entry.get("signs", ())),
        not_when=tuple(entry.get("not_when", ())),
        not_near=tuple(entry.get("not_near", ())),
        implies=tuple(entry.get("implies", ())),
        broader=tuple(entry.get("broader", ())),
        weak=entry.get("weak", ""),
        subtype=entry.get("subtype", ""),
        status=entry.get("status", ""),
        status_note=entry.get("status_note", ""),
        successor=entry.get("successor", ""),
        issuer=entry.get("issuer", ""),
        transferable=entry.get("transferable", False),
        group=entry.get("group", ""),
        look_alikes=tuple(entry.get("look_alikes", ())),
        esco=entry.get("esco", ""),
        onet=entry.get("onet", ""),
        notes=entry.get("notes", ""),
    )


def _alias(entry: str | dict[str, Any]) -> Alias:
    if isinstance(entry, str):
        return Alias(entry)
    unknown = entry.keys() - _ALIAS_KEYS
    if unknown:
        raise ValueError(f"Unknown keys in alias {entry.get('text')!r}: {', '.join(sorted(unknown))}")
    near = entry.get("near", ())
    return Alias(
        text=entry["text"],
        case=entry.get("case", False),
        near=(near,) if isinstance(near, str) else tuple(near),
        title=entry.get("title", False),
    )
