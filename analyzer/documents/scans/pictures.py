"""Photos and scans as image files: opened within bounds, turned upright, read page by page."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import TypeVar

from PIL import Image, ImageOps, UnidentifiedImageError

from analyzer.documents import budget
from analyzer.documents.layout.compose import compose
from analyzer.documents.layout.flow import rows_of
from analyzer.documents.layout.order import divide_pages
from analyzer.documents.layout.records import PageContent
from analyzer.documents.layout.running import without_running
from analyzer.documents.limits import Limits, NeedsRecognition, check_pictures
from analyzer.documents.links import links_in_text
from analyzer.documents.pdf.risks import document_warnings
from analyzer.documents.scans.ocr import Recognised, is_installed, recognise, shrunk
from analyzer.documents.scans.recognition import (
    found_nothing,
    not_installed,
    turned_back,
    warnings,
)
from analyzer.errors import NoText, ReadError, TooLarge
from analyzer.records import Document, PageSize, Source

#: The kinds that are opened; other plugins of Pillow stay closed.
_KINDS = ("PNG", "JPEG", "TIFF", "WEBP")
#: Pixels of one page at most: A3 at 600 dots an inch has 70 million, a phone takes 12 to 50.
_MOST_PIXELS = 80_000_000
#: Pixels from which a page is made smaller before anything else is done with it: each copy takes memory.
_MANY_PIXELS = 25_000_000
#: A page is no longer than this many times its width, and the other way round.
_MOST_STRETCHED = 20
#: Points of the longer side of a page: an image does not say how large its paper was, A4 is usual.
_LONGER_SIDE = 842.0

#: What Pillow raises for files that are broken or hostile.
_DAMAGE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)

_T = TypeVar("_T")


def read_image(source: Source, limits: Limits, *, index: int, recognising: bool) -> Document:
    """Read the words on an image file.

    Raises:
        NoText: text recognition is not installed, or it found no words.
        NeedsRecognition: it is installed, and `recognising` is false.
        ReadError: the image is damaged or too large.
    """
    pages = _each_page(source, limits, lambda image: image.size)
    if not is_installed():
        raise NoText(not_installed(source))
    if not recognising:
        raise NeedsRecognition(len(pages))
    found = _each_page(source, limits, _recognised)
    contents = [
        PageContent(_page_size(size, number), page.tokens, images=1)
        for number, (page, size) in enumerate(zip(found, pages, strict=True), start=1)
    ]
    parts = divide_pages(without_running(contents))
    text, lines, words = compose(rows_of(parts))
    if not text:
        raise NoText(found_nothing(source))
    document = Document(
        name=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        format="image",
        engine="rapidocr",
        text=text,
        pages=tuple(page.size for page in contents),
        links=links_in_text(text, ((line.start, line.page) for line in lines)),
        index=index,
        lines=lines,
        words=turned_back(words, dict(enumerate(found, start=1))),
    )
    risks = document_warnings(document, contents, parts, annotated=(), written=())
    return replace(document, warnings=(*warnings(dict(enumerate(found, start=1))), *risks))


def image_page(source: Source, limits: Limits, page: int, *, scale: float) -> Image.Image:
    """Page `page` (from 1) upright, at `scale` pixels a point.

    Raises:
        ReadError: the image is damaged or too large, or has no such page.
    """

    def drawn(image: Image.Image) -> Image.Image:
        size = _page_size(image.size, 1)
        fitted = shrunk(image.convert("RGB"))
        return fitted.resize((max(1, round(size.width * scale)), max(1, round(size.height * scale))))

    pages = _each_page(source, limits, drawn, only=page)
    if not pages:
        raise ReadError(f"{source.name} has no page {page}.")
    return pages[0]


def _page_size(pixels: tuple[int, int], number: int) -> PageSize:
    share = _LONGER_SIDE / max(pixels)
    return PageSize(number, round(pixels[0] * share, 2), round(pixels[1] * share, 2))


def _recognised(image: Image.Image) -> Recognised:
    size = _page_size(image.size, 1)
    return recognise(image, width=size.width, height=size.height)


def _each_page(
    source: Source, limits: Limits, act: Callable[[Image.Image], _T], *, only: int | None = None
) -> list[_T]:
    """What `act` makes of each page, one page in memory at a time."""
    done = []
    try:
        with Image.open(BytesIO(source.data), formats=_KINDS) as image:
            count = getattr(image, "n_frames", 1)
            pages = count if image.format == "TIFF" else 1
            check_pictures(source, pages)
            for number in range(pages):
                if only in (None, number + 1):
                    budget.step(limits.step_seconds)
                    image.seek(number)
                    done.append(act(_upright(image, source)))
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(source) from error
    except _DAMAGE as error:
        raise ReadError(
            f"{source.name} is an image that is damaged or cut off. "
            "Save it once more, or take the photo again."
        ) from error
    return done


def _too_many_pixels(source: Source) -> TooLarge:
    return TooLarge(
        f"{source.name} has more than {_MOST_PIXELS / 1e6:.0f} million pixels. Save it smaller and try again."
    )


def _upright(image: Image.Image, source: Source) -> Image.Image:
    """One page as a person holds it, on white where it is transparent."""
    if image.width * image.height > _MOST_PIXELS:
        raise _too_many_pixels(source)
    if max(image.size) > _MOST_STRETCHED * min(image.size):
        raise TooLarge(
            f"{source.name} has {image.width} times {image.height} pixels, which is the shape of no page. "
            "Take the photo or scan again, one page an image."
        )
    if image.format == "JPEG":
        image.draft("RGB", (2500, 2500))  # decodes a large photo at a half or a quarter of its size
    turned = ImageOps.exif_transpose(_smaller(image))
    if turned.has_transparency_data:
        clear = turned.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    if turned.mode in ("I;16", "I;16B", "I", "F"):  # scanners save 16 bits of gray
        low, high = turned.getextrema()
        span = max(1.0, float(high) - float(low))  # type: ignore[arg-type]
        turned = turned.convert("F").point(lambda value: (value - float(low)) * 255 / span)  # type: ignore[arg-type]
    return turned.convert("RGB")


def _smaller(image: Image.Image) -> Image.Image:
    """A large page at the size at which it is recognised, where its pixels can be averaged as they are."""
    if image.width * image.height <= _MANY_PIXELS or image.mode not in ("1", "L", "LA", "RGB", "RGBA"):
        return image
    return shrunk(image.convert("L") if image.mode == "1" else image)
