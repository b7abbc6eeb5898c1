"""Page images with marks, through PDFium and Pillow."""

import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image, ImageColor, ImageDraw

from analyzer.documents.marks import Mark
from analyzer.errors import Encrypted, ReadError
from analyzer.records import Source

#: Longest side of an image in pixels: a 4K screen, and 64 MB of memory at most.
_LONGEST = 4000
_TINT = 38  # of 255: the words under a tint stay black on nearly white
_SEAM = 0.4  # points beside a word that a window shows: letters lean out of their boxes
_MARGIN = 1.5  # points between the words and a box around them


def render_page(
    source: Source, page: int, marks: Sequence[Mark], *, scale: float, picture: Image.Image | None = None
) -> bytes:
    """Page `page` (from 1) as PNG, with the marks of that page; `picture` is the page when it is an image.

    Raises:
        ReadError: the file cannot be opened or has no such page.
    """
    image = page_image(source, page, scale=scale) if picture is None else picture
    own = [mark for mark in marks if mark.box.page == page]
    windows = [mark for mark in marks if mark.style == "window"]
    if windows:
        image = _through(image, [mark for mark in own if mark.style == "window"], scale)
    visible = [mark for mark in own if mark.style != "window"]
    if visible:
        image = _drawn(image, visible, scale)
    target = io.BytesIO()
    image.convert("RGB").save(
        target, "PNG", compress_level=1
    )  # three times faster than the default, a little larger
    return target.getvalue()


def page_image(source: Source, page: int, *, scale: float) -> Image.Image:
    """Page `page` (from 1) without marks."""
    try:
        pdf = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Encrypted(f"{source.name} asks for a password. Save a copy without a password.") from error
        raise ReadError(
            f"{source.name} is damaged: its pages cannot be shown. Export it as PDF once more."
        ) from error
    try:
        if not 1 <= page <= len(pdf):
            raise ReadError(f"{source.name} has no page {page}; it has {len(pdf)}.")
        opened = pdf[page - 1]
        scale = min(scale, _LONGEST / max(1.0, *opened.get_size()))
        image: Image.Image = opened.render(scale=scale, draw_annots=True).to_pil().copy()
        return image
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"Page {page} of {source.name} cannot be shown: it is damaged.") from error
    finally:
        pdf.close()


def _through(image: Image.Image, windows: Sequence[Mark], scale: float) -> Image.Image:
    """A white page that shows what lies in the windows: no photo, no logo, no letters drawn as pictures."""
    shown = Image.new("RGB", image.size, "white")
    for mark in windows:
        box = mark.box
        frame = (
            max(0, int((box.x0 - _SEAM) * scale)),
            max(0, int(box.top * scale)),
            min(image.width, round((box.x1 + _SEAM) * scale)),
            min(image.height, round(box.bottom * scale)),
        )
        if frame[0] < frame[2] and frame[1] < frame[3]:
            shown.paste(image.crop(frame).convert("RGB"), frame)
    return shown


def _drawn(image: Image.Image, marks: Sequence[Mark], scale: float) -> Image.Image:
    image = image.convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for mark in sorted(
        marks, key=lambda found: (found.style != "cover", found.chosen)
    ):  # the chosen one on top
        _draw_mark(draw, mark, scale)
    return Image.alpha_composite(image, layer)


def _draw_mark(draw: ImageDraw.ImageDraw, mark: Mark, scale: float) -> None:
    colour = ImageColor.getrgb(mark.colour)[:3]
    line = max(1, round(scale))
    left, top = mark.box.x0 * scale, mark.box.top * scale
    right, bottom = mark.box.x1 * scale, mark.box.bottom * scale
    if mark.style == "cover":
        draw.rectangle((left - line, top, right + line, bottom), fill=(*colour, 255))
    elif mark.style == "underline":
        draw.rectangle((left, bottom, right, bottom + line), fill=(*colour, 255))
    elif mark.style == "wavy":
        draw.line(_wave(left, right, bottom + line, scale), fill=(*colour, 255), width=line, joint="curve")
    else:
        margin = _MARGIN * scale
        frame = (left - margin, top - margin, right + margin, bottom + margin)
        tint = (*colour, 0 if mark.style == "hatch" else _TINT)
        draw.rounded_rectangle(frame, radius=2 * scale, outline=(*colour, 255), width=line, fill=tint)
        if mark.style == "hatch":
            _hatch(draw, frame, (*colour, 150), scale)
    if mark.chosen:
        ring = 3 * scale
        draw.rounded_rectangle(
            (left - ring, top - ring, right + ring, bottom + ring),
            radius=4 * scale,
            outline=(*colour, 255),
            width=2 * line,
        )


def _wave(left: float, right: float, middle: float, scale: float) -> list[tuple[float, float]]:
    step = 2 * scale
    count = max(2, int((right - left) / step) + 1)
    return [
        (left + number * step, middle + (0.8 * scale if number % 2 else -0.8 * scale))
        for number in range(count)
    ]


def _hatch(
    draw: ImageDraw.ImageDraw, frame: tuple[float, float, float, float], fill: tuple[int, ...], scale: float
) -> None:
    left, top, right, bottom = frame
    height = bottom - top
    start = left - height
    while start < right:
        near, far = max(start, left), min(start + height, right)
        if far > near:
            draw.line(
                (near, bottom - (near - start), far, bottom - (far - start)),
                fill=fill,
                width=max(1, round(scale / 2)),
            )
        start += 4 * scale
