"""The words every door uses for the same thing: the app, the terminal, Markdown and HTML.

Plain text only: nothing here is markup, and each door escapes what it prints. Texts that come from a
document pass through :func:`clean` or :func:`quote` first.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from analyzer.records import biggest_gaps
from analyzer.reports.clearing import clears_text
from analyzer.texts import Texts, say

if TYPE_CHECKING:
    from analyzer.records import (
        CertificationStatus,
        Competency,
        Decision,
        Evidence,
        Gain,
        Importance,
        JobRef,
        LevelFit,
        Match,
        Met,
        Report,
        Requirement,
        RequirementMatch,
        Severity,
        Strength,
        Suggestion,
        SuggestionKind,
    )


def advice() -> str:
    """Said in every report and the app: what this is, and what it is not."""
    return say("words-advice")


def coaching() -> str:
    """Said wherever people stand beside each other."""
    return say("words-coaching")


def interval_help() -> str:
    """What the interval means, for a person who has not read the documentation."""
    return say("words-interval-help")


def other_terms() -> str:
    """Said before terms that look like skills and that we do not know."""
    return say("words-other-terms")


class Scored(Protocol):
    """What has a score with its band."""

    @property
    def score(self) -> float | None:
        """The score, None when there is none."""

    @property
    def band(self) -> str | None:
        """Its band."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign with the word that says the same, because colour and sign alone exclude some readers.

    `colour` reads on a light page and `dark` on a dark one, both at a contrast of 4.5:1 or better.
    """

    symbol: str
    ascii: str
    id: str
    colour: str
    dark: str

    @property
    def word(self) -> str:
        """The word, like "shown"."""
        return say(self.id)


_CLAIMED = ("#92600F", "#E0A94A")  # one step darker than the mark on the page: text needs 4.5:1

#: How a requirement is met.
MARKS: "dict[Met, Mark]" = {
    "evidenced": Mark("✓", "+", "words-met-evidenced", "#2E7D5B", "#5FBF94"),
    "partly": Mark("◐", "~", "words-met-partly", *_CLAIMED),
    "claimed": Mark("◐", "~", "words-met-claimed", *_CLAIMED),
    "missing": Mark("✗", "-", "words-met-missing", "#A23B3B", "#E58A8A"),
    "unknown": Mark("?", "?", "words-met-unknown", "#626977", "#9CA3AF"),
}

STRENGTHS: "Texts[Strength]" = Texts(
    {
        "E1": "words-strength-e1",
        "E2": "words-strength-e2",
        "E3": "words-strength-e3",
        "E4": "words-strength-e4",
        "E5": "words-strength-e5",
    }
)

IMPORTANCES: "Texts[Importance]" = Texts(
    {
        "required": "words-importance-required",
        "preferred": "words-importance-preferred",
        "responsibility": "words-importance-responsibility",
    }
)

#: What a suggestion asks of the person, in order of effort.
KINDS: "Texts[SuggestionKind]" = Texts(
    {
        "rephrase": "words-kind-rephrase",
        "add-fact": "words-kind-add-fact",
        "build": "words-kind-build",
    }
)

#: How much a suggestion or a warning matters, the most important first.
SEVERITIES: "Texts[Severity]" = Texts(
    {
        "critical": "words-severity-critical",
        "high": "words-severity-high",
        "medium": "words-severity-medium",
        "low": "words-severity-low",
        "info": "words-severity-info",
    }
)

#: The band of a score.
BANDS: "Texts[str]" = Texts(
    {
        "little overlap": "words-band-little-overlap",
        "weak": "words-band-weak",
        "partial": "words-band-partial",
        "good": "words-band-good",
        "strong": "words-band-strong",
    }
)

LEVELS: "Texts[LevelFit]" = Texts(
    {
        "under": "words-level-under",
        "at": "words-level-at",
        "over": "words-level-over",
    }
)

#: The same in one word, for narrow columns.
LEVEL_FITS: "Texts[LevelFit]" = Texts(
    {
        "under": "words-level-fit-under",
        "at": "words-level-fit-at",
        "over": "words-level-fit-over",
    }
)

#: What was decided on a suggestion in the truth ledger.
DECISIONS: "Texts[Decision]" = Texts(
    {
        "open": "words-decision-open",
        "accepted": "words-decision-accepted",
        "declined": "words-decision-declined",
    }
)

#: Level of a competency, 0 to 4.
_COMPETENCY_LEVELS = (
    "words-competency-0",
    "words-competency-1",
    "words-competency-2",
    "words-competency-3",
    "words-competency-4",
)


def competency_levels() -> tuple[str, ...]:
    """The levels of a competency in words, from 0 to 4."""
    return tuple(map(say, _COMPETENCY_LEVELS))


CERTIFICATIONS: "Texts[CertificationStatus]" = Texts(
    {
        "held": "words-certification-held",
        "in_progress": "words-certification-in-progress",
        "expired": "words-certification-expired",
        "planned": "words-certification-planned",
    }
)


_LABEL_WIDTH = 48

#: Openings of a requirement that say nothing about what is asked, with the rest as the label.
#: "Solid understanding of the machine learning life cycle" -> "machine learning life cycle"
_LEAD_IN = re.compile(
    r"^(?:(?:and|or|plus|with|including)\s+)*"
    r"(?:(?:proven|strong|solid|excellent|demonstrated|deep|good|basic|working|prior|practical|hands-on)\s+)*"
    r"(?:(?:experience|exposure|familiarity|knowledge|understanding|proficiency|expertise|background|skills?)\s+"
    r"(?:with|of|in|to|on)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
#: What follows explains, it does not name.
_LABEL_END = re.compile(r"\s*[:;(]|\s+[-–—]\s|\.(?:\s|$)")
#: So does what follows a comma and such a word; other commas part a list ("Budget, risk and vendors").
_LABEL_COMMA = re.compile(
    r",\s+(?:and\s+with|as|at|for|from|in|including|ideally|on|preferably|such|to|which|while|who|with)\b"
)
#: Words that joined a part of a sentence to the part before it, and say nothing once it stands alone.
#: "with scheduling tools", "and at least one year", "as well as Jira", "; you will lead"
_JOINED = re.compile(
    r"^(?:[\s,;:•*-]+|(?:and|or|and/or|plus|also|but|as well as|along with|together with|with|including"
    r"|includes|such as|e\.g\.|that|who|which)\b(?:\s+also\b)?[,:]?\s+(?=\S))+",
    re.IGNORECASE,
)
#: "at least one of which shipped" stands alone as "At least one of these shipped".
_OF_WHICH = re.compile(
    r"^((?:at least |most |some |many |all |\w+ )?(?:\w+ )?of) (?:which|whom)\b", re.IGNORECASE
)
#: "dbt", "iOS", "n8n", "pandas": names that are written small, or as they are.
_SMALL_NAMES = frozenset({"dbt", "pandas", "numpy", "pytest", "scikit-learn", "spaCy", "kubectl", "git"})
_DANGLING = re.compile(
    r"(?:\s+(?:a|an|and|as|at|by|for|from|in|including|of|on|or|that|the|to|which|with))+$"
)


# --- text that came from a document -------------------------------------------------------------------

#: CSI and OSC sequences of terminals, for example "\x1b[31m" or "\x1b]8;;http://...\x07".
_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-Z\\-_]?")
#: Cc controls, Cf invisible and direction marks, Cs lone surrogates, Co private use (icon fonts).
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co"})


def clean(text: str) -> str:
    """`text` on one line, without anything a terminal or a page could obey instead of print.

    Escape sequences, control characters, direction overrides and private-use icons are taken out, runs of
    white space become one space.
    """
    text = _ANSI.sub("", text)
    spaced = "".join(" " if char.isspace() else char for char in text)
    kept = (char for char in spaced if char == " " or unicodedata.category(char) not in _UNPRINTABLE)
    return " ".join("".join(kept).split())


def printable(text: str) -> str:
    """`text` with its line ends and spaces, without anything a terminal or a page could obey."""
    kept = _ANSI.sub("", text).replace("\t", " ")
    return "".join(
        char for char in kept if char == "\n" or unicodedata.category(char) not in _UNPRINTABLE | {"Zl", "Zp"}
    )


def shorten(text: str, width: int) -> str:
    """`text` cut at a word end to at most `width` characters, with "…" where something is left out."""
    text = clean(text)
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut else cut
    kept = at_word if len(at_word) > width // 2 else cut
    return _DANGLING.sub("", kept.rstrip(" ,.;:")).rstrip(" ,.;:") + "…"


def quote(text: str, width: int = 90) -> str:
    """`text` in quotation marks, cut to `width` characters in all."""
    return f"“{shorten(text, width - 2)}”"


# --- one match ----------------------------------------------------------------------------------------


def mark(met: "Met") -> Mark:
    """The sign and word for how a requirement is met."""
    return MARKS[met]


def score_text(match: "Match") -> str:
    """The score as a whole number, "–" when there is none.

    Rounded down, so that the number never stands in a higher band than the word beside it (59.7 is partial).
    """
    return whole(match.score)


def score_and_band(one: "Scored") -> str:
    """Like "74 good"; "–" when there is no score."""
    return "–" if one.score is None else f"{whole(one.score)} {BANDS[one.band] if one.band else ''}".strip()


def whole(score: float | None) -> str:
    """The one way in which a score is shown: a whole number, rounded down; "–" when there is none."""
    return "–" if score is None else str(math.floor(score))


def interval_text(match: "Match") -> str:
    """Like "61-74", the 90 % interval in whole points, rounded outwards; "" when nothing was scored."""
    return span_text(match.low, match.high)


def span_text(low: float | None, high: float | None) -> str:
    """Like "61-74"; "" when an end is not known."""
    return "" if low is None or high is None else f"{math.floor(low)}-{math.ceil(high)}"


#: An interval of more points than this is wide.
_WIDE = 40


def interval_note(match: "Match") -> str:
    """What the interval means, and what to do where it is wide; nothing without a score."""
    if match.score is None or match.low is None or match.high is None:
        return ""
    return f"{interval_help()} {say('words-interval-wide')}" if wide(match) else interval_help()


def wide(match: "Match") -> bool:
    """Whether the interval is so wide that the number alone is no answer."""
    return match.low is not None and match.high is not None and match.high - match.low > _WIDE


#: The source of a job that is no ad.
ROLE_LIBRARY = "role library"


def source_text(job: "JobRef", width: int = 40) -> str:
    """Where a job is from: the library of roles, or the name of a file."""
    return say("words-role-library") if job.source == ROLE_LIBRARY else shorten(job.source, width)


def target_text(job: "JobRef") -> str:
    """What a score is for, so that no report is mistaken for one about another job."""
    if job.source == ROLE_LIBRARY:
        return say("words-target-role", title=clean(job.title))
    return say("words-target-ad", title=clean(job.title), source=clean(job.source))


def headline(match: "Match") -> str:
    """Like "68, good, interval 61-74", or why there is no score."""
    if match.abstained or match.score is None:
        return say("words-not-scored", reason=clean(match.reason) or say("words-no-reason"))
    return say(
        "words-headline", score=score_text(match), band=band_text(match), interval=interval_text(match)
    )


def band_text(match: "Match") -> str:
    """The band of the score in words, like "good"; "" without one."""
    return "" if match.band is None else BANDS[match.band]


def level_text(match: "Match") -> str:
    """How the person's seniority compares with the job's, as a phrase; "" when it is not known."""
    return "" if match.level_fit is None else LEVELS[match.level_fit]


def label(requirement: "RequirementMatch") -> str:
    """The requirement in a few of its own words: "machine learning life cycle"."""
    text = clean(requirement.text)
    rest = _LEAD_IN.sub("", text, count=1)
    named = _LABEL_COMMA.split(_LABEL_END.split(rest or text, maxsplit=1)[0], maxsplit=1)[0]
    return shorten(named or text, _LABEL_WIDTH)


def asked(requirement: "RequirementMatch | Requirement | str") -> str:
    """The requirement as a line of its own: "with scheduling tools" reads "Scheduling tools".

    A posting's sentence is cut where it asks for two things, so a part may begin with the word that joined
    it. Nothing is added: joining words at its start are left out, and it begins with a capital.
    """
    text = clean(requirement if isinstance(requirement, str) else requirement.text)
    alone = _OF_WHICH.sub(r"\1 these", _JOINED.sub("", text, count=1)).rstrip(" ,;:")
    if not alone:
        return text
    first = alone.split(maxsplit=1)[0]
    as_it_is = (
        first in _SMALL_NAMES or first[1:] != first[1:].lower() or any(char.isdigit() for char in first)
    )
    return alone if as_it_is else alone[:1].upper() + alone[1:]


#: From this share of the points on, "shown" needs no word more.
_FULLY = 0.8


def thinly(one: "RequirementMatch") -> bool:
    """Whether something is shown and brings clearly less than the points that it could."""
    return one.met == "evidenced" and one.points < _FULLY * one.max_points


def thin_note(requirements: "Iterable[RequirementMatch]") -> str:
    """The sentence about what is shown thinly, where something is."""
    return say("words-thinly") if any(map(thinly, requirements)) else ""


def met_text(one: "RequirementMatch") -> str:
    """How a requirement is met, in words; a tick beside part of the points says why."""
    word = MARKS[one.met].word
    return say("words-met-thinly", word=word) if thinly(one) else word


def points_text(points: float, most: float) -> str:
    """Like "4.5 of 9": points as far as they have decimals."""
    return say("words-points-of", points=_number(points), most=_number(most))


def explain(match: "Match", report: "Report") -> str:
    """Why the score is what it is: how much of what is required is shown, the best of it, the biggest gaps.

    Short sentences in the posting's own words. A match without a score is explained by its reason.
    """
    if match.abstained or match.score is None:
        reason = clean(match.reason).rstrip(".")
        return f"{reason or say('words-explain-too-little')}."
    requirements = [one for one in match.requirements if one.max_points > 0]
    if not requirements:
        return say("words-explain-no-requirement")
    aside = say("words-explain-set-aside") if report.integrity else ""
    own = weights_text(report.meta.weights)
    far = say("words-far") if match.band == "little overlap" else ""
    return " ".join(part for part in (_shown(requirements), _gaps(requirements), far, aside, own) if part)


def weights_text(weights: "Sequence[tuple[str, float]]") -> str:
    """Like "Own weights were used: career 0.5, outcomes 2; the rest 1."; "" where all are as learned."""
    if not weights:
        return ""
    said = ", ".join(f"{name} {factor:g}" for name, factor in weights)
    return say("words-explain-own-weights", weights=said)


def _shown(requirements: "Sequence[RequirementMatch]") -> str:
    required = [one for one in requirements if one.importance == "required"]
    group = required or requirements
    shown = [one for one in group if one.met == "evidenced"]
    best = sorted(shown, key=lambda one: (-one.points, requirements.index(one)))[:2]
    counts = {"count": len(shown), "total": len(group)}
    if not best:
        return say("words-shown-required" if required else "words-shown-asked", **counts)
    strongest = listed(quote(label(one)) for one in best)
    return say(
        "words-shown-required-best" if required else "words-shown-asked-best", best=strongest, **counts
    )


def _gaps(requirements: "Sequence[RequirementMatch]") -> str:
    gaps = biggest_gaps(requirements)
    if not gaps:
        return ""
    named = listed(f"{quote(label(one))} ({MARKS[one.met].word})" for one in gaps)
    return say("words-gaps", count=len(gaps), gaps=named)


def by_importance(
    requirements: "Sequence[RequirementMatch]",
) -> "tuple[tuple[str, tuple[RequirementMatch, ...]], ...]":
    """Requirements under their headings, in the order of the posting; empty groups are left out."""
    groups = (
        (word, tuple(one for one in requirements if one.importance == key))
        for key, word in IMPORTANCES.items()
    )
    return tuple((word, group) for word, group in groups if group)


def really_different(one: "Match", other: "Match") -> bool:
    """Whether two scores differ by more than their intervals: neither score lies in the other's interval."""
    if one.score is None or other.score is None:
        return False
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return not (one.low <= other.score <= one.high or other.low <= one.score <= other.high)


