"""The pages of one file in PDFium: read once, drawn when a judgement needs to see them."""

from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

from analyzer.documents.characters import is_unreadable
from analyzer.documents.ink import RawPage
from analyzer.documents.pdf.pdfium import FastPages
from analyzer.errors import TooLarge
from analyzer.records import Source

#: Pieces of text, lines and images of one page: a resume has some hundreds, a plot of data some thousands.
_MOST_DRAWN = 100_000


class Drawn:
    """A page as it looks, at one pixel a point. Colours are drawn only when they are asked for."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page

    @cached_property
    def gray(self) -> npt.NDArray[np.uint8]:
        """Brightness, 0 to 255, by row and column."""
        pixels: npt.NDArray[np.uint8] = self._bitmap(grayscale=True).to_numpy()
        return np.ascontiguousarray(pixels.reshape(pixels.shape[:2]))

    @cached_property
    def colours(self) -> Image.Image:
        """The same in RGB."""
        image: Image.Image = self._bitmap(grayscale=False).to_pil().convert("RGB")
        return image

    def _bitmap(self, *, grayscale: bool) -> Any:
        return self._page.render(
            scale=1, draw_annots=False, rev_byteorder=True, prefer_bgrx=False, grayscale=grayscale
        )


class Paper:
    """The pages of a file in PDFium. Empty when PDFium does not open it: pdfminer repairs some such files."""

    def __init__(self, source: Source) -> None:
        self._name = source.name
        self._number = 0
        self._page: pypdfium2.PdfPage | None = None
        try:
            self._pdf = pypdfium2.PdfDocument(source.data)
        except pypdfium2.PdfiumError:
            self._pdf = None
        self._fast = FastPages(self._pdf) if self._pdf is not None else None

    def __len__(self) -> int:
        return len(self._pdf) if self._pdf is not None else 0

    def raw_page(self, number: int) -> RawPage | None:
        """Page `number` (from 1) as PDFium reads it; None when another engine must."""
        page = self._opened(number)
        if page is None or self._fast is None:
            return None
        if pypdfium2.raw.FPDFPage_CountObjects(page) > _MOST_DRAWN:
            raise self._too_full(number, f"{_MOST_DRAWN:,} drawings")
        try:
            return self._fast.read(page, number)
        except OverflowError as error:
            raise self._too_full(number, str(error)) from error

    def _too_full(self, number: int, what: str) -> TooLarge:
        return TooLarge(
            f"{self._name} holds more than {what} on page {number}. "
            "Keep the resume itself and leave out attachments and data."
        )

    def drawn(self, number: int) -> Drawn | None:
        """Page `number` (from 1) as it looks, or None."""
        page = self._opened(number)
        try:
            drawn = Drawn(page) if page is not None else None
            if drawn is not None:
                _ = drawn.gray
        except pypdfium2.PdfiumError:
            return None
        return drawn

    def repaired(self, page: RawPage) -> RawPage:
        """A page of another engine with the characters that it could not read, as PDFium reads them."""
        unreadable = [number for number, letter in enumerate(page.pieces) if is_unreadable(letter.text)]
        opened = self._opened(page.number) if unreadable else None
        if opened is None:
            return page
        letters = list(page.pieces)
        text_page = opened.get_textpage()
        for number in unreadable:
            letter = letters[number]
            lower, upper = page.height - letter.bottom, page.height - letter.top
            inset = 0.25 * (letter.x1 - letter.x0)
            text = text_page.get_text_bounded(letter.x0 + inset, lower, letter.x1 - inset, upper).strip()
            if text and len(text) <= 3 and text.isprintable() and not is_unreadable(text):
                letters[number] = letter._replace(text=text)
        return replace(page, pieces=tuple(letters))

    def close(self) -> None:
        """Free the memory of the file."""
        if self._pdf is not None:
            self._pdf.close()

    def _opened(self, number: int) -> pypdfium2.PdfPage | None:
        """The page, kept open until the next one is asked for; None when PDFium cannot."""
        if number != self._number:
            self._turn_to(number)
        return self._page

    def _turn_to(self, number: int) -> None:
        if self._page is not None:
            self._page.close()
        self._page, self._number = None, number
        if number <= len(self):
            try:
                self._page = self._pdf[number - 1]
            except pypdfium2.PdfiumError:
                self._page = None
