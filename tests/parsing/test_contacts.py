"""Name, e-mail addresses, telephone numbers and links of the lines above the first heading."""

from pathlib import Path

import pytest
import yaml

from analyzer.documents import read_in_process
from analyzer.parsing import outline
from analyzer.records import Source

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


def test_contact_data_in_the_footer_is_found():
    foot = "\n\nann@example.com | +1 415 555 0132 | linkedin.com/in/ann-lee-example\n"
    source = Source("resume.txt", ("Ann Lee" + REST + foot).encode())
    contact = outline(read_in_process(source), today=TODAY).contact
    assert contact.emails == ("ann@example.com",)
    assert contact.phones == ("+1 415 555 0132",)
    assert [link.url for link in contact.links] == ["linkedin.com/in/ann-lee-example"]
