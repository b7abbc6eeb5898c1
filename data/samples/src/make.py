"""Print the sample resumes to PDF with Chromium: `python data/samples/src/make.py FONTS`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FACES = (("Regular", 400), ("Semibold", 600))


def main(fonts: Path) -> None:
    """Write one PDF beside `src` for each HTML file in it; `fonts` holds SourceSansPro-*.ttf."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    for page in sorted(HERE.glob("*.html")):
        with tempfile.TemporaryDirectory() as folder:
            styled = Path(folder, page.name)
            styled.write_text(page.read_text("utf-8").replace("<style>", "<style>" + _faces(fonts)), "utf-8")
            target = HERE.parent / f"{page.stem}.pdf"
            flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
            subprocess.run([chromium, *flags, f"--print-to-pdf={target}", styled.as_uri()], check=True)  # noqa: S603


def _faces(fonts: Path) -> str:
    return "".join(
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; '
        f'src: url("{path.as_uri()}"); }}'
        for name, weight in FACES
        for path in sorted(fonts.resolve().rglob(f"SourceSansPro-{name}.ttf"))
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
