"""Rules about wording: who acts, how plainly, and how much fits in one line."""

import re
from collections.abc import Iterator

from analyzer.advice.rule import Case, Change, Edit, Finding, rule
from analyzer.advice.rules.impact import raised_in, weight_of
from analyzer.advice.wording import counted, flat, listed, opening, past_of, with_slot
from analyzer.language.actions import verb_form
from analyzer.records import Passage

#: Phrases that name a duty instead of a deed, and the slot that asks for the deed. Basis: rule LNG-02; each
#: is named in career-centre lists. The words before it may only lead in ("I was also").
_DUTY = re.compile(
    r"\W*(?:(?:i|also|currently|am|was|were|been|have|has|mainly|primarily|solely|jointly|directly|fully|"
    r"closely|actively)"
    r"\s+)*"
    r"(?P<phrase>(?P<ran>responsible for|accountable for|in charge of|tasked with|entrusted with|"
    r"(?:responsibilities|duties) (?:included?|were)|charged with)|(?P<made>work(?:ed|ing) on)|"
    r"(?P<part>(?:involved|participat(?:ed|ing)|took part|assist(?:ed|ing)|help(?:ed|ing)) (?:with|in)))"
    r"\b:?\s*",
    re.IGNORECASE,
)
_DUTY_SLOTS = {"ran": "[What you did for]", "made": "[What you did on]", "part": "[Your own part in]"}

#: The line says that the work was somebody else's: to ask for more would be to ask for a boast.
_OF_OTHERS = re.compile(
    r"\b(?:owned|led|run|managed|held|decided|done) by (?:the|our|my|a|an)\b", re.IGNORECASE
)

#: More verbs of the same form: "managing the plan and reporting on it" cannot be turned word by word.
_MORE_DEEDS = re.compile(r"(?:^|,|\band|\bor|/) ?(?:\w+ly )?\w{3,}ing\b", re.IGNORECASE)

#: Words that stand where a count or a name should. Basis: rule LNG-03. Not "too many", "as many", "many of".
_VAGUE = re.compile(
    r"(?<!too )(?<!as )(?<!so )\b(?:various|several|many(?! of)|numerous|multiple|"
    r"a (?:large |wide )?(?:number|variety|range) of)"
    r"(?= [a-z])",
    re.IGNORECASE,
)
#: Names that hold such a word, and lists that give the names after all.
_VAGUE_NAMES = re.compile(r"sclerosis|choice|regression|myeloma|times|linear|imputation|tenan", re.IGNORECASE)
_NAMED_AFTER_ALL = re.compile(r"[(:–—]|\b(?:such as|including|like|e\.g\.|namely|from)\b", re.IGNORECASE)
#: How far from the vague word a figure or a list may stand to answer it, in characters.
_NEAR_BEFORE, _NEAR_AFTER = 20, 70

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
#: One such word is no habit. Basis: rule LNG-04 asks for a density.
_PRAISE_FROM = 2

#: "I" and its kin. "AI", "I/O", "Phase I" and initials are no pronouns.
_SUBJECT = re.compile(
    r"(?<![.&/-] )(?<![\w&/.-])(?:I(?![\w/&-]|\.\w| *[-–] )|I['’](?:m|ve|d|ll)|[Ww]e|[Mm]y|[Mm]yself)\b"
)
_ROMAN = re.compile(
    r"\b(?:[Pp]hase|[Ll]evel|[Pp]art|[Tt]ype|[Tt]ier|[Cc]lass|[Ss]tage|[A-Z][a-z]+(?:er|or|st|nt)) I\b"
)
#: From so many lines on it is a habit wherever the words stand.
_ASIDES = 3
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")

