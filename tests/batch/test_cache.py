"""Parsed documents kept on the disk."""

import stat

import pytest

from analyzer.documents import Reader
from analyzer.documents.cache import CachedReader, cache_folder, clear
from analyzer.errors import ReadError
from analyzer.records import Source
from analyzer.resources import data_path

TEXT = Source("cv.txt", b"Ada Berg\nProject Manager\nExperience\nLed a team of 9 people\n")


@pytest.fixture
def reader(tmp_path):
    with CachedReader(folder=tmp_path / "documents") as reader:
        yield reader


@pytest.fixture
def reads(monkeypatch):
    seen = []
    plain = Reader.read

    def read(self, source, **options):
        seen.append(source.name)
        return plain(self, source, **options)

    monkeypatch.setattr(Reader, "read", read)
    return seen


@pytest.mark.parametrize("name", ["sample-ai-pm.pdf", "sample-career-changer.pdf"])
def test_a_kept_document_is_equal_to_one_that_is_read(reader, reads, name):
    source = Source(name, data_path("samples", name).read_bytes())
    with Reader() as plain:
        expected = plain.read(source, index=2)
    assert reader.read(source, index=2) == expected
    reads.clear()
    assert reader.read(source, index=2) == expected
    assert reads == []


def test_another_name_or_place_is_the_same_document_under_its_own(reader, reads):
    first = reader.read(TEXT)
    again = reader.read(Source("other.txt", TEXT.data), index=3)
    assert reads == ["cv.txt"]
    assert (first.name, again.name, again.index) == ("cv.txt", "other.txt", 3)


def test_another_ending_is_read_anew(reader, reads):
    reader.read(TEXT)
    reader.read(Source("cv.md", TEXT.data))
    assert reads == ["cv.txt", "cv.md"]


def test_failures_are_not_kept(reader, reads):
    for _ in range(2):
        with pytest.raises(ReadError):
            reader.read(Source("cv.pdf", b"%PDF-1.7 nothing"))
    assert len(reads) == 2


def test_half_a_file_is_read_anew(reader, reads, tmp_path):
    expected = reader.read(TEXT)
    (path,) = (tmp_path / "documents").rglob("*.document")
    path.write_bytes(path.read_bytes()[:20])
    assert reader.read(TEXT) == expected
    assert len(reads) == 2


def test_only_the_owner_may_read_it(reader, tmp_path):
    reader.read(TEXT)
    (path,) = (tmp_path / "documents").rglob("*.document")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "documents").stat().st_mode) == 0o700


def test_it_is_bounded_and_the_oldest_go_first(tmp_path, monkeypatch):
    monkeypatch.setattr("analyzer.documents.cache._LOOK_EVERY", 2)
    with CachedReader(folder=tmp_path, most_bytes=2_000) as reader:
        for number in range(21):
            reader.read(Source("cv.txt", TEXT.data + b"Line %d\n" % number))
        files = list(tmp_path.rglob("*.document"))
        assert sum(path.stat().st_size for path in files) <= 2_600
        assert 1 <= len(files) < 21


def test_it_can_be_cleared_as_a_whole_or_for_one_person(reader, reads, tmp_path):
    one = reader.read(TEXT)
    reader.read(Source("b.txt", TEXT.data + b"more\n"))
    assert clear(tmp_path / "documents", sha256=[one.sha256]) == 1
    reader.read(Source("b.txt", TEXT.data + b"more\n"))
    assert reads == ["cv.txt", "b.txt"]
    assert clear(tmp_path / "documents") == 1
    assert b"Ada" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert clear(tmp_path / "nowhere") == 0


def test_a_disk_that_cannot_be_written_only_switches_it_off(tmp_path, reads):
    (tmp_path / "file").write_text("no folder")
    with CachedReader(folder=tmp_path / "file" / "documents") as reader:
        assert reader.read(TEXT).name == "cv.txt"
        assert reader.read(TEXT).name == "cv.txt"
    assert len(reads) == 2


def test_the_folder_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv("AIPM_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path / "documents"
