"""Zips, lists, manifests and addresses."""

import io
import sys
import zipfile

import pytest

from analyzer.batch import Task, find, load, run
from analyzer.batch.inputs import read_manifest
from analyzer.errors import AipmError, ReadError, TooLarge
from analyzer.records import Failure


def packed(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_the_resumes_in_a_zip_are_read_without_unpacking(tmp_path):
    members = {"x/cv2.txt": "two", "cv10.txt": "ten", "photo.gif": "", "__MACOSX/._cv.txt": "", ".a.txt": ""}
    packed(tmp_path / "all.zip", members)
    found = find([str(tmp_path)])
    assert [one.file.removeprefix(f"{tmp_path}/") for one in found.inputs] == [
        "all.zip/cv10.txt",
        "all.zip/x/cv2.txt",
    ]
    assert [load(one).data for one in found.inputs] == [b"ten", b"two"]
    assert [load(one).name for one in found.inputs] == ["cv10.txt", "cv2.txt"]
    assert found.passed_over == ((".gif", 1),)
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]


def test_a_path_out_of_the_zip_goes_nowhere(tmp_path):
    packed(tmp_path / "evil.zip", {"../../etc/cv.txt": "words"})
    (one,) = find([str(tmp_path / "evil.zip")]).inputs
    assert load(one).name == "cv.txt"
    assert load(one).data == b"words"


def test_a_zip_bomb_is_refused_by_what_comes_out_not_by_what_it_says(tmp_path):
    packed(tmp_path / "bomb.zip", {"cv.txt": b"0" * 30_000_000})
    (one,) = find([str(tmp_path / "bomb.zip")]).inputs
    with pytest.raises(TooLarge, match="more than 10 MB"):
        load(one)


def test_a_broken_or_locked_zip_says_so(tmp_path, stub):
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    (row,) = run(find([str(tmp_path)]).inputs, Task(today="2026-11"))
    assert isinstance(row.result, Failure)
    assert "broken.zip could not be opened as a zip" in row.result.reason
    path = packed(tmp_path / "cut.zip", {"cv.txt": bytes(range(256)) * 200})
    data = bytearray(path.read_bytes())
    data[60:90] = b"\0" * 30
    path.write_bytes(data)
    (one,) = find([str(path)]).inputs
    with pytest.raises(ReadError, match="damaged inside its zip"):
        load(one)


def test_a_zip_that_asks_for_a_password_says_so(tmp_path):
    path = packed(tmp_path / "locked.zip", {"cv.txt": "words"})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[6] |= 1
    data[at + 8] |= 1
    path.write_bytes(data)
    (one,) = find([str(path)]).inputs
    with pytest.raises(ReadError, match="asks for a password"):
        load(one)


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0"])
def test_a_dash_reads_a_list_of_paths(folder, monkeypatch, separator):
    root = folder(a_txt="1", b_txt="2", sub__c_txt="3")
    listed = separator.join([str(root / "a.txt"), "", str(root / "sub")]).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(listed)))
    assert [one.path.name for one in find(["-"]).inputs] == ["a.txt", "c.txt"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_manifest_names_people_and_their_other_work(folder, delimiter):
    root = folder(cv_txt="50", work__one_txt="x", work__two_md="y", site_html="z")
    portfolio = '"work;site.html"' if delimiter == ";" else "work;site.html"
    lines = [
        delimiter.join(line)
        for line in (("Candidate", "Resume", "Portfolio"), ("Ada B.", "cv.txt", portfolio))
    ]
    (root / "people.csv").write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
    (one,) = find([str(root / "people.csv")]).inputs
    assert (one.candidate, one.path.name) == ("Ada B.", "cv.txt")
    assert [more.path.name for more in one.portfolio] == ["site.html", "one.txt", "two.md"] or [
        more.path.name for more in one.portfolio
    ] == ["one.txt", "two.md", "site.html"]


def test_the_portfolio_reaches_the_service_and_changes_the_key(folder, stub, monkeypatch):
    root = folder(cv_txt="50", more_txt="x")
    (root / "people.csv").write_text("candidate,resume,portfolio\nA,cv.txt,\nB,cv.txt,more.txt\n")
    rows = list(run(find([str(root / "people.csv")]).inputs, Task(today="2026-11")))
    assert [row.candidate for row in rows] == ["A", "B"]
    assert stub().seen == ["cv.txt", "cv.txt"]
    assert rows[0].key != rows[1].key


def test_a_line_of_a_manifest_without_a_resume_fails_by_its_number(folder, stub):
    root = folder(cv_txt="50")
    (root / "people.csv").write_text("resume,candidate\ncv.txt,A\n\n,B\ngone.txt,C\n")
    rows = {row.candidate: row for row in run(find([str(root / "people.csv")]).inputs, Task(today="2026-11"))}
    assert rows["A"].done.kind == "report"
    assert "line 4" in rows["B"].result.reason
    assert "gone.txt was not found" in rows["C"].result.reason


def test_a_table_without_the_column_is_no_manifest_but_a_file(folder, tmp_path):
    root = folder(table_csv="name,age\nx,1\n")
    (one,) = find([str(root / "table.csv")]).inputs
    assert one.path.name == "table.csv"
    with pytest.raises(AipmError, match="no column 'resume'"):
        read_manifest(root / "table.csv")
    (root / "latin.csv").write_bytes("resume\nR\xe9sum\xe9.pdf".encode("latin-1"))
    with pytest.raises(AipmError, match="Save the table as CSV"):
        find([str(root / "latin.csv")])


def test_addresses_are_read_through_fsspec():
    fsspec = pytest.importorskip("fsspec")
    files = fsspec.filesystem("memory")
    files.pipe({"/people/a.txt": b"one", "/people/sub/b.txt": b"two", "/people/c.bin": b"three"})
    try:
        found = find(["memory://people"])
        assert [(one.file, load(one).data) for one in found.inputs] == [
            ("memory://people/a.txt", b"one"),
            ("memory://people/sub/b.txt", b"two"),
        ]
        assert [one.file for one in find(["memory://people/*.txt"]).inputs] == ["memory://people/a.txt"]
        (gone,) = find(["memory://people/none.pdf"]).inputs
        with pytest.raises(ReadError, match="was not found"):
            load(gone)
    finally:
        files.rm("/people", recursive=True)


def test_an_address_of_no_known_kind_says_so():
    pytest.importorskip("fsspec")
    with pytest.raises(AipmError, match="kind of storage"):
        find(["nonsense://bucket/cv.pdf"])
