"""Scans and photos: their words and boxes come from text recognition and go the way of those of a PDF."""

import io

import pypdfium2
import pytest
from PIL import Image

from analyzer.documents import Limits, Mark, Reader, read_in_process
from analyzer.documents.limits import MOST_PICTURES, recognition_limits
from analyzer.documents.scans import ocr as recognition
from analyzer.documents.scans.ocr import spelled
from analyzer.errors import NoText, ReadError, TooLarge, UnsupportedFile
from analyzer.records import Box, Source
from benchmarks.words import word_recall
from documents import paper

needs_ocr = pytest.mark.skipif(not recognition.is_installed(), reason="the extra [ocr] is not installed")


def drawn(source, *, dots=100, bottom=1.0):
    """The first page as a scanner sees it, down to a share of its height."""
    page = pypdfium2.PdfDocument(source.data)[0]
    image = page.render(scale=dots / 72).to_pil().convert("RGB")
    return image.crop((0, 0, image.width, round(bottom * image.height)))


def saved(image, kind="PNG", **options):
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


@pytest.fixture(scope="module")
def reader():
    with Reader() as opened:
        yield opened


@pytest.fixture(scope="module")
def scan(reader):
    """A whole page with one column, as a photo."""
    return reader.read(Source("scan.jpg", saved(drawn(paper.single_column()), "JPEG", quality=70)))


@needs_ocr
def test_the_words_of_a_scan_are_read_in_lines(scan):
    printed = read_in_process(paper.single_column())
    assert word_recall(printed.text, scan.text) > 0.97
    assert "EXPERIENCE" in scan.text.split("\n")
    assert "AI Project Manager, Norrvik Labs  March 2021 - Present" in scan.text.split("\n")
    assert scan.format == "image"
    assert scan.engine == "rapidocr"


@needs_ocr
def test_words_stand_where_they_are_printed(scan):
    printed = read_in_process(paper.single_column())
    assert len(scan.pages) == 1
    for word in ("Winterbourne", "EXPERIENCE", "retraining."):
        one, other = (document.text.index(word) for document in (printed, scan))
        (true,), (found,) = printed.boxes(one, one + len(word)), scan.boxes(other, other + len(word))
        assert abs(true.x0 - found.x0) < 8
        assert abs((true.top + true.bottom) - (found.top + found.bottom)) < 8


@needs_ocr
def test_it_is_said_that_words_were_recognised_and_how_sure_they_are(scan):
    warning = next(one for one in scan.warnings if one.code == "ocr")
    assert warning.message.startswith("Page 1 was read by text recognition, 9")
    assert "Check names and numbers" in warning.message


@needs_ocr
def test_a_child_that_recognised_is_ended_and_the_next_file_is_read(reader, scan):
    assert not any(child.alive() for child in reader._idle)
    assert reader.read(Source("a.txt", b"Project Manager")).text == "Project Manager"


@needs_ocr
def test_a_scanned_page_among_others_is_read_and_columns_keep_their_order():
    pdf = paper.blank()
    paper.heading(pdf, 60, 80, "PROJECTS")
    paper.entries(pdf, 60, 100)
    pdf.add_page()
    turned = drawn(paper.two_columns()).rotate(1.2, resample=Image.Resampling.BICUBIC, fillcolor="white")
    pdf.image(turned, 0, 0, 595, 842)
    document = read_in_process(paper.source(pdf))
    assert document.engine.endswith("rapidocr")
    assert [(one.code, one.page) for one in document.warnings if "ocr" in one.code] == [("ocr", 2)]
    assert "image-only-page" not in {one.code for one in document.warnings}
    recognised = document.text[document.text.index("CONTACT") :]
    titles = [title for title in recognised.split("\n") if title.isupper() and title != "SQL"]
    assert titles == ["CONTACT", "SKILLS", "EXPERIENCE", "EDUCATION"]
    start = document.text.index("EDUCATION")
    (box,) = document.boxes(start, start + len("EDUCATION"))
    assert box.page == 2
    assert abs(box.top - 290) < 14  # where it is on the turned page


