"""Zip files and XML that were made to fill memory, to read other files or to nest without end are refused."""

import io
import zipfile

import pytest

from analyzer.documents import read_in_process
from analyzer.errors import Encrypted, ReadError, TooLarge, UnsupportedFile
from analyzer.records import Source
from documents.wordfile import SPACES, docx, odt, paragraph, unzipped, zipped

BOMB = "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
FILE = "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


def with_main(change):
    source = docx(paragraph("Ada"))
    parts = unzipped(source)
    parts["word/document.xml"] = change(parts["word/document.xml"])
    return Source("resume.docx", zipped(parts))


def nested(tag, depth):
    return f"<w:{tag}>" * depth + f"</w:{tag}>" * depth


HOSTILE = {
    "entities in entities": (lambda: with_main(lambda xml: BOMB + xml), UnsupportedFile),
    "a file from the disk": (lambda: with_main(lambda xml: FILE + xml), UnsupportedFile),
    "entities in another encoding": (
        lambda: with_main(
            lambda xml: ('<?xml version="1.0" encoding="UTF-16"?>' + FILE + xml).encode("utf-16")
        ),
        UnsupportedFile,
    ),
    "an encoding that hides the mark": (
        lambda: with_main(
            lambda xml: b'<?xml version="1.0" encoding="UTF-7"?>' + FILE.encode("utf-7") + xml.encode("utf-7")
        ),
        UnsupportedFile,
    ),
    "elements without end": (lambda: docx(nested("sdt", 200)), UnsupportedFile),
    "more elements than the parser takes": (lambda: docx(nested("sdt", 5_000)), UnsupportedFile),
    "a table in a table in a table": (
        lambda: docx("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60),
        UnsupportedFile,
    ),
    "a part that inflates": (lambda: docx(" " * 3_500_000), TooLarge),
    "a part that is too large": (lambda: docx(paragraph("x") + "<!--" + "ab" * 5_000_000 + "-->"), TooLarge),
    "many parts": (
        lambda: docx(paragraph("x"), parts={f"word/{number}.xml": "" for number in range(3_000)}),
        TooLarge,
    ),
    "broken XML": (lambda: with_main(lambda xml: xml[:-20]), UnsupportedFile),
    "no XML at all": (lambda: with_main(lambda _: "\x00\x01"), UnsupportedFile),
    "an ODT with entities": (lambda: odt("", parts={"content.xml": BOMB + "<w/>"}), UnsupportedFile),
    "an ODT that inflates": (lambda: odt("<text:p>" + " " * 3_500_000 + "</text:p>"), TooLarge),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused(kind):
    make, error = HOSTILE[kind]
    with pytest.raises(error, match=r"^resume\.(docx|odt) "):
        read_in_process(make())


def test_a_part_that_says_it_is_smaller_than_it_is_gives_no_more():
    data = bytearray(docx(paragraph("x" * 500_000)).data)
    name = data.rindex(b"word/document.xml")
    data[name - 22 : name - 18] = (100).to_bytes(4, "little")  # the size in the list at the end
    with pytest.raises(UnsupportedFile, match="damaged"):
        read_in_process(Source("resume.docx", bytes(data)))


def test_a_part_behind_a_password_asks_for_it():
    data = bytearray(docx(paragraph("x")).data)
    name = data.rindex(b"word/document.xml")
    data[name - 38] |= 1
    with pytest.raises(Encrypted, match="without a password"):
        read_in_process(Source("resume.docx", bytes(data)))


def test_relations_that_lead_out_of_the_file_or_nowhere_are_left_alone():
    relations = [
        ("a", "styles", "../../../../etc/passwd", False),
        ("b", "numbering", "https://example.com/numbering.xml", True),
        ("c", "settings", "gone.xml", False),
    ]
    section = '<w:headerReference w:type="default" r:id="b"/><w:footerReference r:id="nobody"/>'
    assert read_in_process(docx(paragraph("Ada"), relations=relations, section=section)).text == "Ada"


def test_truncated_files_are_read_errors():
    data = docx(paragraph("Ada") * 50).data
    for length in range(0, len(data) - 1, 97):
        with pytest.raises(ReadError):
            read_in_process(Source("resume.docx", data[:length]))


def test_a_number_that_is_no_number_does_no_harm():
    look = '<w:rPr><w:sz w:val="x"/><w:color w:val="zz" w:themeTint="q"/><w:w w:val=""/></w:rPr>'
    properties = '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="9e9"/></w:numPr><w:spacing w:before="-1e9"/>'
    body = f"<w:p><w:pPr>{properties}</w:pPr><w:r>{look}<w:t>Ada</w:t></w:r></w:p>"
    body += '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="99999999999"/></w:trPr>'
    body += '<w:tc><w:tcPr><w:gridSpan w:val="-5"/>'
    body += f"</w:tcPr>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    styles = f'<w:styles {SPACES}><w:style w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>'
    assert read_in_process(docx(body, styles=styles)).text.split() == ["Ada", "b"]


def test_stored_parts_are_read_too():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in unzipped(docx(paragraph("Ada"))).items():
            archive.writestr(name, content)
    assert read_in_process(Source("resume.docx", target.getvalue())).text == "Ada"
