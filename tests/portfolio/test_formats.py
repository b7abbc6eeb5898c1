"""Decks, notebooks and exports as documents."""

import json
import zipfile
from io import BytesIO

import pytest

from analyzer.documents import read_in_process
from analyzer.errors import NoText, ReadError, UnsupportedFile
from analyzer.records import Source
from tests.portfolio.building import write_notebook, write_pptx

DECK = (
    "# Problem\nLetters left the house two days late\n---\n"
    "# Result\nWriting time fell from 70 to 31 minutes\n"
)


def test_a_deck_is_read_slide_by_slide_title_first():
    """The title stands last in the file and first on the slide."""
    document = read_in_process(Source("deck.pptx", write_pptx(DECK)))
    assert document.format == "pptx"
    assert document.text == (
        "Problem\n\n• Letters left the house two days late\n\nResult\n\n• Writing time fell from 70 "
        "to 31 minutes"
    )
    assert [line.bold for line in document.lines] == [True, False, True, False]


def test_a_hidden_slide_is_hidden_text():
    document = read_in_process(Source("deck.pptx", write_pptx(DECK, hidden=(2,))))
    assert "Writing time" not in document.text
    assert "Writing time" in document.hidden[0].text


def test_a_deck_of_pictures_says_so():
    with pytest.raises(NoText, match="pictures"):
        read_in_process(Source("deck.pptx", write_pptx("")))


@pytest.mark.parametrize(
    "slide",
    [
        b"<p:sld",
        b'<!DOCTYPE x [<!ENTITY a "b">]><p:sld/>',
        b"<a>" * 400 + b"</a>" * 400,
        b"\0" * 100,
    ],
)
def test_damaged_and_hostile_slides_end_in_one_line(slide):
    data = BytesIO(write_pptx(DECK))
    out = BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, slide if name.endswith("slide1.xml") else old.read(name))
    with pytest.raises(ReadError) as refused:
        read_in_process(Source("deck.pptx", out.getvalue()))
    assert "\n" not in str(refused.value)


NOTEBOOK = (
    "# Churn\n\nWhich members leave?\n\n```python\nimport pandas as pd\n"
    "frame = pd.read_csv('x.csv')\n```\n```out\nauc 0.78\n```\n"
)


def test_a_notebook_is_its_words_its_imports_and_its_short_results():
    document = read_in_process(Source("study.ipynb", write_notebook(NOTEBOOK)))
    assert document.format == "notebook"
    lines = [line for line in document.text.split("\n") if line]
    assert lines == ["Churn", "Which members leave?", "import pandas as pd", "Out: auc 0.78"]


@pytest.mark.parametrize(
    "content",
    [
        {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "markdown", "source": ["# Old"]}]}]},
        {
            "nbformat": 4,
            "cells": [{"cell_type": "markdown", "source": "# Old"}, 7, None, {"cell_type": "code"}],
        },
        {"nbformat": 4, "cells": [{"cell_type": "markdown", "source": ["# Old", 3, None]}, {"cell_type": 5}]},
    ],
)
def test_old_and_odd_notebooks_are_read(content):
    assert read_in_process(Source("x.ipynb", json.dumps(content).encode())).text == "Old"


def test_a_damaged_notebook_is_refused():
    with pytest.raises(UnsupportedFile, match="damaged"):
        read_in_process(Source("x.ipynb", b'{"nbformat": 4, "cells": [{"cell_type": "markdown"'))
