"""Words that we did not write never act on the page."""

import re
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analyzer.ui.markup import element, join
from tests.reports.sample import HOSTILE
from tests.ui.test_pages import html, reviewing

ROOT = Path(__file__).parents[2]
CSS = (ROOT / "analyzer/ui/style.css").read_text(encoding="utf-8")
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))


@given(st.text())
def test_plain_strings_can_never_become_tags_or_attributes(text):
    made = element("p", text, title=text)
    inside = made.removeprefix("<p").removesuffix("</p>")
    assert inside.count("<") == 0
    assert inside.count(">") == 1
    assert inside.count('"') == 2


def test_elements_are_kept_and_words_beside_them_escaped():
    assert join(element("b", "1 < 2"), " & ", None) == "<b>1 &lt; 2</b> &amp; "


def test_hostile_words_of_a_resume_are_printed_and_not_obeyed(page):
    at = reviewing(page("review"))
    body = html(at)
    assert "alert(&#x27;x&#x27;)" in body
    assert "<script" not in body
    assert "\x1b" not in body
    for used in (at.markdown, at.caption, at.subheader, at.title, at.header):
        assert not any("evil.example.com" in one.value for one in used)
    assert HOSTILE.split()[0] not in body


def test_a_hostile_file_name_reaches_no_label(app):
    name = "![x](https://evil.example.com/p.png)<b>.docx"
    app.file_uploader(key="resume_file").set_value((name, b"PK", "application/zip")).run()
    app.button(key="act").click().run()
    assert "<b>" not in html(app)
    assert not any("evil" in one.value for one in (*app.error, *app.markdown, *app.subheader))


def test_the_app_listens_here_only_and_tells_nobody():
    server = CONFIG["server"]
    assert server["address"] == "127.0.0.1"
    assert server["allowedHosts"] == ["localhost", "127.0.0.1"]
    assert server["enableXsrfProtection"] is True
    assert server["maxUploadSize"] == 10
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"


def test_nothing_of_a_visitor_is_cached_for_others():
    for path in (ROOT / "analyzer/ui").glob("*.py"):
        cached = re.findall(
            r"@st\.cache_\w+.*\n(?:@.*\n)*def (\w+)\(([^)]*)\)", path.read_text(encoding="utf-8")
        )
        assert all("Source" not in arguments and "Report" not in arguments for _, arguments in cached)


# --- contrast -----------------------------------------------------------------------------------------


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_colour_reads_on_every_ground_in_light_and_dark():
    tokens = dict(re.findall(r"--(\w+): (light-dark\(#\w{6}, #\w{6}\))", CSS))
    for side in (0, 1):
        colours = {name: re.findall(r"#\w{6}", pair)[side] for name, pair in tokens.items()}
        for name in ("ink", "muted", "accent", "evidenced", "claimed", "missing", "unknown"):
            for ground in ("paper", "wash"):
                ratio = contrast(colours[name], colours[ground])
                assert ratio >= 4.5, f"{name} on {ground}: {ratio:.2f}"


def test_the_theme_and_the_style_sheet_agree():
    for side, theme in enumerate(("light", "dark")):
        paper = re.search(r"--paper: light-dark\((#\w{6}), (#\w{6})\)", CSS).group(side + 1)
        ink = re.search(r"--ink: light-dark\((#\w{6}), (#\w{6})\)", CSS).group(side + 1)
        assert CONFIG["theme"][theme]["backgroundColor"].lower() == paper
        assert CONFIG["theme"][theme]["textColor"].lower() == ink


def test_the_style_sheet_fetches_nothing():
    assert "url(" not in CSS
    assert "@import" not in CSS
