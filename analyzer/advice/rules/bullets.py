"""Rules about how lines of work begin and hold together: verbs, tenses, one idea each."""

import re
from collections.abc import Iterator, Sequence

from analyzer.advice.rule import Case, Edit, Finding, rule
from analyzer.advice.wording import counted, flat, opening, past_of, position_name
from analyzer.language.actions import Tense, classify_action, verb_form
from analyzer.records import Passage, Position

#: Openings that are surely no verb of the person's own: articles, pronouns, prepositions, plain nouns. A line
#: that opens with a word outside this list and the verb table may open with a verb that we do not know.
_NO_VERB = re.compile(
    r"(?:the|an?|this|these|my|our|their|its|his|her|in|on|at|for|of|as|with|during|from|through|within|under|"
    r"various|several|many|daily|weekly|monthly|regular|strong|good|excellent|extensive|deep|proven|solid|hands-on|"
    r"experienced?|knowledge|understanding|familiarity|familiar|exposure|expertise|responsibility|responsibilities|"
    r"dut(?:y|ies)|role|member|part|point|contact|there|was|were|is|am|being|ability|able|proficien\w+|skilled|"
    r"project|projects|team|stakeholders?|vendors?|clients?|customers?|budgets?|risks?|data|reports?|meetings?)\b"
    r"(?!:)",
    re.IGNORECASE,
)
#: "Daily calls", "weekly reports": what follows is a thing, also where it could be a verb.
_OFTEN = re.compile(r"(?:daily|weekly|monthly|quarterly|yearly) \w+s\b", re.IGNORECASE)
#: So many lines, and this share of all, make it a habit.
_FEWEST, _SHARE = 3, 0.25
#: A shorter line is a label ("Tools: Jira").
_SHORTEST = 4
#: Words from which a line may hold several ideas, deeds and sentences from which it does.
_LONG, _DEEDS, _SENTENCES = 28, 4, 3
#: A deed of its own has an object: verbs in a row ("planned, built and tested the form") share one.
_DEED_WORDS = 4
_PARTS = re.compile(r";|,(?: and)?|\band\b")
_SENTENCE = re.compile(r"(?<=[a-z)\d%][.!]) +(?=[A-Z])")
#: Lines with a verb that a role needs before its tenses can be told to be mixed, and how many differ.
_TENSE_LINES, _ODD_LINES = 4, 2
#: A short line in -ing is often a noun ("Planning and inventory").
_GERUND_WORDS = 4
#: Past forms that look like the present, and verbs that are nouns as well: they tell no tense.
_TENSELESS = frozenset(
    ("cut", "set", "put", "let", "hit", "cost", "read", "spread", "bid", "cast", "reset", "shut", "quit",
     "beat", "lead", "support", "contact", "design", "plan", "test", "report", "research", "audit", "process",
     "contract", "project", "program", "forecast", "model", "work", "focus", "interface", "point", "head",
     "chair", "partner", "troubleshoot", "order", "inventory")
)  # fmt: skip


@rule("clarity/no-opening-verb", code="BUL-04", severity="medium", kind="rephrase", basis="C")
def no_opening_verb(case: Case) -> Iterator[Finding]:
    """Lines do not begin with what you did.

    Why: the first word is read most; a verb says at once that it was your deed.
    Instead of: | - The weekly report for the steering committee.
    | - Various meetings with vendors of the claims system.
    | - In the pilot, training of clerks for the new form.
    Try: | - Wrote the weekly report for the steering committee.
    | - Negotiated with four vendors of the claims system.
    | - Trained 40 clerks for the new form.
    Source: MIT Communication Lab; career-centre agreement
    """
    bullets = [
        passage
        for passage in case.bullets()
        if passage.kind == "bullet" and len(case.text(passage).split()) >= _SHORTEST
    ]
    found = [passage for passage in bullets if _opens_without_verb(case.text(passage))]
    if len(found) >= max(_FEWEST, _SHARE * len(bullets)):
        yield Finding(
            message=f"{len(found)} of {len(bullets)} lines do not begin with a deed, such as "
            f"{opening(case.text(found[0]))}. What did you do? Begin with that verb.",
            evidence=tuple(case.evidence(passage.start, passage.end) for passage in found),
            before=flat(case.text(found[0])),
        )


def _opens_without_verb(text: str) -> bool:
    text = text.lstrip(" •-*")
    return bool(_OFTEN.match(text)) or (bool(_NO_VERB.match(text)) and classify_action(text).verb is None)


@rule("clarity/many-ideas", code="BUL-07", severity="low", kind="rephrase", basis="C")
def many_ideas(case: Case) -> Iterator[Finding]:
    """One line tells several deeds.

    Why: the reader takes one thing from a line; the others, often the result, are lost.
    Instead of: - Planned the rollout of the forecasting service to nine stores, trained the clerks of each
        store in reading it, negotiated the yearly contract with the vendor, and wrote the monthly report for
        finance.
    Try: | - Planned the rollout of the forecasting service to nine stores and trained their clerks.
    | - Negotiated the yearly contract with the vendor.
    Source: MIT Communication Lab; career-centre agreement
    """
    found = [
        passage
        for passage in case.bullets()
        if passage.kind == "bullet" and _has_many_ideas(flat(case.text(passage)))
    ]
    if found:
        others = f" {counted(len(found) - 1, 'other line')} as well." if len(found) > 1 else ""
        yield Finding(
            message=f"{opening(case.text(found[0]))} tells several deeds in one line. "
            f"Give each a line, or keep the one that matters.{others}",
            evidence=tuple(case.evidence(passage.start, passage.end) for passage in found),
            before=flat(case.text(found[0])),
            edits=tuple(edit for passage in found for edit in _parted(case, passage)),
        )


