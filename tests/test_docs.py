"""Every link of the documentation to a file of ours resolves."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("models/*/*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files_that_exist(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_readme_links_to_the_pages_it_rests_on():
    links = LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"docs/benchmarks.md", "docs/cli.md", "docs/rules.md", "docs/architecture.md"} <= set(links)
