"""Every word has its place: slices equal the printed words, evidence equals its slice."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.documents import read_in_process
from analyzer.documents.layout.compose import compose
from analyzer.documents.layout.records import Row, Token
from analyzer.records import Document
from documents import paper

FILES = [paper.single_column, paper.two_columns, paper.right_sidebar_over_two_pages]


def check_places(document):
    previous = 0
    for word in document.words:
        assert previous <= word.start < word.end <= len(document.text)
        assert not any(char.isspace() for char in document.text[word.start : word.end])
        assert 1 <= word.box.page <= len(document.pages)
        assert word.box.x0 <= word.box.x1
        assert word.box.top <= word.box.bottom
        previous = word.end
    between = document.text
    for word in reversed(document.words):
        between = between[: word.start] + between[word.end :]
    assert not between.strip()
    ends = 0
    for line in document.lines:
        assert ends <= line.start < line.end
        assert "\n" not in document.text[line.start : line.end]
        ends = line.end


@pytest.mark.parametrize("build", FILES)
def test_every_character_of_the_text_belongs_to_a_word_or_is_white(build):
    check_places(read_in_process(build()))


@pytest.mark.parametrize("build", FILES)
def test_words_stand_where_their_boxes_are(build):
    document = read_in_process(build())
    start = document.text.index("Coordin" if "Coordin" in document.text else "Closed")
    (box,) = document.boxes(start, start + 8)
    assert 40 < box.x0 < 560
    assert 40 < box.top < box.bottom < 800


def test_evidence_equals_its_slice_anywhere():
    document = read_in_process(paper.two_columns())

    @given(st.integers(0, len(document.text)), st.integers(0, len(document.text)))
    def check(one, other):
        start, end = sorted((one, other))
        evidence = document.evidence(start, end)
        assert evidence.text == document.text[evidence.start : evidence.end]
        assert evidence.text == document.text[start:end].strip()
        assert evidence.boxes or not evidence.text

    check()


def test_the_same_bytes_give_the_same_document():
    source = paper.two_columns()
    assert read_in_process(source) == read_in_process(replace(source))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1, max_size=9)
PIECES = st.one_of(
    WORDS, st.sampled_from(["cross-", "imple-", "functional", "mentation", "•", "a/b-", "x@y.de"])
)


@given(st.lists(st.tuples(st.lists(PIECES, min_size=1, max_size=6), st.booleans()), min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_composed_words_equal_their_tokens_whatever_is_joined(content):
    rows = []
    for number, (texts, apart) in enumerate(content):
        tokens = tuple(
            Token(text, 40.0 * place, 20.0 * number, 40.0 * place + 30, 20.0 * number + 10, 10.0)
            for place, text in enumerate(texts)
        )
        rows.append(Row(1, tokens, apart))
    text, lines, words = compose(rows)
    printed = [token.text for row in rows for token in row.tokens]
    assert len(words) == len(printed)
    for word, token in zip(words, printed, strict=True):
        shown = text[word.start : word.end]
        assert shown == token or shown + "-" == token
    check_places(Document("a", "", "pdf", "test", text, pages=(1,), lines=lines, words=words))
