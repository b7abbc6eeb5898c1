"""What the product knows, listed for a terminal: roles, rules, skills."""

from collections.abc import Iterable

from analyzer.advice import PORTFOLIO_RULES, RULES
from analyzer.advice.rule import BASIS, Rule
from analyzer.language.knowledge import SkillRecord
from analyzer.records import Job
from analyzer.reports import words
from analyzer.reports.terminal import Look, joined, table
from analyzer.texts import say

_MOST_FORMS = 6


def roles(jobs: Iterable[Job], look: Look) -> str:
    """The roles of the library with their ids, titles, level and years."""
    rows = [(say("lists-id"), say("lists-level"), say("lists-years"), say("lists-title"))]
    rows += [(one.id, one.seniority, _years(one), one.title) for one in jobs]
    return table(rows, look, whole=(0,))


def _years(job: Job) -> str:
    low, high = job.min_years, job.max_years
    if low is None:
        return "" if high is None else say("lists-up-to", years=f"{high:g}")
    return f"{low:g}+" if high is None else f"{low:g}-{high:g}"


def rules(look: Look) -> str:
    """Every rule with its severity and what it finds."""
    rows = [(say("lists-rule"), say("lists-severity"), say("lists-finds"))]
    rows += [(one.name, words.SEVERITIES[one.severity], one.summary) for one in (*RULES, *PORTFOLIO_RULES)]
    return table(rows, look, whole=(0,))


def rule(one: Rule, look: Look) -> str:
    """One rule as its author explains it."""
    kind = look.say(f"  {words.SEVERITIES[one.severity]} · {words.KINDS[one.kind]}", "dim")
    head = joined(look.say(one.name, "bold"), kind)
    parts = (
        (say("lists-why"), one.why),
        (say("lists-instead"), one.instead_of),
        (say("lists-try"), one.try_),
        (say("lists-source"), say("lists-source-basis", source=one.source, basis=BASIS[one.basis])),
    )
    rows = [("", ""), *((title, text) for title, text in parts if text)]
    return look.print(head, look.say(one.summary), "") + table(rows, look)


def skills(found: Iterable[SkillRecord], look: Look) -> str:
    """Skills with the forms that are read as them."""
    rows = [(say("lists-id"), say("lists-skill"), say("lists-kind"), say("lists-written"))]
    for one in found:
        forms = [form.text for form in one.aliases if form.text != one.name]
        more = ", ..." if len(forms) > _MOST_FORMS else ""
        rows.append((one.id, one.name, one.kind, ", ".join(forms[:_MOST_FORMS]) + more))
    return table(rows, look, whole=(0,))
