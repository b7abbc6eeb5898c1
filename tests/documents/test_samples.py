"""The samples that ship with the product read without loss."""

import pytest

from analyzer.documents import read_in_process
from analyzer.records import Source
from analyzer.resources import data_path


def sample(name):
    return read_in_process(Source(name, data_path("samples", name).read_bytes()))


def test_the_first_sample_reads_from_name_to_education():
    document = sample("sample-ai-pm.pdf")
    text = document.text
    titles = ["SUMMARY", "EXPERIENCE", "PROJECTS", "CERTIFICATIONS", "SKILLS", "EDUCATION"]
    assert [line for line in text.splitlines() if line in titles] == titles
    assert text.startswith("Noor Halvorsen\nAI Project Manager")
    assert "AI Project Manager  March 2022 – Present" in text
    assert text.count("\n• ") == 18
    assert {link.kind for link in document.links} == {"email", "linkedin", "github", "portfolio"}


def test_the_second_sample_keeps_its_columns_apart():
    text = sample("sample-career-changer.pdf").text
    assert text.index("Prompt engineering") < text.index("PMI-CPMAI, planned") < text.index("EXPERIENCE")


def test_the_posting_is_plain_text():
    document = sample("sample-posting.txt")
    assert document.format == "text"
    assert "• At least 4 years of experience" in document.text


@pytest.mark.parametrize("name", ["sample-ai-pm.pdf", "sample-career-changer.pdf", "sample-posting.txt"])
def test_nothing_in_a_sample_is_hidden(name):
    assert sample(name).hidden == ()
