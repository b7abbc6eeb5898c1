"""The same resume in eighteen layouts: every line under its own title, every job with its dates."""

import re

import pytest

from analyzer.documents import read_in_process
from analyzer.parsing import outline
from documents import sheets
from documents.test_offsets import check_places

_READ = {}


def read(layout):
    if layout not in _READ:
        _READ[layout] = read_in_process(sheets.source(layout))
    return _READ[layout]


def letters(text):
    return re.sub(r"[\W_]+", "", text.lower())


def misplaced(text):
    """Lines that do not stand whole between their own title and the next one."""
    truth = sheets.truth()
    found = [line.strip() for line in text.splitlines()]
    titles = sorted((found.index(title), title) for title in truth if title in found)
    stops = sorted([at for at, line in enumerate(found) if line in (*truth, "CONTACT")] + [len(found)])
    wrong = [title for title in truth if title not in found]
    for at, title in titles:
        stop = next(place for place in stops if place > at)
        own = letters(" ".join(found[at + 1 : stop]))
        wrong += [line for line in truth[title] if letters(line) not in own]
    return wrong


@pytest.mark.parametrize("layout", sheets.SHEETS)
def test_lines_stand_under_their_own_title(layout):
    assert misplaced(read(layout).text) == []


@pytest.mark.parametrize("layout", sheets.SHEETS)
def test_jobs_have_their_titles_and_dates(layout):
    found = outline(read(layout), today="2026-11")
    assert [(job.title, job.organization, job.start, job.end) for job in found.positions] == [
        ("AI Project Manager", "Norrvik Labs", "2021-03", "present"),
        ("Project Coordinator", "Halden Works", "2018-06", "2021-02"),
    ]
    assert found.contact.emails == (sheets.CONTACT[0],)
    assert len(found.contact.phones) == 1


@pytest.mark.parametrize("layout", sheets.SHEETS)
def test_words_have_their_places(layout):
    document = read(layout)
    check_places(document)
    start = document.text.index("Halden")
    (box,) = document.boxes(start, start + len("Halden"))
    sizes = document.pages[box.page - 1]
    assert 0 <= box.x0 < box.x1 <= sizes.width
    assert 0 <= box.top < box.bottom <= sizes.height
