"""Folders and zip files, also those made to do harm: bounded, reported, nothing outside them read."""

import io
import os
import stat
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import ReadError, TooLarge, UnsupportedFile
from analyzer.portfolio import Bounds, from_source, gather
from analyzer.portfolio.choosing import choose
from analyzer.portfolio.shelves import Archive, Folder
from analyzer.records import Source
from tests.portfolio.building import GitWriter, write_docx, write_pptx

PAGE = "# A case\n\nI planned the pilot with two teams.\n"
OUTSIDE = "the content of a file outside"


def zipped(*members, **named):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (*members, *named.items()):
            package.writestr(name, data)
    return Source("work.zip", stream.getvalue())


def paths(collections):
    return sorted(path for one in collections for path in one.paths)


def texts(collections):
    return [file.data for one in collections for file in one.files]


# --- folders ------------------------------------------------------------------------------------------


def test_links_are_not_followed(tmp_path):
    (tmp_path / "outside.md").write_text(OUTSIDE)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.md").write_text(OUTSIDE)
    work = tmp_path / "work"
    work.mkdir()
    (work / "page.md").write_text(PAGE)
    (work / "link.md").symlink_to(tmp_path / "outside.md")
    (work / "folder").symlink_to(tmp_path / "elsewhere")
    (work / "self").symlink_to(work)
    (work / "broken.md").symlink_to(tmp_path / "nothing")
    found = gather(str(work))
    assert paths(found) == ["page.md"]
    assert not any(OUTSIDE.encode() in data for data in texts(found))
    assert any("4 links" in note for note in found[0].notes)


def test_a_link_inside_a_path_is_not_followed_when_it_is_read(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "x.md").write_text(OUTSIDE)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "in").symlink_to(tmp_path / "real")
    shelf = Folder(tmp_path / "work", Bounds())
    assert shelf.read("in/x.md", 100) is None
    assert shelf.read("../real/x.md", 100) is None
    assert shelf.read("/etc/hostname", 100) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_devices_are_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "page.md").write_text(PAGE)
    began = time.monotonic()
    assert paths(gather(str(tmp_path))) == ["page.md"]
    assert time.monotonic() - began < 2
    with pytest.raises(ReadError):
        gather(str(tmp_path / "pipe.md"))


def test_deep_trees_end(tmp_path):
    deep = tmp_path
    for number in range(60):
        deep = deep / f"d{number}"
    deep.mkdir(parents=True)
    (deep / "page.md").write_text(PAGE)
    (tmp_path / "page.md").write_text(PAGE)
    found = gather(str(tmp_path))
    assert paths(found) == ["page.md"]
    assert any("levels deep" in note for note in found[0].notes)


def test_wide_trees_end(tmp_path):
    for number in range(400):
        (tmp_path / f"page{number:03}.md").write_text(PAGE)
    found = gather(str(tmp_path), bounds=Bounds(max_names=100, max_files=30))
    assert len(found[0].files) == 30
    assert any("the first 100" in note for note in found[0].notes)
    assert any("were not read" in note for note in found[0].notes)


def test_large_files_are_passed_over_and_told(tmp_path):
    (tmp_path / "small.md").write_text(PAGE)
    (tmp_path / "large.md").write_bytes(b"x" * 3_000_000)
    found = gather(str(tmp_path))
    assert [file.path for file in found[0].files] == ["small.md"]
    assert any("large.md" in note for note in found[0].notes)


def test_libraries_and_builds_are_passed_over(tmp_path):
    for folder in ("node_modules/x", ".venv/lib", "venv/lib", "__pycache__", ".hidden", "dist", "a.egg-info"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "page.md").write_text(PAGE)
    (tmp_path / "page.md").write_text(PAGE)
    assert paths(gather(str(tmp_path))) == ["page.md"]


@pytest.mark.parametrize("name", [b"\xff\xfe.md", "новый.md".encode(), "名前.md".encode(), b"a\nb.md"])
def test_names_of_any_encoding_do_no_harm(tmp_path, name):
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text(PAGE)
    except OSError:
        pytest.skip("this file system does not take the name")
    (tmp_path / "page.md").write_text(PAGE)
    assert "page.md" in paths(gather(str(tmp_path)))


def test_an_empty_folder_and_a_missing_one_say_so(tmp_path):
    with pytest.raises(ReadError, match="holds no file"):
        gather(str(tmp_path))
    with pytest.raises(ReadError, match="was not found"):
        gather(str(tmp_path / "nothing"))


def test_repositories_in_a_folder_are_collections_of_their_own(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(f"# {name}\n")
        GitWriter(tmp_path / name / ".git")
    (tmp_path / "case.md").write_text(PAGE)
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "README.md").write_text("# loose\n")
    (tmp_path / "loose" / "main.py").write_text("import pandas\n")
    found = gather(str(tmp_path))
    kinds = {(one.name, one.kind) for one in found}
    assert kinds == {
        ("one", "repository"),
        ("two", "repository"),
        ("loose", "repository"),
        (tmp_path.name, "folder"),
    }


# --- zip files ----------------------------------------------------------------------------------------


def test_a_zip_file_is_read_as_the_folder_in_it():
    found = from_source(zipped(("work/README.md", "# Tool\n"), ("work/a.py", "import pandas\n")))
    assert [(one.name, one.kind, one.paths) for one in found] == [
        ("work", "repository", ("README.md", "a.py"))
    ]


@pytest.mark.parametrize(
    "name",
    ["../out.md", "/etc/out.md", "a/../../out.md", "..\\out.md", "C:/out.md", "a//b.md", "./x/../../y.md"],
)
def test_names_that_lead_out_are_not_read(name):
    found = from_source(zipped(("page.md", PAGE), (name, OUTSIDE)))
    assert paths(found) == ["page.md"]
    assert any("lead out" in note for note in found[0].notes)


