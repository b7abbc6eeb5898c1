"""Many postings made ready for matching, as arrays: what :mod:`analyzer.matching.ranking` scores at once.

A Segment holds some postings and stands alone, so an index grows by adding one and is never built anew.
Words and skills are kept as 32-bit hashes, numbered within the segment. It is made for one version of the
matcher; words weigh what they weigh there.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from analyzer.language import load_skills
from analyzer.matching.concepts import idea_names
from analyzer.matching.features import common_wording
from analyzer.matching.formal import DEGREE_LEVELS
from analyzer.matching.pair import IMPORTANCE
from analyzer.matching.reading import Weights
from analyzer.matching.sizes import KINDS
from analyzer.matching.target import YEARS_IN, Ask, Target, made_ready
from analyzer.records import Job

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

#: Flags of a requirement, one bit each.
ANY_OF, LITTLE, EQUIVALENT, OF_AI, KNOCKOUT, SOFT, BY_NAME, FIRM = (1 << bit for bit in range(8))
#: Families of work that lines about years may name, in the order in which they are numbered.
YEARS_FAMILIES: tuple[str, ...] = tuple(family for family, _ in YEARS_IN)
_IMPORTANCES = tuple(IMPORTANCE)


@cache
def competency_order() -> tuple[str, ...]:
    """All competencies, in the order of the columns of `needs`."""
    return tuple(sorted({skill.competency for skill in load_skills().skills.values()}))


@lru_cache(maxsize=200_000)
def hashed(word: str) -> int:
    """The number of a word or skill id in every segment before it is numbered anew."""
    return crc32(word.encode())


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """A list of numbers for each row: `of[starts[row]:starts[row + 1]]`."""

    starts: Ints
    of: Ints

    def rows(self, chosen: Ints) -> tuple[Ints, Ints]:
        """The lists of some rows, one behind the other: the place of each entry in `of`, and its row."""
        sizes = self.starts[chosen + 1] - self.starts[chosen]
        row = np.repeat(np.arange(len(chosen), dtype=np.int32), sizes)
        first = np.repeat(self.starts[chosen] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        return (first + np.arange(len(first))).astype(np.int32), row


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Some postings as arrays. Names that start with `ask_` have a row for each requirement that is scored.

    `keys` are the numbers by which the caller knows the postings.
    """

    keys: NDArray[np.int64]
    families: NDArray[np.str_]
    family: Ints
    years: Floats
    ai: NDArray[np.bool_]
    common: Floats
    need_weight: NDArray[np.float32]
    need_level: NDArray[np.float32]
    words: NDArray[np.uint32]
    word_weight: Floats
    skills: NDArray[np.uint32]
    skill_weight: Floats
    title_starts: Ints
    title_of: Ints
    term_starts: Ints
    term_of: Ints
    term_times: NDArray[np.float32]
    skill_starts: Ints
    skill_of: Ints
    skill_times: NDArray[np.float32]
    ask_starts: Ints
    ask_number: NDArray[np.int16]
    ask_weight: NDArray[np.float32]
    ask_flags: NDArray[np.uint8]
    ask_years: Floats
    ask_years_in: NDArray[np.int8]
    ask_degree: NDArray[np.int8]
    ask_fields: NDArray[np.uint8]
    ask_ideas: NDArray[np.uint64]
    ask_size: Floats
    ask_size_kind: NDArray[np.int8]
    ask_skill_starts: Ints
    ask_skill_of: Ints
    ask_credential_starts: Ints
    ask_credential_of: Ints
    ask_competency_starts: Ints
    ask_competency_of: Ints
    ask_term_starts: Ints
    ask_term_of: Ints

    def __len__(self) -> int:
        """How many postings."""
        return len(self.keys)

    def numbered(self, keys: Sequence[int]) -> "Segment":
        """The same postings under other numbers."""
        return replace(self, keys=np.array(keys, dtype=np.int64))

    def lists(self, name: str) -> Lists:
        """The lists of that name: `title`, `term`, `skill`, `ask_skill`, `ask_term` ..."""
        return Lists(getattr(self, f"{name}_starts"), getattr(self, f"{name}_of"))

    def to_bytes(self) -> bytes:
        """The arrays as one compressed file (npz), without pickles.

        Packed at level 1: a third of the time of what `savez_compressed` takes, for a tenth more bytes.
        """
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for field in fields(self):
                array = io.BytesIO()
                np.lib.format.write_array(array, np.asanyarray(getattr(self, field.name)), allow_pickle=False)
                name = zipfile.ZipInfo(f"{field.name}.npy")  # of no date: the same arrays give the same bytes
                packed.writestr(name, array.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=1)
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Segment":
        """The segment of a file. Raises ValueError for anything else."""
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            names = [field.name for field in fields(cls)]
            if missing := [name for name in names if name not in arrays]:
                raise ValueError(f"an index of another version: {missing[0]} is missing")
            return cls(**{name: arrays[name] for name in names})


