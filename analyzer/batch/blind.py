"""A Report without who it is about: name, contact and schools are blacked out, letter for letter.

Every blacked-out stretch keeps its length, so offsets, quotes and boxes stay right. Employers and the words
of the work itself are left, because they are what is judged.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from analyzer.records import Contact, Report

_BLACK = "█"
_Record = TypeVar("_Record")
#: Parts of names that are ordinary words when they stand alone in small letters.
_SHORTEST = 2


def alias(sha256: str) -> str:
    """What a candidate is called when nobody shall know who it is: the same for the same file, always."""
    return f"candidate-{sha256[:8]}"


def blinded(report: Report, called: str) -> Report:
    """The Report of somebody called `called`. Its JSON, pages and tables hold no name and no contact."""
    secrets = re.compile("|".join(_secrets(report)) or r"(?!)")
    told: Report = _without(report, secrets)
    documents = tuple(
        replace(document, name=called if not index else f"{called}-portfolio-{index}", links=())
        for index, document in enumerate(told.documents)
    )
    texts = [
        _black_spans(document.text, spans) for document, spans in zip(documents, _spans(report), strict=True)
    ]
    documents = tuple(replace(one, text=text) for one, text in zip(documents, texts, strict=True))
    whole: Report = _requoted(replace(told, documents=documents), texts)
    return replace(whole, profile=replace(whole.profile, contact=Contact()))


def _secrets(report: Report) -> Iterator[str]:
    """Patterns of what tells who it is, the longest first."""
    contact = report.profile.contact
    whole = {*contact.emails, *contact.phones, *(link.url for link in contact.links)}
    whole |= {re.sub(r"^(?:https?://)?(?:www\.)?", "", one) for one in whole}
    whole |= {link.url for document in report.documents for link in document.links if link.kind != "other"}
    whole |= {one.institution for one in report.profile.education if one.institution}
    for text in sorted(
        (one.strip() for one in whole if len(one.strip()) > _SHORTEST), key=lambda one: (-len(one), one)
    ):
        yield re.sub(r"(?:\\ )+", r"\\s+", re.escape(text))
    for part in sorted(
        set(re.findall(r"[^\W\d_][\w'’-]+", contact.name or "")), key=lambda one: (-len(one), one)
    ):
        yield "|".join(
            rf"(?<!\w){re.escape(form)}(?!\w)" for form in dict.fromkeys((part, part.upper(), part.title()))
        )


def _spans(report: Report) -> Iterator[list[tuple[int, int]]]:
    """For each document what stands in its contact block, where its outline is there."""
    outlines = report.profile.outlines
    for number, _ in enumerate(report.documents):
        passages = outlines[number].passages if number < len(outlines) else ()
        yield [(one.start, one.end) for one in passages if one.kind == "contact"]


def _black_spans(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", _BLACK, text[start:end]) + text[end:]
    return text


def _without(value: Any, secrets: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return secrets.sub(lambda found: re.sub(r"\S", _BLACK, found[0]), value)
    return _mapped(value, lambda one: _without(one, secrets))


def _requoted(value: Any, texts: list[str]) -> Any:
    """Every quote once more from the blacked-out text."""
    names = {field.name for field in fields(value)} if is_dataclass(value) else set()
    if {"document", "start", "end", "text"} <= names:
        return replace(value, text=texts[value.document][value.start : value.end])
    return _mapped(value, lambda one: _requoted(one, texts))


def _mapped(value: Any, change: Any) -> Any:
    """A record or tuple with every part changed; whatever holds no text as it is."""
    if isinstance(value, tuple):
        return tuple(change(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: change(getattr(value, field.name)) for field in fields(value)})
    return value
