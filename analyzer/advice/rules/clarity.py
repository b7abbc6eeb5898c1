"""Rules about wording: who acts, how plainly, and how much fits in one line."""

import re
from collections.abc import Iterator

from analyzer.advice.rule import Case, Finding, rule
from analyzer.records import Passage

#: Phrases that name a duty instead of a deed. Basis: rule LNG-02; each is named in career-centre lists.
_DUTY = re.compile(
    r"(?i)\b(?:(?:was |were )?responsible for|duties (?:included|include)|tasked with|in charge of|"
    r"(?:worked|working) on|helped (?:with|to|in)|involved in|participated in|participating in|"
    r"assisted (?:with|in)|(?:was )?part of the team)\b"
)

#: The verbs that usually stand behind a duty phrase, to start the rewrite with.
_DEEDS = (
    (re.compile(r"(?i)responsible|charge"), "Ran"),
    (re.compile(r"(?i)worked|working"), "Built, planned or wrote (whichever is true)"),
    (re.compile(r"(?i)helped|assisted"), "Say your own part"),
    (re.compile(r"(?i)involved|particip|part of"), "Say what you did in it"),
)

#: Words that stand where a count or a name should. Basis: rule LNG-03.
_VAGUE = re.compile(
    r"(?i)\b(?:various|several|many|numerous|multiple|a number of|a variety of|significant(?:ly)?|"
    r"substantial(?:ly)?|greatly|etc\.?|and more)(?=\W|$)"
)

#: Self-praise that nobody can check. Basis: rule LNG-04 (LinkedIn's yearly lists; a count over 160,000
#: resumes).
_PRAISE = re.compile(
    r"(?i)\b(?:results?[- ]driven|results?[- ]oriented|go[- ]getter|team player|self[- ]starter|"
    r"detail[- ]oriented|"
    r"highly motivated|hard[- ]?working|passionate|visionary|gurus?|ninjas?|rock ?star|world[- ]class|"
    r"best[- ]of[- ]breed|synerg(?:y|ies|istic)|thought leader|think(?:ing)? outside the box|"
    r"hit the ground running|proven track record|excellent communication(?: skills)?|"
    r"strong work ethic|dynamic (?:professional|leader|individual|manager)|seasoned professional)\b"
)

_PRONOUN = re.compile(r"\b(?:I(?![/.&-]?\w)|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]yself|[Ww]e|[Oo]ur|[Mm]e)\b")
_PASSIVE = re.compile(
    r"(?i)\b(?:was|were|been|being)\s+(?:\w+ly\s+)?(\w+(?:ed|wn|ught|ilt|ade|ept|iven|et))\b"
)
#: Passives that a person is right to be proud of.
_PROUD = frozenset(
    [
        "promoted",
        "selected",
        "awarded",
        "invited",
        "appointed",
        "elected",
        "nominated",
        "recognised",
        "recognized",
        "named",
    ]
)

_FILLER = re.compile(
    r"(?i)\b(?:in order to|due to the fact that|at this point in time|on a daily basis|on a regular basis|"
    r"very|really|basically|successfully|utili[sz](?:e|ed|ing))\b"
)

_BULLET_WORDS = (6, 40)
_MANY_IDEAS = 3


@rule("clarity/duty-phrase", code="LNG-02", severity="medium", kind="rephrase", basis="C")
def duty_phrase(case: Case) -> Iterator[Finding]:
    """The line names a duty, not what was done.

    Why: everyone in the job had the duty; the deed and its result are yours.
    Instead of: - Responsible for the weekly status report.
    Try: - Wrote the weekly status report that 14 site leads planned by.
    Source: career-centre agreement
    """
    for passage in case.bullets():
        text = case.text(passage)
        match = _DUTY.search(text)
        if match and match.start() < 40:
            start = passage.start + match.start()
            verb = next(
                deed for pattern, deed in _DEEDS if pattern.search(match.group()) or deed is _DEEDS[-1][1]
            )
            yield Finding(
                message=f"“{match.group()}” hides what you did. {verb} … and what changed because of it?",
                evidence=(case.evidence(start, start + len(match.group())),),
                before=text,
                after=f"[what you did]{text[match.end() :].rstrip('. ')}; [what changed].",
            )


@rule("clarity/vague-quantity", code="LNG-03", severity="low", kind="add-fact", basis="C")
def vague_quantity(case: Case) -> Iterator[Finding]:
    """A vague word stands where a count could.

    Why: “several” may be three or thirty; the count is shorter and says more.
    Instead of: - Managed several vendors at once.
    Try: - Managed four vendors at once.
    Source: career-centre agreement
    """
    for passage in case.bullets():
        text = case.text(passage)
        for match in _VAGUE.finditer(text):
            near = text[max(0, match.start() - 20) : match.end() + 25]
            if not re.search(r"\d|[Ss]clerosis|choice", near):
                start = passage.start + match.start()
                yield Finding(
                    message=f"“{match.group()}”: how many, or which?",
                    evidence=(case.evidence(start, start + len(match.group())),),
                    before=text,
                    after=text[: match.start()] + "[how many, or which]" + text[match.end() :],
                )
                break


