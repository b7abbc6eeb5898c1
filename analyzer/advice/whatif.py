"""What if: some changes to a resume, and the score that they would bring, by reading and scoring it anew.

::

    asked (mappings of a file, clicks of the app) -> Edits -> Document -> Profile, Match -> WhatIfResult

The changed document goes through the same stages as a file, so the score is the one that the changed file
would get. Only `show` differs: it asks what it would be worth if a line showed a skill, before that line is
written, and its result says so.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analyzer.advice.editing import (
    add_certificate,
    add_line,
    change_line,
    changed_lines,
    edited,
    passage_of,
    position_of,
    remove_line,
)
from analyzer.advice.gains import changed
from analyzer.advice.rule import Change
from analyzer.advice.wording import flat
from analyzer.errors import AipmError, BadEdit
from analyzer.language import load_skills
from analyzer.matching.lines import WORK
from analyzer.records import Document, Edit, Match, Met, Profile, Skill, Strength, Suggestion

#: Reads changed documents through the stages of a file and scores them for the job in question.
Reread = Callable[[Sequence[Document]], tuple[Profile, Match]]
#: Scores a profile as it is.
Rescore = Callable[[Profile], Match]

_SLOT = re.compile(r"\[[^\][]+\]")
#: What a change may be, by its first key.
KINDS = ("change", "remove", "add", "certificate", "accept", "done", "decline", "show")
_MORE_KEYS = frozenset(("to", "under", "with", *KINDS))


@dataclass(frozen=True, slots=True)
class Moved:
    """Something of the score that moved: a part of it, or a requirement with how it was met and is now."""

    name: str
    before: float
    after: float
    met_before: Met | None = None
    met_after: Met | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A skill that is shown otherwise than before; None where it is not named at all."""

    name: str
    before: Strength | None
    after: Strength | None


@dataclass(frozen=True, slots=True)
class Step:
    """One change in words, and the points by which the score moves when it is made after those before it.

    `assumed` when it rests on a line that is not written yet.
    """

    what: str
    points: float | None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class WhatIfResult:
    """The match before and after some changes, what moved, and the changed resume."""

    before: Match
    after: Match
    steps: tuple[Step, ...]
    parts: tuple[Moved, ...]
    requirements: tuple[Moved, ...]
    skills: tuple[Shown, ...]
    document: Document
    profile: Profile

    @property
    def points(self) -> float | None:
        """Points by which the score moves in all; None where one of the two has no score."""
        return _difference(self.before, self.after)

    @property
    def assumed(self) -> bool:
        """Whether a part of it rests on lines that are not written yet."""
        return any(step.assumed for step in self.steps)


@dataclass(frozen=True, slots=True)
class _Planned:
    """One change ready to be made: edits of the text, or what a line would show."""

    what: str
    edits: tuple[Edit, ...] = ()
    change: Change | None = None


