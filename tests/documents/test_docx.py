"""A Word file is read as a person sees it, in the order in which a person reads it."""

import pytest

from analyzer.documents import read_in_process
from analyzer.documents.office.docx import simple_text
from analyzer.errors import NoText
from documents.wordfile import SPACES, W, cell, docx, paragraph, part, run, table, unzipped, zipped

LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
NUMBERING = part(
    "numbering",
    """<w:abstractNum w:abstractNumId="0">
      <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
      <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="1">
      <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>""",
)
STYLES = part(
    "styles",
    """<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>
      <w:pPr><w:spacing w:before="240"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Firm"><w:basedOn w:val="H1"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Item"><w:basedOn w:val="N"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="table" w:styleId="Grid">
      <w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>
        <w:tcPr><w:shd w:val="clear" w:fill="1F3A5F"/></w:tcPr></w:tblStylePr></w:style>
    <w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Loop1"><w:basedOn w:val="Loop2"/></w:style>
    <w:style w:type="character" w:styleId="Loop2"><w:basedOn w:val="Loop1"/></w:style>""",
)


def box(*lines, left=100, width=60, top=50, height=100, fill="", extra=""):
    """A text box on the page (millimetres), with the copy that Word writes for older versions."""
    inside = "".join(one if one.startswith("<") else paragraph(one) for one in lines)
    mm = 36_000
    return f"""<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor {extra}>
      <wp:positionH relativeFrom="page"><wp:posOffset>{left * mm}</wp:posOffset></wp:positionH>
      <wp:positionV relativeFrom="page"><wp:posOffset>{top * mm}</wp:posOffset></wp:positionV>
      <wp:extent cx="{width * mm}" cy="{height * mm}"/><wp:docPr id="1" name="b"/>
      <a:graphic><a:graphicData uri="x">
      <wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>
      </a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>
      <w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


SIDE = ("SKILLS", "Jira", "Scrum", "Python", "SQL")
BODY = "".join(map(paragraph, ("Ada Winterbourne", "EXPERIENCE", "AI Project Manager", "Norrvik Labs")))
RIGHT_DATES = '<w:r><w:t>AI PM</w:t><w:tab/><w:t xml:space="preserve">2021 – now</w:t></w:r>'

#: What the body holds -> the lines of the text.
SEEN = {
    "tab": (paragraph(RIGHT_DATES), ["AI PM  2021 – now"]),
    "line break": (paragraph("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>"), ["one", "two"]),
    "page break": (paragraph('<w:r><w:t>one</w:t><w:br w:type="page"/><w:t>two</w:t></w:r>'), ["one", "two"]),
    "hyphens": (
        paragraph("<w:r><w:t>end</w:t><w:noBreakHyphen/><w:t>to-</w:t><w:softHyphen/><w:t>end</w:t></w:r>"),
        ["end-to-end"],
    ),
    "two spaces after a full stop": (paragraph("Led it.  Shipped it."), ["Led it. Shipped it."]),
    "many spaces are a gap": (paragraph("AI PM      2021"), ["AI PM  2021"]),
    "symbol as bullet": (
        paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:t>Cut costs</w:t></w:r>'),
        ["• Cut costs"],
    ),
    "symbol as arrow": (
        paragraph('<w:r><w:t>3 </w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:t> 9</w:t></w:r>'),
        ["3 → 9"],
    ),
    "letters of a symbol font": (
        paragraph(run("§", '<w:rFonts w:ascii="Wingdings"/>') + run(" Cut costs")),
        ["• Cut costs"],
    ),
    "bullets of two levels": (
        paragraph("one", properties=LIST.format(0, 1)) + paragraph("two", properties=LIST.format(1, 1)),
        ["• one", "• two"],
    ),
    "bullets by style": (paragraph("one", properties='<w:pStyle w:val="Item"/>'), ["• one"]),
    "a list item without its bullet": (
        paragraph("one", properties='<w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        ["one"],
    ),
    "numbers go on and start anew": (
        "".join(
            paragraph(text, properties=LIST.format(level, 2))
            for text, level in (("x", 0), ("y", 1), ("z", 1), ("x", 0), ("y", 1))
        ),
        ["3. x", "a) y", "b) z", "4. x", "a) y"],
    ),
    "capitals that are set, in a heading": (paragraph("Experience", "<w:caps/>"), ["EXPERIENCE"]),
    "capitals that are set, in a long line": (
        paragraph("Built PyTorch services for iOS apps with a team of nine people in Oslo", "<w:caps/>"),
        ["Built PyTorch services for iOS apps with a team of nine people in Oslo"],
    ),
    "insertions stay, deletions go": (
        paragraph(
            run("Led ")
            + "<w:ins>"
            + run("nine ")
            + "</w:ins>"
            + "<w:del><w:r><w:delText>three </w:delText></w:r></w:del>"
            + "<w:moveFrom>"
            + run("moved ")
            + "</w:moveFrom><w:moveTo>"
            + run("people")
            + "</w:moveTo>"
        ),
        ["Led nine people"],
    ),
    "a deleted paragraph end joins": (
        paragraph(run("one "), properties="<w:rPr><w:del/></w:rPr>") + paragraph("two"),
        ["one two"],
    ),
    "a large first letter": (
        paragraph("A", properties='<w:framePr w:dropCap="drop"/>') + paragraph("da is a manager"),
        ["Ada is a manager"],
    ),
    "content controls": (
        "<w:sdt><w:sdtContent>"
        + paragraph("<w:sdt><w:sdtContent>" + run("Ada") + "</w:sdtContent></w:sdt>")
        + "</w:sdtContent></w:sdt>",
        ["Ada"],
    ),
    "smart tags and links": (
        paragraph(
            "<w:smartTag>" + run("Oslo") + "</w:smartTag><w:hyperlink>" + run(" Site") + "</w:hyperlink>"
        ),
        ["Oslo Site"],
    ),
    "page numbers go, other fields stay": (
        paragraph(
            '<w:fldSimple w:instr=" PAGE ">'
            + run("7")
            + '</w:fldSimple><w:fldSimple w:instr=" DATE ">'
            + run("May 2024")
            + "</w:fldSimple>"
        ),
        ["May 2024"],
    ),
    "instructions of fields are no text": (
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>AUTHOR</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>Ada</w:t><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        ["Ada"],
    ),
    "comments are no text": (
        paragraph(run("Ada") + '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'),
        ["Ada"],
    ),
    "formulas": (paragraph("<m:oMath><m:r><m:t>F1</m:t></m:r></m:oMath>"), ["F1"]),
    "word art": (
        paragraph('<w:r><w:pict><v:shape><v:textpath string="Ada Winterbourne"/></v:shape></w:pict></w:r>'),
        ["Ada Winterbourne"],
    ),
    "label and value": (
        table(("Tools", "Jira, SQL"), ("Methods", "Scrum")),
        ["Tools  Jira, SQL", "Methods  Scrum"],
    ),
    "columns of a layout table": (
        table((cell("SKILLS", "Jira", "Scrum"), cell("EXPERIENCE", "AI Project Manager", "Norrvik Labs"))),
        ["SKILLS", "Jira", "Scrum", "EXPERIENCE", "AI Project Manager", "Norrvik Labs"],
    ),
    "dates beside a job": (
        table(
            ("2021 – now", cell("AI Project Manager", "Norrvik Labs")), ("2019", cell("Analyst", "Fjord AS"))
        ),
        ["2021 – now  AI Project Manager", "Norrvik Labs", "2019  Analyst", "Fjord AS"],
    ),
    "dates at the right of a job": (
        table((cell("AI Project Manager", "Norrvik Labs"), cell("2021 – now", "Oslo"))),
        ["AI Project Manager  2021 – now", "Norrvik Labs  Oslo"],
    ),
    "a title in the margin": (
        table(("EXPERIENCE", cell("AI Project Manager", "Norrvik Labs"))),
        ["EXPERIENCE", "AI Project Manager", "Norrvik Labs"],
    ),
    "a sidebar down several rows": (
        table(
            (cell("SKILLS", "Jira", properties='<w:vMerge w:val="restart"/>'), "EXPERIENCE"),
            (cell("", properties="<w:vMerge/>"), "AI Project Manager  2021"),
        ),
        ["SKILLS", "Jira", "EXPERIENCE", "AI Project Manager 2021"],
    ),
    "a grid of list items": (
        table(
            tuple(cell(paragraph(text, properties=LIST.format(0, 1))) for text in ("Jira", "Scrum", "SQL"))
        ),
        ["• Jira", "• Scrum", "• SQL"],
    ),
    "a table in a cell": (
        table(
            (cell("SKILLS", table(("Tools", "Jira")), paragraph("Scrum")), cell("EDUCATION", "MSc", "Oslo"))
        ),
        ["SKILLS", "Tools  Jira", "Scrum", "EDUCATION", "MSc", "Oslo"],
    ),
    "a deleted row": (
        table(("a", "b")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>") + paragraph("c"),
        ["c"],
    ),
    "a small box where it hangs, once": (
        paragraph("one") + paragraph(box("EXPERIENCE") + run("two")),
        ["one", "EXPERIENCE", "two"],
    ),
    "a box that is a column at the right": (
        paragraph(box(*SIDE, left=140)) + BODY,
        ["Ada Winterbourne", "EXPERIENCE", "AI Project Manager", "Norrvik Labs", *SIDE],
    ),
    "a box that is a column at the left": (
        paragraph("Ada Winterbourne") + paragraph(box(*SIDE, left=10) + run("EXPERIENCE")),
        [*SIDE, "Ada Winterbourne", "EXPERIENCE"],
    ),
    "a page of boxes": (
        paragraph(
            box("EXPERIENCE", "AI PM", left=80, top=60, width=120)
            + box("SKILLS", "Jira", left=10, top=60)
            + box("Ada Winterbourne", left=10, top=10, width=190, height=30)
        ),
        ["Ada Winterbourne", "SKILLS", "Jira", "EXPERIENCE", "AI PM"],
    ),
}


@pytest.mark.parametrize("kind", SEEN)
def test_what_a_person_sees_is_read_in_order(kind):
    body, lines = SEEN[kind]
    document = read_in_process(docx(body, styles=STYLES, numbering=NUMBERING))
    assert [line for line in document.text.split("\n") if line] == lines
    assert document.hidden == ()
    assert document.format == "docx"


def test_headings_are_told_by_size_weight_and_space():
    body = paragraph("Profile", properties='<w:pStyle w:val="H1"/>') + paragraph("Led a team")
    body += paragraph("Career", properties='<w:pStyle w:val="Firm"/>') + paragraph("AI PM")
    document = read_in_process(docx(body, styles=STYLES))
    assert document.text == "Profile\nLed a team\n\nCareer\nAI PM"
    assert [(line.size, line.bold) for line in document.lines] == [(16, True), (10.5, False)] * 2


def test_bold_twice_by_styles_is_not_bold():
    look = '<w:rStyle w:val="Strong"/>'
    body = paragraph("one", look) + paragraph("two", look + '<w:b w:val="0"/>') + paragraph("three", "<w:b/>")
    lines = read_in_process(docx(body, styles=STYLES)).lines
    assert [line.bold for line in lines] == [True, False, True]


def test_links_are_found_by_relation_by_field_and_behind_pictures():
    body = paragraph('<w:hyperlink r:id="rId7">' + run("LinkedIn") + "</w:hyperlink>")
    body += paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "https://github.com/ada-example" '
        '</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>Code</w:t>'
        '<w:fldChar w:fldCharType="end"/></w:r>'
    )
    body += paragraph(
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"><a:hlinkClick r:id="rId8"/></wp:docPr>'
        "</wp:inline></w:drawing></w:r>"
    )
    body += paragraph('<w:hyperlink r:id="rId9">' + run("Site") + "</w:hyperlink>")
    relations = [
        ("rId7", "hyperlink", "https://www.linkedin.com/in/ada-example", True),
        ("rId8", "hyperlink", "mailto:ada@example.com", True),
        ("rId9", "hyperlink", "file:///etc/passwd", True),
    ]
    document = read_in_process(docx(body, relations=relations))
    assert [link.kind for link in document.links] == ["linkedin", "github", "email"]
    assert document.text.split() == ["LinkedIn", "Code", "Site"]
    assert "links-only-in-annotations" in [warning.code for warning in document.warnings]


HEADER = '<w:headerReference w:type="{}" r:id="part-header{}"/>'


def test_the_header_stands_first_and_the_footer_last_without_page_numbers():
    section = HEADER.format("default", 1) + '<w:footerReference w:type="default" r:id="part-footer1"/>'
    document = read_in_process(
        docx(
            paragraph("EXPERIENCE"),
            section=section,
            header1=part("hdr", paragraph("Ada Winterbourne")),
            footer1=part(
                "ftr",
                paragraph("ada@example.com")
                + paragraph(run("Page ") + '<w:fldSimple w:instr="PAGE">' + run("1") + "</w:fldSimple>"),
            ),
        )
    )
    assert document.text.split() == ["Ada", "Winterbourne", "EXPERIENCE", "ada@example.com"]
    assert "header-footer" in [warning.code for warning in document.warnings]


def test_a_header_of_later_pages_says_nothing_twice_and_unused_ones_nothing():
    document = read_in_process(
        docx(
            paragraph("Ada Winterbourne") + paragraph("EXPERIENCE"),
            section=HEADER.format("default", 1) + HEADER.format("even", 2) + "<w:titlePg/>",
            header1=part("hdr", paragraph("Ada Winterbourne") + paragraph("Second page")),
            header2=part("hdr", paragraph("never shown")),
        )
    )
    assert document.text.split("\n") == ["Ada Winterbourne", "EXPERIENCE", "", "Second page"]


def test_notes_stand_below_the_text_when_it_refers_to_them():
    notes = '<w:footnote w:id="2">{}</w:footnote><w:footnote w:id="3">{}</w:footnote>'
    document = read_in_process(
        docx(
            paragraph(run("Cut costs") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph("End"),
            footnotes=part("footnotes", notes.format(paragraph("by 12 %"), paragraph("not referred to"))),
        )
    )
    assert document.text == "Cut costs\nEnd\n\nby 12 %"


def test_diagrams_are_read():
    body = paragraph(
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="d"><dgm:relIds xmlns:dgm='
        '"http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rId5"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    data = (
        f'<d:dataModel {SPACES} xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram"><d:ptLst><d:pt>'
        "<d:t><a:p><a:r><a:t>Plan</a:t></a:r></a:p></d:t></d:pt></d:ptLst></d:dataModel>"
    )
    relations = [("rId5", "diagramData", "diagrams/data1.xml", False)]
    document = read_in_process(docx(body, relations=relations, parts={"word/diagrams/data1.xml": data}))
    assert document.text == "Plan"


def test_the_strict_variant_is_read():
    source = docx(paragraph("Ada", properties='<w:spacing w:before="12pt"/>'))
    parts = unzipped(source)
    strict = {
        name: content.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts.items()
    }
    assert read_in_process(type(source)("resume.docx", zipped(strict))).text == "Ada"


def test_tracked_changes_tables_boxes_macros_and_embedded_documents_are_said():
    body = paragraph("<w:ins>" + run("Ada") + "</w:ins>" + box("note")) + table(("a", "b")) + "<w:altChunk/>"
    document = read_in_process(docx(body, parts={"word/vbaProject.bin": "x"}))
    codes = {warning.code for warning in document.warnings}
    assert codes == {"tracked-changes", "text-box", "table-text", "embedded-document", "macros"}


def test_a_document_of_pictures_is_an_error_that_says_what_to_do():
    picture = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri='p'><pic:pic/></a:graphicData></a:graphic>"
    )
    with pytest.raises(NoText, match="holds images and no text"):
        read_in_process(docx(paragraph(picture + "</wp:inline></w:drawing></w:r>")))


def test_a_simple_reader_gets_the_paragraphs_of_the_body_alone():
    body = paragraph("Ada") + table(("Tools", "Jira")) + paragraph("<w:ins>" + run("new") + "</w:ins>")
    body += paragraph(box("boxed") + run("white", '<w:color w:val="FFFFFF"/>'))
    assert simple_text(docx(body)) == "Ada\n\nwhite"


# --- what nobody sees ---------------------------------------------------------------------------------

CLAIM = "Expert in everything"
THEME = (
    f"<a:theme {SPACES}><a:themeElements><a:clrScheme><a:dk1><a:srgbClr val='000000'/></a:dk1>"
    "<a:lt1><a:sysClr val='window' lastClr='FFFFFF'/></a:lt1><a:accent1><a:srgbClr val='1F3A5F'/></a:accent1>"
    "</a:clrScheme></a:themeElements></a:theme>"
)
WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:fill="1F3A5F"/>'
COLOUR = "same colour as its background"

#: How the claim is hidden -> the reason that is given.
HIDDEN = {
    "vanish": (paragraph(CLAIM, "<w:vanish/>"), "set as hidden text"),
    "vanish by style": (paragraph(CLAIM, '<w:rStyle w:val="Gone"/>'), "set as hidden text"),
    "white": (paragraph(CLAIM, WHITE), COLOUR),
    "nearly white": (paragraph(CLAIM, '<w:color w:val="FAFAFA"/>'), COLOUR),
    "white by theme": (paragraph(CLAIM, '<w:color w:val="000000" w:themeColor="background1"/>'), COLOUR),
    "pale by theme": (paragraph(CLAIM, '<w:color w:themeColor="accent1" w:themeTint="0A"/>'), COLOUR),
    "as its shading": (paragraph(CLAIM, '<w:color w:val="1F3A5F"/>' + DARK), COLOUR),
    "as its highlight": (paragraph(CLAIM, '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'), COLOUR),
    "as its paragraph": (paragraph(CLAIM, '<w:color w:val="1F3A5F"/>', DARK), COLOUR),
    "as its cell": (table((cell(paragraph(CLAIM, '<w:color w:val="1F3A5F"/>'), properties=DARK),)), COLOUR),
    "as its box": (
        paragraph(
            box(
                paragraph(CLAIM, '<w:color w:val="1F3A5F"/>'),
                fill='<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>',
            )
        ),
        COLOUR,
    ),
    "tiny": (paragraph(CLAIM, '<w:sz w:val="2"/>'), "too small to read"),
    "squeezed": (paragraph(CLAIM, '<w:w w:val="1"/>'), "too small to read"),
    "drawn with nothing": (
        paragraph(CLAIM, "<w14:textFill><w14:noFill/></w14:textFill>"),
        "covered, cut off or drawn invisibly",
    ),
    "in a line without height": (
        paragraph(CLAIM, properties='<w:spacing w:line="20" w:lineRule="exact"/>'),
        "covered, cut off or drawn invisibly",
    ),
    "box left of the page": (paragraph(box(CLAIM, left=-300)), "outside the page"),
    "box below the page": (paragraph(box(CLAIM, top=400)), "outside the page"),
    "hidden row": (
        table((CLAIM,)).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>"),
        "set as hidden text",
    ),
    "cell under another": (
        table(
            (cell("SKILLS", properties='<w:vMerge w:val="restart"/>'), "a"),
            (cell(CLAIM, properties="<w:vMerge/>"), "b"),
        ),
        "covered, cut off or drawn invisibly",
    ),
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_nobody_sees_is_set_aside_with_its_reason(kind):
    body, reason = HIDDEN[kind]
    document = read_in_process(docx(paragraph("Ada") + body, styles=STYLES, theme=THEME))
    assert [(found.text, found.reason) for found in document.hidden] == [(CLAIM, reason)]
    assert CLAIM not in document.text
    assert "hidden-text" in [warning.code for warning in document.warnings]


PICTURE = (
    '<w:r><w:drawing><wp:anchor behindDoc="1"><wp:extent cx="7000000" cy="7000000"/><a:graphic>'
    '<a:graphicData uri="p">{}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
)
PLAIN = "<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val='1F3A5F'/></a:solidFill></wps:spPr></wps:wsp>"
SHOWN = {
    "automatic colour": paragraph(CLAIM, '<w:color w:val="auto"/>'),
    "light gray": paragraph(CLAIM, '<w:color w:val="BFBFBF"/>'),
    "white on a dark paragraph": paragraph(CLAIM, WHITE, DARK),
    "white on a dark cell": table((cell(paragraph(CLAIM, WHITE), properties=DARK),)),
    "white in the first row of a table, by its style": table((CLAIM,), ("b",)).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook w:firstRow="1"/></w:tblPr>'
    ),
    "white in a dark box": paragraph(
        box(paragraph(CLAIM, WHITE), fill='<a:solidFill><a:srgbClr val="223344"/></a:solidFill>')
    ),
    "white in a box that runs through colours": paragraph(box(paragraph(CLAIM, WHITE), fill="<a:gradFill/>")),
    "white before a dark shape": paragraph(PICTURE.format(PLAIN) + run(CLAIM, WHITE)),
    "white before a picture": paragraph(PICTURE.format("<pic:pic/>") + run(CLAIM, WHITE)),
    "switched on again": paragraph(CLAIM, '<w:rStyle w:val="Gone"/><w:vanish w:val="0"/>'),
    "style that goes in circles": paragraph(CLAIM, '<w:rStyle w:val="Loop1"/>'),
}


@pytest.mark.parametrize("kind", SHOWN)
def test_what_shows_stays(kind):
    document = read_in_process(docx(paragraph("Ada") + SHOWN[kind], styles=STYLES, theme=THEME))
    assert CLAIM in document.text
    assert document.hidden == ()


def test_text_as_dark_as_a_dark_page_is_hidden_and_white_is_not():
    source = docx(
        paragraph("Ada", WHITE) + paragraph(CLAIM, '<w:color w:val="101010"/>'),
        settings=part("settings", "<w:displayBackgroundShape/>"),
    )
    assert read_in_process(source).text == CLAIM
    parts = unzipped(source)
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        "<w:body>", '<w:background w:color="111111"/><w:body>'
    )
    document = read_in_process(type(source)("resume.docx", zipped(parts)))
    assert document.text == "Ada"


@pytest.mark.parametrize(("words", "hidden"), [(12, False), (60, True)])
def test_long_key_words_in_the_properties_are_told(words, hidden):
    core = (
        f"<cp:coreProperties xmlns:cp='c'><cp:keywords>{'agile ' * words}</cp:keywords></cp:coreProperties>"
    )
    source = docx(
        paragraph("Ada"),
        parts={
            "docProps/core.xml": core,
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/>'
            '<Relationship Id="b" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>',
        },
    )
    reasons = [found.reason for found in read_in_process(source).hidden]
    assert reasons == (["in the document's properties"] if hidden else [])
