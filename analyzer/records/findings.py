"""What is found in the words: skills, achievements with their figures, competencies."""

from dataclasses import dataclass
from typing import Annotated, Literal

from analyzer.records.documents import Evidence
from analyzer.records.kinds import INTERNAL, Strength


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill the documents show, with its strongest mention first in `evidence`.

    `strength`: E1 only listed or self-claimed; E2 course or credential; E3 used in described work; E4 with a
    measured outcome or named scope; E5 led or owned, measured, and repeated or recent.
    `hedged`: said with a reservation ("familiar with", "planned").
    `years`: length of the dated jobs whose description shows it, overlaps counted once; `last_used`: the end
    of the latest of them (`YYYY-MM` or "present"). Both None where no dated job shows it.
    """

    id: str
    name: str
    kind: str
    competency: str
    strength: Strength
    hedged: bool
    evidence: tuple[Evidence, ...]
    years: float | None = None
    last_used: str | None = None


@dataclass(frozen=True, slots=True)
class OtherTerm:
    """A term that the documents list like a skill and that we do not know. Shown, never scored."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure of an achievement. `text` is the exact slice; `start` and `end` point into the document."""

    text: str
    value: float
    unit: str
    kind: str
    direction: Literal["increase", "decrease", "achieve", "maintain", "none"]
    role: Literal["outcome", "scope"]
    baseline: float | None = None
    target: float | None = None
    start: Annotated[int, INTERNAL] = 0
    end: Annotated[int, INTERNAL] = 0


@dataclass(frozen=True, slots=True)
class Achievement:
    """One bullet or own-action sentence. `quantified` when a figure of it is a result or a scope.

    `verb` is the lemma of the leading verb, `verb_class` what it says of the person's part (led, owned,
    delivered, improved, built, analysed, worked, shared, assisted, learned, stated; empty without a verb),
    `tense` its form. `passive`: the deed has no doer. `duty` quotes a duty phrase ("responsible for").
    `ownership` is whose work it was, as far as the words tell. `doubts` are keys of
    `language.achievements.DOUBTS`: what an interviewer would ask about a claimed result.
    """

    text: str
    quantified: bool
    metrics: tuple[Metric, ...]
    evidence: Evidence
    verb: str | None = None
    ownership: Literal["own", "led", "shared", "assisted", "unknown"] = "unknown"
    verb_class: str = ""
    tense: Literal["past", "present", "gerund", "noun", "none"] = "none"
    passive: bool = False
    duty: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency of the framework with the level 0-4 that the evidence supports.

    `group`: technical, pm, leadership, ethics, business or growth.
    """

    id: str
    name: str
    level: int
    evidence: tuple[Evidence, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """Technical knowledge against leadership: the role asks for both.

    `technical` and `leadership` are the mean levels (0-4) of the three best competencies of each group;
    `share` is the smaller over the larger, None when nothing is shown of either. Below one half, `thinner`
    names the group that is behind and `next` the id of its best competency, where a step is nearest; else
    both are empty.
    """

    technical: float
    leadership: float
    share: float | None
    thinner: Literal["technical", "leadership", ""] = ""
    next: str = ""
