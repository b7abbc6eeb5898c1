"""What is fetched and what is not: every limit and forbidden address, against servers of our own."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.portfolio import Fetcher, FetchLimits, FetchRefused
from analyzer.portfolio.fetch import is_public, shown
from tests.portfolio.conftest import html

FORBIDDEN = [
    "0.0.0.0", "not an address",  # noqa: S104  (nothing is bound to it)
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::",
    "2002:c0a8:101::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "localhost", "",
]  # fmt: skip


@pytest.mark.parametrize("address", FORBIDDEN)
def test_no_private_address_is_public(address):
    assert not is_public(address, 443)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_public_on_web_ports_only(address):
    assert is_public(address, 443) and is_public(address, 80)
    assert not is_public(address, 22) and not is_public(address, 6379)


@given(st.ip_addresses(v=4))
def test_an_old_address_written_as_a_new_one_is_judged_alike(address):
    assert is_public(str(address), 443) == is_public(f"::ffff:{address}", 443)


@pytest.mark.parametrize(
    "address",
    [
        "http://private.example/", "https://mixed.example/", "http://gone.example/", "file:///etc/passwd",
        "ftp://public.example/", "gopher://public.example/", "http://", "http:///path", "javascript:alert(1)",
        "http://user:secret@public.example/", "http://public.example:22/", "http://public.example:99999/",
        "http://[::1/", "http://public.example/a b", "http://public.example/\r\nHost: x", "https://bücher.example/",
    ],
)  # fmt: skip
def test_these_are_never_fetched(address):
    fetcher = Fetcher(
        FetchLimits(wait=0),
        resolve=lambda host, _: {
            "private.example": ["10.0.0.8"],
            "mixed.example": ["8.8.8.8", "192.168.0.1"],
            "public.example": ["8.8.8.8"],
        }.get(host, []),
    )
    with pytest.raises(FetchRefused) as refused:
        fetcher.get(address)
    assert "secret" not in str(refused.value) and "\n" not in str(refused.value)


def test_the_name_may_not_point_elsewhere_when_it_is_asked_again(server):
    """DNS rebinding: the address that was checked is the one that is connected to."""
    server.pages["/"] = html("public")
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    fetcher = server.fetcher()
    fetcher.resolve = lambda *_: next(answers)
    fetcher.allowed = lambda address, _: address == "127.0.0.1"
    assert fetcher.get(server.url("/")).body == b"public"
    with pytest.raises(FetchRefused, match="private"):
        fetcher.get(server.url("/"))


def test_every_redirect_is_checked_like_the_first_address(server):
    server.pages["/"] = html("", 302, Location="http://inner.example/admin")
    fetcher = server.fetcher()
    fetcher.resolve = lambda host, _: ["127.0.0.1"] if host == "site.example" else ["192.168.0.10"]
    fetcher.allowed = lambda address, _: address == "127.0.0.1"
    with pytest.raises(FetchRefused, match="private"):
        fetcher.get(server.url("/"))
    assert server.paths() == ["/"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x.example/", "http://u:p@site.example/"])
def test_a_redirect_to_something_else_is_refused(server, target):
    server.pages["/"] = html("", 301, Location=target)
    with pytest.raises(FetchRefused):
        server.fetcher().get(server.url("/"))


def test_a_loop_of_redirects_ends(server):
    server.pages["/a"] = html("", 302, Location="/b")
    server.pages["/b"] = html("", 302, Location="/a")
    with pytest.raises(FetchRefused, match="redirects"):
        server.fetcher().get(server.url("/a"))
    assert len(server.asked) == 6


def test_a_redirect_to_another_host_is_refused_where_one_site_is_meant(server):
    server.pages["/"] = html("", 302, Location=server.url("/", "other.example"))
    server.pages["/x"] = html("", 302, Location="/y")
    server.pages["/y"] = html("here")
    with pytest.raises(FetchRefused, match="another"):
        server.fetcher().get(server.url("/"), same_host=True)
    assert server.fetcher().get(server.url("/x"), same_host=True).body == b"here"


def test_headers_of_the_caller_go_to_the_host_that_was_asked_only(server):
    server.pages["/"] = html("", 302, Location=server.url("/there", "other.example"))
    server.pages["/there"] = html("ok")
    server.fetcher().get(server.url("/"), headers={"Authorization": "Bearer secret"})
    assert [("Authorization" in headers) for _, _, headers in server.asked] == [True, False]


def test_a_body_without_end_is_cut(server):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 65_536)
        except OSError:
            return

    server.pages["/"] = endless
    answer = server.fetcher(max_answer_bytes=200_000).get(server.url("/"))
    assert answer.cut and len(answer.body) == 200_000


@pytest.mark.parametrize("part", ["headers", "body", "nothing"])
def test_a_server_that_drips_is_left(server, part):
    def drip(handler):
        try:
            if part == "body":
                handler.send_response(200)
                handler.end_headers()
            for _ in range(100):
                time.sleep(0.05)
                if part != "nothing":
                    handler.wfile.write(b"X-A: b\r\n" if part == "headers" else b".")
                    handler.wfile.flush()
        except OSError:
            return

    server.pages["/"] = drip
    began = time.monotonic()
    with pytest.raises(FetchRefused):
        server.fetcher(answer_seconds=0.4, connect_seconds=0.4).get(server.url("/"))
    assert time.monotonic() - began < 3


def test_packed_answers_are_not_unpacked(server):
    server.pages["/"] = html("", **{"Content-Encoding": "gzip"})
    with pytest.raises(FetchRefused, match="packed"):
        server.fetcher().get(server.url("/"))


def test_a_visit_has_a_number_of_requests_and_a_time(server):
    server.pages["*"] = html("ok")
    fetcher = server.fetcher(max_requests=3)
    for _ in range(3):
        fetcher.get(server.url("/"))
    with pytest.raises(FetchRefused, match="limit"):
        fetcher.get(server.url("/"))
    late = server.fetcher(seconds=0.0)
    with pytest.raises(FetchRefused, match="limit"):
        late.get(server.url("/"))


def test_it_waits_between_two_requests(server):
    server.pages["*"] = html("ok")
    pauses = []
    fetcher = server.fetcher(wait=60)  # longer than a busy machine keeps the two apart
    fetcher.sleep = pauses.append
    fetcher.get(server.url("/"))
    fetcher.get(server.url("/"))
    assert len(pauses) == 1 and 0 < pauses[0] <= 60


def test_a_machine_that_does_not_answer_is_told_in_one_line(server):
    fetcher = server.fetcher()
    with pytest.raises(FetchRefused) as refused:
        fetcher.get("http://site.example:1/")
    assert "\n" not in str(refused.value) and "browser" in str(refused.value)


def test_what_is_told_of_an_address_holds_no_query():
    assert shown("https://a.example/x?token=secret#y") == "a.example/x"
