"""The whole way without a mouse: give a resume, read the review, reach a finding, try a change, download."""

import json

import pytest

from analyzer.resources import data_path

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SAMPLE = data_path("samples", "sample-ai-pm.pdf")

#: What the focused element is called and whether a person sees that it is in focus: the ring may stand on the
#: element, on the label around a tick, or on the part of a widget that is drawn for it.
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || !one.matches(':focus')) return null;
  const rings = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    return outline || style.boxShadow !== 'none';
  };
  const frame = one.closest('[role=group], [data-testid$=RootElement]');
  const near = [one, one.parentElement, one.closest('label'), frame, one.nextElementSibling,
                ...one.querySelectorAll('*')].filter(Boolean);
  const label = one.closest('label') || (one.id && document.querySelector(`label[for="${one.id}"]`));
  if (label) near.push(label, ...label.querySelectorAll('*'));
  const words = one.getAttribute('aria-label') || one.innerText || label?.innerText || one.id;
  return {
    name: (words || one.tagName).trim(),
    tag: one.tagName, role: one.getAttribute('role') || one.type || '',
    visible: one.matches(':focus-visible') && near.some(element => rings(element)),
  };
}"""


class Keys:
    """Somebody who has a keyboard and nothing else. Whatever takes the focus has to show it."""

    def __init__(self, visitor):
        self.visitor, self.page, self.unseen = visitor, visitor.page, []

    def reach(self, name, *, role=None, most=120):
        """Press Tab until something of this name has the focus."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(FOCUSED)
            if focused is None:
                continue
            if not focused["visible"]:
                self.unseen.append(f"{focused['tag']} {focused['role']} {focused['name'][:60]}")
            if name in focused["name"] and role in (None, focused["role"], focused["tag"]):
                return self
        raise AssertionError(f"{name!r} is not reached by {most} times Tab")

    def press(self, key):
        self.page.keyboard.press(key)
        self.visitor.settled()
        return self


@pytest.mark.slow
def test_the_whole_way_by_keyboard_with_a_focus_that_is_seen(visit, tmp_path):
    visitor = visit().open()
    page, keys = visitor.page, Keys(visitor)
    page.on("filechooser", lambda _: None)  # from here on, so that the first press is not too early for it

    page.wait_for_selector(".st-key-act button")
    visitor.settled()
    # Give a file: the button opens the chooser of the system.
    keys.reach("Upload", role="BUTTON")
    with page.expect_file_chooser() as asked:
        page.keyboard.press("Enter")
    asked.value.set_files(SAMPLE)
    visitor.settled()
    keys.reach("Review this resume", role="BUTTON").press("Enter")
    page.wait_for_selector(".score")
    visitor.settled()

    # Why, and how; then a finding, and its place on the page.
    keys.reach("Why, and how", role="SUMMARY").press("Enter")
    assert page.locator(".first details[open]").count() == 1
    keys.reach("Show ", role="A").press("Enter")
    page.wait_for_function("() => document.querySelector(':target') !== null")

    # Tabs are changed with the arrows.
    keys.reach("Fit", role="tab").press("ArrowRight")
    assert page.get_by_role("tab", selected=True).inner_text() == "Achievements"
    keys.press("ArrowLeft")

    # The report to take along.
    reload_focus(page)
    keys.reach("Download", role="BUTTON").press("Enter")
    keys.reach("Everything as data (JSON)", role="BUTTON")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["matches"][0]["score"] > 0
    keys.press("Escape")

    # Try a change and say the facts it asks for: the score that would be stands beside it.
    reload_focus(page)
    keys.reach("What if", role="A").press("Enter")
    page.wait_for_selector(".st-key-whatif [data-testid=stCheckbox]")
    visitor.settled()
    reload_focus(page)
    keys.reach("", role="checkbox").press("Space")
    for _ in range(page.locator(".st-key-whatif [data-testid=stTextInput] input").count()):
        keys.reach("", role="text")
        page.keyboard.type("a plan for 12 depots")
        keys.press("Enter")
    assert page.locator(".st-key-whatif_result .score").count() == 1
    assert keys.unseen == []


def reload_focus(page):
    """Begin at the top again, as F6 or a reload would."""
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