_FILLER = re.compile(
    r"(?i)\b(?:in order to|due to the fact that|at this point in time|on a daily basis|on a regular basis|"
    r"really|basically|successfully|utili[sz](?:e|ed|ing))\b"
)
_FILLER_FROM = 2
#: What the longer ones mean, and the ones that can simply go.
_PLAIN = {
    "in order to": "to", "due to the fact that": "because", "on a daily basis": "daily",
    "on a regular basis": "regularly", "at this point in time": "now", "utilize": "use", "utilise": "use",
    "utilized": "used", "utilised": "used", "utilizing": "using", "utilising": "using",
}  # fmt: skip
_NEEDLESS = frozenset(("successfully", "really", "basically"))

#: The passive of the main clause: "Sessions were held". Not "Member of the group which was asked".
_PASSIVE = re.compile(
    r"(?P<first>[\w-]+) (?:(?!which|that|who)[\w-]+ ){0,7}(?:was|were|has been|have been) (?:\w+ly )?"
    r"(?P<participle>[\w-]+)",
    re.IGNORECASE,
)
#: Who it was stands there, or a deed of one's own before it; letters of a damaged file stand between words.
_SAYS_WHO = re.compile(r"\b(?:I|we)\b|^\w+ed\b|[\u00c2\u00e2]|\bonce\b")
#: Passives that a person is right to be proud of.
_PROUD = frozenset(
    ("promoted", "selected", "awarded", "chosen", "invited", "appointed", "elected", "nominated", "named")
)
#: Who acted is said in the same line, in another clause.
_DOER = re.compile(r"\b(?:I|we) (?!was\b|were\b|have been\b)(?:\w+ly )?\w+")
#: A passive that tells its result, or is a duty phrase, is spoken about by other rules or by none.
_ANSWERED = re.compile(rf"\d|\bby\b|^(?:{_DUTY.pattern})", re.IGNORECASE)

#: Words in a bullet from which it is long. Basis: rule BUL-03 says 40; five more, to be quiet.
_LONG = 45
#: Lines that open with the same verb: at least so many, and at least this share of all.
_SAME_VERB, _SAME_VERB_SHARE = 4, 0.2
#: Verbs that a manager may well repeat.
_TRUE_REPEATS = frozenset(("led", "lead"))


@rule("clarity/duty-phrase", code="LNG-02", severity="medium", kind="rephrase", basis="C")
def duty_phrase(case: Case) -> Iterator[Finding]:
    """The line names a duty, not what was done.

    Why: everyone in the job had the duty; the deed and its result are yours.
    Instead of: - Responsible for the weekly status report.
    Try: - Wrote the weekly status report that 14 site leads planned by.
    Source: career-centre agreement
    """
    told = {found.evidence.start: found for found in case.achievements()}
    for passage in case.bullets():
        text = case.text(passage)
        match = _DUTY.match(text)
        found = told.get(passage.start)
        if match is None or (found and any(metric.role == "outcome" for metric in found.metrics)):
            continue
        if _OF_OTHERS.search(text):
            continue  # whose work it was is said already
        start = passage.start + match.start("phrase")
        yield Finding(
            message=f"{opening(text)} names a duty. What changed because of you?",
            evidence=(case.evidence(start, start + len(match["phrase"])),),
            before=flat(text),
            after=with_slot(
                _deed(text, match, ongoing=_is_ongoing(case, passage)), "[what changed because of it]"
            ),
            change=Change(raised_in(case, found), "E4", (found.evidence,))
            if found and not found.quantified
            else None,
            edits=_without_duty(case, passage, match),
            severity="low" if found and found.quantified else "medium",
            kind="add-fact",
            weight=weight_of(case, found) if found else 0.0,
        )


def _deed(text: str, match: re.Match[str], *, ongoing: bool) -> str:
    """The line without its duty phrase: a verb that is there takes the lead, else a slot asks for it.

    "Responsible for preparing the plan" -> "Prepared the plan" ("Prepare the plan" in a present job).
    """
    rest = flat(text[match.end() :])
    first, _, object_ = rest.partition(" ")
    form = verb_form(first.casefold())
    if match["ran"] and form and form.tense == "gerund" and object_ and not _MORE_DEEDS.search(object_):
        verb = form.lemma if ongoing else past_of(form.lemma)
        return f"{verb.capitalize()} {object_}"
    gerund = form is not None and form.tense == "gerund"
    slot = _DUTY_SLOTS["part"] if gerund else next(_DUTY_SLOTS[kind] for kind in _DUTY_SLOTS if match[kind])
    return f"{slot} {rest}"


