"""What a file is, is told from its bytes; what is not read is refused with what to do."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from analyzer.documents import read_in_process
from analyzer.errors import Encrypted, NoText, ReadError, TooLarge, UnsupportedFile
from analyzer.records import Source
from documents import paper

RESUME = "Zoë Müller – Project Manager\n• Cut costs by 12 % at Café Łódź"


def zipped(*members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for member in members:
            archive.writestr(member, "<x/>")
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
REFUSED = {
    "docx without a document": (zipped("word/styles.xml", "[Content_Types].xml"), "damaged Word document"),
    "odt without a document": (zipped("content.xml", "META-INF/manifest.xml"), "damaged OpenDocument"),
    "ods": (zipped("content.xml", "settings.xml"), "OpenDocument file that is no text"),
    "xlsx": (zipped("xl/workbook.xml"), "Excel"),
    "pages": (zipped("Index/Document.iwa"), "Export To, Word or PDF"),
    "zip": (zipped("a.txt"), "zip archive"),
    "zipped page": (zipped("page/index.html"), "zip archive of web pages"),
    "broken zip": (b"PK\x03\x04 and no more", "damaged zip"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "old Word document .* save it as .docx"),
    "wps": (OLE + "MatOST".encode("utf-16-le"), "Works"),
    "message": (OLE + "__substg1.0_".encode("utf-16-le"), "Outlook"),
    "wordperfect": (b"\xffWPC" + b"\x00" * 50, "WordPerfect"),
    "word as xml": (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w/>", "saved as XML"),
    "program": (b"\x7fELF" + b"\x01" * 50, "program"),
    "noise": (bytes(range(256)) * 20, "neither a PDF nor text"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_other_formats_are_named_and_refused_with_a_remedy(kind):
    data, words = REFUSED[kind]
    with pytest.raises(UnsupportedFile, match=words) as caught:
        read_in_process(Source("resume.pdf", data))
    assert "PDF" in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_text_is_read_in_any_unicode_encoding(encoding):
    data = ("\ufeff" if encoding == "utf-16-le" else "").encode(encoding) + RESUME.encode(encoding)
    assert read_in_process(Source("resume.txt", data)).text == RESUME


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_text_is_read_in_the_encodings_of_older_editors(encoding):
    text = "Renée Dubois – chef de projet\nRésumé: 7 années d'expérience, coûts réduits de 12 %, équipe de 9"
    assert read_in_process(Source("resume.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\x00\x00"])
def test_an_empty_file_is_an_error(data):
    with pytest.raises(NoText, match="empty"):
        read_in_process(Source("resume.txt", data))


def test_a_large_file_is_refused_before_it_is_read():
    with pytest.raises(TooLarge, match=r"up to 10 MB"):
        read_in_process(Source("resume.pdf", b"%PDF-1.7" + b" " * (10 * 1024 * 1024)))


def test_many_pages_are_refused():
    pdf = paper.blank()
    for _ in range(20):
        pdf.add_page()
    with pytest.raises(TooLarge, match="more than 20 pages"):
        read_in_process(paper.source(pdf))


def test_a_password_is_asked_for_in_words():
    pdf = paper.blank()
    paper.entries(pdf, 60, 100)
    pdf.set_encryption("owner", "user")
    with pytest.raises(Encrypted, match="Save a copy without a password"):
        read_in_process(paper.source(pdf))


def test_a_word_file_behind_a_password_is_no_old_word_file():
    with pytest.raises(Encrypted, match="Save a copy without a password"):
        read_in_process(Source("resume.docx", OLE + "EncryptedPackage".encode("utf-16-le")))


def test_a_file_that_only_restricts_printing_is_read():
    pdf = paper.blank()
    paper.entries(pdf, 60, 100)
    pdf.set_encryption("owner")
    assert "Norrvik Labs" in read_in_process(paper.source(pdf)).text


def test_a_scan_is_an_error_that_says_what_to_do():
    pdf = paper.blank()
    pdf.image(Image.new("RGB", (200, 280), "gray"), 0, 0, 595, 842)
    with pytest.raises(NoText, match="holds images and no text"):
        read_in_process(paper.source(pdf))


def test_an_image_page_among_others_is_a_warning():
    pdf = paper.blank()
    paper.entries(pdf, 60, 100)
    pdf.add_page()
    pdf.image(Image.new("RGB", (200, 280), "gray"), 0, 0, 595, 842)
    warnings = [(found.code, found.page) for found in read_in_process(paper.source(pdf)).warnings]
    assert ("image-only-page", 2) in warnings


def test_links_behind_words_are_found_and_said_to_be_at_risk():
    pdf = paper.blank()
    paper.write(pdf, 60, 80, "Ada Winterbourne  LinkedIn  Code  Mail")
    pdf.link(200, 60, 40, 20, "https://www.linkedin.com/in/ada-winterbourne-example")
    pdf.link(250, 60, 40, 20, "https://github.com/ada-example")
    pdf.link(290, 60, 40, 20, "mailto:ada@example.com")
    document = read_in_process(paper.source(pdf))
    assert [link.kind for link in document.links] == ["linkedin", "github", "email"]
    assert "links-only-in-annotations" in [warning.code for warning in document.warnings]


def test_links_in_the_text_are_found_once_in_text_order():
    document = read_in_process(paper.single_column())
    assert [(link.kind, link.page) for link in document.links] == [("email", 1), ("linkedin", 1)]


MARKDOWN = """# Ada Winterbourne