# --- suggestions --------------------------------------------------------------------------------------


def first_heading(count: int) -> str:
    """The heading above the changes to make first."""
    return say("words-first", count=count)


def gain_text(gain: "Gain | None") -> str:
    """Like "about 4 more points"; "" when the change does not move a score or was not measured."""
    if gain is None or gain.points <= 0:
        return ""
    points = round(gain.points)
    if points < 1:
        return say("words-gain-under-one")
    return say("words-gain", points=points)


def gain_short(gain: "Gain | None") -> str:
    """Like "+4", for narrow columns."""
    if gain is None or gain.points <= 0:
        return ""
    return f"+{round(gain.points)}" if gain.points >= 0.5 else "<1"


def worth_text(suggestion: "Suggestion") -> str:
    """What a change is worth in words; of a change of words alone also that it moves no score."""
    same = suggestion.kind == "rephrase" and suggestion.gain is not None and suggestion.gain.points == 0
    points = say("words-same-score") if same else gain_text(suggestion.gain)
    clears = clears_text(suggestion.gain.clears) if suggestion.gain else ""
    return ", ".join(part for part in (points, clears) if part)


def together_text(report: "Report", first: "Sequence[Suggestion]") -> str:
    """What the changes to make first bring together, beside the sum of what each brings alone.

    "" where fewer than two of them move the score, or for another job than the one they are measured for.
    """
    alone = [one.gain.points for one in first if one.gain is not None and one.gain.points > 0]
    if report.together is None or len(alone) < 2 or tuple(first) != report.suggestions[: len(first)]:
        return ""
    said = _together(len(alone), len(first), _number(report.together.points))
    more = round(report.together.points - sum(alone), 1)
    if abs(more) < _NEARLY:
        return said
    why = "words-together-same" if more < 0 else "words-together-more"
    return f"{said} {say(why, sum=_number(sum(alone)))}"


