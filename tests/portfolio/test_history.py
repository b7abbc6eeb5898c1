"""Repositories read from their files: histories, packs, trees; damaged ones and those made to do harm."""

import hashlib
import os
import shutil
import struct
import subprocess
import time
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.portfolio import Bounds, Identity, from_source, gather
from analyzer.portfolio.history import read_history
from analyzer.portfolio.objects import GitFolder, ObjectStore, inflated, patched
from analyzer.portfolio.whose import own_commits
from analyzer.records import Source
from tests.portfolio.building import GitWriter, write_history
from tests.portfolio.test_places import zipped

WHEN = datetime(2024, 3, 1, 9, tzinfo=UTC)
ANN = "Ann Berg <ann@berg.example>"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs the git program")


def history(root):
    store = ObjectStore(GitFolder(root))
    found = read_history(store, Bounds())
    store.close()
    return found


def test_a_history_says_who_wrote_when(tmp_path):
    (tmp_path / "README.md").write_text("# Tool\n")
    write_history(
        tmp_path,
        [
            {"who": ANN, "when": "2024-03-01", "count": 2},
            {"who": "Bo <bo@x.example>", "when": "2024-05-02", "count": 1},
        ],
        ("v1.0", "nightly"),
    )
    found = history(tmp_path / ".git")
    assert [(one.name, one.date) for one in found.commits] == [
        ("Bo", "2024-05-02"), ("Ann Berg", "2024-03-01"), ("Ann Berg", "2024-03-01"),
    ]  # fmt: skip
    assert found.releases == ("v1.0",) and found.complete


@needs_git
def test_packs_with_deltas_tell_the_same_as_git(tmp_path):
    def git(*arguments):
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", "-c", "user.name=Ann Berg", "-c", "user.email=ann@berg.example", *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    git("init", "-q", "-b", "main")
    for number in range(30):
        (tmp_path / "notes.md").write_text(
            "".join(f"line {n} of {number if n == 7 else 0}\n" for n in range(200))
        )
        git("add", "notes.md")
        git("commit", "-q", "-m", f"Step {number}")
    git("tag", "v2.0")
    git("gc", "-q", "--aggressive", "--prune=now")
    assert not list((tmp_path / ".git" / "objects").glob("[0-9a-f][0-9a-f]/*"))
    found = history(tmp_path / ".git")
    assert [one.subject for one in found.commits] == git("log", "--format=%s").split("\n")[:-1]
    assert found.releases == ("v2.0",)
    store = ObjectStore(GitFolder(tmp_path / ".git"))
    for line in git("rev-list", "--all", "--objects").splitlines():
        sha = line.split()[0]
        kind, data = store.get(sha, 10**7)
        assert (
            hashlib.sha1(f"{kind} {len(data)}".encode() + b"\0" + data, usedforsecurity=False).hexdigest()
            == sha
        )
    store.close()
    git("clone", "-q", "--bare", ".", "bare.git")
    (bare,) = gather(str(tmp_path / "bare.git"))
    assert bare.kind == "repository" and bare.file("notes.md").data == (tmp_path / "notes.md").read_bytes()


def test_a_zipped_repository_has_its_history(tmp_path):
    (tmp_path / "README.md").write_text("# Tool\n")
    write_history(tmp_path, [{"who": ANN, "when": "2024-03-01", "count": 3}])
    members = [
        (f"tool/{path.relative_to(tmp_path)}", path.read_bytes())
        for path in tmp_path.rglob("*")
        if path.is_file()
    ]
    (found,) = from_source(zipped(*members))
    assert found.name == "tool" and len(found.history.commits) == 3


