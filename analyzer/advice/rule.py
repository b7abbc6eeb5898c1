"""What a rule of resume craft is, and what it sees.

A rule is one function over a :class:`Case`. Its docstring is what a user reads about it, in fixed parts::

    Bullet without a figure.

    Why: a reader cannot tell a large result from a small one.
    Instead of: Launched an assistant for the support team.
    Try: Launched an assistant for the support team; handling time fell 38%.
    Source: career-centre agreement; Laszlo Bock's "accomplished X, measured by Y, by doing Z"

A test checks that the *Instead of* text triggers the rule and the *Try* text does not.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from analyzer.advice.context import Audience, Context, context_of
from analyzer.matching import says_less
from analyzer.records import (
    Achievement,
    Document,
    Edit,
    Evidence,
    Job,
    Match,
    Outline,
    Passage,
    Position,
    Profile,
    Severity,
    SuggestionKind,
)

__all__ = ["BASIS", "Basis", "Case", "Change", "Check", "Edit", "Finding", "Rule", "rule"]

Basis = Literal["A", "B", "C", "D"]

#: What the letters say about how well a rule is founded.
BASIS = {
    "A": "an experiment or a peer-reviewed study",
    "B": "vendor documentation, a large survey or eye tracking",
    "C": "agreement of career centres and tools",
    "D": "convention",
}


@dataclass(frozen=True)  # without slots: the context is worked out once and kept
class Case:
    """What a rule looks at: one person, the resume's text and structure, and the first job's match."""

    profile: Profile
    job: Job | None = None
    match: Match | None = None

    @cached_property
    def context(self) -> Context:
        """What sort of resume it is: stage of the career, academic, an export, the region."""
        return context_of(self.profile)

    @property
    def document(self) -> Document:
        """The resume. Portfolio documents have rules of their own."""
        return self.profile.documents[0]

    @property
    def outline(self) -> Outline:
        """The structure of the resume."""
        return self.profile.outlines[0]

    def text(self, passage: Passage) -> str:
        """The words of a passage."""
        return self.document.text[passage.start : passage.end]

    @cached_property
    def folded(self) -> str:
        """The resume's text without case: what does not stand in it needs no pattern."""
        return self.document.text.casefold()

    def bullets(self) -> tuple[Passage, ...]:
        """The bullets and paragraphs that describe work: in positions and projects."""
        return self._bullets

    @cached_property
    def _bullets(self) -> tuple[Passage, ...]:
        return tuple(
            passage
            for passage in self.outline.passages
            if (passage.position is not None or passage.project is not None)
            and passage.kind in ("bullet", "prose")
        )

    def found(self, rule: "Rule") -> tuple["Finding", ...]:
        """What a rule finds here, worked out once: some rules speak of what others leave."""
        if rule.name not in self._found:
            self._found[rule.name] = tuple(rule.check(self))
        return self._found[rule.name]

    @cached_property
    def _found(self) -> dict[str, tuple["Finding", ...]]:
        return {}

    def position_of(self, passage: Passage) -> Position | None:
        """The job in which a passage stands."""
        return None if passage.position is None else self.outline.positions[passage.position]

    def bullet_at(self, offset: int) -> Passage | None:
        """The bullet or paragraph of described work that holds a place of the resume."""
        return next((one for one in self.bullets() if one.start <= offset < one.end), None)

    def achievements(self) -> Iterator[Achievement]:
        """The resume's achievements, quantified or not."""
        for achievement in self.profile.achievements:
            if achievement.evidence.document == self.document.index:
                yield achievement

    def evidence(self, start: int, end: int) -> Evidence:
        """A slice of the resume as Evidence, with its section's title."""
        title = next((part.title for part in self.outline.sections if part.start <= start < part.end), "")
        return self.document.evidence(start, end, section=title)