@rule("clarity/self-praise", code="LNG-04", severity="medium", kind="rephrase", basis="B")
def self_praise(case: Case) -> Iterator[Finding]:
    """Words of praise for oneself without a fact.

    Why: the words are in most resumes, so they tell no one apart; a deed does.
    Instead of: Results-driven team player with a proven track record.
    Try: Delivered four forecasting services for retailers since 2021, all still in use.
    Source: LinkedIn's yearly lists of worn words; a published count over 160,000 resumes
    """
    found = []
    for passage in case.outline.passages:
        if passage.kind in ("bullet", "prose", "list"):
            found += [
                (match.group(), passage.start + match.start())
                for match in _PRAISE.finditer(case.text(passage))
            ]
    if found:
        words = ", ".join(f"“{word}”" for word, _ in found[:5])
        yield Finding(
            message=f"{words}: show it by one fact instead of saying it.",
            evidence=tuple(case.evidence(start, start + len(word)) for word, start in found),
            severity="medium" if len(found) > 2 else "low",
        )


@rule("clarity/first-person", code="LNG-01", severity="medium", kind="rephrase", basis="C")
def first_person(case: Case) -> Iterator[Finding]:
    """First-person pronouns in a bullet.

    Why: the page is about you anyway; starting with the verb saves room and reads faster.
    Instead of: - I planned the pilot and my team ran it.
    Try: - Planned the pilot that a team of five ran.
    Source: career-centre agreement (US, UK); other countries are freer
    """
    for passage in case.bullets():
        text = case.text(passage)
        match = _PRONOUN.search(re.sub(r"[“\"][^”\"]*[”\"]", lambda quote: " " * len(quote.group()), text))
        if match:
            start = passage.start + match.start()
            yield Finding(
                message=f"Leave out “{match.group()}”: start with the verb.",
                evidence=(case.evidence(start, start + len(match.group())),),
                before=text,
            )


@rule("clarity/passive-bullet", code="LNG-05", severity="low", kind="rephrase", basis="C")
def passive_bullet(case: Case) -> Iterator[Finding]:
    """The line says what was done, not who did it.

    Why: a reader cannot tell whether it was you.
    Instead of: - The risk register was maintained and reviews were held weekly.
    Try: - Maintained the risk register and held weekly reviews.
    Source: career-centre agreement
    """
    for passage in case.bullets():
        text = case.text(passage)
        match = _PASSIVE.search(text)
        if passage.kind == "bullet" and match and match.group(1).lower() not in _PROUD and match.start() < 45:
            start = passage.start + match.start()
            yield Finding(
                message=f"“{match.group()}”: by whom? If it was you, start with the verb.",
                evidence=(case.evidence(start, start + len(match.group())),),
                before=text,
            )


@rule("clarity/filler", code="LNG-06", severity="low", kind="rephrase", basis="C")
def filler(case: Case) -> Iterator[Finding]:
    """Words that can go without loss.

    Why: every word that says nothing hides one that does.
    Instead of: - Successfully utilized Jira in order to plan sprints.
    Try: - Planned sprints in Jira.
    Source: career-centre agreement
    """
    found = [
        (match.group(), passage.start + match.start())
        for passage in case.bullets()
        for match in _FILLER.finditer(case.text(passage))
    ]
    if found:
        words = ", ".join(dict.fromkeys(f"“{word}”" for word, _ in found))
        yield Finding(
            message=f"Leave out or shorten: {words}.",
            evidence=tuple(case.evidence(start, start + len(word)) for word, start in found),
        )


@rule("clarity/repeated-verb", code="BUL-05", severity="low", kind="rephrase", basis="C")
def repeated_verb(case: Case) -> Iterator[Finding]:
    """Many lines open with the same verb.

    Why: the eye reads the first word of each line; the same word again looks like the same work.
    Instead of: | - Managed the plan of the pilot.
    | - Managed the vendor of the data.
    | - Managed the rollout to the sites.
    | - Managed the training of the clerks.
    Try: | - Planned the pilot with two teams.
    | - Negotiated with the vendor of the data.
    | - Rolled it out to the sites.
    | - Trained the clerks who use it.
    Source: career-centre agreement
    """
    bullets = [passage for passage in case.bullets() if passage.kind == "bullet"]
    openings: dict[str, list[Passage]] = {}
    for passage in bullets:
        first = re.match(r"[A-Za-z][\w-]*", case.text(passage))
        if first:
            openings.setdefault(first.group().lower(), []).append(passage)
    for verb, places in openings.items():
        if verb == "environment" or len(places) < 4 or len(places) * 5 < len(bullets):
            continue
        yield Finding(
            message=f"{len(places)} lines open with “{verb.capitalize()}”. Vary the ones where another "
            "verb is truer.",
            evidence=tuple(case.evidence(place.start, place.start + len(verb)) for place in places),
        )


