"""Texts that are no resume are named and not scored; resumes never are; other languages are said so."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from analyzer.errors import NotAResume
from analyzer.parsing import outline
from analyzer.parsing.tongue import other_language
from analyzer.records import Source
from analyzer.service import Analyzer

from .documents import TODAY, document

FOLDER = Path(__file__).parent
PAPERS = yaml.safe_load((FOLDER / "papers.yaml").read_text(encoding="utf-8"))
LANGUAGES = yaml.safe_load((FOLDER / "languages.yaml").read_text(encoding="utf-8"))
REFUSED = [(name, text) for name, texts in PAPERS["refused"].items() for text in texts]


@pytest.mark.parametrize(("name", "text"), REFUSED, ids=[f"{name} {text[:24]!r}" for name, text in REFUSED])
def test_what_is_no_resume_is_named_with_what_to_do(name, text):
    with pytest.raises(NotAResume, match=name) as refusal:
        outline(document(text), today=TODAY)
    assert "pload" in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("text", PAPERS["kept"], ids=[text[:20] for text in PAPERS["kept"]])
def test_a_resume_is_never_refused(text):
    outline(document(text), today=TODAY)


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "english"])
def test_another_language_is_known_by_its_small_words(language):
    assert other_language(LANGUAGES[language]) == language


@pytest.mark.parametrize("text", LANGUAGES["english"], ids=["spanish names", "german names"])
def test_names_and_single_words_of_other_languages_leave_a_text_english(text):
    assert other_language(text) is None


def test_a_report_says_that_a_resume_is_in_another_language():
    text = "Petra Lang\npetra@example.com\n\nBerufserfahrung\nProjektleiterin, Isarwerk\n2019 - 2023\n\n"
    source = Source("lebenslauf.txt", (text + LANGUAGES["German"]).encode())
    with Analyzer(today=TODAY) as analyzer:
        profile, _ = analyzer.profile([source])
    (warning,) = (one for one in profile.documents[0].warnings if one.code == "other-language")
    assert "German" in warning.message
    assert "English version" in warning.message


def test_an_english_resume_has_no_such_warning():
    found = outline(document(PAPERS["kept"][2]), today=TODAY)
    assert found.warnings == ()
    assert replace(found, warnings=()) == found