class WhatIf:
    """Answers what-if questions about one resume and one job.

    `profile` and `match` are those of the report, `suggestions` its suggestions in their order, `reread` and
    `rescore` the service's own ways of reading and scoring.
    """

    def __init__(
        self,
        profile: Profile,
        match: Match,
        suggestions: Sequence[Suggestion],
        *,
        reread: Reread,
        rescore: Rescore,
    ) -> None:
        self.profile = profile
        self.match = match
        self.suggestions = tuple(suggestions)
        self._reread = reread
        self._rescore = rescore

    def ask(self, asked: Sequence[Mapping[str, Any]], *, each: bool = True) -> WhatIfResult:
        """The result of some changes made together, each given as a mapping (see docs/advice.md).

        With `each` every change is also measured after those before it, at the cost of one more reading each.

        Raises:
            BadEdit: a change is not understood, its line is not there, or a fact for it is missing.
        """
        planned = []
        for number, one in enumerate(asked, start=1):
            try:
                planned.append(self._planned(one))
            except BadEdit as error:
                raise BadEdit(f"Change {number}: {error}") from error
        return self._result(planned, each=each)

    def edits(self, edits: Sequence[Edit]) -> WhatIfResult:
        """The result of edits that are ready to be made."""
        return self._result([_Planned("", tuple(edits))], each=False)

    # --- planning -------------------------------------------------------------------------------------

    def _planned(self, one: Mapping[str, Any]) -> _Planned:
        kind = _kind(one)
        if kind in ("accept", "done", "decline"):
            return self._decided(kind, str(one[kind]).strip(), one.get("with"))
        if kind == "show":
            return _assumed(_text(one, "show"))
        document, outline = self.profile.documents[0], self.profile.outlines[0]
        text = _text(one, kind)
        match kind:
            case "change":
                to = _text(one, "to")
                edit = change_line(document, passage_of(document, outline, text), to)
                return _Planned(f"Changed to: {_opening(to)}", (edit,))
            case "remove":
                edit = remove_line(document, passage_of(document, outline, text))
                return _Planned(f"Removed: {_opening(text)}", (edit,))
            case "add":
                position = position_of(document, outline, one.get("under"))
                edit = add_line(document, outline, position, text)
                return _Planned(f"Added: {_opening(text)}", (edit,))
        return _Planned(f"Certificate: {text}", (add_certificate(document, outline, text),))

    def _decided(self, kind: str, said: str, facts: Any) -> _Planned:
        """A suggestion taken as it is, or with the facts that it asks for; or done elsewhere, or declined."""
        number = suggestion_number(said, len(self.suggestions))
        suggestion = self.suggestions[number - 1]
        if kind == "decline":
            return _Planned(f"Suggestion {number} declined")
        if kind == "done":
            return _Planned(f"Suggestion {number} done")
        if suggestion.edits and not facts:
            words = changed_lines(self.profile.documents[0], suggestion.edits)
            return _Planned(f"Suggestion {number}: {_opening('; '.join(words))}", suggestion.edits)
        if not suggestion.after or not suggestion.before:
            raise BadEdit(
                f"Suggestion {number} asks for something that has no line yet. "
                "Write the line with “add”, or say “done”."
            )
        document, outline = self.profile.documents[0], self.profile.outlines[0]
        after = filled(suggestion.after, [facts] if isinstance(facts, str) else list(facts or ()))
        passage = passage_of(document, outline, suggestion.before)
        if outline.kind_of(passage) in WORK:
            edit = change_line(document, passage, after)
        else:  # what stands in a list stays there: the fact is a line of work of its own
            edit = add_line(document, outline, position_of(document, outline, None), after)
        return _Planned(f"Suggestion {number}: {_opening(after)}", (edit,))

    # --- measuring ------------------------------------------------------------------------------------

    def _result(self, planned: Sequence[_Planned], *, each: bool) -> WhatIfResult:
        steps: list[Step] = []
        last = self.match
        profile, match = self.profile, self.match
        for count, one in enumerate(planned, start=1):
            if each or count == len(planned):
                profile, match = self._made(planned[:count])
            idle = not one.edits and one.change is None
            points = _difference(last, match) if each and not idle else None
            steps.append(Step(one.what, points, assumed=one.change is not None))
            last = match
        return WhatIfResult(
            before=self.match,
            after=match,
            steps=tuple(steps),
            parts=tuple(moved_parts(self.match, match)),
            requirements=tuple(moved_requirements(self.match, match)),
            skills=tuple(moved_skills(self.profile.skills, profile.skills)),
            document=profile.documents[0],
            profile=profile,
        )

    def _made(self, planned: Sequence[_Planned]) -> tuple[Profile, Match]:
        edits = [edit for one in planned for edit in one.edits]
        profile, match = self.profile, self.match
        if edits:
            documents = (edited(self.profile.documents[0], edits), *self.profile.documents[1:])
            profile, match = self._reread(documents)
        changes = [one.change for one in planned if one.change]
        if changes:
            for change in changes:
                profile = changed(profile, change)
            match = self._rescore(profile)
        return profile, match


def suggestion_number(said: str, count: int) -> int:
    """The number of a suggestion, from 1.

    Raises:
        BadEdit: there is none of this number.
    """
    if not (said.isdigit() and 1 <= int(said) <= count):
        raise BadEdit(f"there is no suggestion of this number. `aipm analyze --verbose` numbers the {count}.")
    return int(said)


