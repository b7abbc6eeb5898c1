"""The child process: what it reads is the same, what holds it is ended, and the next file is read."""

import io
import random
import subprocess
import sys
import threading
import time

import pytest
from PIL import Image, ImageChops

from analyzer.documents import Limits, Mark, Reader, read_in_process
from analyzer.errors import ReadError, ReadTimeout, UnsupportedFile
from analyzer.records import Box, Source
from documents import paper
from tests.documents.hostile import hostile_files, inflating_file

HOSTILE = hostile_files()


@pytest.fixture(scope="module")
def reader():
    with Reader(Limits(seconds=1.5)) as opened:
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


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_document_or_an_error_in_bounded_time(reader, name):
    started = time.monotonic()
    try:
        assert reader.read(Source("hostile.pdf", HOSTILE[name])).text
    except ReadError as error:
        assert str(error).startswith("hostile.pdf")
    assert time.monotonic() - started < 8


def test_after_a_file_that_hangs_the_next_one_is_read(reader):
    with pytest.raises(ReadTimeout, match="stopped its reader"):
        reader.read(Source("hostile.pdf", HOSTILE["object-is-itself"]))
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
    with Reader(Limits(seconds=4)) as reader:
        reader.read(paper.single_column())
        held = threading.Thread(target=_expect_timeout, args=(reader,))
        held.start()
        time.sleep(0.2)
        started = time.monotonic()
        assert "Norrvik Labs" in reader.read(paper.single_column()).text
        assert time.monotonic() - started < 3
        held.join()


def _expect_timeout(reader):
    with pytest.raises(ReadTimeout):
        reader.read(Source("hostile.pdf", HOSTILE["object-is-itself"]))


def test_damaged_files_are_documents_or_errors(reader):
    chance = random.Random(7)  # noqa: S311  (the same damage in every run)
    good = paper.two_columns().data
    for number in range(40):
        data = bytearray(good)
        if number % 2:
            del data[chance.randrange(len(data)) :]
        else:
            for _ in range(chance.choice((1, 5, 40))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        try:
            assert reader.read(Source("hostile.pdf", bytes(data))).text
        except ReadError:
            continue


def test_noise_after_a_pdf_header_is_an_error(reader):
    chance = random.Random(11)  # noqa: S311
    for size in (0, 1, 50, 3000):
        with pytest.raises(ReadError):
            reader.read(Source("hostile.pdf", b"%PDF-1.4\n" + chance.randbytes(size)))


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
