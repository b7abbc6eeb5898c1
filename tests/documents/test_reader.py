"""The child process: what it reads is the same, what holds it is ended, and the next file is read."""

import io
import os
import subprocess
import sys
import threading
import time

import pytest
from PIL import Image, ImageChops

from analyzer.documents import Limits, Mark, Reader, read_in_process
from analyzer.documents import reader as reading_side
from analyzer.errors import ReadError, ReadTimeout, UnsupportedFile
from analyzer.records import Box, Source
from documents import paper
from tests.documents.hostile import pdf_attacks
from tests.documents.hostile.pdf_bombs import inflating_file

HANGS = pdf_attacks()["object-is-itself"]()


@pytest.fixture(scope="module")
def reader():
    with Reader(Limits(seconds=8, step_seconds=0.5)) as opened:
        yield opened


def test_the_child_gives_the_same_document(reader):
    for source in (paper.single_column(), paper.two_columns()):
        assert reader.read(source, index=3) == read_in_process(source, index=3)


def test_errors_come_through_with_their_kind_and_words(reader):
    pdf = paper.blank()
    with pytest.raises(ReadError) as ours:
        read_in_process(paper.source(pdf))
    with pytest.raises(type(ours.value), match="has pages but no text"):
        reader.read(paper.source(pdf))


def test_after_a_file_that_hangs_the_next_one_is_read(reader):
    with pytest.raises(ReadTimeout, match="for one of its parts"):
        reader.read(Source("hostile.pdf", HANGS))
    assert "Norrvik Labs" in reader.read(paper.single_column()).text


def test_after_its_child_was_killed_the_next_file_is_read():
    with Reader() as reader:
        reader.read(paper.single_column())
        for child in reader._idle:
            child._process.kill()
            child._process.wait()
        assert "Norrvik Labs" in reader.read(paper.single_column()).text


def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_one_is_read():
    data = inflating_file(300_000_000)
    with Reader(Limits(memory_bytes=400 * 1024 * 1024)) as reader:
        with pytest.raises(ReadError):
            reader.read(Source("bomb.pdf", data))
        assert "Norrvik Labs" in reader.read(paper.single_column()).text


