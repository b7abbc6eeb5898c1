"""How well scans and photos are read: `python -m benchmarks.scans DATA [--people N] [--tesseract]`.

Resumes of the devset are printed in layouts with one and two columns and made into pictures as scanners and
phones make them, each person in each layout by another device. Word recall, lines under their right heading,
positions with title and dates, seconds a page, beside the words that Tesseract gives when `--tesseract` asks
for it (needs the program and `pytesseract`).
"""

import argparse
import io
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image

from analyzer.documents import read_in_process
from analyzer.errors import AipmError
from analyzer.parsing import outline
from analyzer.records import Document, Source
from benchmarks.layouts import Printed, print_layouts
from benchmarks.reading import under_right_heading
from benchmarks.structure import TEST, TODAY, Tally, _judge_positions, _truths
from benchmarks.words import word_recall

LAYOUTS = ("single, dates right", "left sidebar, dark", "right sidebar, dates right", "two equal columns")


@dataclass(frozen=True, slots=True)
class Device:
    """A scanner or a phone: dots an inch, turn in degrees, noise, JPEG quality, brightness of the paper."""

    dpi: int
    angle: float = 0.0
    noise: float = 0.0
    quality: int = 90
    paper: float = 255.0
    shadow: float = 0.0  # how much darker the right edge is


DEVICES = {
    "scan, 300 dpi": Device(300),
    "scan, 200 dpi": Device(200),
    "copy, 200 dpi, turned, gray, noisy": Device(200, 0.8, 12, 50, 225),
    "photo, 150 dpi, turned, shadow": Device(150, 1.5, 8, 60, 210, 0.3),
}


def main() -> None:
    """Measure and print one table for each part of the data."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--people", type=int, default=4, help="resumes of each part")
    parser.add_argument("--part", choices=("dev", "test"), help="only this part of the data")
    parser.add_argument("--tesseract", action="store_true", help="also the words of Tesseract")
    parser.add_argument("--errors", action="store_true", help="list what was missed in the development part")
    options = parser.parse_args()
    truths = dict(_truths(options.data))
    for part, names in _parts(truths, options.people).items():
        if options.part not in (None, part):
            continue
        tallies: dict[str, Tally] = defaultdict(Tally)
        for printed, device, pages in _scans(options.data, names):
            _measure(printed, pages, truths[printed.name], (tallies[device], tallies[printed.layout]))
            if options.tesseract:
                _tesseract(printed, pages, (tallies[device], tallies[printed.layout]))
        _print(part, len(names), tallies, tesseract=options.tesseract)
        if options.errors and part == "dev":
            print("\n".join(f"- {line}" for device in DEVICES for line in tallies[device].errors))
    print(f"\nMost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _parts(truths: dict[str, Any], people: int) -> dict[str, list[str]]:
    parts = {
        "dev": [one for one in truths if one not in TEST],
        "test": [one for one in truths if one in TEST],
    }
    return {part: names[1 :: max(1, len(names) // people)][:people] for part, names in parts.items()}


def _scans(data: Path, names: list[str]) -> Iterator[tuple[Printed, str, list[bytes]]]:
    devices = list(DEVICES)
    for printed in print_layouts(data / "devset", names):
        if printed.layout in LAYOUTS:
            turn = names.index(printed.name) + LAYOUTS.index(printed.layout)
            device = devices[turn % len(devices)]
            chance = np.random.default_rng(turn)
            pdf = pypdfium2.PdfDocument(printed.data)
            yield printed, device, [_scanned(page, DEVICES[device], chance) for page in pdf]


def _scanned(page: pypdfium2.PdfPage, device: Device, chance: np.random.Generator) -> bytes:
    """A page as JPEG."""
    image = page.render(scale=device.dpi / 72).to_pil().convert("L")
    if device.angle:
        angle = device.angle * chance.choice((-1, 1))
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    pixels = np.asarray(image, dtype=np.float32) * device.paper / 255
    pixels = pixels * np.linspace(1, 1 - device.shadow, pixels.shape[1])[None, :]
    pixels = np.clip(pixels + chance.normal(0, device.noise or 1e-6, pixels.shape), 0, 255)
    target = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(target, "JPEG", quality=device.quality)
    return target.getvalue()


def _as_pdf(pages: list[bytes]) -> Source:
    """The pictures as a PDF, as scanners save them."""
    images = [Image.open(io.BytesIO(page)) for page in pages]
    target = io.BytesIO()
    images[0].save(
        target, "PDF", save_all=True, append_images=images[1:], resolution=images[0].height / 11.69
    )
    return Source("scan.pdf", target.getvalue())


def _measure(printed: Printed, pages: list[bytes], truth: dict[str, Any], tallies: tuple[Tally, ...]) -> None:
    source = _as_pdf(pages)
    begun, cpu = time.perf_counter(), time.process_time()
    try:
        document: Document = read_in_process(source)
        found = outline(document, today=TODAY)
    except AipmError as error:
        for tally in tallies:
            tally.errors.append(f"not read: {printed.name} {error}")
            tally.numbers["word recall"].append(0.0)
        return
    wall, cpu = (time.perf_counter() - begun) / len(pages), (time.process_time() - cpu) / len(pages)
    for tally in tallies:
        tally.numbers["word recall"].append(word_recall(_words(printed), document.text))
        tally.numbers["lines under heading"].append(under_right_heading(document.text, printed.truth))
        tally.numbers["seconds a page"].append(wall)
        tally.numbers["processor seconds a page"].append(cpu)
        _judge_positions(printed.name, truth, found, tally)


def _tesseract(printed: Printed, pages: list[bytes], tallies: tuple[Tally, ...]) -> None:
    import pytesseract  # noqa: PLC0415  (only when it is asked for)

    begun = time.perf_counter()
    text = "\n".join(pytesseract.image_to_string(Image.open(io.BytesIO(page))) for page in pages)
    for tally in tallies:
        tally.numbers["Tesseract: word recall"].append(word_recall(_words(printed), text))
        tally.numbers["Tesseract: seconds a page"].append((time.perf_counter() - begun) / len(pages))


def _words(printed: Printed) -> str:
    return "\n".join(line for lines in printed.truth.values() for line in lines)


def _print(part: str, people: int, tallies: dict[str, Tally], *, tesseract: bool) -> None:
    names = [
        "word recall",
        "lines under heading",
        "positions F1",
        "seconds a page",
        "processor seconds a page",
    ]
    names += ["Tesseract: word recall", "Tesseract: seconds a page"] if tesseract else []
    print(f"\n### {part}, {people} people\n\n| scanned as | worst recall | {' | '.join(names)} |")
    print("|---" * (len(names) + 2) + "|")
    for name, tally in tallies.items():
        worst = min(tally.numbers["word recall"])
        print(f"| {name} | {worst:.3f} | {' | '.join(tally.row(names))} |")
    recalls = [fmean(tallies[device].numbers["word recall"]) for device in DEVICES if device in tallies]
    print(f"\nMean word recall over all: {fmean(recalls):.4f}")


if __name__ == "__main__":
    main()
