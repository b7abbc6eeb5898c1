"""Every page and tab: no barrier that axe-core finds, nothing cut on a phone, no request elsewhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser import walk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: Findings in what Streamlit draws and we cannot change: rule, mark of the element, why it is let pass.
STREAMLIT = (
    (
        "presentation-role-conflict",
        'data-testid="stFileUploaderDropzone"',
        "the frame around the button Upload carries its label; the button and the field inside are named",
    ),
)

#: Looks at every page: width, height, dark. A desk by day, a laptop at night, a phone.
LOOKS = ((1440, 900, False), (1280, 800, True), (390, 844, False))

#: What is wider than its frame and does not scroll by itself, or is cut off with dots. Tables of people side
#: by side may scroll in a frame of their own; nothing else may.
CUT = """() => {
  const found = [];
  for (const one of document.querySelectorAll('[data-testid=stMain] *')) {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    if (box.width < 2 || one.closest('.unseen, svg, [aria-hidden=true]')) continue;
    const scrolls = one.closest('.scroll-x, .pages, .lines, .read');
    if (box.right > window.innerWidth + 1 && !scrolls) found.push(`outside: ${one.outerHTML.slice(0, 99)}`);
    const wider = one.scrollWidth > one.clientWidth + 1;
    // the chosen one of a list may end in dots: the list itself shows it whole
    const dots = wider && style.textOverflow === 'ellipsis' && !one.closest('[data-testid=stSelectbox]');
    if (dots && !one.matches('input')) found.push(`dots: ${one.outerHTML.slice(0, 99)}`);
    const frame = wider && one.matches('.scroll-x') && !one.querySelector('.compare, .overlay');
    if (frame) found.push(`table: ${one.getAttribute('aria-label')}`);
  }
  return found;
}"""


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]}{'-dark' if look[2] else ''}")
def seen(request, chromium, address_of_own, tmp_path_factory):
    """What a visitor meets on a walk over all pages: by stop, what axe says, what is cut or too wide."""
    width, height, dark = request.param
    folder = tmp_path_factory.mktemp("walk")
    visitor, leave = address_of_own(width=width, height=height, dark=dark)
    walk.fill_desk(visitor, walk.desk_files(folder))
    stops = {}
    for stop in walk.pages(visitor, walk.files(folder)):
        visitor.page.evaluate(
            "document.querySelectorAll('.stHtml details').forEach(one => { one.open = true })"
        )
        visitor.page.mouse.move(0, 0)
        visitor.page.wait_for_timeout(300)  # colours fade in
        barriers = Axe().run(visitor.page).response["violations"]
        cut = visitor.page.evaluate(CUT) if width < 500 else []
        stops[stop] = (barriers, cut, visitor.wider_than_window())
    yield stops, visitor.outside()
    leave()


@pytest.mark.slow
def test_no_barrier_is_found_on_any_page(seen):
    stops, _ = seen
    found = [
        f"{stop}: {one['id']}: {node['html'][:160]}: {reason(node)}"
        for stop, (barriers, _, _) in stops.items()
        for one in barriers
        for node in one["nodes"]
        if not any(one["id"] == rule and mark in node["html"] for rule, mark, _ in STREAMLIT)
    ]
    assert found == []


def reason(node):
    said = [*node["any"], *node["all"], *node["none"]]
    return said[0]["message"][:160] if said else ""


@pytest.mark.slow
def test_nothing_is_cut_and_no_page_scrolls_sideways(seen):
    stops, _ = seen
    assert {stop: wide for stop, (_, _, wide) in stops.items() if wide > 0} == {}
    assert {stop: cut for stop, (_, cut, _) in stops.items() if cut} == {}


@pytest.mark.slow
def test_no_request_leaves_the_machine_on_any_page(seen):
    stops, outside = seen
    assert len(stops) > 25
    assert outside == []


def test_the_walk_opens_every_page_of_the_menu(visit):
    page = visit().open().page
    names = page.get_by_test_id("stTopNavLink").all_inner_texts()
    assert [name.strip() for name in names] == list(walk.MENU)


def test_on_a_phone_the_menu_never_lies_over_the_page(visit):
    visitor = visit(width=390, height=844).open()
    for name in walk.MENU[1:]:
        walk.go(visitor, name)
        heading = visitor.page.locator("[data-testid=stMain] :is(h1, .notice)").first
        heading.wait_for()
        assert heading.evaluate(
            """one => { const box = one.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + 5, box.top + box.height / 2);
            return one === top || one.contains(top); }"""
        ), name
