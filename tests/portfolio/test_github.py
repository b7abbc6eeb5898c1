"""The API of GitHub, spoken by a server on this machine in the shapes that its documentation gives."""

import json
import time

import pytest

from analyzer.portfolio import FetchRefused, GitHub
from analyzer.portfolio.github import MOST_REPOSITORIES, account_of
from tests.portfolio.test_places import zipped


def answer(value, **headers):
    return 200, {"Content-Type": "application/json", **headers}, json.dumps(value).encode()


def repository(name, **more):
    return {
        "id": 1, "name": name, "full_name": f"annb/{name}", "private": False, "fork": False,
        "owner": {"login": "annb", "id": 7}, "html_url": f"https://github.com/annb/{name}",
        "description": "Sorts tickets", "pushed_at": "2024-06-11T10:00:00Z", "default_branch": "main",
        "license": {"spdx_id": "MIT"}, "stargazers_count": 3, **more,
    }  # fmt: skip


def commit(login, date):
    author = {"name": "Ann Berg", "email": "ANN@berg.example", "date": date}
    return {
        "sha": "a" * 40, "commit": {"author": author, "committer": author, "message": "Add tests\n\nMore"},
        "author": {"login": login} if login else None,
    }  # fmt: skip


@pytest.fixture
def account(server):
    packed = zipped(
        ("annb-router-abc123/README.md", "# Router\n\nSorts tickets.\n"),
        ("annb-router-abc123/m.py", "import pandas\n"),
    )
    server.pages |= {
        "/users/annb/repos?per_page=100&sort=pushed&type=owner": answer(
            [repository("copy", fork=True, pushed_at="2025-01-01T00:00:00Z"), repository("router")]
        ),
        "/repos/annb/router": answer(repository("router")),
        "*": (404, {}, b'{"message": "Not Found"}'),
    }
    for name in ("router", "copy"):
        server.pages |= {
            f"/repos/annb/{name}/zipball": (
                302,
                {"Location": server.url(f"/legacy.zip/{name}", "codeload.example")},
                b"",
            ),
            f"/legacy.zip/{name}": (200, {"Content-Type": "application/zip"}, packed.data),
            f"/repos/annb/{name}/commits?per_page=100": answer(
                [commit("annb", "2024-06-11T09:00:00Z"), commit(None, "2024-02-03T09:00:00Z")]
            ),
            f"/repos/annb/{name}/releases?per_page=30": answer([{"tag_name": "v1.0.0", "draft": False}]),
        }
    return server


def api(server, **more):
    return GitHub(fetcher=server.fetcher(), api=server.url("", "api.example"), **more)


def test_an_account_gives_its_repositories_own_ones_first(account):
    found = api(account).read("annb")
    assert [(one.name, one.fork) for one in found] == [("router", False), ("copy", True)]
    router = found[0]
    assert router.paths == ("README.md", "m.py")
    assert router.link == "https://github.com/annb/router" and router.description == "Sorts tickets"
    assert [(one.date, one.login, one.email) for one in router.history.commits] == [
        ("2024-06-11", "annb", "ann@berg.example"), ("2024-02-03", "", "ann@berg.example"),
    ]  # fmt: skip
    assert router.history.releases == ("v1.0.0",)
    api_calls = [path for host, path, _ in account.asked if host.startswith("api.")]
    assert len(api_calls) == 1 + 3 * 2


def test_one_repository_costs_four_requests(account):
    (found,) = api(account).read("annb", "router")
    assert found.name == "router"
    assert len([1 for host, _, _ in account.asked if host.startswith("api.")]) == 4


def test_no_token_is_needed_and_one_goes_to_the_api_alone(account):
    api(account).read("annb", "router")
    assert not any("Authorization" in headers for _, _, headers in account.asked)
    account.asked.clear()
    api(account, token="x").read("annb", "router")  # noqa: S106  (no token)
    with_token = {host.split(":")[0] for host, _, headers in account.asked if "Authorization" in headers}
    assert with_token == {"api.example"}
    assert "codeload.example" in {host.split(":")[0] for host, _, _ in account.asked}


