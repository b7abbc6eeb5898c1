"""Secrets and other people's data in the files of a portfolio: found, counted, and never shown."""

import math
import re
from collections import Counter
from collections.abc import Iterator

from analyzer.portfolio.collection import Collection, File
from analyzer.records import Exposed

#: Kind -> how such a key is written; each has a form that nothing else has.
_KEYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("AWS access key", re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b")),
    ("GitHub token", re.compile(r"\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{60,90}\b")),
    ("OpenAI or Anthropic key", re.compile(r"\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,200}\b")),
    ("Google API key", re.compile(r"\bAIza[0-9A-Za-z_-]{35}\b")),
    ("Slack token", re.compile(r"\bxox[abprs]-[0-9A-Za-z-]{20,80}\b")),
    ("Hugging Face token", re.compile(r"\bhf_[A-Za-z0-9]{30,40}\b")),
    ("private key", re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----")),
    (
        "database password",
        re.compile(r"\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis)://[^\s:@/]{1,40}:[^\s:@/]{6,80}@"),
    ),
)
_ASSIGNED = re.compile(
    r"\b(?P<name>[A-Za-z_]*(?:api[_-]?key|secret|passwd|password|access[_-]?token|auth[_-]?token))[\"']?\s*[=:]\s*"
    r"[\"']?(?P<value>[A-Za-z0-9+/_.=!@#$%^&*-]{12,120})",
    re.IGNORECASE,
)
_NO_SECRET = re.compile(
    r"example|your|changeme|placeholder|dummy|sample|xxxx|\*\*\*|test|fake|todo|none|null|environ|getenv|config|settings|"
    r"secrets?\.|process\.env|\$\{|<|>|\(|\.get|input",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,24}){1,3}\b")
_INVENTED = re.compile(
    r"@(?:example|test|invalid|localhost|sample|users\.noreply)\b|@[\w.-]*example\.", re.IGNORECASE
)
_NATIONAL = re.compile(r"\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b")
_COLUMNS = re.compile(
    r"\b(?:ssn|social_security|passport|date_of_birth|dob|birth_?date|diagnosis|patient_name|iban)\b", re.I
)
_TABLES = (".csv", ".tsv", ".json", ".jsonl", ".ipynb", ".txt", ".sql", ".yaml", ".yml")
#: Fewer addresses in one table are contacts, not customers.
_MANY = 5
#: Bits for each character below which a value is a word and no secret.
_LEAST_ENTROPY = 3.0
_LOOKED_AT = 300_000
_MOST_FOUND = 20


#: Words and numbers of a line that shows how a key is written, and holds none.
_MADE_UP = re.compile(
    r"example|x{6}|0{8}|1234567890|:(?:password|passwd|secret|changeme|pass(?:word)?\d*)@", re.IGNORECASE
)


def exposed_in(collection: Collection) -> tuple[Exposed, ...]:
    """What stands in the files and should not be public; at most twenty, the first of a kind in each file."""
    found: list[Exposed] = []
    for file in collection.files:
        if file.data[:4] in (b"%PDF", b"PK\x03\x04") or b"\0" in file.data[:1_000]:
            continue
        text = file.data[:_LOOKED_AT].decode("utf-8", "replace")
        where = file.path if collection.kind == "file" else f"{collection.name}/{file.path}"
        found += [Exposed(kind, where, masked) for kind, masked in (*_keys(text), *_people(file, text))]
    return tuple(found[:_MOST_FOUND])


def _keys(text: str) -> Iterator[tuple[str, str]]:
    known = False
    for kind, pattern in _KEYS:
        match = pattern.search(text)
        if match and not _MADE_UP.search(match.group()):
            known = True
            yield kind, masked(match.group())
    if known:
        return
    for match in _ASSIGNED.finditer(text):
        value = match["value"]
        if not _NO_SECRET.search(value) and _entropy(value) >= _LEAST_ENTROPY and re.search(r"\d", value):
            yield "password or key", masked(value)
            return


def _people(file: File, text: str) -> Iterator[tuple[str, str]]:
    if not file.path.lower().endswith(_TABLES):
        return
    addresses = {one.lower() for one in _MAIL.findall(text) if not _INVENTED.search(one)}
    if len(addresses) >= _MANY:
        yield "e-mail addresses of people", f"{len(addresses)} different addresses"
    numbers = set(_NATIONAL.findall(text))
    if len(numbers) >= _MANY:
        yield "numbers that look like national identity numbers", f"{len(numbers)} different numbers"
    column = _COLUMNS.search(text.split("\n", 1)[0]) if file.path.lower().endswith((".csv", ".tsv")) else None
    if column:
        yield "a table about people", f"a column called {column.group().lower()}"


def masked(secret: str) -> str:
    """The first letters of a secret and its length: enough to find it, too little to use it."""
    return f"{secret[:4]}… ({len(secret)} characters)"


def _entropy(text: str) -> float:
    counts = Counter(text)
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts.values())