#: How near a sum is the same.
_NEARLY = 0.5


def _together(count: int, listed: int, points: str) -> str:
    """What the changes that bring points bring together: some of those listed, or all."""
    return say("words-together-some" if count < listed else "words-together-all", count=count, points=points)


def ranked_suggestions(report: "Report", *, job: str | None = None) -> "tuple[Suggestion, ...]":
    """All changes, the most useful first, as the Report has them.

    Gains are measured for the first job; for another `job` they do not count, and severity alone decides.
    """
    if _of_first_job(report, job):
        return report.suggestions
    return tuple(sorted(report.suggestions, key=lambda one: tuple(SEVERITIES).index(one.severity)))


def _of_first_job(report: "Report", job: str | None) -> bool:
    """Whether gains are known for a job: they are measured for the first."""
    return not report.matches or job in (None, report.matches[0].job.id)


def best_suggestions(report: "Report", n: int = 3, *, job: str | None = None) -> "tuple[Suggestion, ...]":
    """The `n` changes to make first: those at the top, which the advice chose to bring most together.

    Where no gain is known, as for another job than the first, one rule and one line of the resume are named
    once each as long as there are others, because three changes of one kind read as one.
    """
    ranked = ranked_suggestions(report, job=job)
    if report.together is not None and _of_first_job(report, job):
        return ranked[:n]
    first: list[Suggestion] = []
    for one in ranked:
        if not any(one.rule == other.rule or _same_line(one, other) for other in first):
            first.append(one)
    rest = [one for one in ranked if one not in first]
    return tuple((first + rest)[:n])


