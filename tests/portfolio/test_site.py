"""Sites: one host, robots respected, endless ones bounded, nothing executed."""

import pytest

from analyzer.portfolio import FetchRefused
from analyzer.portfolio.site import MOST_PAGES, read_site
from tests.portfolio.conftest import html


def link(*paths):
    return "".join(f'<a href="{path}">x</a>' for path in paths)


def test_pages_of_the_site_are_read_and_no_others(server):
    other = server.url("/", "other.example")
    server.pages |= {
        "/": html(f"<h1>Home</h1>{link('/project-a', '/about', other, 'mailto:a@b.example', '/photo.png')}"),
        "/project-a": html("<h1>A</h1>" + link("deep/b.html", "#top", "/project-a?sort=1")),
        "/deep/b.html": html("<h1>B</h1>"),
        "/about": html("<h1>About</h1>"),
    }
    found = read_site(server.url("/"), server.fetcher())
    assert [file.path for file in found.files] == [
        "index.html",
        "project-a.html",
        "about.html",
        "deep/b.html",
    ]
    assert {host for host, _, _ in server.asked} == {f"site.example:{server.port}"}
    assert dict(found.pages)["project-a.html"] == server.url("/project-a")


def test_robots_are_asked_first_and_obeyed(server):
    server.pages |= {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private\nCrawl-delay: 2\n"),
        "/": html(link("/private/case", "/case")),
        "/case": html("<h1>C</h1>"),
        "/private/case": html("no"),
    }
    fetcher = server.fetcher()
    fetcher.sleep = lambda _: None
    found = read_site(server.url("/"), fetcher)
    assert server.paths() == ["/robots.txt", "/", "/case"]
    assert any("robots.txt" in note for note in found.notes)
    assert fetcher.limits.wait == 2


@pytest.mark.parametrize("status", [401, 403, 500, 503])
def test_a_site_that_closes_its_robots_is_not_read(server, status):
    server.pages |= {"/robots.txt": (status, {}, b""), "/": html("x")}
    with pytest.raises(FetchRefused, match="robots"):
        read_site(server.url("/"), server.fetcher())
    assert server.paths() == ["/robots.txt"]


def test_a_site_without_end_is_bounded(server):
    def page(handler):
        number = int(handler.path.strip("/project") or 0)
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(
            f"<h1>{number}</h1>{link(f'/project{number + 1}', f'/project{number * 2 + 7}')}".encode()
        )

    server.pages |= {"/robots.txt": (404, {}, b""), "*": page}
    found = read_site(server.url("/"), server.fetcher(max_requests=200))
    assert len(found.files) <= MOST_PAGES


def test_the_same_page_under_many_addresses_is_read_once(server):
    server.pages |= {
        "/": html(link("/a", "/b", "/c")),
        "*": html("<h1>Same</h1>"),
        "/robots.txt": (404, {}, b""),
    }
    assert len(read_site(server.url("/"), server.fetcher()).files) == 2


def test_links_that_lead_nowhere_are_told(server):
    server.pages |= {"/": html(link("/gone", "/there")), "/there": html("x")}
    found = read_site(server.url("/"), server.fetcher())
    assert found.broken_links == (server.url("/gone"),)


def test_only_the_part_of_a_host_that_was_given_is_read(server):
    server.pages |= {
        "/ann/index.html": html(link("/bob/", "/ann/case.html")),
        "/ann/case.html": html("x"),
        "/bob/": html("y"),
    }
    found = read_site(server.url("/ann/index.html"), server.fetcher())
    assert "/bob/" not in server.paths()
    assert len(found.files) == 2


def test_names_that_lead_out_of_a_folder_become_plain_names(server):
    server.pages |= {
        "/": html(link("/%2e%2e/%2e%2e/etc/passwd")),
        "*": html("<p>x</p>"),
        "/robots.txt": (404, {}, b""),
    }
    found = read_site(server.url("/"), server.fetcher())
    assert all(".." not in file.path for file in found.files)


def test_a_page_that_is_missing_says_so(server):
    with pytest.raises(FetchRefused, match="404"):
        read_site(server.url("/nothing"), server.fetcher())


def test_a_document_is_read_as_a_file(server):
    server.pages |= {"/deck.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4")}
    assert [file.path for file in read_site(server.url("/deck.pdf"), server.fetcher()).files] == ["deck.pdf"]


def test_pictures_and_programs_are_left(server):
    server.pages |= {
        "/": html(link("/tool")),
        "/tool": (200, {"Content-Type": "application/octet-stream"}, b"MZ"),
    }
    assert len(read_site(server.url("/"), server.fetcher()).files) == 1


def test_a_redirect_to_a_private_machine_in_the_middle_of_a_visit_is_not_followed(server):
    server.pages |= {
        "/": html("<h1>Home</h1>" + link("/case", "/work")),
        "/case": html("", 302, Location="http://inner.example/admin"),
        "/work": html("<h1>Work</h1>"),
    }
    fetcher = server.fetcher()
    fetcher.resolve = lambda host, _: ["127.0.0.1"] if host == "site.example" else ["10.0.0.7"]
    fetcher.allowed = lambda address, _: address == "127.0.0.1"
    found = read_site(server.url("/"), fetcher)
    assert [file.path for file in found.files] == ["index.html", "work.html"]
    assert {host for host, _, _ in server.asked} == {f"site.example:{server.port}"}


def test_robots_without_end_are_cut_and_redirects_of_robots_to_private_machines_refused(server):
    server.pages |= {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /x\n" * 200_000), "/": html("x")}
    assert len(read_site(server.url("/"), server.fetcher(max_answer_bytes=100_000)).files) == 1
    server.pages["/robots.txt"] = (302, {"Location": "http://inner.example/"}, b"")
    fetcher = server.fetcher()
    fetcher.resolve = lambda host, _: ["127.0.0.1"] if host == "site.example" else ["10.0.0.7"]
    fetcher.allowed = lambda address, _: address == "127.0.0.1"
    with pytest.raises(FetchRefused):
        read_site(server.url("/"), fetcher)


def test_a_visit_ends_with_its_bytes_and_its_time_and_keeps_what_was_read(server):
    pages = [f"/project-{number}" for number in range(12)]
    server.pages |= {page: html(f"<h1>{page}</h1>" + "word " * 4_000) for page in pages}
    server.pages |= {"/": html("<h1>Home</h1>" + link(*pages)), "/robots.txt": (404, {}, b"")}
    few = read_site(server.url("/"), server.fetcher(max_bytes=70_000))
    assert 1 < len(few.files) < 12 and few.notes
    ticks = iter(range(0, 10_000, 2))
    slow = server.fetcher(seconds=30.0, answer_seconds=20.0)
    slow.clock = lambda: float(next(ticks))
    late = read_site(server.url("/"), slow)
    assert 1 <= len(late.files) < 12 and late.notes


def test_scripts_frames_and_meta_refreshes_are_words_and_not_obeyed(server):
    server.pages |= {
        "/": html(
            "<meta http-equiv=refresh content='0;url=/refreshed'><h1>Home</h1>"
            "<script>fetch('/stolen'); location = '/moved'</script><iframe src='/framed'></iframe>"
            "<img src='/pixel.png'><link rel=prefetch href='/ahead'><form action='/sent'></form>"
        ),
        "*": html("no"),
        "/robots.txt": (404, {}, b""),
    }
    read_site(server.url("/"), server.fetcher())
    assert server.paths() == ["/robots.txt", "/"]
