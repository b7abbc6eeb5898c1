"""An OpenDocument text is read as a person sees it, in the order in which a person reads it."""

import pytest

from analyzer.documents import read_in_process
from analyzer.documents.office.odt import simple_text
from analyzer.errors import Encrypted
from documents.wordfile import ODF_SPACES, odt

STYLES = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Big" style:family="paragraph"><style:text-properties fo:font-size="16pt"/>
  </style:style>
<style:style style:name="Half" style:family="paragraph" style:parent-style-name="Big">
  <style:text-properties fo:font-size="50%"/></style:style>
<style:style style:name="White" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Tiny" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>
<style:style style:name="Marked" style:family="text"><style:text-properties fo:color="#ffff00"
  fo:background-color="#ffff00"/></style:style>
<style:style style:name="Dark" style:family="paragraph"><style:paragraph-properties
  fo:background-color="#1f3a5f"/></style:style>
<style:style style:name="DarkCell" style:family="table-cell"><style:table-cell-properties
  fo:background-color="#1f3a5f"/></style:style>
<style:style style:name="DarkBox" style:family="graphic"><style:graphic-properties draw:fill="solid"
  draw:fill-color="#1f3a5f"/></style:style>
<style:style style:name="Caps" style:family="paragraph"><style:text-properties fo:text-transform="uppercase"/>
  </style:style>
<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1"
  style:num-suffix="." text:start-value="2"/></text:list-style>
