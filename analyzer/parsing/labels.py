"""Labels before the parts of a job header: `Designation: Team Lead`, `Client: Acme`, `Role    Planner`."""

import re
from functools import cache, lru_cache

from analyzer.parsing.tables import table


@cache
def leads() -> re.Pattern[str]:
    """Words before an employer: `Client:`, `Company –`."""
    joined = "|".join(map(re.escape, table("labels")["organization"]))
    return re.compile(
        rf"^\s*(?:(?:various|multiple|several)\s+)?(?:{joined})s?\s*(?::|\s[-–—]\s)\s*", re.IGNORECASE
    )


@cache
def _labels() -> re.Pattern[str]:
    """Labels of the parts of a header, one group for each kind."""
    groups = "|".join(
        rf"(?P<{kind}>{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"
        for kind, names in table("labels").items()
    )
    return re.compile(
        rf"^\W{{0,3}}(?:{groups})s?\s*(?:\([^()]*\)\s*)?(?::-?|(?<=\w)\s[-–—]\s)[\s*]*", re.IGNORECASE
    )


@cache
def _form_labels() -> re.Pattern[str]:
    """The same with a wide gap instead of a colon, as forms print them: `Name of employer   Acme`."""
    single = frozenset(table("lines")["form_words"])
    groups = "|".join(
        rf"(?P<{kind}>{'|'.join(re.escape(name) for name in names if ' ' in name or name in single)})"
        for kind, names in table("labels").items()
    )
    return re.compile(rf"^(?:{groups})(?:\s{{2,}}|\t)\s*(?=\S)", re.IGNORECASE)


@cache
def _clients() -> re.Pattern[str]:
    return re.compile(
        r"^\s*(?:(?:various|multiple|several)\s+)?(?:(?:end\s+|project\s+)?(?:client|customer))s?\s*(?::|\s[-–—]\s)",
        re.IGNORECASE,
    )


def names_client(text: str) -> bool:
    """`Client: Acme`, `Various clients: ...`: whom the work was for, beside the employer or in its place."""
    return bool(_clients().match(text))


@lru_cache(maxsize=4096)
def label_of(text: str) -> tuple[str, int] | None:
    """Kind and length of the label a text begins with: `Designation: Team Lead` -> ("title", 13)."""
    match = _labels().match(text) or _form_labels().match(text)
    return (match.lastgroup, match.end()) if match and match.lastgroup else None


def without_lead(text: str) -> str:
    """`Client: Acme` without the lead."""
    return leads().sub("", text)
