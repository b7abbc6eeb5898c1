import re

from hypothesis import given
from hypothesis import strategies as st

from analyzer.reports import markdown, words
from reports.sample import REPORT

TEXT = markdown.render(REPORT)


def test_the_report_has_its_parts_in_order():
    headings = [line for line in TEXT.splitlines() if line.startswith("#")]
    assert headings[0] == "# avery-lindqvist.pdf"
    assert headings[1:4] == [
        "## Scored for AI Project Manager (a typical role)",
        "## Scored for Programme Lead, \\[bold\\]Machine Learning\\[/bold\\] \\<b\\>now\\</b\\> "
        "(from advert.txt)",
        "## Do these three first",
    ]
    assert TEXT.count(words.advice()) == 1


def test_words_of_a_document_are_no_markup():
    own = TEXT.replace("<br>", "")
    assert not re.search(r"(?<!\\)[<`]", own)
    assert not re.search(r"(?<!\\)!?(?<!\\)\[", own)


def test_rows_of_a_table_have_the_cells_of_its_head():
    tables = re.findall(r"(?:^\|.*\n)+", TEXT, re.MULTILINE)
    assert len(tables) >= 5
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


@given(st.text())
def test_an_escaped_text_reads_as_the_words_it_was(text):
    escaped = markdown.escape(text)
    assert "\n" not in escaped
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped) == words.clean(text)
    assert not re.match(r"(?:\d+[.)]|[-+*])(?:\s|$)", escaped)
