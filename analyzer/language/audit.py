"""The rules that the knowledge base keeps, as a check anyone can run: `aipm skills --check`."""

import re
from collections import defaultdict
from collections.abc import Iterator

from analyzer.language.competencies import load_competencies, load_patterns
from analyzer.language.knowledge import KINDS, STATUSES, SkillBase, SkillRecord
from analyzer.language.signs import has_gap, parse_sign
from analyzer.language.tokens import key
from analyzer.resources import data_path, read_yaml

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PART = re.compile(r"[^\W_]+|[^\w\s-]")
_CONTEXTS = ("tool", "list", "figure", "name")


def problems(base: SkillBase) -> tuple[str, ...]:
    """What is wrong with the knowledge base, one line each; empty when all is well."""
    return (
        *_order(),
        *(line for skill in base.skills.values() for line in _of_one(base, skill)),
        *_shared_names(base),
        *_shared_forms(base),
        *(
            f"pattern {pattern.id}: unknown skill {one}"
            for pattern in load_patterns()
            for one in pattern.skills
            if one not in base
        ),
    )


def form_key(text: str) -> tuple[str, ...]:
    """The words of a form as they are compared, so that two spellings of one form are equal."""
    return tuple(key(word) for word in _PART.findall(text))


def _order() -> Iterator[str]:
    seen: dict[str, str] = {}
    for path in sorted(data_path("skills").glob("*.yaml")):
        ids = [entry["id"] for entry in read_yaml(path)["skills"]]
        if ids != sorted(ids):
            wrong = next(one for one, other in zip(ids, sorted(ids), strict=True) if one != other)
            yield f"{path.name}: not sorted by id, see {wrong}"
        for one in ids:
            if one in seen:
                yield f"{path.name}: {one} stands in {seen[one]} too"
            seen[one] = path.name


def _of_one(base: SkillBase, skill: SkillRecord) -> Iterator[str]:
    competencies = {record.id for record in load_competencies()} | {"other"}
    if not _SLUG.fullmatch(skill.id):
        yield f"{skill.id}: an id is made of small letters, digits and single hyphens"
    if skill.kind not in KINDS:
        yield f"{skill.id}: unknown kind {skill.kind!r}"
    if skill.competency not in competencies:
        yield f"{skill.id}: unknown competency {skill.competency!r}"
    if skill.status not in STATUSES:
        yield f"{skill.id}: status must be one of {', '.join(filter(None, STATUSES))}, or left out"
    for one in (*skill.implies, *skill.broader, *skill.look_alikes, *filter(None, [skill.successor])):
        if one not in base:
            yield f"{skill.id}: unknown skill {one}"
        if one == skill.id:
            yield f"{skill.id}: refers to itself"
    for alias in skill.aliases:
        if len(alias.near) > 1 and set(alias.near) & set(_CONTEXTS):
            yield f"{skill.id}: {alias.text!r} mixes the context {alias.near} with words"
    yield from _signs(skill)


def _signs(skill: SkillRecord) -> Iterator[str]:
    for sign in skill.signs:
        if has_gap(sign):
            try:
                parse_sign(sign)
            except ValueError as error:
                yield f"{skill.id}: {error}"


def _shared_names(base: SkillBase) -> Iterator[str]:
    names: dict[str, str] = {}
    for skill in base.skills.values():
        other = names.setdefault(skill.name.casefold(), skill.id)
        if other != skill.id:
            yield f"{skill.id}: has the name of {other}"


def _shared_forms(base: SkillBase) -> Iterator[str]:
    owners: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for skill in base.skills.values():
        for alias in skill.aliases:
            if not alias.near and not alias.title:
                owners[form_key(alias.text)][skill.id] = alias.text
    for forms in owners.values():
        if len(forms) > 1:
            first, *_ = forms.values()
            yield f"{', '.join(forms)}: {first!r} names them all; give it a context or leave it to one"
