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
#: Words of addresses that are made for fun, as a word of its own or at its edge.
_NICKNAME = re.compile(
    r"sexy|babe|cutie|sweet|angel|princess|queen|king(?![a-z]{3})|ninja|guru|rock ?star|hot(?!el)|lover|"
    r"party|beer|crazy|killer|dude|gamer|gaming|dragon|wolf|warrior|legend|boss|swag|cool|funky|monster|devil|"
    r"playboy|baller|hustl|savage|shadow|dark|xx+|420|666|69\b|007"
)
#: A year of birth, in full.
_BIRTH_YEAR = re.compile(r"(?<!\d)(?:19[4-9]\d|200\d)(?!\d)")
_REFERENCES = re.compile(
    r"(?i)\breferences?[\s:]+(?:are\s+|will be\s+)?(?:available|furnished|provided|on request|"
    r"upon request)[^\n.]*"
)
_SALARY = re.compile(
    r"(?i)\b(?:(?:current|expected|desired|last drawn|present)\s+(?:salary|ctc|compensation|pay)\b(?!roll)|"
    r"(?:salary|pay|compensation) expectations?\b|reasons? for leaving\s*:)[^\n]*"
)

#: One of these stands in whatever the pattern finds; most resumes hold none.
_OF_PAY = (
    "salary", "ctc", "compensation", "pay expectation", "current pay", "expected pay", "desired pay",
    "last drawn", "present pay", "for leaving",
)  # fmt: skip


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


@rule("contact/informal-email", code="CON-03", severity="medium", kind="rephrase", basis="A")
def informal_email(case: Case) -> Iterator[Finding]:
    """The e-mail address is a nickname, tells your birth year, or is your employer's.

    Why: in a study with 73 recruiters an informal address cost as much as spelling errors. An employer's
        address ends with the job.
    Instead of: | Rosa Example
    | party.queen1990@example.com
    Try: | Rosa Example
    | rosa.example@example.com
    Source: van Toorenburg and others, Cyberpsychology, Behavior, and Social Networking 2015
    """
    for email in case.profile.contact.emails:
        local, _, domain = email.casefold().partition("@")
        employer = _employer_of(case, domain)
        if employer:
            message = f"“{email}” seems to be an address at “{employer}”. Use one of your own."
        elif _is_nickname(case, local) or _BIRTH_YEAR.search(local):
            message = f"“{email}”: use an address made of your name, without a year."
        else:
            continue
        start = case.document.text.casefold().find(email.casefold())
        yield Finding(
            message=message,
            evidence=(case.evidence(start, start + len(email)),) if start >= 0 else (),
        )
        return


def _employer_of(case: Case, domain: str) -> str | None:
    """The present employer whose name an address ends with; not the firm of a freelancer or founder."""
    label = re.sub(r"[^a-z0-9]", "", domain.rpartition(".")[0].rpartition(".")[2] or domain.partition(".")[0])
    for position in case.profile.positions:
        own = re.search(
            r"founder|freelance|owner|self|independent|consultant", position.title or "", re.IGNORECASE
        )
        if position.end != "present" or own or not position.organization:
            continue
        name = re.sub(r"[^a-z0-9]", "", position.organization.casefold())
        if len(label) >= 4 and name.startswith(label) and not _is_named(case, label):
            return position.organization
    return None


def _is_nickname(case: Case, local: str) -> bool:
    """Whether a word made for fun stands in an address and is no part of the person's name (Rosa King)."""
    name = (case.profile.contact.name or "").casefold()
    return any(match.group() not in name for match in _NICKNAME.finditer(local))


def _is_named(case: Case, words: str) -> bool:
    """Whether a part of the person's name of three letters or more stands in some words."""
    parts = re.findall(r"[^\W\d_]{3,}", (case.profile.contact.name or "").casefold())
    return any(part in words for part in parts)


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
        words = listed([re.split(r"\s*(?:[:|–-]|\d)", one.text.lstrip("•*- \t"))[0] for one in found])
        yield Finding(
            message=f"{words}: no reader needs it, and it invites bias. Leave it out where custom allows.",
            evidence=tuple(found),
            severity="low" if case.context.personal_data_is_custom else "high",
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
    if not any(word in case.folded for word in _OF_PAY):
        return
    for match in _SALARY.finditer(case.document.text):
        yield Finding(
            message="Keep pay and reasons for leaving for the interview.",
            evidence=(case.evidence(match.start(), match.end()),),
        )


def _top(case: Case) -> str:
    """The text above the first section, or the first lines when there is none."""
    sections = case.outline.sections
    return case.document.text[: sections[0].start if sections and sections[0].start else 400]