def _same_line(one: "Suggestion", other: "Suggestion") -> bool:
    if not (one.evidence and other.evidence):
        return False
    first, second = one.evidence[0], other.evidence[0]
    return (first.document, first.start) == (second.document, second.start)


# --- small parts --------------------------------------------------------------------------------------


def place(evidence: "Evidence", report: "Report") -> str:
    """Where a quote stands: "p. 2", with the file's name when it is not the resume."""
    where = say("words-place", page=evidence.page)
    if evidence.document == 0 or evidence.document >= len(report.documents):
        return where
    return f"{clean(report.documents[evidence.document].name)}, {where}"


#: A mention shorter than this proves nothing by itself: it is shown in its line.
_SPEAKS_FOR_ITSELF = 40


def in_context(evidence: "Evidence", report: "Report", width: int = 200) -> str:
    """The words of the evidence; a mention of a word or two with as much of its line as `width` holds.

    "Jira" becomes "Ran sprints for two teams in Jira": always a piece of the document, cut with "…" only.
    """
    if len(evidence.text) >= _SPEAKS_FOR_ITSELF or evidence.document >= len(report.documents):
        return shorten(evidence.text, width)
    text = report.documents[evidence.document].text
    start = text.rfind("\n", 0, evidence.start) + 1
    end = text.find("\n", evidence.end)
    line = clean(text[start : end if end >= 0 else len(text)].lstrip(" •"))
    mention = clean(evidence.text)
    at = line.find(mention)
    if at < 0 or len(line) <= width or len(mention) >= width:
        return shorten(line if at >= 0 else mention, width)
    return _window(line, at, at + len(mention), width)