def test_hooks_and_settings_of_a_repository_are_not_obeyed(tmp_path):
    (tmp_path / "README.md").write_text("# Tool\n")
    write_history(tmp_path, [{"who": ANN, "when": "2024-03-01", "count": 1}])
    mark = tmp_path / "mark"
    inside = tmp_path / ".git"
    (inside / "config").write_text(
        f"[core]\nfsmonitor = touch {mark}\npager = touch {mark}\nhooksPath = hooks\n[gpg]\nprogram = "
        f"touch {mark}\n"
        f'[log]\nshowSignature = true\n[filter "x"]\nsmudge = touch {mark}\n[include]\npath = /etc/passwd\n'
    )
    (inside / "hooks").mkdir()
    for name in ("post-checkout", "fsmonitor-watchman", "pre-auto-gc"):
        (inside / "hooks" / name).write_text(f"#!/bin/sh\ntouch {mark}\n")
        (inside / "hooks" / name).chmod(0o755)
    (tmp_path / ".gitattributes").write_text("* filter=x diff=x\n")
    assert len(gather(str(tmp_path))[0].history.commits) == 1
    assert not mark.exists()


def test_alternates_links_and_pointers_lead_nowhere(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "README.md").write_text("# Secret\n")
    write_history(other, [{"who": ANN, "when": "2024-03-01", "count": 1}])
    head = (other / ".git" / "refs" / "heads" / "main").read_text()
    work = tmp_path / "work"
    git = GitWriter(work / ".git")
    (git.root / "refs" / "heads" / "main").write_text(head)
    (git.root / "objects" / "info").mkdir()
    (git.root / "objects" / "info" / "alternates").write_text(f"{other}/.git/objects\n")
    assert history(git.root) is None
    pointer = tmp_path / "pointer"
    pointer.mkdir()
    (pointer / "README.md").write_text("# Tool\n")
    (pointer / ".git").write_text(f"gitdir: {other}/.git\n")
    (found,) = gather(str(pointer))
    assert found.history is None
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "README.md").write_text("# Tool\n")
    (linked / ".git").symlink_to(other / ".git")
    assert all(one.history is None for one in gather(str(linked)))


@pytest.mark.parametrize(
    "head",
    [
        "ref: ../../../etc/passwd",
        "ref: refs/heads/../../x",
        "ref: refs/heads/" + "a/" * 400,
        "\0\xff",
        "",
        "ref: ",
        "0" * 39,
    ],
)
def test_odd_heads_are_no_history(tmp_path, head):
    git = GitWriter(tmp_path / ".git")
    (git.root / "HEAD").write_text(head)
    assert history(git.root) is None


def test_an_object_that_inflates_without_end_is_not_read(tmp_path):
    git = GitWriter(tmp_path / ".git")
    bomb = zlib.compress(b"commit 900000000\0" + b"0" * 50_000_000)
    sha = "ab" + "0" * 38
    (git.root / "objects" / "ab").mkdir()
    (git.root / "objects" / "ab" / sha[2:]).write_bytes(bomb)
    (git.root / "refs" / "heads" / "main").write_text(sha)
    began = time.monotonic()
    assert history(git.root) is None
    assert time.monotonic() - began < 1


def test_a_tree_that_holds_itself_ends(tmp_path):
    """Ten folders, each the same folder of ten: ten levels are ten thousand million folders."""
    git = GitWriter(tmp_path / "bomb.git")
    sha = git.object("blob", b"x")
    tree = git.object("tree", b"100644 page.md\0" + bytes.fromhex(sha))
    for _ in range(10):
        tree = git.object(
            "tree", b"".join(f"40000 d{n}".encode() + b"\0" + bytes.fromhex(tree) for n in range(10))
        )
    head = git.commit(tree, [], ANN, WHEN, "bomb")
    (git.root / "refs" / "heads" / "main").write_text(head)
    began = time.monotonic()
    gather(str(git.root), bounds=Bounds(max_names=500))
    assert time.monotonic() - began < 5


def test_a_history_is_as_long_as_the_bound(tmp_path):
    git = GitWriter(tmp_path / ".git")
    tree = git.tree(tmp_path)
    parents = []
    for number in range(60):
        parents = [git.commit(tree, parents, ANN, WHEN, f"Step {number}")]
    (git.root / "refs" / "heads" / "main").write_text(parents[0])
    found = read_history(ObjectStore(GitFolder(git.root)), Bounds(max_commits=20))
    assert len(found.commits) == 20 and not found.complete
    assert found.commits[0].subject == "Step 59"


