"""RTF is read as a person sees it, in time that grows with the file and no faster."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.documents import read_in_process
from analyzer.documents.office.rtf import read_rtf, simple_text
from analyzer.errors import NoText, ReadError, UnsupportedFile
from analyzer.records import Source
from documents.wordfile import rtf

ROW = r"\trowd{}\pard\intbl {}\cell {}\cell\row\pard "
SHAPE = (
    r"{\shp{\*\shpinst\shpleft%d\shptop0\shpright%d\shpbottom900{\sp{\sn fillColor}{\sv %d}}"
    r"{\shptxt\pard\plain %s\par}}{\shprslt{\*\do{\dptxbxtext twice}}}}"
)
SEEN = {
    "characters by name": (
        r"a\emdash b\rquote s \bullet  \ldblquote x\rdblquote\~y\_z\-w",
        ['a—b\'s • "x" y-zw'],
    ),
    "characters of the code page": (r"Zo\'eb M\'fcller \'96 caf\'e9", ["Zoë Müller – café"]),
    "characters of the font's own set": (r"{\f2 \'cf\'f0\'e8}", ["При"]),
    "unicode with what stands in for it": (r"\u321?\u243o\uc0\u378 d\uc2\u378ab", ["Łóźdź"]),
    "unicode by pairs": (r"\u-10179?\u-8704?", ["\U0001f600"]),
    "braces and backslashes": (r"\{a\} \\ b", ["{a} \\ b"]),
    "paragraphs, lines and tabs": (
        r"one\par two\line three\tab four\par\par five",
        ["one", "two", "three  four", "five"],
    ),
    "a line end in the file means nothing": ("one\r\n two", ["one two"]),
    "bullets": (
        r"{\listtext\f1\'b7\tab}Cut costs\par{\pntext\f1\'b7\tab}Led nine\par{\listtext 2.\tab}third",
        ["• Cut costs", "• Led nine", "2. third"],
    ),
    "private bullets of other writers": (r"{\listtext\u61623\'3f\tab}Cut costs", ["• Cut costs"]),
    "pictures and lists of styles": (
        r"a{\pict\wmetafile8 0102ff}{\*\unknown text}{\stylesheet{\s1 Name;}}b",
        ["ab"],
    ),
    "binary data is stepped over": ("a{\\pict\\bin4 }{\\}}b", ["ab"]),
    "deleted text": (r"Led {\deleted three }nine{\revised\revauth1  people}", ["Led nine people"]),
    "capitals that are set": (r"{\caps Experience}", ["EXPERIENCE"]),
    "label and value": (
        ROW.format("", "Tools", "Jira") + ROW.format("", "Methods", "Scrum"),
        ["Tools  Jira", "Methods  Scrum"],
    ),
    "columns of a layout table": (
        ROW.format("", r"SKILLS\par Jira\par SQL", r"EXPERIENCE\par AI PM\par Labs"),
        ["SKILLS", "Jira", "SQL", "EXPERIENCE", "AI PM", "Labs"],
    ),
    "a sidebar down several rows": (
        ROW.format(r"\clvmgf\cellx1\cellx2", r"SKILLS\par Jira", "EXPERIENCE")
        + ROW.format(r"\clvmrg\cellx1\cellx2", "", "AI PM"),
        ["SKILLS", "Jira", "EXPERIENCE", "AI PM"],
    ),
    "a text box, once": (SHAPE % (0, 900, 0xFFFFFF, "boxed") + r"text\par", ["boxed", "text"]),
    "page numbers go": (r"{\field{\*\fldinst PAGE}{\fldrslt 7}}x{\chpgn}", ["x"]),
    "notes stand below": (r"Cut costs{\footnote\pard by 12 %\par}\par End", ["Cut costs", "End", "by 12 %"]),
    "header and footer": (
        r"{\header Ada\par}{\footer\pard ada@example.com\par}EXPERIENCE",
        ["Ada", "EXPERIENCE", "ada@example.com"],
    ),
    "both of two writings": (r"{\upr{a}{\*\ud b}}", ["a"]),
}


@pytest.mark.parametrize("kind", SEEN)
def test_what_a_person_sees_is_read_in_order(kind):
    body, lines = SEEN[kind]
    document = read_in_process(rtf(body))
    assert [line for line in document.text.split("\n") if line] == lines
    assert document.hidden == ()
    assert document.format == "rtf"


def test_weight_size_and_the_names_of_styles_are_kept():
    head = r"{\stylesheet{\s1\fs32 heading 1;}{\s2\sbasedon1\b Firm;}}"
    body = r"{\pard\plain\s1 One\par}{\pard\plain\s2 Two\par}\pard\plain\fs20 three {\b bold words here}\par"
    lines = read_in_process(rtf(body, head)).lines
    assert [(line.size, line.bold) for line in lines] == [(16, True), (16, True), (10, True)]


def test_links_are_found():
    body = r'{\field{\*\fldinst{HYPERLINK "https://github.com/ada-example"}}{\fldrslt{\ul Code}}}'
    document = read_in_process(rtf(body))
    assert [link.url for link in document.links] == ["https://github.com/ada-example"]
    assert document.text == "Code"
    assert [warning.code for warning in document.warnings] == ["links-only-in-annotations"]


CLAIM = "Expert in everything"
COLOUR = "same colour as its background"
HIDDEN = {
    "hidden": (rf"{{\v {CLAIM}}}", "set as hidden text"),
    "white": (rf"{{\cf1 {CLAIM}}}", COLOUR),
    "as its background": (rf"{{\cf2\chcbpat2 {CLAIM}}}", COLOUR),
    "tiny": (rf"{{\fs2 {CLAIM}}}", "too small to read"),
    "without height": (rf"\pard\sl-10\slmult0 {CLAIM}\par", "covered, cut off or drawn invisibly"),
    "box off the page": (SHAPE % (-30000, -20000, 0xFFFFFF, CLAIM), "outside the page"),
    "white box": (SHAPE % (0, 900, 0xFFFFFF, rf"\cf1 {CLAIM}"), COLOUR),
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_nobody_sees_is_set_aside_with_its_reason(kind):
    body, reason = HIDDEN[kind]
    document = read_in_process(rtf(r"Ada\par " + body))
    assert [(found.text, found.reason) for found in document.hidden] == [(CLAIM, reason)]
    assert document.text == "Ada"


SHOWN = {
    "white on dark letters' ground": rf"{{\cf1\chcbpat2 {CLAIM}}}",
    "white on a dark paragraph": rf"\pard\cbpat2 {{\cf1 {CLAIM}}}\par",
    "white on a dark cell": rf"\trowd\clcbpat2\cellx900\pard\intbl {{\cf1 {CLAIM}}}\cell\row",
    "white in a dark box": SHAPE % (0, 900, 0x332211, rf"\cf1 {CLAIM}"),
    "white before a large shape": r"{\shp{\*\shpinst\shpleft0\shptop0\shpright9000\shpbottom9000"
    r"\shpfblwtxt1}}"
    rf"{{\cf1 {CLAIM}}}",
}


@pytest.mark.parametrize("kind", SHOWN)
def test_what_shows_stays(kind):
    document = read_in_process(rtf(SHOWN[kind]))
    assert CLAIM in document.text
    assert document.hidden == ()


def test_a_document_of_pictures_is_an_error_that_says_what_to_do():
    with pytest.raises(NoText, match="holds images and no text"):
        read_in_process(rtf(r"{\*\shppict{\pict\pngblip 89504e47}}"))


def test_a_simple_reader_gets_all_text():
    assert simple_text(rtf(rf"Ada\par {{\v {CLAIM}}}{{\deleted gone}}")) == f"Ada\n{CLAIM}gone"


def test_groups_without_end_are_refused():
    with pytest.raises(UnsupportedFile, match="parts that no editor writes"):
        read_in_process(Source("resume.rtf", b"{\\rtf1 " + b"{" * 100_000))


@pytest.mark.parametrize("unit", [b"a\\par ", b"{\\b x}", b"\\'e9", b"\\u233?", b"\\trowd x\\cell\\row "])
def test_time_grows_with_the_file(unit):
    def seconds(count):
        begun = time.process_time()
        read_rtf(Source("resume.rtf", b"{\\rtf1 " + unit * count + b"}"))
        return time.process_time() - begun

    # a machine that is busy may slow one of them; quadratic time would be 256 times as long
    assert any(seconds(32_000) < 64 * max(seconds(2_000), 0.002) for _ in range(3))


@given(
    st.lists(
        st.sampled_from([*"{}ab", "\\par ", "\\cell ", "\\row ", "\\v ", "\\u9?", "\\'e", "\\bin2 ", "\\*"])
    )
)
def test_whatever_stands_in_it_is_a_document_or_a_read_error(parts):
    try:
        read_in_process(Source("resume.rtf", b"{\\rtf1 " + "".join(parts).encode()))
    except ReadError:
        return