@dataclass(frozen=True, slots=True)
class Change:
    """What a finding, once acted on, would prove; the matcher then scores the profile as if it were so.

    `skills` would be shown with at least `strength`; `quantified` counts bullets that would gain a figure.
    Only evidence changes a score, so findings about form carry no Change.
    """

    skills: tuple[str, ...] = ()
    strength: Literal["E2", "E3", "E4"] = "E3"
    quantified: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule applies, or several that read best together.

    `message` names the very words. `after` invents no fact: what only the person knows is an open slot in
    square brackets. `weight` says how much the place seems to matter, 0 and up, before it is measured: a
    rule's places are measured and shown in this order. `label` names it where many are told in one sentence.
    `edits` make the change as text where no fact is missing for it. `alone`: it is never folded into one
    suggestion with others of its rule.
    """

    message: str
    evidence: tuple[Evidence, ...] = ()
    before: str | None = None
    after: str | None = None
    change: Change | None = None
    severity: Severity | None = None
    kind: SuggestionKind | None = None
    weight: float = 0.0
    label: str = ""
    edits: tuple[Edit, ...] = ()
    alone: bool = False


Check = Callable[[Case], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of resume craft: how it is known, what it says about itself, and the function that finds it."""

    name: str
    code: str
    severity: Severity
    kind: SuggestionKind
    basis: Basis
    summary: str
    why: str
    instead_of: str
    try_: str
    source: str
    check: Check
    quiet_for: tuple[Audience, ...] = ()

    def find(self, case: Case) -> Iterator[Finding]:
        """What the rule finds; nothing on the sorts of resumes that it keeps quiet for.

        Edits that would make a line show less are left out: wording must not cost a point.
        """
        if case.context.audiences.intersection(self.quiet_for):
            return
        for finding in case.found(self):
            if finding.edits:
                yield replace(finding, edits=tuple(edit for edit in finding.edits if _is_safe(case, edit)))
            else:
                yield finding

    @property
    def family(self) -> str:
        """The part of the name before the slash."""
        return self.name.partition("/")[0]


def _is_safe(case: Case, edit: Edit) -> bool:
    """Whether a line still shows as much as it did after an edit of some of its words."""
    line = case.bullet_at(edit.start)
    if line is None or edit.end > line.end:
        return True
    text = case.document.text
    after = text[line.start : edit.start] + edit.text + text[edit.end : line.end]
    return not says_less(case.text(line), after, case.job)


_PARTS = re.compile(
    r"\A(?P<summary>.+?)\n\s*\n\s*Why: (?P<why>.+?)\n\s*Instead of: (?P<instead_of>.+?)"
    r"\n\s*Try: (?P<try_>.+?)\n\s*Source: (?P<source>.+?)\s*\Z",
    re.DOTALL,
)


def rule(
    name: str,
    *,
    code: str,
    severity: Severity,
    kind: SuggestionKind,
    basis: Basis,
    quiet_for: tuple[Audience, ...] = (),
) -> Callable[[Check], Rule]:
    """Make a Rule of a function; its docstring holds the parts that the module's own docstring names.

    `code` is the rule's number in the domain's rule list (`QNT-01`), kept so that both can be compared.
    `quiet_for` names the sorts of resumes for which custom or the format speaks against the rule.
    """

    def build(check: Check) -> Rule:
        parts = _PARTS.match(check.__doc__ or "")
        if parts is None:
            raise ValueError(f"{name}: the docstring needs Why, Instead of, Try and Source, in this order")
        words = {key: _joined(value) for key, value in parts.groupdict().items()}
        return Rule(name, code, severity, kind, basis, check=check, quiet_for=quiet_for, **words)

    return build


def _joined(text: str) -> str:
    """One paragraph: lines joined by a space, except where a part quotes several lines with a bar.

    A line that starts with `| ` keeps its line break, so that a rule can show more than one line.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    if any(line.startswith("| ") for line in lines):
        return "\n".join(line.removeprefix("| ").rstrip() for line in lines if line)
    return " ".join(line for line in lines if line)
