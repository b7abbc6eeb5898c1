"""No file stops the reader: each ends in time as a Document or a clear error, and the next is read."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.documents import Limits, Reader, read_in_process
from analyzer.documents.limits import LONGEST_LINE, LONGEST_WORD
from analyzer.errors import ReadError, ReadTimeout, TooLarge
from analyzer.parsing import outline
from analyzer.records import Source
from tests.documents import paper
from tests.documents.hostile import QUICK, pdf_attacks, seeds

ATTACKS = pdf_attacks()
GOOD = paper.single_column()
SHORT = Limits(seconds=4, cpu_seconds=3, step_seconds=0.7)


@pytest.fixture(scope="module")
def reader():
    with Reader(SHORT) as opened:
        yield opened


def outcome(reader, data, name="hostile.pdf"):
    """Text, or the message of an error of ours: nothing else may come."""
    try:
        return reader.read(Source(name, data)).text
    except ReadError as error:
        message = str(error)
        assert message.startswith(name)
        assert "\n" not in message
        assert "Traceback" not in message
        assert "Error" not in message
        return message


@pytest.mark.parametrize("name", [name for name in ATTACKS if name in QUICK])
def test_a_hostile_file_is_a_document_or_an_error_and_the_next_one_is_read(reader, name):
    started = time.monotonic()
    assert outcome(reader, ATTACKS[name]())
    assert (
        time.monotonic() - started < 16
    )  # the tests of a busy machine; `benchmarks.attacks` has the figures
    assert "Norrvik Labs" in reader.read(GOOD).text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("many-pages", "more than 20 pages"),
        ("text-million-words", "more than 100,000 drawings on page 1"),
        ("text-kerned", "more than 50,000 characters on page 1"),
        ("run-length-400-mb", "more than 1024 MB of memory"),
        ("object-is-itself", "more than 0.7 seconds for one of its parts"),
        ("map-of-four-billion-for-the-second-engine", "more than 0.7 seconds for one of its parts"),
        ("forms-in-a-ring", "ended its reader"),
    ],
)
def test_the_message_says_which_limit_was_hit(name, words):
    with Reader(Limits(seconds=30, cpu_seconds=20, step_seconds=0.7 if "0.7" in words else 6)) as reader:
        with pytest.raises(ReadError, match=words):
            reader.read(Source("hostile.pdf", ATTACKS[name]()))
        assert "Norrvik Labs" in reader.read(GOOD).text


def test_a_file_that_only_waits_is_given_up_by_the_clock(monkeypatch):
    with Reader(Limits(seconds=0.5)) as reader:
        reader.read(Source("a.txt", b"Project Manager"))
        child = reader._idle[0]
        child._process.send_signal(19)  # it stands still, as on a disk that does not answer
        with pytest.raises(ReadTimeout, match=r"took more than 0\.5 seconds"):
            reader.read(GOOD)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("word " * 50_000, "more than 200,000 characters"),
        ("word\n" * 9_000, "more than 8,000 lines"),
    ],
)
def test_more_text_than_a_resume_holds_is_refused_before_anything_parses_it(text, words):
    for name in ("a.txt", "a.md"):
        with pytest.raises(TooLarge, match=words):
            read_in_process(Source(name, f"# Resume\n\n{text}".encode()))


def test_what_is_too_long_for_a_word_is_left_out_with_a_warning():
    data = "x" * (LONGEST_WORD + 1)
    for text in (f"Project Manager {data} here", f"# Project Manager\n\n![a](data:image/png;base64,{data})"):
        document = read_in_process(Source("a.md", text.encode()))
        assert "x" * 50 not in document.text
        assert [warning.code for warning in document.warnings] == ["long-word"]
    assert "x" * LONGEST_WORD in read_in_process(Source("a.txt", b"x" * LONGEST_WORD)).text


def test_a_line_without_end_is_cut_between_words():
    text = " ".join(f"word{number}" for number in range(2_000))
    document = read_in_process(Source("a.txt", text.encode()))
    assert document.text.split() == text.split()
    assert max(line.end - line.start for line in document.lines) <= LONGEST_LINE
    assert [document.text[line.start : line.end] for line in document.lines] == document.text.split("\n")


def test_half_a_character_is_left_out():
    basics = b'{"name": "Iris Tamm", "url": "https://a.example.org/\\ud83d"}'
    data = b'{"basics": ' + basics + b', "work": [{"name": "A\\udc00B"}]}'
    document = read_in_process(Source("resume.json", data))
    assert document.text.encode()
    assert [link.url.encode() for link in document.links]


def test_a_line_of_signs_above_a_job_is_no_employer():
    found = outline(
        read_in_process(Source("a.txt", b"<:-\nProject Manager, Norrvik Labs, 2019 - 2021\nword")),
        today="2026-11",
    )
    assert [one.organization for one in found.positions] == ["Norrvik Labs"]


def test_an_element_with_more_attributes_than_any_is_refused_before_it_is_parsed():
    for count, refused in ((400, False), (2_000, True)):
        page = (
            "<html><body><p " + " ".join(f'data-part{n}="a b"' for n in range(count)) + ">Project Manager</p>"
        )
        if refused:
            with pytest.raises(TooLarge, match="attributes in one tag"):
                read_in_process(Source("a.html", page.encode()))
        else:
            assert read_in_process(Source("a.html", page.encode())).text == "Project Manager"


def test_a_page_with_a_flood_of_selectors_is_read_without_its_sheets():
    rules = "".join(f"p.a{n}{{color:red}}" for n in range(25_000))
    page = f"<html><head><style>{rules}</style></head><body><p>Project Manager</p></body></html>"
    assert read_in_process(Source("a.html", page.encode())).text == "Project Manager"


# --- damage at random --------------------------------------------------------------------------------


def damages():
    """Cuts, flips and moved blocks, as positions in a file."""
    place = st.floats(0, 1, exclude_max=True)
    return st.lists(
        st.tuples(st.sampled_from("cfmt"), place, place, st.integers(0, 255)), min_size=1, max_size=5
    )


def damaged(data, hurts):
    out = bytearray(data)
    for kind, one, other, value in hurts:
        if not out:
            break
        at, to = sorted((int(one * len(out)), int(other * len(out))))
        if kind == "c":
            del out[at:to]
        elif kind == "f":
            out[at] ^= value
        elif kind == "m":
            out[at:at] = out[to : to + value]
        else:
            token = (b"obj", b"<<", b"/Kids", b"**", b"<!--", b"[", b"\n# ", b"\x00")[value % 8]
            out[at : at + len(token)] = token
    return bytes(out)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.integers(0, 99), hurts=damages())
def test_a_damaged_pdf_is_a_document_or_an_error(reader, which, hurts):
    files = seeds(pdf=True)
    assert outcome(reader, damaged(files[which % len(files)], hurts))


@settings(max_examples=150, deadline=None)
@given(which=st.integers(0, 99), hurts=damages())
def test_a_damaged_text_is_a_document_or_an_error(which, hurts):
    files = seeds(pdf=False)
    try:
        document = read_in_process(Source("hostile", damaged(files[which % len(files)], hurts)))
    except ReadError as error:
        assert str(error).startswith("hostile")
    else:
        assert all(document.text[line.start : line.end].strip() for line in document.lines)


def test_noise_after_a_pdf_header_is_an_error(reader):
    chance = random.Random(11)  # noqa: S311
    for size in (0, 1, 50, 3000):
        with pytest.raises(ReadError):
            reader.read(Source("hostile.pdf", b"%PDF-1.4\n" + chance.randbytes(size)))
