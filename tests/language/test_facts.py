"""What lines outside of jobs show: talks, honours, memberships, languages; tools among certificates."""

import pytest

from analyzer.documents import read_in_process
from analyzer.parsing import outline
from analyzer.records import Source

HEAD = (
    "Ada Lindqvist\nada@example.com\n\nEXPERIENCE\nProject Manager, Northwind Rail, Oslo, 2018 - present\n"
    "- Planned the depot works with the crews.\n"
)


def shown(annotator, text):
    document = read_in_process(Source("resume.txt", (HEAD + text).encode()))
    found = annotator.annotate(document, outline(document, today="2026-11"), today="2026-11")
    return {skill.id: skill.strength for skill in found.skills}


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("\nPUBLICATIONS\n- Speaker, Rail Data Day, 2024\n", "public-writing-and-speaking"),
        ("\nMISCELLANEOUS\n- Guest lecture on signalling at the trade school\n", "presentation-skills"),
        ("\nAWARDS\n- Safety prize of the region, 2021\n", "awards-and-honours"),
        (
            "\nMISCELLANEOUS\n- Member of the Institution of Rail Signalling, since 2019\n",
            "professional-membership",
        ),
        ("\nCOMMUNITY\n- Treasurer, Fjord Youth Hockey\n", "volunteering"),
        ("\nLANGUAGES\nMandarin (native)\n", "multilingual-communication"),
    ],
)
def test_lines_outside_of_jobs_show_what_they_tell(annotator, text, skill):
    assert skill in shown(annotator, text)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("\nLANGUAGES\nEnglish (native)\n", "multilingual-communication"),
        ("- Brought voluntary attrition down in the depots.\n", "volunteering"),
        ("\nPERSONAL\nWelsh speaker, two daughters.\n", "public-writing-and-speaking"),
        ("\nMISCELLANEOUS\n- Member of a choir\n", "professional-membership"),
    ],
)
def test_lines_that_only_sound_alike_show_nothing(annotator, text, skill):
    assert skill not in shown(annotator, text)


def test_tools_named_among_certificates_are_only_listed(annotator):
    found = shown(annotator, "\nCERTIFICATIONS\nPMP, 2019\nJira\nConfluence\nPower BI\n")
    assert found["pmp"] == "E2"
    assert found["jira"] == found["confluence"] == "E1"