def _parted(case: Case, passage: Passage) -> Iterator[Edit]:
    """The sentences of a bullet each on a line of its own, with the mark of the first."""
    text = case.document.text
    mark = text[text.rfind("\n", 0, passage.start) + 1 : passage.start]
    if not mark.strip() or any(char.isalnum() for char in mark):
        return
    for end in _SENTENCE.finditer(case.text(passage)):
        yield Edit(0, passage.start + end.start(), passage.start + end.end(), f"\n{mark}")


def _has_many_ideas(text: str) -> bool:
    if len(text.split()) < _LONG:
        return False
    if len(_SENTENCE.split(text)) >= _SENTENCES:
        return True
    deeds = [part for part in _PARTS.split(text) if len(part.split()) >= _DEED_WORDS and _is_deed(part)]
    return len(deeds) >= _DEEDS


def _is_deed(part: str) -> bool:
    form = verb_form(part.split(maxsplit=1)[0].casefold())
    return form is not None and form.tense == "past"


@rule("clarity/past-role-in-present", code="TEN-01", severity="low", kind="rephrase", basis="C")
def past_role_in_present(case: Case) -> Iterator[Finding]:
    """A role that has ended is told in the present tense.

    Why: the reader stops to ask whether you still do it.
    Instead of: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | - Manage two vendors of the claims system.
    | - Write the weekly report for finance.
    | - Negotiate the yearly contract.
    Try: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | - Managed two vendors of the claims system.
    | - Wrote the weekly report for finance.
    | - Negotiated the yearly contract.
    Source: career-centre agreement
    """
    for position, lines in _ended(case):
        present = [passage for passage, tense in lines if tense == "present"]
        if len(present) < _ODD_LINES or len(present) <= _SHARE * len(lines):
            continue
        edits = tuple(edit for passage in present if (edit := _in_past(case, passage)))
        if not edits:
            continue
        first = edits[0]
        yield Finding(
            message=f"{position_name(position)} has ended, and {len(present)} of its lines are in the "
            f"present: “{case.document.text[first.start : first.end]}” would be “{first.text}”.",
            evidence=tuple(case.evidence(edit.start, edit.end) for edit in edits),
            before=flat(case.text(present[0])),
            after=flat(_applied(case, present[0], first)),
            edits=edits,
        )


@rule("clarity/mixed-tenses", code="TEN-02", severity="low", kind="rephrase", basis="C")
def mixed_tenses(case: Case) -> Iterator[Finding]:
    """Lines of one role change between forms of the verb.

    Why: it reads as if two texts had been pasted together.
    Instead of: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | - Managed two vendors of the claims system.
    | - Writing the weekly report for finance.
    | - Negotiating the yearly contract.
    | - Trained the clerks of nine stores.
    Try: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | - Managed two vendors of the claims system.
    | - Wrote the weekly report for finance.
    | - Negotiated the yearly contract.
    | - Trained the clerks of nine stores.
    Source: career-centre agreement
    """
    for position, lines in _by_role(case):
        gerunds = [
            passage
            for passage, tense in lines
            if tense == "gerund" and len(case.text(passage).split()) >= _GERUND_WORDS
        ]
        others = [passage for passage, tense in lines if tense in ("past", "present")]
        if len(lines) < _TENSE_LINES or min(len(gerunds), len(others)) < _ODD_LINES:
            continue
        fewer = min(gerunds, others, key=len)
        yield Finding(
            message=f"Under {position_name(position)} {len(gerunds)} lines open with a form in -ing and "
            f"{len(others)} do not. Choose one form.",
            evidence=tuple(case.evidence(passage.start, passage.end) for passage in fewer),
            before=flat(case.text(fewer[0])),
        )


def _ended(case: Case) -> Iterator[tuple[Position, Sequence[tuple[Passage, Tense]]]]:
    """The roles whose end is known and past, with their lines and tenses."""
    for position, lines in _by_role(case):
        if position.end is not None and position.end != "present":
            yield position, lines


def _by_role(case: Case) -> Iterator[tuple[Position, Sequence[tuple[Passage, Tense]]]]:
    """Each role with the lines that open with a verb, and the tense of each."""
    for number, position in enumerate(case.outline.positions):
        inside = [
            passage for passage in case.bullets() if passage.position == number and passage.kind == "bullet"
        ]
        lines = [(passage, tense) for passage in inside if (tense := _tense(case.text(passage)))]
        if lines:
            yield position, lines


def _tense(text: str) -> Tense | None:
    """The tense of the word that opens a line; None where that word tells none."""
    word = re.match(r"\W*([A-Za-z][\w-]*)", text)
    if word is None or word[1].casefold() in _TENSELESS:
        return None
    form = verb_form(word[1].casefold())
    return form.tense if form and form.tense in ("past", "present", "gerund") else None


def _in_past(case: Case, passage: Passage) -> Edit | None:
    """The opening verb of a line in its past form, in place."""
    text = case.text(passage)
    word = re.match(r"\W*([A-Za-z][\w-]*)", text)
    form = verb_form(word[1].casefold()) if word else None
    if word is None or form is None:
        return None
    past = past_of(form.lemma)
    if past == form.lemma:
        return None
    start = passage.start + word.start(1)
    return Edit(0, start, start + len(word[1]), past.capitalize() if word[1][0].isupper() else past)


def _applied(case: Case, passage: Passage, edit: Edit) -> str:
    """A line with an edit made."""
    text = case.document.text
    return text[passage.start : edit.start] + edit.text + text[edit.end : passage.end]
