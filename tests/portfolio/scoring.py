"""A report of an invented portfolio beside what is true of it: counts, and what is wrong in words."""

import re
from collections import Counter
from dataclasses import dataclass, field

from analyzer.portfolio.lexicon import CYCLE, MANAGEMENT, STORY
from analyzer.records import Claim, PortfolioProject, Report
from tests.portfolio.building import Person

SIDES = frozenset(CYCLE + MANAGEMENT)
ALL_PARTS = frozenset(STORY + CYCLE + MANAGEMENT)
_FIELDS = ("role", "start", "end")
_KINDS = {"claim": "achievement", "skill": "skill", "dates": "dates"}


_IDLE = frozenset({"a", "an", "the", "of", "for", "and", "in", "on", "to", "with", "our", "my", "project"})


def same_title(one: str, other: str) -> bool:
    """Whether two titles are of one project: the same, with a subtitle, or one in all words of the other."""
    first, second = one.casefold(), other.casefold()
    shorter, longer = sorted((first, second), key=len)
    if first == second or (longer.startswith(shorter) and longer[len(shorter) :].lstrip()[:1] in ":,–—("):
        return True
    fewer, more = sorted((_words(one), _words(other)), key=len)
    return len(fewer) > 1 and fewer <= more


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", title.casefold())) - _IDLE


def project_of(report: Report, title: str) -> PortfolioProject | None:
    """The project of that title."""
    assert report.portfolio is not None
    return next((one for one in report.portfolio.projects if same_title(one.title, title)), None)


def marked(report: Report, truth: dict[str, str]) -> Claim | None:
    """The claim that a truth speaks of: a line by its beginning, a skill by name or id, or as listed."""
    assert report.portfolio is not None
    names = {one.name: one.id for one in report.skills}
    key = next(one for one in _KINDS if one in truth)
    wanted = truth[key].casefold()
    listed: Claim | None = None
    for claim in report.portfolio.claims:
        words: tuple[str, ...] = (claim.about, names.get(claim.about, ""))
        if claim.kind == "achievement":
            words = (claim.claim.text,)
        elif claim.kind == "skill":
            words = (*words, claim.about.split()[-1])  # Azure is Microsoft Azure
        fits = claim.kind == _KINDS[key] or (key == "claim" and claim.kind == "skill")
        if fits and any(one.casefold().startswith(wanted) for one in words if one):
            return claim
        if fits and key == "claim" and claim.claim.text.casefold() == wanted:
            listed = listed if listed and listed.mark != "silent" else claim
    return listed


@dataclass
class Score:
    """Counts over some people, and each thing that is wrong."""

    count: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, person: Person, report: Report) -> None:
        """Compare one report with the truth."""
        count, work = self.count, report.portfolio
        assert work is not None
        truths = person.truth["projects"]
        extra = [
            one.title for one in work.projects if not any(same_title(one.title, t["title"]) for t in truths)
        ]
        count["extra"] += len(extra)
        self.wrong += [f"{person.name}: too many: {one}" for one in extra]
        for truth in truths:
            self._project(person, truth, project_of(report, truth["title"]))
        self._claims(person, report)

    def _project(self, person: Person, truth: dict[str, object], project: PortfolioProject | None) -> None:
        count = self.count
        parts: set[str] = set(truth["parts"])  # type: ignore[call-overload]
        count["projects"] += 1
        count["fields"] += len(_FIELDS)
        if project is None:
            self.wrong.append(f"{person.name}: not found: {truth['title']}")
            count["missed"] += len(parts & SIDES)
            count["all missed"] += len(parts & ALL_PARTS)
            return
        count["found"] += 1
        for name in _FIELDS:
            told, true = (str(one or "").casefold() for one in (getattr(project, name), truth.get(name)))
            count["fields right"] += told == true
            if told != true:
                self.wrong.append(f"{person.name}: {project.title}: {name} {told!r}, true {true!r}")
        told_parts = {one.name for one in project.parts}
        for prefix, kinds in (("", SIDES), ("all ", ALL_PARTS)):
            count[f"{prefix}right"] += len(told_parts & parts & kinds)
            count[f"{prefix}wrong"] += len((told_parts - parts) & kinds)
            count[f"{prefix}missed"] += len((parts - told_parts) & kinds)
        if told_parts ^ parts:
            self.wrong.append(
                f"{person.name}: {project.title}: parts too many {sorted(told_parts - parts)}, "
                f"missed {sorted(parts - told_parts)}"
            )

    def _claims(self, person: Person, report: Report) -> None:
        assert report.portfolio is not None
        contradicted = set()
        for truth in person.truth["claims"]:
            claim = marked(report, truth)
            mark = claim.mark if claim else "silent"  # what is not known is not compared
            right = mark == truth["mark"]
            self.count["marks"] += 1
            self.count["marks right"] += right
            if not right:
                self.wrong.append(
                    f"{person.name}: {truth} is {mark} {claim.work.text if claim and claim.work else ''}"
                )
            if truth["mark"] == "contradicted" and claim:
                contradicted.add(claim.claim)
        for claim in report.portfolio.claims:
            if claim.mark == "contradicted" and claim.claim not in contradicted:
                self.count["false"] += 1
                self.wrong.append(f"{person.name}: wrongly contradicted: {claim.claim.text}")

    def f1(self, prefix: str = "") -> tuple[float, float, float]:
        """Precision, recall and F1 of the parts; with `all ` those of the story too."""
        right, wrong, missed = (self.count[f"{prefix}{one}"] for one in ("right", "wrong", "missed"))
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        return precision, recall, 2 * right / max(1, 2 * right + wrong + missed)

    def row(self) -> str:
        """The cells of a row."""
        count = self.count
        sides, both = (" / ".join(f"{one:.2f}" for one in self.f1(prefix)) for prefix in ("", "all "))
        return (
            f"{count['found']} of {count['projects']}, {count['extra']} too many "
            f"| {count['fields right']} of {count['fields']} | {sides} | {both} "
            f"| {count['marks right']} of {count['marks']} | {count['false']}"
        )
