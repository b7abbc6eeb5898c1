"""The report as a page, printed by a real browser on both papers: nothing is cut, no heading stands alone."""

import io
import re

import pdfplumber
import pytest

from analyzer.records import Source
from analyzer.reports.html import render
from analyzer.resources import data_path
from analyzer.service import Analyzer

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: Points of a heading on paper; what is read has 10.
HEADING = 11.5


@pytest.fixture(scope="module")
def page_of(tmp_path_factory):
    """The report of each sample, for a typical role and for a job ad."""
    folder = tmp_path_factory.mktemp("print")
    ad = Source("ad.txt", data_path("samples", "sample-posting.txt").read_bytes())
    with Analyzer() as analyzer:
        for path in data_path("samples").glob("*.pdf"):
            report = analyzer.analyze(
                Source(path.name, path.read_bytes()), roles=("ai-project-manager",), jobs=(ad,)
            )
            (folder / f"{path.stem}.html").write_text(render(report), encoding="utf-8")
    return folder


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["sample-ai-pm", "sample-career-changer"])
def test_the_page_prints_well(page_of, chromium, name, paper):
    page = chromium.new_page()
    page.goto((page_of / f"{name}.html").as_uri())
    said = page.inner_text("body")
    data = page.pdf(format=paper, print_background=True)
    page.close()
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for sheet in opened.pages:
            words = sheet.extract_words(extra_attrs=["size"])
            assert words, "an empty sheet"
            assert words[-1]["size"] < HEADING, f"a heading alone at the foot of page {sheet.page_number}"
            assert min(one["x0"] for one in words) > 30
            assert max(one["x1"] for one in words) < sheet.width - 30
            assert min(one["top"] for one in words) > 30
            assert max(one["bottom"] for one in words) < sheet.height - 30
        printed = squeezed("".join(sheet.extract_text() or "" for sheet in opened.pages))
    lost = [word for word in said.split() if squeezed(word) not in printed]
    assert len(lost) <= 0.01 * len(said.split()), lost  # a long word may go on in the next line of its cell
    for drawn in ("AI Project Manager (a typical role)", "AI Project Manager (from ad.txt)"):
        assert squeezed(drawn) in printed


def squeezed(text):
    """Without spaces, and without the quotation marks that the style sheet adds."""
    return re.sub(r"[\s“”]+", "", text)