@rule("clarity/long-bullet", code="BUL-03", severity="low", kind="rephrase", basis="C")
def long_bullet(case: Case) -> Iterator[Finding]:
    """A bullet of more than forty words.

    Why: past two printed lines a first reading skips the rest, and with it the result.
    Instead of: - Coordinated the analysts, the engineers and the clinical staff of three sites over the
        whole year so that the data needed for the model could be collected, cleaned, labelled, checked by
        a second person and handed over to the vendor, who then trained the model and reported back to us.
    Try: - Coordinated analysts, engineers and clinical staff of three sites to label the model's data.
    Source: eye-tracking studies of first readings; career-centre agreement
    """
    for passage in case.bullets():
        text = case.text(passage)
        count = len(text.split())
        if passage.kind == "bullet" and count > _BULLET_WORDS[1] and text.count(",") * 3 < count:
            yield Finding(
                message=f"{count} words in one bullet. Split it, the result first.",
                evidence=(case.evidence(passage.start, passage.end),),
                before=text,
            )


@rule("clarity/mixed-full-stops", code="BUL-06", severity="low", kind="rephrase", basis="D")
def mixed_full_stops(case: Case) -> Iterator[Finding]:
    """Some bullets end with a full stop, others do not.

    Why: it looks unchecked.
    Instead of: | - Planned the pilot with two teams.
    | - Trained the clerks who use it
    | - Wrote the guide for new users.
    | - Closed the project two weeks early
    | - Handed over to operations.
    Try: | - Planned the pilot with two teams.
    | - Trained the clerks who use it.
    | - Wrote the guide for new users.
    | - Closed the project two weeks early.
    | - Handed over to operations.
    Source: convention
    """
    bullets = [passage for passage in case.bullets() if passage.kind == "bullet"]
    stops = [case.text(passage).rstrip().endswith((".", "!")) for passage in bullets]
    if len(bullets) < 5 or not 0.15 <= sum(stops) / len(stops) <= 0.85:
        return
    usual = sum(stops) * 2 >= len(stops)
    odd = [passage for passage, stop in zip(bullets, stops, strict=True) if stop != usual]
    yield Finding(
        message=f"{sum(stops)} of {len(stops)} bullets end with a full stop. Use it on all, or on none.",
        evidence=tuple(case.evidence(passage.end - 1, passage.end) for passage in odd),
    )


@rule("clarity/mixed-spelling", code="LNG-08", severity="low", kind="rephrase", basis="D")
def mixed_spelling(case: Case) -> Iterator[Finding]:
    """British and American spelling side by side.

    Why: it looks unchecked; spelling is one of the few points with strong evidence.
    Instead of: | - Organised the pilot with two teams.
    | - Analyzed the results with finance.
    Try: | - Organised the pilot with two teams.
    | - Analysed the results with finance.
    Source: convention
    """
    british: list[tuple[str, int]] = []
    american: list[tuple[str, int]] = []
    for passage in case.outline.passages:
        if passage.kind in ("bullet", "prose"):
            for pattern, found in ((_BRITISH, british), (_AMERICAN, american)):
                found += [
                    (match.group(), passage.start + match.start())
                    for match in pattern.finditer(case.text(passage))
                ]
    if british and american:
        fewer = min(british, american, key=len)
        yield Finding(
            message=f"British (“{british[0][0]}”) and American (“{american[0][0]}”) spelling are mixed. "
            "Choose one.",
            evidence=tuple(case.evidence(start, start + len(word)) for word, start in fewer),
        )


#: Word pairs that differ only by variety and are no names. `-ize` alone is no sign: Oxford spelling has it
#: too.
_BRITISH = re.compile(
    r"(?i)\b(?:organis|analys|optimis|prioritis|utilis|standardis|summaris|recognis|minimis|maximis|digitis|"
    r"moderniz?s)"
    r"(?:e|ed|es|ing)\b|\b(?:colour|behaviour|favour|labour|centre|catalogue|labell(?:ed|ing)|modell(?:ed|"
    r"ing)|"
    r"travell(?:ed|ing)|fulfil|enrol|licence)\w*\b"
)
_AMERICAN = re.compile(
    r"(?i)\b(?:analyz)(?:e|ed|es|ing)\b|\b(?:color|behavior|favor|center|catalog(?!ue)|label(?:ed|ing)|"
    r"model(?:ed|ing)|"
    r"travel(?:ed|ing)|fulfill|enroll)(?:s|ed|ing|ment)?\b|"
    r"\b(?:organiz|optimiz|prioritiz|utiliz|standardiz|summariz|recogniz|minimiz|maximiz|digitiz|moderniz)"
    r"(?:e|ed|es|ing)\b"
)