def test_threads_share_one_reader(reader):
    source, found = paper.single_column(), []
    threads = [threading.Thread(target=lambda: found.append(reader.read(source))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_twenty_threads_with_hostile_files_among_good_ones_all_end():
    hangs, bomb = Source("hangs.pdf", HANGS), Source("bomb.pdf", inflating_file(300_000_000))
    good = paper.single_column()
    ended = []

    def read(source):
        try:
            ended.append((source.name, bool(reader.read(source).text)))
        except ReadError as error:
            ended.append((source.name, str(error).startswith(source.name)))

    with Reader(Limits(seconds=3, step_seconds=0.5)) as reader:
        threads = [
            threading.Thread(
                target=read, args=(hangs if number % 10 == 0 else bomb if number == 5 else good,)
            )
            for number in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert len(ended) == 20
        assert all(fine for _, fine in ended)


# --- children that do not keep to the rules ----------------------------------------------------------


READY = """
import os, struct, time
def say(head, size=None):
    os.write(1, struct.pack(">II", len(head) if size is None else size, 0) + head)
say(b'{"ready": true}')
"""
HEAD = "os.read(0, 8)\n"


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(HEAD + "os.write(1, os.urandom(100000))", id="noise"),
        pytest.param(HEAD + "say(b'', 2**32 - 1)", id="an answer of 4 GB"),
        pytest.param(HEAD + "say(b'{', 9)", id="half an answer"),
        pytest.param(HEAD + "say(b'[]')", id="no message"),
        pytest.param(HEAD + "say(b'{}')", id="no document"),
        pytest.param(HEAD + "say(b'[' * 2**20)", id="an answer without a bottom"),
        pytest.param(HEAD + "os.close(1); time.sleep(60)", id="a closed pipe"),
        pytest.param(HEAD + "time.sleep(60)", id="silence"),
        pytest.param("os._exit(3)", id="an end before the file"),
    ],
)
def test_a_child_that_answers_with_anything_is_an_error_in_time(monkeypatch, program):
    monkeypatch.setattr(reading_side, "_START", READY + program)
    started = time.monotonic()
    with Reader(Limits(seconds=1)) as reader, pytest.raises(ReadError, match=r"a\.txt"):
        reader.read(Source("a.txt", b"Project Manager"))
    assert time.monotonic() - started < 8


def test_a_child_that_does_not_start_is_an_error_in_time(monkeypatch):
    monkeypatch.setattr(reading_side, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(reading_side, "_START_SECONDS", 0.5)
    with Reader() as reader, pytest.raises(ReadError, match="could not start"):
        reader.read(Source("a.txt", b"Project Manager"))


def test_a_good_file_is_not_blamed_for_what_another_left_behind():
    with Reader() as reader:
        reader.read(Source("a.txt", b"Project Manager"))
        child = reader._idle[0]
        child._process.stdin.write(b"\x00\x00\x00\x02\x00\x00\x00\x00[]")  # it ends at the next word
        child._process.stdin.flush()
        assert "Norrvik Labs" in reader.read(paper.single_column()).text


def test_a_child_that_has_held_much_memory_is_ended_and_the_next_file_gets_another():
    with Reader() as reader:
        reader.read(Source("a.txt", b"Project Manager"))
        child = reader._idle[0]
        with pytest.raises(ReadError):
            reader.read(Source("bomb.pdf", inflating_file(300_000_000)))
        assert not child.alive()
        assert "Norrvik Labs" in reader.read(paper.single_column()).text


def test_reading_writes_no_files(tmp_path):
    program = (
        "import sys; from analyzer.documents import Reader; from analyzer.records import Source\n"
        "with Reader() as reader: reader.read(Source('a.pdf', sys.stdin.buffer.read()))"
    )
    places = dict.fromkeys(("TMPDIR", "HOME", "XDG_CACHE_HOME"), str(tmp_path))
    subprocess.run(
        [sys.executable, "-B", "-c", program],
        input=paper.single_column().data,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **places},
        cwd=tmp_path,
        timeout=60,
        check=True,
    )
    assert not list(tmp_path.rglob("*"))


def test_an_interpreter_that_forgets_to_close_still_ends():
    program = (
        "import sys; from analyzer.documents import Reader; from analyzer.records import Source\n"
        "reader = Reader(); print(len(reader.read(Source('a.pdf', sys.stdin.buffer.read())).text))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=paper.single_column().data,
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert int(done.stdout) > 100
    assert done.stderr == b""


def test_every_format_is_read_in_a_child(reader):
    source = Source("a.txt", b"Project Manager")
    assert reader.read(source) == read_in_process(source)
    with pytest.raises(UnsupportedFile, match="no pages to show"):
        reader.render(source, 1)


def test_a_file_that_hangs_does_not_hold_up_another_thread():
    with Reader(Limits(seconds=5)) as reader:
        reader.read(paper.single_column())
        held = threading.Thread(target=_expect_timeout, args=(reader,))
        held.start()
        time.sleep(0.2)
        started = time.monotonic()
        assert "Norrvik Labs" in reader.read(paper.single_column()).text
        assert time.monotonic() - started < 4
        held.join()


def _expect_timeout(reader):
    with pytest.raises(ReadTimeout):
        reader.read(Source("hostile.pdf", HANGS))


# --- page images -------------------------------------------------------------------------------------


def image_of(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_page_is_drawn_at_the_scale_asked_for(reader):
    image = image_of(reader.render(paper.single_column(), 1, scale=1.0))
    assert image.size in {(595, 842), (596, 842)}


@pytest.mark.parametrize("style", ["underline", "box", "wavy", "hatch"])
def test_marks_stand_at_their_boxes(reader, style):
    source = paper.single_column()
    plain = image_of(reader.render(source, 1, scale=1.0))
    mark = Mark(Box(1, 100, 500, 200, 512), style, "#0B6E99", chosen=True)
    marked = image_of(reader.render(source, 1, [mark], scale=1.0))
    left, top, right, bottom = ImageChops.difference(plain, marked).getbbox()
    assert 90 <= left < right <= 210
    assert 490 <= top < bottom <= 522


def test_marks_of_other_pages_are_not_drawn(reader):
    source = paper.single_column()
    mark = Mark(Box(2, 100, 500, 200, 512))
    assert reader.render(source, 1, [mark], scale=1.0) == reader.render(source, 1, scale=1.0)


def test_a_page_that_is_not_there_is_an_error(reader):
    with pytest.raises(ReadError, match="no page 2; it has 1"):
        reader.render(paper.single_column(), 2)
    with pytest.raises(UnsupportedFile, match="no pages to show"):
        reader.render(Source("a.txt", b"Project Manager"), 1)
