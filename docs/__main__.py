"""Write the generated parts of the documentation anew: `python -m docs [rules] [coverage] [cli]`.

* docs/rules.md: every rule behind the suggestions, as its own docstring explains it.
* docs/coverage.md: what a guide to the role says, and where each thing is acted on.
* docs/cli.md: the help texts between `<!-- help -->` and `<!-- /help -->`.

Tests compare both with what is in the files.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from analyzer.advice import BASIS, MOST, PORTFOLIO_RULES, RULES, Rule
from analyzer.advice.roadmap import data
from analyzer.reports.words import KINDS

DOCS = Path(__file__).parent

#: Families of rules in words.
FAMILIES = {
    "fit": "The job in question",
    "impact": "What changed because of you",
    "clarity": "Wording",
    "evidence": "Claims and their proof",
    "structure": "Shape of the document",
    "dates": "Dates and order",
    "contact": "Reaching you",
    "privacy": "What no reader needs to know",
    "machine": "What machines may lose",
    "portfolio": "The portfolio",
}

#: Whom a rule is silent for, in words.
AUDIENCES = {
    "student": "students",
    "early": "the first three years of work",
    "executive": "people who lead organizations",
    "academic": "academic CVs",
    "export": "LinkedIn's own PDF of a profile",
}

_INTRO = f"""# The rules behind the suggestions

<!-- Written by `python -m docs rules` from the rules themselves; a change here is lost. -->

{len(RULES)} rules look at a resume, and at the job where one is given; {len(PORTFOLIO_RULES)} more look at
a portfolio, where one is given. Each says why it exists, shows a
line that it is about and a better one, and names its source. `aipm rule NAME` prints one of them.

* **Three kinds.** *Reword*: the evidence is there, the words hide it. *Add a fact*: a question that only you
  can answer; the place for it stays open as `[...]`. *Build evidence*: it is not there yet; learn it, do it,
  get it.
* **Gains** are measured: the changed profile is scored again by the same matcher. They say "at least",
  because the new words are not written yet. Rules about form have no gain and cost no points.
* **Quiet.** Nobody gets more than {MOST} suggestions. Many places of one kind are told in one. A rule that is
  wrong more than once in seven findings is mended or taken out.
* **Nothing is invented.** No suggestion holds a figure, a skill or a fact that is not in your resume.
* **Basis** of a rule: {"; ".join(f"{letter} {meaning}" for letter, meaning in BASIS.items())}.
"""


def main(names: list[str]) -> int:
    """Write the parts named, or all."""
    parts = {"rules": _write_rules, "coverage": _write_coverage, "cli": _write_help}
    unknown = [name for name in names if name not in parts]
    if unknown:
        print(f"Unknown part {unknown[0]!r}. Known: {', '.join(parts)}.", file=sys.stderr)  # noqa: T201
        return 2
    for name in names or parts:
        parts[name]()
    return 0


def rules_page() -> str:
    """docs/rules.md as it should be."""
    return "\n".join([_INTRO, *_table(), *_families()])


def _table() -> Iterator[str]:
    yield "| rule | severity | asks you to | what it finds |"
    yield "| --- | --- | --- | --- |"
    for rule in (*RULES, *PORTFOLIO_RULES):
        anchor = re.sub(r"[^a-z-]", "", rule.name)
        yield f"| [{rule.name}](#{anchor}) | {rule.severity} | {KINDS[rule.kind]} | {rule.summary} |"
    yield ""


def _families() -> Iterator[str]:
    for family, rules in groupby((*RULES, *PORTFOLIO_RULES), key=lambda rule: rule.family):
        yield f"## {FAMILIES[family]}\n"
        for rule in rules:
            yield from _explained(rule)


def _explained(rule: Rule) -> Iterator[str]:
    yield f"### {rule.name}\n"
    yield f"{rule.summary}\n"
    yield f"*Why:* {rule.why}\n"
    if rule.quiet_for:
        yield f"*Silent for:* {', '.join(AUDIENCES[one] for one in rule.quiet_for)}\n"
    yield f"*Instead of*\n\n{_quoted(rule.instead_of)}\n"
    yield f"*Try*\n\n{_quoted(rule.try_)}\n"
    yield f"*Source:* {rule.source} (basis {rule.basis})\n"


def _quoted(lines: str) -> str:
    return f"```text\n{lines}\n```"


def _write_rules() -> None:
    (DOCS / "rules.md").write_text(rules_page(), encoding="utf-8")


_COVERAGE = """# What the way to the role asks, and where it is acted on

<!-- Written by `python -m docs coverage` from data/roadmap/coverage.yaml; a change here is lost. -->

{count} statements of a published guide to becoming an AI project manager, in our words. *Scored* names the
competencies in which evidence for it counts. *Acted on* names rules ([rules.md](rules.md)), and projects,
courses, certificates, practice and questions of the roadmap (`aipm roadmap`, `aipm interview`). *Coach-only*
things are advice and never scored: people do not write them on resumes, so nothing is deducted for them.
"""


def coverage_page() -> str:
    """docs/coverage.md as it should be."""
    lines = []
    for group, rows in groupby(data("coverage")["statements"], key=lambda one: one["group"]):
        lines += [f"## {group}\n", "| | says | scored | acted on |", "| ---: | --- | --- | --- |"]
        for one in rows:
            scored = ", ".join(one["scored"]) or "–"
            lines.append(f"| {one['n']} | {one['says']} | {scored} | {', '.join(one['acted_on'])} |")
        lines.append("")
    return "\n".join([_COVERAGE.format(count=len(data("coverage")["statements"])), *lines])


def _write_coverage() -> None:
    (DOCS / "coverage.md").write_text(coverage_page(), encoding="utf-8")


def _write_help() -> None:
    page = DOCS / "cli.md"
    page.write_text(with_helps(page.read_text(encoding="utf-8"), _help), encoding="utf-8")


def with_helps(page: str, help_of: Callable[..., str]) -> str:
    """docs/cli.md with the help texts as they are; `help_of` gives that of a command, named by its words."""
    before, _, rest = page.partition("<!-- help -->\n")
    _, mark, after = rest.partition("<!-- /help -->")
    commands: list[tuple[str, ...]] = [(), *((name,) for name in _commands(help_of()))]
    commands += (("market", name) for name in _commands(help_of("market")))
    blocks = ((" ".join(("aipm", *words)), help_of(*words)) for words in commands)
    helps = "".join(f"### `{title}`\n\n```\n{text.strip()}\n```\n\n" for title, text in blocks)
    return f"{before}<!-- help -->\n{helps}{mark}{after}"


def _commands(text: str) -> list[str]:
    return re.findall(r"^  (\w+)  ", text.partition("Commands:")[2], re.MULTILINE)


def _help(*command: str) -> str:
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-m", "analyzer", *command, "--help"],
        env=environment,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