@needs_ocr
def test_a_photo_taken_sideways_stands_upright():
    image = drawn(paper.single_column(), dots=90, bottom=0.17)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn it by 90 degrees to the right
    data = saved(image.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, quality=90)
    document = read_in_process(Source("photo.jpg", data))
    assert "Ada Winterbourne" in document.text
    assert document.pages[0].width > document.pages[0].height


@needs_ocr
def test_a_picture_without_words_is_an_error():
    with pytest.raises(NoText, match="no text that could be recognised"):
        read_in_process(Source("sky.png", saved(Image.new("RGB", (300, 300), "lightblue"))))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_without_the_extra_it_is_said_what_to_do(monkeypatch, kind):
    for module in ("pdf.document", "scans.pictures"):
        monkeypatch.setattr(f"analyzer.documents.{module}.is_installed", lambda: False)
    image = Image.new("RGB", (200, 280), "gray")
    with pytest.raises(NoText, match=r'holds images and no text.*PDF.*pip install "aipm-analyzer\[ocr\]"'):
        read_in_process(Source("scan", saved(image, kind)))
    pdf = paper.blank()
    pdf.image(image, 0, 0, 595, 842)
    with pytest.raises(NoText, match=r"holds images and no text.*\[ocr\]"):
        read_in_process(paper.source(pdf))


def test_images_that_are_damaged_or_too_large_are_errors():
    good = saved(drawn(paper.single_column(), dots=50))
    with pytest.raises(ReadError, match=r"^a\.png is an image that is damaged"):
        read_in_process(Source("a.png", good[: len(good) // 2]))
    with pytest.raises(ReadError, match="damaged"):
        read_in_process(Source("a.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 50))
    bomb = saved(Image.new("1", (20_000, 20_000)))
    with pytest.raises(TooLarge, match=r"^a\.png has more than 80 million pixels"):
        read_in_process(Source("a.png", bomb))
    pages = [Image.new("1", (10, 10))] * 30
    with pytest.raises(TooLarge, match="has 30 pages"):
        read_in_process(Source("a.tif", saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x00\x00\x20ftypheic" + b"\x00" * 40, "HEIC"),
        (b"GIF89a" + b"\x00" * 40, "GIF"),
        (b"bplist00" + b"\x00" * 40, "web archive"),
    ],
)
def test_pictures_of_other_kinds_are_refused_with_a_remedy(data, words):
    with pytest.raises(UnsupportedFile, match=words) as caught:
        read_in_process(Source("a", data))
    assert "PDF" in str(caught.value)


def test_an_image_is_shown_with_marks_as_a_page_is(reader):
    source = Source("scan.png", saved(drawn(paper.single_column(), dots=60)))
    plain = Image.open(io.BytesIO(reader.render(source, 1, scale=1.0)))
    assert plain.size in {(595, 842), (596, 842)}
    marked = reader.render(source, 1, [Mark(Box(1, 100, 500, 200, 512))], scale=1.0)
    assert marked != reader.render(source, 1, scale=1.0)
    with pytest.raises(ReadError, match="no page 2"):
        reader.render(source, 2)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Al Project Manager", "AI Project Manager"),
        ("responsible Al and more", "responsible AI and more"),
        ("GenAl, OpenAl", "GenAI, OpenAI"),
        ("EU Al Act, Al-driven Al/ML", "EU AI Act, AI-driven AI/ML"),
        ("Al Futtaim Group", "Al Futtaim Group"),
        ("Al-Hassan Alpha Alan", "Al-Hassan Alpha Alan"),
        ("Generative Al: pilots", "Generative AI: pilots"),
        ("Power Bl, Part Il", "Power BI, Part II"),
        ("I will call", "I will call"),
    ],
)
def test_letters_that_look_alike_are_read_by_what_stands_around_them(read, meant):
    assert " ".join(spelled(read.split())) == meant


def test_the_time_of_recognition_grows_with_the_pages_and_ends():
    usual = Limits(seconds=1.5)
    one, three = recognition_limits(usual, 1), recognition_limits(usual, 3)
    assert usual.seconds < one.seconds < three.seconds < 70
    assert one.memory_bytes == three.memory_bytes
    assert recognition_limits(usual, 1_000_000) == recognition_limits(usual, MOST_PICTURES)
    assert one.max_pages == usual.max_pages
