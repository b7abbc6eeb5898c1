"""What is said about text recognition, and its words on pages that are turned."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import fmean

from analyzer.documents.scans.ocr import UNCERTAIN, Recognised
from analyzer.records import ReadWarning, Source, Word


def not_installed(source: Source) -> str:
    """What a person is told whose file holds pictures of pages, without the extra."""
    return (
        f"{source.name} holds images and no text. Export the resume from your editor as PDF instead of "
        'scanning it; or add text recognition with pip install "aipm-analyzer[ocr]" and read it again.'
    )


def found_nothing(source: Source) -> str:
    """What a person is told when recognition found no words."""
    return (
        f"{source.name} holds images and no text that could be recognised. Scan it straight and in good "
        "light, or export the resume from your editor as PDF."
    )


def turned_back(words: Sequence[Word], pages: Mapping[int, Recognised]) -> tuple[Word, ...]:
    """Words with their boxes where they are on pages that are turned."""
    return tuple(
        replace(word, box=pages[word.box.page].turned_back(word.box)) if word.box.page in pages else word
        for word in words
    )


def warnings(pages: Mapping[int, Recognised]) -> list[ReadWarning]:
    """That words were recognised, and whether they are uncertain."""
    if not pages:
        return []
    sure = fmean(page.confidence for page in pages.values())
    first = min(pages)
    which = "The pages were" if len(pages) > 1 else f"Page {first} was"
    found = [
        ReadWarning(
            "ocr",
            f"{which} read by text recognition, {sure:.0%} sure on average. Check names and numbers.",
            first,
        )
    ]
    if sure < UNCERTAIN:
        found.append(
            ReadWarning(
                "ocr-uncertain",
                "Many words are uncertain: scan it again straight and in good light, or export it as PDF.",
                first,
            )
        )
    return found
