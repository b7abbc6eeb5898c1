"""Name, e-mail addresses, telephone numbers and links of the lines above the first heading."""

from pathlib import Path

import pytest
import yaml

from analyzer.parsing import outline

from .documents import TODAY, document

CASES = yaml.safe_load((Path(__file__).parent / "contacts.yaml").read_text(encoding="utf-8"))
REST = (
    "\n\nEXPERIENCE\nData Analyst, Marsh Bank, Oslo\n2016 – 2020\n- Built reports.\n\n"
    "EDUCATION\nBSc Physics, Northgate University, 2001\n"
)


@pytest.mark.parametrize("case", CASES, ids=[case["head"].split("\n")[0] for case in CASES])
def test_the_head_of_a_resume_is_read(case):
    contact = outline(document(case["head"] + REST), today=TODAY).contact
    assert contact.name == case["name"]
    assert list(contact.emails) == case["emails"]
    assert list(contact.phones) == case.get("phones", [])
    assert [link.url for link in contact.links] == case.get("links", [])