def test_links_in_a_zip_file_are_not_read():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        entry = zipfile.ZipInfo("link.md")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(entry, "/etc/passwd")
        package.writestr("page.md", PAGE)
    assert paths(from_source(Source("work.zip", stream.getvalue()))) == ["page.md"]


def test_a_zip_bomb_costs_no_more_than_the_bound():
    members = [(f"page{number}.md", b"0" * 20_000_000) for number in range(12)]
    source = zipped(*members)
    assert len(source.data) < 1_000_000
    began = time.monotonic()
    archive = Archive(source, Bounds(max_bytes=5_000_000))
    files, _, notes = choose(archive, Bounds(max_bytes=5_000_000))
    assert sum(len(file.data) for file in files) <= 5_000_000
    assert notes and time.monotonic() - began < 5


def test_a_member_that_lies_about_its_size_is_cut():
    source = zipped(("page.md", b"0" * 5_000_000), ("b.md", PAGE))
    data = bytearray(source.data)
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    found = from_source(Source("work.zip", bytes(data)))
    assert all(len(one) <= 400_000 for one in texts(found))


def test_zip_files_in_zip_files_are_not_opened():
    inner = zipped(("page.md", OUTSIDE)).data
    found = from_source(zipped(("inner.zip", inner), ("page.md", PAGE)))
    assert not any(OUTSIDE.encode() in data for data in texts(found))


def test_too_many_members_are_refused():
    with pytest.raises(TooLarge, match="files"):
        from_source(zipped(*((f"{n}.md", b"") for n in range(200))), bounds=Bounds(max_names=50))


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500, b"PK\x03\x04garbage" * 50])
def test_damaged_zip_files_are_refused_in_one_line(data):
    with pytest.raises(UnsupportedFile) as refused:
        from_source(Source("work.zip", data))
    assert "\n" not in str(refused.value)


@given(st.binary(max_size=400))
def test_any_bytes_behind_the_mark_of_a_zip_file_end_in_an_error_of_ours(data):
    with suppress(ReadError):
        from_source(Source("work.zip", b"PK\x03\x04" + data))


@given(cut=st.integers(0, 400), at=st.integers(0, 2_000), value=st.integers(0, 255))
def test_a_zip_file_with_a_damaged_byte_does_no_harm(cut, at, value):
    data = bytearray(zipped(("a.md", PAGE), ("b/c.ipynb", "{}"), (".git/HEAD", "ref: refs/heads/x")).data)
    data[at % len(data)] = value
    with suppress(ReadError):
        from_source(Source("work.zip", bytes(data[: len(data) - cut])))


def test_documents_that_are_zip_files_are_documents():
    for source in (Source("a.docx", write_docx("# A\nText")), Source("a.pptx", write_pptx("# A\nText"))):
        (found,) = from_source(source)
        assert found.kind == "file" and found.files[0].data == source.data


def test_any_other_file_is_a_collection_of_one():
    (found,) = from_source(Source("page.md", PAGE.encode()))
    assert found.kind == "file" and found.paths == ("page.md",)


# --- all at once --------------------------------------------------------------------------------------


def test_a_repository_that_tries_everything_is_read_and_runs_nothing(analyzer, tmp_path):
    """Links, odd encodings, endless lines, a bomb, hooks and settings, damaged objects, in one place."""
    place, proof = tmp_path / "work", tmp_path / "ran"
    (place / "docs").mkdir(parents=True)
    (place / "README.md").write_bytes("# Tööl\n\nSorts tickets for one desk.\n".encode("latin-1"))
    (place / "docs" / "utf16.md").write_bytes("# Plan\n\nPhase one.\n".encode("utf-16"))
    (place / "docs" / "nul.md").write_bytes(b"# N\0ul\n" + b"\0" * 5_000)
    (place / "docs" / "line.md").write_text("# Line\n\n" + "word " * 60_000)
    (place / "docs" / "marks.md").write_text("[" * 20_000 + "](" * 20_000 + "# " * 20_000)
    (place / "deep.ipynb").write_text("[" * 50_000)
    (place / "main.py").write_text("import os\n" + "(" * 30_000)
    (place / "bomb.docx").write_bytes(zipped(("word/document.xml", b"<a>" * 20_000_000)).data)
    (place / "passwd.md").symlink_to("/etc/passwd")
    GitWriter(place / ".git").object("blob", b"x")
    (place / ".git" / "config").write_text(f"[core]\n\tfsmonitor = touch {proof}\n\tpager = touch {proof}\n")
    (place / ".git" / "hooks").mkdir()
    (place / ".git" / "hooks" / "post-checkout").write_text(f"#!/bin/sh\ntouch {proof}\n")
    (place / ".git" / "hooks" / "post-checkout").chmod(0o755)
    (place / ".git" / "refs" / "heads" / "main").write_text("f" * 40 + "\n")
    (place / ".git" / "objects" / "pack").mkdir()
    (place / ".git" / "objects" / "pack" / "pack-x.pack").write_bytes(b"PACK\0\0\0\2" + b"\xff" * 300)
    (place / ".git" / "objects" / "pack" / "pack-x.idx").write_bytes(b"\xfftOc\0\0\0\2" + b"\xff" * 1_100)
    began = time.monotonic()
    view = analyzer.portfolio(gather(str(place)))
    assert time.monotonic() - began < 30
    assert not proof.exists()
    assert [one.title for one in view.portfolio.projects] == ["Tööl"]
    assert not any("root:" in one.text for one in view.documents)
    assert any("bomb.docx" in note for note in view.portfolio.notes)
