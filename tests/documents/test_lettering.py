"""What is printed in odd characters is read in plain ones, and still stands where it was printed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.documents import read_in_process
from analyzer.documents.characters import BULLET, BULLETS, fold
from documents import paper
from documents.lettering import boxes_font
from documents.test_offsets import check_places

#: Printed -> read.
ODD = {
    "eﬃcient": "efficient",
    "ﬁrst": "first",
    "co\u00adordinated": "coordinated",
    "plan\u200bned": "planned",
    "two\u00a0words": "two words",
    "client’s": "client's",
    "“pilot”": '"pilot"',
    "non‑profit": "non-profit",
    "𝐁𝐨𝐥𝐝": "Bold",
    "2019–2021": "2019–2021",
    "Ｆｕｌｌ": "Full",
    "tab\u2003ular": "tab ular",
}
_LETTERS = "".join(
    sorted({*"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:-()", *"".join(ODD), *BULLETS})
)


def page(lines, *, x=60, y=100, pitch=20, size=10):
    pdf = paper.blank()
    pdf.add_font("Boxes", "", boxes_font(_LETTERS))
    pdf.set_font("Boxes", size=size)
    for number, line in enumerate(lines):
        pdf.text(x, y + number * pitch, line)
    return read_in_process(paper.source(pdf))


@pytest.mark.parametrize("printed", ODD)
def test_odd_characters_are_read_as_plain_ones(printed):
    document = page(["Project work", f"with {printed} more", "and so on"])
    assert document.text.splitlines()[1] == f"with {ODD[printed]} more"
    check_places(document)


@pytest.mark.parametrize("mark", sorted(mark for mark in BULLETS if not "\ue000" <= mark <= "\uf8ff"))
def test_every_list_mark_becomes_the_one_list_mark(mark):
    document = page([f"{mark} Led the first pilot", f"{mark} Cut the cost by half"], pitch=13)
    assert document.text.splitlines() == [f"{BULLET} Led the first pilot", f"{BULLET} Cut the cost by half"]


WORDS = st.one_of(
    st.sampled_from([word for word, read in ODD.items() if " " not in read]),
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9),
)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=5), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_words_equal_their_slices_and_lie_where_they_were_printed(lines):
    document = page([" ".join(line) for line in lines])
    check_places(document)
    printed = [(word, number) for number, line in enumerate(lines) for word in line]
    assert [document.text[word.start : word.end] for word in document.words] == [
        fold(word) for word, _ in printed
    ]
    left = dict.fromkeys(range(len(lines)), 60.0)
    for word, (text, number) in zip(document.words, printed, strict=True):
        baseline = 100 + 20 * number
        assert word.box.top < baseline <= word.box.bottom + 0.01
        assert word.box.bottom - word.box.top < 16
        assert word.box.x0 == pytest.approx(left[number], abs=1.0)
        assert word.box.x1 <= left[number] + 6 * len(text) + 1.0
        left[number] += 6 * (len(text) + 1)