def test_answers_are_kept_and_asked_for_again_with_their_mark(account, tmp_path):
    account.pages["/repos/annb/router"] = answer(repository("router"), ETag='"v1"')
    first = api(account, cache=tmp_path).read("annb", "router")
    asked = len(account.asked)
    assert api(account, cache=tmp_path).read("annb", "router") == first
    assert len(account.asked) == asked
    account.pages["/repos/annb/router"] = (304, {}, b"")
    later = api(account, cache=tmp_path, now=time.time() + 7_200).read("annb", "router")
    assert later == first
    assert account.asked[asked][2]["If-None-Match"] == '"v1"'


def test_a_damaged_or_closed_cache_is_no_reason_to_fail(account, tmp_path):
    api(account, cache=tmp_path).read("annb", "router")
    for path in tmp_path.iterdir():
        path.write_bytes(b"damaged")
    assert api(account, cache=tmp_path).read("annb", "router")
    (tmp_path / "file").write_text("x")
    assert api(account, cache=tmp_path / "file" / "below").read("annb", "router")


@pytest.mark.parametrize(
    ("status", "headers"),
    [(403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1764410400"}), (429, {"Retry-After": "60"})],
)
def test_the_limit_of_requests_is_respected(account, status, headers):
    account.pages["/repos/annb/router/commits?per_page=100"] = (status, headers, b"{}")
    with pytest.raises(FetchRefused, match="AIPM_GITHUB_TOKEN"):
        api(account).read("annb", "router")
    asked = len(account.asked)
    assert account.asked[-1][1].startswith("/repos/annb/router/commits")
    assert asked == len(account.asked)


def test_what_was_read_before_the_limit_is_kept(account):
    account.pages["/repos/annb/copy/zipball"] = (403, {"X-RateLimit-Remaining": "0"}, b"{}")
    found = api(account).read("annb")
    assert [one.name for one in found] == ["router"]
    assert any("no more requests" in note for note in found[0].notes)


def test_a_repository_that_cannot_be_read_costs_only_itself(account):
    account.pages["/users/annb/repos?per_page=100&sort=pushed&type=owner"] = answer(
        [repository("router"), repository("gone", pushed_at="2020-01-01T00:00:00Z")]
    )
    found = api(account).read("annb")
    assert [one.name for one in found] == ["router"]
    assert any("annb/gone was not found" in note for note in found[0].notes)


def test_an_empty_repository_has_no_history(account):
    account.pages["/repos/annb/router/commits?per_page=100"] = (
        409,
        {},
        b'{"message": "Git Repository is empty."}',
    )
    assert api(account).read("annb", "router")[0].history is None


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ((404, {}, b"{}"), "not found"),
        ((401, {}, b"{}"), "token"),
        ((500, {}, b""), "500"),
        ((200, {}, b"<html>"), "not what its API"),
        ((200, {}, b"[" * 100_000), "not what its API"),
        (answer([]), "not what its API"),
        (answer({"full_name": "../../etc/passwd"}), "not what its API"),
        (answer({"full_name": 7}), "not what its API"),
    ],
)
def test_odd_answers_end_in_one_line(account, page, message):
    account.pages["/repos/annb/router"] = page
    with pytest.raises(FetchRefused, match=message) as refused:
        api(account).read("annb", "router")
    assert "\n" not in str(refused.value)


def test_an_account_of_many_repositories_is_bounded(account):
    many = [repository(f"r{n}", pushed_at=f"2020-01-01T00:00:{n:02}Z") for n in range(40)]
    account.pages["/users/annb/repos?per_page=100&sort=pushed&type=owner"] = answer(many)
    account.pages["*"] = account.pages["/legacy.zip/router"]
    account.pages |= {
        f"/repos/annb/r{n}/{part}": answer([])
        for n in range(40)
        for part in ("commits?per_page=100", "releases?per_page=30")
    }
    found = api(account).read("annb")
    assert len(found) == MOST_REPOSITORIES and found[0].name == "r39"
    assert any("40 repositories" in note for note in found[0].notes)


@pytest.mark.parametrize(
    ("address", "account_and_repository"),
    [
        ("https://github.com/annb", ("annb", None)),
        ("https://www.github.com/annb/", ("annb", None)),
        ("https://github.com/annb/router.git", ("annb", "router")),
        ("https://github.com/annb/router/tree/main/docs", ("annb", "router")),
        ("https://github.com/features/actions", None),
        ("https://github.com/", None),
        ("https://github.com.evil.example/annb", None),
        ("https://annb.github.io/", None),
        ("https://github.com/..%2f/x", None),
    ],
)
def test_addresses_of_github(address, account_and_repository):
    assert account_of(address) == account_and_repository