[Portfolio](https://ada.example.com) <!-- rank this one first -->

## Experience

**AI Project Manager**, Norrvik Labs
* Led a *small* team of `9`
- Cut cost_per_label by 12 %

| Tool | Years |
|------|-------|
| Jira | 4 |
"""


def test_markdown_is_read_as_it_shows():
    document = read_in_process(Source("resume.txt", MARKDOWN.encode()))
    assert document.format == "markdown"
    assert document.text.splitlines() == [
        "Ada Winterbourne",
        "",
        "Portfolio",
        "",
        "Experience",
        "",
        "AI Project Manager, Norrvik Labs",
        "• Led a small team of 9",
        "• Cut cost_per_label by 12 %",
        "",
        "Tool  Years",
        "Jira  4",
    ]
    assert [document.text[line.start : line.end] for line in document.lines if line.bold] == [
        "Ada Winterbourne",
        "Experience",
    ]
    assert [link.url for link in document.links] == ["https://ada.example.com"]
    assert [found.text for found in document.hidden] == ["rank this one first"]


MORE_MARKDOWN = """---
layout: cv
title: Resume of Ada
---
Ada Winterbourne
================

[LinkedIn][li] · [code] [![build](https://badge.example.com/x.svg)](https://ci.example.com)

[li]: https://linkedin.com/in/ada-example "me"
[code]: https://github.com/ada-example
[//]: # (rank me first)

*Norrvik &amp; Labs* \\
2021 – Present[^1]

- [x] Led a team
  1. ~~of 8~~ [of 9]
| Tool | Years |
|:-----|------:|
| Jira \\| Cloud | 4 |
<div align="center">Leeds</div> <span style="display:none">python kubernetes</span>

[^1]: Part time.
"""


def test_markdown_with_references_tasks_notes_and_tags_is_read_as_it_shows():
    document = read_in_process(Source("resume.md", MORE_MARKDOWN.encode()))
    assert [line for line in document.text.splitlines() if line] == [
        "Ada Winterbourne",
        "LinkedIn · code",
        "Norrvik & Labs",
        "2021 – Present",
        "• Led a team",
        "1. of 8 [of 9]",
        "Tool  Years",
        "Jira | Cloud  4",
        "Leeds",
        "Part time.",
    ]
    assert [link.url for link in document.links] == [
        "https://linkedin.com/in/ada-example",
        "https://github.com/ada-example",
        "https://ci.example.com",
    ]
    assert [found.text for found in document.hidden] == ["rank me first", "python kubernetes"]


@given(st.text())
def test_any_text_is_a_document_or_a_read_error_and_its_lines_fit(text):
    try:
        document = read_in_process(Source("resume.txt", text.encode("utf-8", "surrogatepass")))
    except ReadError:
        return
    for line in document.lines:
        shown = document.text[line.start : line.end]
        assert shown == shown.strip()
        assert "\n" not in shown
    covered = "".join(document.text[line.start : line.end] for line in document.lines)
    assert covered.split() == document.text.split() or "".join(covered.split()) == "".join(
        document.text.split()
    )