def _without_duty(case: Case, passage: Passage, match: re.Match[str]) -> tuple[Edit, ...]:
    """The duty phrase replaced by the verb that follows it; nothing where the verb is not there."""
    deed = _deed(case.text(passage), match, ongoing=_is_ongoing(case, passage))
    return () if deed.startswith("[") else (Edit(0, passage.start, passage.end, deed),)


def _is_ongoing(case: Case, passage: Passage) -> bool:
    position = case.position_of(passage)
    return position is not None and position.end == "present"


@rule("clarity/vague-quantity", code="LNG-03", severity="low", kind="add-fact", basis="C")
def vague_quantity(case: Case) -> Iterator[Finding]:
    """A vague word stands where a count could.

    Why: “several” may be three or thirty; the count is shorter and says more.
    Instead of: - Managed several vendors at once.
    Try: - Managed four vendors at once.
    Source: career-centre agreement
    """
    found = []
    for passage in case.bullets():
        text = case.text(passage)
        for match in _VAGUE.finditer(text):
            after = text[match.end() : match.end() + _NEAR_AFTER]
            near = text[max(0, match.start() - _NEAR_BEFORE) : match.end() + _NEAR_BEFORE]
            if re.search(r"\d", near) or _VAGUE_NAMES.match(after.lstrip()) or _NAMED_AFTER_ALL.search(after):
                continue
            found.append((passage, match.start(), match.group()))
            break
    if found:
        passage, at, word = found[0]
        text = case.text(passage)
        yield Finding(
            message=f"{listed([word for _, _, word in found])}: how many, or which ones?",
            evidence=tuple(
                case.evidence(one.start + start, one.start + start + len(said)) for one, start, said in found
            ),
            before=flat(text),
            after=flat(f"{text[:at]}[how many, or which]{text[at + len(word) :]}"),
        )


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
    if len(found) >= _PRAISE_FROM:
        yield Finding(
            message=f"{listed([word for word, _ in found])}: one fact shows it better than the word.",
            evidence=tuple(case.evidence(start, start + len(word)) for word, start in found),
            severity="medium" if len(found) > _PRAISE_FROM else "low",
        )


@rule(
    "clarity/first-person", code="LNG-01", severity="low", kind="rephrase", basis="C", quiet_for=("export",)
)
def first_person(case: Case) -> Iterator[Finding]:
    """Lines say “I”, “we” or “my”.

    Why: the page is about you anyway; starting with the verb saves room and reads faster.
    Instead of: - I planned the pilot and my team ran it.
    Try: - Planned the pilot that a team of five ran.
    Source: career-centre agreement (US, UK); other countries are freer
    """
    found = []
    for passage in case.bullets():
        text = _QUOTED.sub(lambda quote: "_" * len(quote.group()), case.text(passage))
        text = _ROMAN.sub(lambda numeral: "_" * len(numeral.group()), text)
        match = _SUBJECT.search(text)
        if match:
            found.append((passage, match.group(), passage.start + match.start()))
    # an aside ("I did not build the model myself") is honest; opening with it, or three asides, is a habit
    if len(found) >= _ASIDES or any(_opens(case, passage, start) for passage, _, start in found):
        yield Finding(
            message=f"{listed([word for _, word, _ in found])} in {counted(len(found), 'line')}. "
            "Most readers expect lines that start with the verb.",
            evidence=tuple(case.evidence(start, start + len(word)) for _, word, start in found),
            before=flat(case.text(found[0][0])),
            edits=tuple(edit for passage, _, _ in found if (edit := _without_i(case, passage))),
        )


