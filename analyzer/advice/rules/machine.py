"""Rules about what machines that read the file may lose or mind."""

import re
from collections.abc import Iterator

from analyzer.advice.rule import Case, Finding, rule

#: Codes of read warnings that mean "a simple reader loses text here", and what to do about each.
_COLUMNS = frozenset({"two-columns", "three-columns", "columns"})
_CHARACTERS = frozenset({"icon-font", "letter-spaced-heading", "broken-characters", "narrow-gaps"})

_FILE_NAME = re.compile(
    r"(?i)(?:\b|_)(?:final|copy|latest|updated|draft|v?\d{1,2}\.\d+|v\d+)(?:\b|_)|\(\d+\)|\s{2,}|"
    r"[%#&@!?*]"
)


@rule("machine/columns", code="ATS-02", severity="medium", kind="rephrase", basis="B", quiet_for=("export",))
def columns(case: Case) -> Iterator[Finding]:
    """The page has more than one column of text.

    Why: simple readers take columns line by line and mix your roles with your skills.
    Instead of: a sidebar with skills beside the experience
    Try: one column; dates may stay at the right edge
    Source: an applicant-tracking vendor's help page; newer systems cope better
    """
    for warning in case.document.warnings:
        if warning.code in _COLUMNS:
            yield Finding(
                message="The page has columns side by side, and many readers mix their lines. "
                "One column is safer where you apply through a form."
            )
            return


@rule(
    "machine/odd-characters",
    code="ATS-06",
    severity="medium",
    kind="rephrase",
    basis="B",
    quiet_for=("export",),
)
def odd_characters(case: Case) -> Iterator[Finding]:
    """Characters that some readers cannot read.

    Why: icons and spaced letters come out as gaps or as single letters.
    Instead of: E X P E R I E N C E
    Try: EXPERIENCE
    Source: an applicant-tracking vendor's help page
    """
    for warning in case.document.warnings:
        if warning.code in _CHARACTERS:
            yield Finding(message=f"{warning.message} {warning.remedy}".strip())


@rule("machine/hidden-text", code="ATS-09", severity="critical", kind="rephrase", basis="A")
def hidden_text(case: Case) -> Iterator[Finding]:
    """The file holds text that cannot be seen.

    Why: it is easy to find and costs trust. It gains nothing here.
    Instead of: white words on a white page
    Try: a line that shows the skill at work
    Source: published tests of hidden instructions in resumes
    """
    if case.document.hidden:
        count = sum(len(hidden.text.split()) for hidden in case.document.hidden)
        yield Finding(
            message=f"{count} words in the file cannot be seen on the page. Remove them; a template may "
            "have left them.",
        )


@rule("machine/file-name", code="ATS-08", severity="low", kind="rephrase", basis="D", quiet_for=("export",))
def file_name(case: Case) -> Iterator[Finding]:
    """The file's name says nothing about you, or too much about its history.

    Why: a recruiter sees it among hundreds of “resume_final_v7”.
    Instead of: resume_final_v7.pdf
    Try: Rosa-Example-AI-Project-Manager.pdf
    Source: convention
    """
    name = case.document.name
    if _FILE_NAME.search(name.rpartition(".")[0]):
        target = "-".join(re.findall(r"\w+", case.job.title)) if case.job else "AI-Project-Manager"
        yield Finding(message=f"Rename the file before you send it: Firstname-Lastname-{target}.")
