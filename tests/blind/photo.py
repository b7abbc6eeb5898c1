"""A page with a photo, a name that is drawn, and the words of a resume."""

from io import BytesIO

from fpdf import FPDF
from PIL import Image

PHOTO_BOX = (452, 42, 538, 148)
NAME_BOX = (42, 40, 200, 54)
WORK_BOX = (42, 170, 300, 330)


def page_with_photo(text: str) -> bytes:
    """The lines of a resume from the top left, and a red picture in the top right corner."""
    photo = BytesIO()
    Image.new("RGB", (60, 80), (200, 30, 30)).save(photo, "PNG")
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_auto_page_break(False)
    pdf.image(photo, 450, 40, 90, 110)
    pdf.set_font("helvetica", size=10)
    for number, line in enumerate(text.splitlines()):
        pdf.text(42, 50 + 13 * number, line)
    return bytes(pdf.output())