def _without_i(case: Case, passage: Passage) -> Edit | None:
    """“I planned” -> “Planned”: where a line opens with I and a verb in the past."""
    match = re.match(r"I (?:have )?(\w)(\w+)", case.text(passage))
    form = verb_form(f"{match[1]}{match[2]}") if match else None
    if match is None or form is None or form.tense != "past":
        return None
    return Edit(0, passage.start, passage.start + match.start(2), match[1].upper())


def _opens(case: Case, passage: Passage, start: int) -> bool:
    """Whether a word opens its line or a sentence of it."""
    before = case.document.text[passage.start : start].rstrip()
    return not before or before.endswith((".", ":", "!"))


@rule("clarity/passive-bullet", code="LNG-05", severity="low", kind="rephrase", basis="C")
def passive_bullet(case: Case) -> Iterator[Finding]:
    """The line says what was done, not who did it.

    Why: a reader cannot tell whether it was you.
    Instead of: - The risk register was maintained and reviews were held weekly.
    Try: - Maintained the risk register and held weekly reviews.
    Source: career-centre agreement
    """
    found = []
    for passage in case.bullets():
        text = case.text(passage)
        if (
            passage.kind == "bullet"
            and _is_passive(text)
            and not _ANSWERED.search(text)
            and not _DOER.search(text)
        ):
            found.append(passage)
    if found:
        yield Finding(
            message=f"{opening(case.text(found[0]))}: by whom? If it was you, start with the verb.",
            evidence=tuple(case.evidence(passage.start, passage.end) for passage in found),
            before=flat(case.text(found[0])),
        )


def _is_passive(text: str) -> bool:
    match = _PASSIVE.match(text)
    if match is None or match["participle"].casefold() in _PROUD or _SAYS_WHO.search(match.group()):
        return False
    first, participle = (verb_form(match[name].casefold()) for name in ("first", "participle"))
    opens_with_verb = first is not None and first.tense in ("past", "gerund")
    return not opens_with_verb and participle is not None and participle.tense == "past"


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
    if len(found) >= _FILLER_FROM:
        yield Finding(
            message=f"Leave out or shorten: {listed([word for word, _ in found])}.",
            evidence=tuple(case.evidence(start, start + len(word)) for word, start in found),
            edits=tuple(edit for word, start in found if (edit := _shorter(case, word, start))),
        )


def _shorter(case: Case, word: str, start: int) -> Edit | None:
    """The filler in plain words, or without it; None where the words around it would have to change."""
    text = case.document.text
    plain = _PLAIN.get(word.casefold())
    if plain is not None:
        return Edit(0, start, start + len(word), plain.capitalize() if word[0].isupper() else plain)
    follower = re.match(r" (\w)", text[start + len(word) :])
    if word.casefold() not in _NEEDLESS or follower is None:
        return None
    end = start + len(word) + follower.end()
    return Edit(0, start, end, follower[1].upper() if word[0].isupper() else follower[1])


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
        if first and verb_form(first.group().lower()):
            openings.setdefault(first.group().lower(), []).append(passage)
    for verb, places in openings.items():
        if len(places) < _SAME_VERB or len(places) < len(bullets) * _SAME_VERB_SHARE or verb in _TRUE_REPEATS:
            continue
        yield Finding(
            message=f"{len(places)} of {len(bullets)} lines open with “{verb.capitalize()}”. "
            "Vary the ones where another verb is truer.",
            evidence=tuple(case.evidence(place.start, place.start + len(verb)) for place in places),
        )


