"""The same resume gives the same structure, whichever word processor wrote it and however it is set."""

import pytest

from analyzer.documents import read_in_process
from analyzer.parsing import outline
from analyzer.records import Source
from documents.wordfile import cell, docx, odt, paragraph, part, rtf, run, table

TODAY = "2026-11"
NAME = "Ada Winterbourne"
CONTACT = ("ada@example.com", "+47 22 55 01 42", "linkedin.com/in/ada-example")
JOBS = (
    (
        "AI Project Manager",
        "Norrvik Labs, Oslo",
        "Mar 2021 – Present",
        ("Cut labelling cost by 12 % with a new vendor", "Led a team of nine people"),
    ),
    (
        "Business Analyst",
        "Fjordbank AS, Bergen",
        "Aug 2017 – Feb 2021",
        ("Wrote the data policy of the bank",),
    ),
)
SKILLS = ("Tools: Jira, MS Project, Python", "Methods: Scrum, PRINCE2, risk management")
DEGREE = "MSc Data Science, University of Oslo, 2017"
CERTIFICATES = ("PMP, 2020", "Certified ScrumMaster (CSM), in progress")

PLAIN = "\n".join(
    [
        NAME,
        " | ".join(CONTACT),
        *("", "Experience"),
        *(line for job in JOBS for line in (f"{job[0]}  {job[2]}", job[1], *(f"- {one}" for one in job[3]))),
        *("", "Skills", *SKILLS),
        *("", "Education", DEGREE),
        *("", "Certifications", *(f"- {one}" for one in CERTIFICATES)),
    ]
)

STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"/><w:style w:type="paragraph" w:styleId="H">'
    '<w:name w:val="heading 1"/><w:pPr><w:spacing w:before="240"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr>'
    "</w:style>",
)
NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def w_heading(text):
    return paragraph(text, properties='<w:pStyle w:val="H"/>')


def w_items(texts):
    return "".join(paragraph(text, properties=ITEM) for text in texts)


def w_tab(left, right):
    return paragraph(run(left, "<w:b/>") + "<w:r><w:tab/></w:r>" + run(right))


NAMED = paragraph(NAME, '<w:b/><w:sz w:val="40"/>')
W_JOBS = "".join(w_tab(job[0], job[2]) + paragraph(job[1]) + w_items(job[3]) for job in JOBS)
W_SKILLS = w_heading("Skills") + "".join(map(paragraph, SKILLS))
W_REST = w_heading("Education") + paragraph(DEGREE) + w_heading("Certifications") + w_items(CERTIFICATES)


def word():
    body = NAMED + paragraph(" | ".join(CONTACT)) + w_heading("Experience") + W_JOBS + W_SKILLS + W_REST
    return docx(body, styles=STYLES, numbering=NUMBERING)


def word_in_tables():
    """A sidebar in a table, dates in a column of their own."""
    jobs = table(
        *(
            (cell(job[2]), f"<w:tc>{paragraph(job[0], '<w:b/>')}{paragraph(job[1])}{w_items(job[3])}</w:tc>")
            for job in JOBS
        )
    )
    side = f"<w:tc>{w_heading('Contact')}{''.join(map(paragraph, CONTACT))}{W_SKILLS}</w:tc>"
    main = f"<w:tc>{NAMED}{w_heading('Experience')}{jobs}{W_REST}</w:tc>"
    return docx(table((side, main)), styles=STYLES, numbering=NUMBERING)


def word_with_a_header():
    header = part("hdr", NAMED + paragraph(" | ".join(CONTACT)))
    section = '<w:headerReference w:type="default" r:id="part-header1"/>'
    body = w_heading("Experience") + W_JOBS + W_SKILLS + W_REST
    return docx(body, styles=STYLES, numbering=NUMBERING, header1=header, section=section)


def open_document():
    def p(text, style="T"):
        return f'<text:p text:style-name="{style}">{text}</text:p>'

    def items(texts):
        inside = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in texts)
        return f'<text:list text:style-name="L">{inside}</text:list>'

    def h(text):
        return f'<text:h text:style-name="H">{text}</text:h>'

    styles = (
        '<style:style style:name="H" style:family="paragraph">'
        '<style:paragraph-properties fo:margin-top="12pt"/><style:text-properties fo:font-size="14pt"/>'
        "</style:style>"
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>'
        "</style:style>"
        '<style:style style:name="Big" style:family="paragraph"><style:text-properties fo:font-size="20pt"/>'
        '</style:style><text:list-style style:name="L"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="•"/></text:list-style>'
    )
    jobs = "".join(
        p(f'<text:span text:style-name="B">{job[0]}</text:span><text:tab/>{job[2]}')
        + p(job[1])
        + items(job[3])
        for job in JOBS
    )
    body = p(NAME, "Big") + p(" | ".join(CONTACT)) + h("Experience") + jobs + h("Skills")
    body += "".join(map(p, SKILLS)) + h("Education") + p(DEGREE) + h("Certifications") + items(CERTIFICATES)
    return odt(body, styles=styles)


def rich_text():
    def text(words):
        return words.replace("–", r"\endash ")

    def p(words, look=""):
        return rf"\pard\plain\fs22{look} {text(words)}\par "

    def items(texts):
        return "".join(p(rf"{{\listtext\f1\'b7\tab}}{one}") for one in texts)

    def h(words):
        return p(words, r"\sb240\b\fs28")

    jobs = "".join(p(rf"{{\b {job[0]}}}\tab {job[2]}") + p(job[1]) + items(job[3]) for job in JOBS)
    body = p(NAME, r"\b\fs40") + p(" | ".join(CONTACT)) + h("Experience") + jobs + h("Skills")
    return rtf(
        body
        + "".join(map(p, SKILLS))
        + h("Education")
        + p(DEGREE)
        + h("Certifications")
        + items(CERTIFICATES)
    )


def facts(source):
    document = read_in_process(source)
    found = outline(document, today=TODAY)
    positions = [(one.title, one.organization, one.start, one.end, one.months) for one in found.positions]
    bullets = sorted(
        document.text[one.start : one.end]
        for one in found.passages
        if one.kind == "bullet" and one.position is not None
    )
    return {
        "name": found.contact.name,
        "contact": (found.contact.emails, found.contact.phones, {one.kind for one in found.contact.links}),
        "positions": positions,
        "bullets": bullets,
        "sections": {one.kind for one in found.sections} - {"other"},
        "education": [(one.degree_level, one.field, one.year) for one in found.education],
        "certificates": [(one.skill, one.status) for one in found.certifications],
        "years": found.years_experience,
    }


@pytest.mark.parametrize("make", [word, word_in_tables, word_with_a_header, open_document, rich_text])
def test_the_structure_is_that_of_the_plain_text(make):
    assert facts(make()) == facts(Source("resume.txt", PLAIN.encode()))


def test_one_resume_written_by_three_word_processors_has_one_text():
    texts = {read_in_process(make()).text for make in (word, open_document, rich_text)}
    assert len(texts) == 1
