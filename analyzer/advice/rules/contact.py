"""Rules about reaching the person, and about what no reader needs to know."""

import re
from collections.abc import Iterator

from analyzer.advice.rule import Case, Finding, rule
from analyzer.advice.wording import listed

_STREET = re.compile(
    r"\b\d{1,5}[A-Za-z]?,?\s+(?:[A-Z][\w.'-]*\s+){1,3}(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Lane|Ln\.?|"
    r"Drive|Dr\.?|"
    r"Boulevard|Blvd\.?|Court|Ct\.?|Way|Close|Terrace)\b|\b[A-Z]\w+(?:strasse|straße|weg|platz)\s+\d{1,4}\b"
)

#: Personal facts that invite bias. Basis: rule PRV-02; each with the words that must follow, to spare
#: "single sign-on", "age bands" and "health data".
_PERSONAL = re.compile(
    r"(?im)^\W{0,20}(?:date of birth|d\.?o\.?b\.?|birth ?date|born(?: on)?|age|gender|sex|marital status|"
    r"nationality|"
    r"citizenship|religion|caste|height|weight|blood group|father'?s name|mother'?s name|"
    r"spouse)\s*[:\-–]\s*\S.*$"
    r"|\b(?:date of birth|marital status)\b\s*[:\-–]?\s*\w+"
    r"|\b(?:born|geboren)\s+(?:on\s+|am\s+)?\d{1,2}[./ ]\s?(?:\d{1,2}|[A-Z]\w+)[./ ]\s?(?:19|20)\d{2}\b"
)
#: A document and then its number: at most three letters and at least six digits, spaces allowed.
_IDENTITY = re.compile(
    r"\b(?i:ssn|social security|passport|aadhaar|national id|driving licen[cs]e|pan|iban)"
    r"(?i:\s*(?:number|no\.?|card|#))?\s*[:#-]?\s*[A-Z]{0,3}(?:\d[A-Z -]{0,2}){6,}\d*|\b\d{3}-\d{2}-\d{4}\b"
)
_REFERENCES = re.compile(
    r"(?i)\breferences?[\s:]+(?:are\s+|will be\s+)?(?:available|furnished|provided|on request|"
    r"upon request)[^\n.]*"
)
_SALARY = re.compile(
    r"(?i)\b(?:(?:current|expected|desired|last drawn|present)\s+(?:salary|ctc|compensation|pay)\b(?!roll)|"
    r"(?:salary|pay|compensation) expectations?\b|reasons? for leaving\s*:)[^\n]*"
)


@rule("contact/no-name-or-email", code="CON-01", severity="critical", kind="add-fact", basis="B")
def no_name_or_email(case: Case) -> Iterator[Finding]:
    """No name or no e-mail address can be read.

    Why: nobody can answer, and application systems may file you under “unknown”.
    Instead of: | Project Manager
    | EXPERIENCE
    Try: | Rosa Example
    | rosa@example.com
    | EXPERIENCE
    Source: an applicant-tracking vendor's help page; career centres
    """
    contact = case.profile.contact
    missing = [
        word for word, found in (("a name", contact.name), ("an e-mail address", contact.emails)) if not found
    ]
    if missing:
        yield Finding(
            message=f"We could not read {' or '.join(missing)}. Put it as text at the top of the page.",
        )


@rule("contact/phone-without-country-code", code="CON-02", severity="info", kind="rephrase", basis="C")
def phone_without_country_code(case: Case) -> Iterator[Finding]:
    """The phone number has no country code.

    Why: a recruiter abroad cannot call it.
    Instead of: | Rosa Example
    | rosa@example.com | (202) 555-0143
    Try: | Rosa Example
    | rosa@example.com | +1 202 555 0143
    Source: career-centre agreement
    """
    for phone in case.profile.contact.phones:
        start = case.document.text.find(phone)
        if not phone.strip().startswith(("+", "00")):
            yield Finding(
                message=f"Applying abroad? Write “{phone}” with its country code.",
                evidence=(case.evidence(start, start + len(phone)),) if start >= 0 else (),
            )


@rule("contact/no-profile-link", code="CON-05", severity="medium", kind="add-fact", basis="C")
def no_profile_link(case: Case) -> Iterator[Finding]:
    """No link to a profile or a portfolio.

    Why: projects that can be looked at help you to stand out.
    Instead of: | Rosa Example
    | rosa@example.com
    Try: | Rosa Example
    | rosa@example.com | linkedin.com/in/rosa-example
    Source: a published guide to becoming an AI project manager
    """
    kinds = {link.kind for link in case.profile.contact.links}
    if not kinds - {"email", "phone"}:
        yield Finding(
            message="Add a link: your LinkedIn page, or a portfolio with two to four case studies.",
        )