@rule("clarity/long-bullet", code="BUL-03", severity="low", kind="rephrase", basis="C")
def long_bullet(case: Case) -> Iterator[Finding]:
    """A bullet of more than forty-five words.

    Why: past two printed lines a first reading skips the rest, and with it the result.
    Instead of: - Coordinated the analysts, the engineers and the clinical staff of three sites over the
        whole year so that the data needed for the model could be collected, cleaned, labelled, checked by
        a second person and handed over to the vendor, who then trained the model and reported back to us.
    Try: - Coordinated analysts, engineers and clinical staff of three sites to label the model's data.
    Source: eye-tracking studies of first readings; career-centre agreement
    """
    found = []
    for passage in case.bullets():
        text = case.text(passage)
        count = len(text.split())
        if passage.kind == "bullet" and count > _LONG and text.count(",") * 3 < count:
            found.append((count, passage))
    if found:
        count, longest = max(found, key=lambda one: one[0])
        others = f" {counted(len(found) - 1, 'other')} also pass {_LONG} words." if len(found) > 1 else ""
        yield Finding(
            message=f"{opening(case.text(longest))} has {count} words. Split it, the result first.{others}",
            evidence=tuple(case.evidence(passage.start, passage.end) for _, passage in found),
        )


@rule(
    "clarity/mixed-full-stops",
    code="BUL-06",
    severity="low",
    kind="rephrase",
    basis="D",
    quiet_for=("export",),
)
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
        evidence=tuple(case.evidence(*_last_word(case, passage)) for passage in odd),
        edits=tuple(_with_stop(case, passage, usual=usual) for passage in odd),
    )


def _with_stop(case: Case, passage: Passage, *, usual: bool) -> Edit:
    """The last word of a line with a full stop, or without it."""
    start, end = _last_word(case, passage)
    word = case.document.text[start:end]
    return Edit(0, start, end, f"{word.rstrip(';,')}." if usual else word.rstrip(".!"))


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
    words = {name: _varieties(case, pattern) for name, pattern in _VARIETIES.items()}
    # Oxford spelling has -ize beside colour and analyse, so -ize is American only beside -ise
    british = words["ise"] + words["british"]
    american = words["american"] + (words["ize"] if words["ise"] else [])
    if british and american:
        fewer = min(british, american, key=len)
        yield Finding(
            message=f"British (“{british[0][0]}”) and American (“{american[0][0]}”) spelling are mixed. "
            "Choose one.",
            evidence=tuple(case.evidence(start, start + len(word)) for word, start in fewer),
        )


def _last_word(case: Case, passage: Passage) -> tuple[int, int]:
    text = case.text(passage).rstrip()
    return passage.start + text.rfind(" ") + 1, passage.start + len(text)


def _varieties(case: Case, pattern: re.Pattern[str]) -> list[tuple[str, int]]:
    return [
        (match.group(), passage.start + match.start())
        for passage in case.outline.passages
        if passage.kind in ("bullet", "prose")
        for match in pattern.finditer(case.text(passage))
    ]


#: Words that differ only by variety. Nouns count in lower case only: "Trade Center" is a name.
_VERBS = "organi{}|optimi{}|prioriti{}|utili{}|standardi{}|summari{}|recogni{}|minimi{}|maximi{}|digiti{}"
_ENDINGS = "(?:e|ed|es|ing)"
_VARIETIES = {
    "ise": re.compile(rf"\b(?:{_VERBS.replace('{}', 's')}){_ENDINGS}\b", re.IGNORECASE),
    "ize": re.compile(rf"\b(?:{_VERBS.replace('{}', 'z')}){_ENDINGS}\b", re.IGNORECASE),
    "british": re.compile(
        r"\b(?:[Aa]nalys(?:e|ed|ing)|colour\w*|behaviour\w*|favour\w*|labour\w*|centre[sd]?|"
        r"[Ll]abell(?:ed|ing)|"
        r"[Mm]odell(?:ed|ing)|[Tt]ravell(?:ed|ing)|fulfil(?:s|ment)?|enrol(?:s|ment)?)\b"
    ),
    "american": re.compile(
        r"\b(?:[Aa]nalyz(?:e|ed|es|ing)|colors?|behaviors?|favor\w*|labor|centers?|[Ll]abel(?:ed|ing)|"
        r"[Mm]odel(?:ed|ing)|[Tt]ravel(?:ed|ing)|fulfillment|enrollment)\b"
    ),
}