def proofs(found: "Sequence[Evidence]", report: "Report", most: int = 3) -> "tuple[Evidence, ...]":
    """The first `most` pieces of evidence that read differently: two mentions in one line are one proof."""
    firsts: dict[tuple[int, str], Evidence] = {}
    for one in found:
        firsts.setdefault((one.document, in_context(one, report, 1000)), one)
    return tuple(firsts.values())[:most]


def _window(line: str, start: int, end: int, width: int) -> str:
    """At most `width` characters of the line around the mention, cut at words."""
    before = max(0, min(start - (width - (end - start)) // 2, len(line) - width))
    if before == 0:
        return shorten(line, width)
    before = min(start, line.find(" ", before + 1, start) + 1 or start)
    return "…" + shorten(line[before:], width - 1)


def competency_text(competency: "Competency") -> str:
    """Like "lead (3 of 4)"."""
    levels = competency_levels()
    level = max(0, min(competency.level, len(levels) - 1))
    return say("words-competency-level", level=levels[level], number=level, most=len(levels) - 1)


def years_text(years: float | None) -> str:
    """Like "9.2 years", or that the dates could not be read: unknown is not zero."""
    if years is None:
        return say("words-years-unknown")
    return say("words-years", years=round(years, 1))


def period_text(start: str | None, end: str | None) -> str:
    """Like "2020-01 to 2022-02", "" when neither date was read."""
    end = say("words-present") if end == "present" else end
    if start and end:
        return say("words-period", start=start, end=end)
    return start or end or ""


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def listed(parts: Iterable[str]) -> str:
    """Like "A, B and C"."""
    *others, last = tuple(parts) or ("",)
    return say("words-list", others=", ".join(others), last=last) if others else last