"""


def p(inside, style="Normal"):
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def row(*cells):
    inside = "".join(
        one if one.startswith("<table") else f"<table:table-cell>{p(one)}</table:table-cell>" for one in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def tall(*lines, extra=""):
    return f"<table:table-cell {extra}>{''.join(map(p, lines))}</table:table-cell>"


def frame(*lines, x="14cm", width="5cm", style="F"):
    return (
        f'<draw:frame svg:x="{x}" svg:y="2cm" svg:width="{width}" svg:height="9cm" draw:style-name="{style}">'
        f"<draw:text-box>{''.join(one if one.startswith('<') else p(one) for one in lines)}</draw:text-box>"
        "</draw:frame>"
    )


ITEM = "<text:list-item>{}</text:list-item>"
SEEN = {
    "tabs, spaces and line breaks": (
        p('AI PM<text:tab/>2021<text:line-break/>Oslo<text:s text:c="8"/>Norway'),
        ["AI PM  2021", "Oslo  Norway"],
    ),
    "a number of spaces is bounded": (p('a<text:s text:c="99999"/>b'), ["a  b"]),
    "spans and links": (
        p(
            'Ada <text:span text:style-name="B">Winter<text:a xlink:href="https://a.example.com">bourne</text:a>'
            "</text:span>!"
        ),
        ["Ada Winterbourne!"],
    ),
    "bullets and numbers": (
        '<text:list text:style-name="L">'
        + ITEM.format(p("one") + "<text:list>" + ITEM.format(p("x")) + ITEM.format(p("y")) + "</text:list>")
        + "</text:list>"
        + '<text:list text:style-name="N">'
        + ITEM.format(p("two"))
        + ITEM.format(p("three"))
        + "</text:list>",
        ["• one", "a) x", "b) y", "2. two", "3. three"],
    ),
    "the second paragraph of an item has no mark": (
        '<text:list text:style-name="L">' + ITEM.format(p("one") + p("more")) + "</text:list>",
        ["• one", "more"],
    ),
    "label and value": (
        "<table:table>" + row("Tools", "Jira") + row("Methods", "Scrum") + "</table:table>",
        ["Tools  Jira", "Methods  Scrum"],
    ),
    "columns of a layout table": (
        "<table:table>"
        + row(tall("SKILLS", "Jira", "SQL"), tall("EXPERIENCE", "AI PM", "Labs"))
        + "</table:table>",
        ["SKILLS", "Jira", "SQL", "EXPERIENCE", "AI PM", "Labs"],
    ),
    "a sidebar down several rows": (
        "<table:table>"
        + row(tall("SKILLS", "Jira", extra='table:number-rows-spanned="2"'), "EXPERIENCE")
        + row("<table:covered-table-cell/>", "AI PM")
        + "</table:table>",
        ["SKILLS", "Jira", "EXPERIENCE", "AI PM"],
    ),
    "cells that repeat are bounded": (
        "<table:table><table:table-row><table:table-cell table:number-columns-repeated='99999'/>"
        + tall("end")
        + "</table:table-row></table:table>",
        ["end"],
    ),
    "a column in a box": (
        p(frame("SKILLS", "Jira", "SQL", "Scrum", "Python") + "Ada") + p("EXPERIENCE"),
        ["Ada", "EXPERIENCE", "SKILLS", "Jira", "SQL", "Scrum", "Python"],
    ),
    "sections, indexes and headings": (
        "<text:section>"
        + '<text:h text:outline-level="1">EXPERIENCE</text:h>'
        + p("AI PM")
        + "</text:section>",
        ["EXPERIENCE", "AI PM"],
    ),
    "deletions, comments and page numbers": (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        + p("gone")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
        + p(
            'Led<text:change text:change-id="c"/> nine<office:annotation>'
            + p("why?")
            + "</office:annotation> people<text:page-number>3</text:page-number>"
        ),
        ["Led nine people"],
    ),
    "notes stand below": (
        p(
            "Cut costs<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            + p("by 12 %")
            + "</text:note-body></text:note> twice"
        )
        + p("End"),
        ["Cut costs twice", "End", "by 12 %"],
    ),
    "capitals that are set": (p("Experience", "Caps"), ["EXPERIENCE"]),
}


@pytest.mark.parametrize("kind", SEEN)
def test_what_a_person_sees_is_read_in_order(kind):
    body, lines = SEEN[kind]
    document = read_in_process(odt(body, styles=STYLES))
    assert [line for line in document.text.split("\n") if line] == lines
    assert document.hidden == ()
    assert document.format == "odt"


def test_weight_and_size_are_inherited():
    body = p("one", "Big") + p('<text:span text:style-name="B">two</text:span>', "Half")
    lines = read_in_process(odt(body, styles=STYLES)).lines
    assert [(line.size, line.bold) for line in lines] == [(16, False), (8, True)]


CLAIM = "Expert in everything"
COLOUR = "same colour as its background"


def span(style):
    return f'<text:span text:style-name="{style}">{CLAIM}</text:span>'


HIDDEN = {
    "display none": (p(span("Gone")), "set as hidden text"),
    "white": (p(span("White")), COLOUR),
    "as its background": (p(span("Marked")), COLOUR),
    "tiny": (p(span("Tiny")), "too small to read"),
    "hidden section": (f'<text:section text:display="none">{p(CLAIM)}</text:section>', "set as hidden text"),
    "hidden field": (p(f'<text:hidden-text text:string-value="{CLAIM}"/>'), "set as hidden text"),
    "box off the page": (p(frame(CLAIM, x="-30cm")), "outside the page"),
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_nobody_sees_is_set_aside_with_its_reason(kind):
    body, reason = HIDDEN[kind]
    document = read_in_process(odt(p("Ada") + body, styles=STYLES))
    assert [(found.text, found.reason) for found in document.hidden] == [(CLAIM, reason)]
    assert document.text == "Ada"


SHOWN = {
    "white on a dark paragraph": p(span("White"), "Dark"),
    "white on a dark cell": "<table:table><table:table-row><table:table-cell table:style-name='DarkCell'>"
    + p(span("White"))
    + "</table:table-cell></table:table-row></table:table>",
    "white in a dark box": p(frame(p(span("White")), style="DarkBox")),
}


@pytest.mark.parametrize("kind", SHOWN)
def test_what_shows_stays(kind):
    document = read_in_process(odt(p("Ada") + SHOWN[kind], styles=STYLES))
    assert CLAIM in document.text
    assert document.hidden == ()


def test_the_header_stands_first_and_the_footer_last():
    masters = (
        '<office:master-styles><style:master-page style:name="Standard"><style:header>'
        + p("Ada")
        + "</style:header><style:footer>"
        + p("ada@example.com")
        + p("Page <text:page-number>1</text:page-number>")
        + '</style:footer></style:master-page><style:master-page style:name="Other"><style:header>'
        + p("unused")
        + "</style:header></style:master-page></office:master-styles>"
    )
    document = read_in_process(odt(p("EXPERIENCE"), masters=masters))
    assert document.text.split() == ["Ada", "EXPERIENCE", "ada@example.com"]


def test_a_password_is_asked_for_in_words():
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    manifest = f"<manifest:manifest {ODF_SPACES}>{entry}</manifest:manifest>"
    source = odt(p("x"), parts={"META-INF/manifest.xml": manifest})
    with pytest.raises(Encrypted, match="Save a copy without a password"):
        read_in_process(source)


def test_long_key_words_in_the_properties_are_told():
    keyword = f"<meta:keyword>{'agile ' * 60}</meta:keyword>"
    words = f"<office:document-meta {ODF_SPACES}>{keyword}</office:document-meta>"
    hidden = read_in_process(odt(p("Ada"), parts={"meta.xml": words})).hidden
    assert [found.reason for found in hidden] == ["in the document's properties"]


def test_a_simple_reader_gets_the_paragraphs_of_the_body_alone():
    body = p("Ada" + frame("boxed")) + "<table:table>" + row("Tools") + "</table:table>" + p(span("White"))
    assert simple_text(odt(body, styles=STYLES)) == f"Ada\n{CLAIM}"
