import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html as parser

from analyzer.reports import comparison, html, words
from reports.sample import HOSTILE, REPORT, named

COMPARED = comparison.compare([named("a.pdf", score=74), named("<img src=x>.pdf", score=58)])


@pytest.fixture(params=["report", "comparison"])
def page(request):
    return html.render(REPORT) if request.param == "report" else comparison.render_html(COMPARED)


def test_a_page_needs_nothing_from_outside(page):
    tree = parser.document_fromstring(page)
    outside = [*tree.iter("script", "link", "img", "iframe", "object", "form", "base", "a", "svg", "video")]
    assert outside == []
    assert [node for node in tree.iter() if {"src", "href", "action", "background"} & set(node.attrib)] == []
    assert "url(" not in page.partition("</style>")[0]
    assert "@import" not in page
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]


def test_no_element_or_handler_comes_from_a_document(page):
    tree = parser.document_fromstring(page)
    assert [name for node in tree.iter() for name in node.attrib if name.startswith("on")] == []
    assert [*tree.iter("b")] == [] or {node.text_content() for node in tree.iter("b")} <= {"67"}
    assert "alert('x')</script>" not in page


def test_hostile_words_are_shown_as_words():
    text = parser.document_fromstring(html.render(REPORT)).text_content()
    assert words.clean(HOSTILE) in text
    assert "{{ 7*7 }}" in text
    assert "[bold]full marks[/bold]" in text


def test_no_control_character_reaches_the_page(page):
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_marks_stand_with_their_words(page):
    tree = parser.document_fromstring(page)
    for met, mark in words.MARKS.items():
        for node in tree.xpath(f"//span[@class='{met}'][span]"):
            assert node.text_content().split(None, 1)[0] == mark.symbol
            assert node.xpath("span/@aria-hidden") == ["true"]


def test_the_report_says_what_the_terminal_says():
    text = " ".join(parser.document_fromstring(html.render(REPORT)).text_content().split())
    for match in REPORT.matches:
        assert words.explain(match, REPORT) in text
    for change in words.best_suggestions(REPORT):
        assert change.message in text
    assert words.advice() in text
    assert "about 5 more points, add a fact" in text


def test_the_page_follows_the_palette_of_the_marks(page):
    for mark in words.MARKS.values():
        assert mark.colour in page
        assert mark.dark in page


def test_bars_stay_inside_their_frame(page):
    widths = [float(found) for found in re.findall(r"(?:width|left|right):(-?[0-9.]+)%\"", page)]
    assert widths
    assert all(0 <= width <= 100 for width in widths)


def test_the_same_report_gives_the_same_page():
    assert html.render(REPORT) == html.render(REPORT)


def test_a_report_with_nothing_in_it_is_a_page():
    empty = replace(
        REPORT, matches=(), suggestions=(), achievements=(), skills=(), competencies=(), integrity=()
    )
    text = parser.document_fromstring(html.render(empty)).text_content()
    assert "Nothing to change was found" in text
    assert "No skill was found" in text


def test_headings_do_not_skip_a_level(page):
    tree = parser.document_fromstring(page)
    levels = [int(node.tag[1]) for node in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