def filled(after: str, facts: Sequence[str]) -> str:
    """A proposed line with its open slots filled in order.

    Raises:
        BadEdit: a slot is left open: no fact is invented for it.
    """
    slots = _SLOT.findall(after)
    if len(facts) != len(slots):
        asked = "; ".join(slot.strip("[]") for slot in slots)
        raise BadEdit(
            f"this suggestion has {len(slots)} open place{'' if len(slots) == 1 else 's'} ({asked}), and "
            f"{len(facts)} {'was' if len(facts) == 1 else 'were'} filled. "
            "Write your facts under “with”, in this order."
        )
    given = iter(facts)
    return _SLOT.sub(lambda _: str(next(given)).strip(), after)


def _kind(one: Mapping[str, Any]) -> str:
    found = [kind for kind in KINDS if kind in one] if isinstance(one, Mapping) else []
    unknown = sorted(str(key) for key in one if key not in _MORE_KEYS) if isinstance(one, Mapping) else []
    if len(found) != 1 or unknown:
        wrong = f" {unknown[0]!r} is not known." if unknown else ""
        raise BadEdit(f"it needs exactly one of {', '.join(KINDS)}.{wrong}")
    return found[0]


def _text(one: Mapping[str, Any], key: str) -> str:
    text = str(one.get(key) or "").strip()
    if not text:
        raise BadEdit(f"the words under “{key}” are missing.")
    if _SLOT.search(text):
        raise BadEdit("a place in square brackets is still open. Write your own fact there.")
    return text


def _assumed(name: str) -> _Planned:
    base = load_skills()
    found = [name] if name in base else [one.id for one in base.search(name, limit=1)]
    if not found:
        raise BadEdit("no skill of this name is known. `aipm skills` finds its name.")
    return _Planned(f"If a line showed {base[found[0]].name}", change=Change((found[0],), "E3"))


def _opening(text: str) -> str:
    words = flat(text).split()
    return " ".join(words[:9]) + (" …" if len(words) > 9 else "")


# --- what moved ---------------------------------------------------------------------------------------


def _difference(before: Match, after: Match) -> float | None:
    if before.score is None or after.score is None:
        return None
    return round(after.score - before.score, 1)


def moved_parts(before: Match, after: Match) -> Iterator[Moved]:
    """The components of a score whose points changed."""
    old = {part.name: part.points for part in before.components}
    new = {part.name: part.points for part in after.components}
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, 0.0) != new.get(name, 0.0):
            yield Moved(name, old.get(name, 0.0), new.get(name, 0.0))


def moved_requirements(before: Match, after: Match) -> Iterator[Moved]:
    """The requirements that are met otherwise or give other points."""
    for old, new in zip(before.requirements, after.requirements, strict=True):
        if old.met != new.met or old.points != new.points:
            yield Moved(old.text, old.points, new.points, old.met, new.met)


def moved_skills(before: Sequence[Skill], after: Sequence[Skill]) -> Iterator[Shown]:
    """The skills that are shown otherwise, or named in one of the two only."""
    old = {skill.id: skill for skill in before}
    new = {skill.id: skill for skill in after}
    for name in dict.fromkeys((*new, *old)):
        one, other = old.get(name), new.get(name)
        was, now = one.strength if one else None, other.strength if other else None
        named = other or one
        if was != now and named is not None:
            yield Shown(named.name, was, now)


def asked_of(data: Any, name: str) -> list[Mapping[str, Any]]:
    """The changes of an edits file: a list, or a mapping with the list under `edits`.

    Raises:
        AipmError: the file holds something else.
    """
    listed = data.get("edits") if isinstance(data, Mapping) else data
    if not isinstance(listed, list) or not listed or not all(isinstance(one, Mapping) for one in listed):
        raise AipmError(
            f"{name} holds no list of changes. Begin with “edits:” and a line such as "
            "“- remove: first words”."
        )
    return listed