@rule("contact/long-link", code="CON-06", severity="low", kind="rephrase", basis="D")
def long_link(case: Case) -> Iterator[Finding]:
    """A link is too long to type.

    Why: on paper a long link is lost, and tracking parts look careless.
    Instead of: | Rosa Example
    | rosa@example.com
    | https://www.example.com/people/rosa-example/portfolio/projects?utm_source=resume&utm_medium=pdf
    Try: | Rosa Example
    | rosa@example.com
    | example.com/rosa
    Source: convention
    """
    for match in re.finditer(r"https?://\S{61,}", case.document.text):
        if "doi.org" not in match.group():
            yield Finding(
                message="Shorten this link: leave out what follows the question mark, or use a short "
                "address.",
                evidence=(case.evidence(match.start(), match.end()),),
            )


@rule("contact/street-address", code="CON-04", severity="low", kind="rephrase", basis="C")
def street_address(case: Case) -> Iterator[Finding]:
    """The full street address is given.

    Why: city and country are enough; the rest only invites bias and misuse.
    Instead of: | Rosa Example
    | 12 Harbour Lane, Exampletown
    Try: | Rosa Example
    | Exampletown, UK
    Source: career-centre agreement
    """
    top = _top(case)
    match = _STREET.search(top)
    if match:
        yield Finding(
            message="Leave out the street: city and country are enough.",
            evidence=(case.evidence(match.start(), match.end()),),
        )


@rule("privacy/personal-data", code="PRV-02", severity="high", kind="rephrase", basis="C")
def personal_data(case: Case) -> Iterator[Finding]:
    """Birth date, marital status, nationality or the like.

    Why: it is not needed for the job and invites bias. Customs differ between countries.
    Instead of: | Rosa Example
    | Date of birth: 4 May 1990
    Try: | Rosa Example
    | rosa@example.com
    Source: career-centre agreement (US, UK, Canada, Ireland)
    """
    found = [case.evidence(*match.span()) for match in _PERSONAL.finditer(case.document.text)]
    if found:
        words = listed([re.split(r"\s*[:|–]", one.text)[0] for one in found])
        yield Finding(
            message=f"{words}: no reader needs it, and it invites bias. Leave it out where custom allows.",
            evidence=tuple(found),
        )


@rule("privacy/identity-number", code="PRV-03", severity="critical", kind="rephrase", basis="C")
def identity_number(case: Case) -> Iterator[Finding]:
    """A number that identifies you to the state or a bank.

    Why: whoever has the file can misuse it.
    Instead of: | Rosa Example
    | Passport No: X12345678
    Try: | Rosa Example
    | rosa@example.com
    Source: career-centre agreement
    """
    for match in _IDENTITY.finditer(case.document.text):
        yield Finding(
            message="Remove this number before you send the file to anyone.",
            evidence=(case.evidence(match.start(), match.end()),),
        )


@rule("privacy/references-line", code="PRV-04", severity="low", kind="rephrase", basis="C")
def references_line(case: Case) -> Iterator[Finding]:
    """A line says that references are available.

    Why: everyone's are; the line can carry a fact instead.
    Instead of: References available upon request.
    Try: Speaker at two meetups on project delivery, 2024.
    Source: career-centre agreement
    """
    for match in _REFERENCES.finditer(case.document.text):
        yield Finding(
            message="“References on request” can go. Name them when you are asked.",
            evidence=(case.evidence(match.start(), match.end()),),
        )


@rule("privacy/salary", code="PRV-05", severity="medium", kind="rephrase", basis="C")
def salary(case: Case) -> Iterator[Finding]:
    """Pay or the reason for leaving is given.

    Why: it weakens your place in the talk about pay, and is not asked for here.
    Instead of: Expected salary: 80,000
    Try: Available from March 2027
    Source: career-centre agreement
    """
    for match in _SALARY.finditer(case.document.text):
        yield Finding(
            message="Keep pay and reasons for leaving for the interview.",
            evidence=(case.evidence(match.start(), match.end()),),
        )


def _top(case: Case) -> str:
    """The text above the first section, or the first lines when there is none."""
    sections = case.outline.sections
    return case.document.text[: sections[0].start if sections and sections[0].start else 400]
