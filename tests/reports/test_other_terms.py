"""Terms that we do not know are shown as such in every report, and their words are no markup."""

from dataclasses import replace

import pytest

from analyzer.records import OtherTerm
from analyzer.reports import html, markdown, words
from reports.sample import LISTED, REPORT

TERMS = (OtherTerm("Zorblax", (LISTED,)), OtherTerm("<b>Quibble</b>", (LISTED,)))


@pytest.mark.parametrize("render", [html.render, markdown.render])
def test_other_terms_are_shown_apart(render):
    text = render(replace(REPORT, other_terms=TERMS))
    assert words.other_terms() in text
    assert "Zorblax" in text
    assert "<b>Quibble" not in text


@pytest.mark.parametrize("render", [html.render, markdown.render])
def test_nothing_is_said_where_there_are_none(render):
    assert words.other_terms() not in render(REPORT)