@pytest.mark.parametrize("stamp", ["99999999999999 +0000", "-5 -1200", "0 +9999", "1 +0000"])
def test_clocks_that_are_no_clocks_do_no_harm(tmp_path, stamp):
    git = GitWriter(tmp_path / ".git")
    data = (
        f"tree {'0' * 40}\nauthor A <a@b.example> {stamp}\ncommitter A <a@b.example> {stamp}\n\nx\n".encode()
    )
    (git.root / "refs" / "heads" / "main").write_text(git.object("commit", data))
    assert len(history(git.root).commits) == 1


@given(st.binary(max_size=300), st.binary(max_size=60))
def test_changes_that_do_not_fit_give_nothing_or_the_stated_size(base, delta):
    made = patched(base, delta, 10_000)
    assert made is None or len(made) <= 10_000


@given(st.binary(max_size=200), st.integers(0, 300))
def test_damaged_bytes_inflate_to_nothing_or_the_bound(data, size):
    found = inflated(data, 0, size, exact=False)
    assert found is None or len(found) <= size


@given(at=st.integers(8, 1_500), value=st.integers(0, 255))
def test_a_damaged_pack_does_no_harm(tmp_path_factory, at, value):
    root = tmp_path_factory.mktemp("pack")
    GitWriter(root)
    body = (
        f"tree {'0' * 40}\nauthor A <a@b.example> 1 +0000\ncommitter A <a@b.example> 1 +0000\n\nx\n".encode()
    )
    sha = hashlib.sha1(f"commit {len(body)}".encode() + b"\0" + body, usedforsecurity=False).digest()
    size = len(body)
    pack = b"PACK" + struct.pack(">II", 2, 1) + bytes([0x90 | (size & 15), size >> 4]) + zlib.compress(body)
    fan = b"".join(struct.pack(">I", 1 if n >= sha[0] else 0) for n in range(256))
    index = b"\xfftOc" + struct.pack(">I", 2) + fan + sha + b"\0" * 4 + struct.pack(">I", 12) + b"\0" * 40
    (root / "objects" / "pack").mkdir()
    (root / "objects" / "pack" / "p.pack").write_bytes(pack)
    (root / "objects" / "pack" / "p.idx").write_bytes(index)
    (root / "refs" / "heads" / "main").write_text(sha.hex())
    assert len(history(root).commits) == 1
    whole = bytearray(index + pack)
    whole[at % len(whole)] = value
    (root / "objects" / "pack" / "p.idx").write_bytes(whole[: len(index)])
    (root / "objects" / "pack" / "p.pack").write_bytes(whole[len(index) :])
    found = history(root)
    assert found is None or len(found.commits) <= 1


IDENTITIES = [
    (Identity(("Ann Berg",), (), ()), 2),
    (Identity(("Berg, Ann Marie",), (), ()), 2),
    (Identity((), ("ANN@berg.example".lower(),), ()), 1),
    (Identity((), (), ("annb",)), 1),
    (Identity(("Someone Else",), (), ()), None),
    (Identity(("Ann Other",), ("other@x.example",), ()), None),
    (Identity(), None),
]


@pytest.mark.parametrize(("identity", "count"), IDENTITIES)
def test_own_commits_are_told_by_name_mail_or_account(tmp_path, identity, count):
    write_history(
        tmp_path,
        [
            {"who": ANN, "when": "2024-03-01", "count": 1},
            {"who": "Änn Bérg <5+annb@users.noreply.github.com>", "when": "2024-03-02", "count": 1},
            {"who": "Bo Lind <bo@x.example>", "when": "2024-03-03", "count": 4},
        ],
    )
    assert own_commits(history(tmp_path / ".git").commits, identity) == count


def test_a_single_author_is_the_person_where_no_resume_says_otherwise(tmp_path):
    write_history(tmp_path, [{"who": "handle <x@y.example>", "when": "2024-03-01", "count": 3}])
    commits = history(tmp_path / ".git").commits
    assert own_commits(commits, Identity()) == 3
    assert own_commits(commits, Identity(("Ann Berg",), (), ())) is None


def test_an_uploaded_repository_needs_no_disk():
    (found,) = from_source(Source("x.zip", zipped(("README.md", "# T\n"), ("m.py", "import pandas\n")).data))
    assert found.history is None and found.kind == "repository"