class _Growing:
    """Lists of hashes while they are collected; numbered at the end."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.of: list[int] = []

    def add(self, values: Iterable[int]) -> None:
        before = len(self.of)
        self.of.extend(values)
        self.sizes.append(len(self.of) - before)

    def starts(self) -> Ints:
        return np.concatenate(([0], np.cumsum(self.sizes))).astype(np.int32)


def make_segment(keys: Sequence[int], jobs: Sequence[Job], weights: Weights) -> Segment:
    """Postings made ready. Each of the jobs has at least one requirement that is scored."""
    aims = [made_ready(job, runs=False) for job in jobs]
    names = ("title", "term", "skill", "ask_skill", "ask_credential", "ask_competency", "ask_term")
    lists = {name: _Growing() for name in names}
    for aim in aims:
        lists["title"].add(hashed(word) for word in sorted(aim.title))
        lists["term"].add(hashed(word) for word in sorted(aim.terms))
        lists["skill"].add(hashed(skill) for skill in sorted(aim.skills))
        for ask in aim.asks:
            lists["ask_skill"].add(map(hashed, ask.skills))
            lists["ask_credential"].add(map(hashed, ask.credentials))
            lists["ask_competency"].add(competency_order().index(one) for one in ask.competencies)
            lists["ask_term"].add(hashed(word) for word in sorted(ask.terms))
    word_names = {hashed(word): word for aim in aims for word in (*aim.title, *aim.terms)}
    word_names |= {hashed(word): word for aim in aims for ask in aim.asks for word in ask.terms}
    skill_names = {
        hashed(one): one for aim in aims for ask in aim.asks for one in (*ask.skills, *ask.credentials)
    }
    skill_names |= {hashed(one): one for aim in aims for one in aim.skills}
    words, skills = (np.array(sorted(one), dtype=np.uint32) for one in (word_names, skill_names))
    families = sorted({aim.job.family for aim in aims})
    numbered: dict[str, Any] = {}
    for name, found in lists.items():
        numbered[f"{name}_starts"] = found.starts()
        known = skills if "skill" in name or "credential" in name else words
        of = np.array(found.of, dtype=np.uint32)
        numbered[f"{name}_of"] = (
            of.astype(np.int32) if "competency" in name else np.searchsorted(known, of).astype(np.int32)
        )
    return Segment(
        keys=np.array(keys, dtype=np.int64),
        families=np.array(families, dtype=np.str_),
        family=np.array([families.index(aim.job.family) for aim in aims], dtype=np.int32),
        years=np.array([aim.years for aim in aims]),
        ai=np.array([aim.ai for aim in aims], dtype=np.bool_),
        common=np.array([common_wording(aim, weights) for aim in aims]),
        need_weight=_needs(aims, 0),
        need_level=_needs(aims, 1),
        words=words,
        word_weight=np.array([weights.word(word_names[int(one)]) for one in words]),
        skills=skills,
        skill_weight=np.array([weights.skill(skill_names[int(one)]) for one in skills]),
        term_times=np.array([aim.terms[one] for aim in aims for one in sorted(aim.terms)], dtype=np.float32),
        skill_times=np.array(
            [aim.skills[one] for aim in aims for one in sorted(aim.skills)], dtype=np.float32
        ),
        **_asks(aims),
        **numbered,
    )


def merged(parts: Sequence[Segment]) -> Segment:
    """Several segments as one. Words and skills are numbered anew."""
    if len(parts) == 1:
        return parts[0]
    told: dict[str, Any] = {}
    places: dict[str, list[Ints]] = {}
    for known, weight in (("words", "word_weight"), ("skills", "skill_weight")):
        together = np.concatenate([getattr(part, known) for part in parts])
        told[known], first = np.unique(together, return_index=True)
        told[weight] = np.concatenate([getattr(part, weight) for part in parts])[first]
        places[known] = [
            np.searchsorted(told[known], getattr(part, known)).astype(np.int32) for part in parts
        ]
    told["families"] = np.unique(np.concatenate([part.families for part in parts]))
    told["family"] = np.concatenate(
        [np.searchsorted(told["families"], part.families)[part.family].astype(np.int32) for part in parts]
    )
    for field in fields(Segment):
        name = field.name
        if name in told:
            continue
        arrays = [getattr(part, name) for part in parts]
        if name.endswith("_starts"):
            before = np.cumsum([0, *(int(one[-1]) for one in arrays[:-1])])
            moved = [one[:-1] + offset for one, offset in zip(arrays, before, strict=True)]
            told[name] = np.concatenate((*moved, [arrays[-1][-1] + before[-1]])).astype(np.int32)
        elif name.endswith("_of") and not name.startswith("ask_competency"):
            known = "skills" if "skill" in name or "credential" in name else "words"
            told[name] = np.concatenate(
                [place[one] for place, one in zip(places[known], arrays, strict=True)]
            )
        else:
            told[name] = np.concatenate(arrays)
    return Segment(**told)


def _needs(aims: Sequence[Target], which: int) -> NDArray[np.float32]:
    table = np.zeros((len(aims), len(competency_order())), dtype=np.float32)
    for row, aim in enumerate(aims):
        for competency, need in aim.needs.items():
            table[row, competency_order().index(competency)] = need[which]
    return table


def _asks(aims: Sequence[Target]) -> dict[str, Any]:
    asks = [ask for aim in aims for ask in aim.asks]
    number = [at for aim in aims for at, requirement in enumerate(aim.job.requirements) if requirement.scored]
    sizes = [len(aim.asks) for aim in aims]
    return {
        "ask_starts": np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
        "ask_number": np.array(number, dtype=np.int16),
        "ask_weight": np.array([IMPORTANCE[ask.requirement.importance] for ask in asks], dtype=np.float32),
        "ask_flags": np.array([_flags(ask) for ask in asks], dtype=np.uint8),
        "ask_years": np.array([ask.years or 0.0 for ask in asks]),
        "ask_years_in": np.array([_years_in(ask) for ask in asks], dtype=np.int8),
        "ask_degree": np.array([DEGREE_LEVELS.get(ask.degree, 0) for ask in asks], dtype=np.int8),
        "ask_fields": np.array([ask.fields for ask in asks], dtype=np.uint8),
        "ask_ideas": np.array([idea_bits(ask.ideas) for ask in asks], dtype=np.uint64),
        "ask_size": np.array([ask.size.least if ask.size else 0.0 for ask in asks]),
        "ask_size_kind": np.array(
            [KINDS.index(ask.size.kind) if ask.size else 0 for ask in asks], dtype=np.int8
        ),
    }


def _flags(ask: Ask) -> int:
    said = (
        (ANY_OF, ask.requirement.any_of),
        (LITTLE, ask.little),
        (EQUIVALENT, ask.requirement.degree_or_equivalent),
        (OF_AI, ask.years_of_ai),
        (KNOCKOUT, ask.requirement.knockout),
        (SOFT, ask.soft),
        (BY_NAME, ask.named),
        (FIRM, ask.requirement.importance != "preferred"),
    )
    return sum(flag for flag, on in said if on)


def _years_in(ask: Ask) -> int:
    return YEARS_FAMILIES.index(ask.years_in) if ask.years_in else -1


def idea_bits(ideas: Iterable[str]) -> int:
    """A set of ideas as bits of one number; there are fewer than 64."""
    return sum(1 << idea_names().index(idea) for idea in ideas)
