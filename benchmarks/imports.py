"""Import of postings in every format: what comes back, and what malformed and hostile bytes do.

    python -m benchmarks.imports

The ads of u and v (`benchmarks/ads/`) are written in each format, read back and compared with the ads
themselves; then the same files are cut, have bytes turned at random, and are read again. Nothing may be
raised: each file ends with adverts or with a reason.
"""

import html
import io
import json
import random
import time
import zipfile
from collections.abc import Callable, Sequence

from analyzer.documents import Reader
from analyzer.market import read_job
from analyzer.market.adverts import Advert, Unread
from analyzer.market.importing import Given, TextReader, read_adverts
from analyzer.records import Source
from benchmarks.postings import Ad, load_ads_by_many

#: How many damaged copies of each file are read.
COPIES = 25
#: Of so many bytes one is turned.
ONE_IN = 200


def _plain(ads: Sequence[Ad]) -> dict[str, bytes]:
    return {f"{ad.id}.txt": ad.text.encode() for ad in ads}


def _csv(ads: Sequence[Ad]) -> dict[str, bytes]:
    rows = ["id,title,company,location,description"]
    for ad in ads:
        cells = (ad.id, ad.labels["title"], "Acme", "Leeds, UK", ad.text)
        rows.append(",".join('"' + cell.replace('"', '""') + '"' for cell in cells))
    return {"jobs.csv": "\n".join(rows).encode()}


def _rows(ads: Sequence[Ad]) -> list[dict[str, str]]:
    return [{"id": ad.id, "title": ad.labels["title"], "description": ad.text} for ad in ads]


def _pre(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def _board(ads: Sequence[Ad]) -> dict[str, bytes]:
    jobs = [
        {"id": n, "title": ad.labels["title"], "content": html.escape(_pre(ad.text)),
         "absolute_url": f"https://jobs.example.com/{n}", "location": {"name": "Leeds, UK"}}
        for n, ad in enumerate(ads)
    ]  # fmt: skip
    return {"board.json": json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode()}


def _pages(ads: Sequence[Ad]) -> dict[str, bytes]:
    found = {}
    for ad in ads:
        told = {"@context": "https://schema.org", "@type": "JobPosting", "title": ad.labels["title"],
                "description": _pre(ad.text)}  # fmt: skip
        script = json.dumps(told).replace("</", "<\\/")
        page = f'<html><body><script type="application/ld+json">{script}</script></body></html>'
        found[f"{ad.id}.html"] = page.encode()
    return found


def _word(ads: Sequence[Ad]) -> dict[str, bytes]:
    kind = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    found = {}
    for ad in ads:
        lines = "".join(
            f'<w:p><w:r><w:t xml:space="preserve">{html.escape(line)}</w:t></w:r></w:p>'
            for line in ad.text.splitlines()
        )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(
                "[Content_Types].xml",
                f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/></Types>',
            )
            archive.writestr(
                "word/document.xml", f'<w:document xmlns:w="{kind}"><w:body>{lines}</w:body></w:document>'
            )
        found[f"{ad.id}.docx"] = out.getvalue()
    return found


def _zip(ads: Sequence[Ad]) -> dict[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _plain(ads).items():
            archive.writestr(name, data)
    return {"ads.zip": out.getvalue()}


FORMATS: dict[str, Callable[[Sequence[Ad]], dict[str, bytes]]] = {
    "text": _plain,
    "CSV": _csv,
    "JSON": lambda ads: {"jobs.json": json.dumps(_rows(ads)).encode()},
    "JSON Lines": lambda ads: {"jobs.jsonl": "\n".join(json.dumps(row) for row in _rows(ads)).encode()},
    "board (Greenhouse)": _board,
    "pages with JobPosting": _pages,
    "Word": _word,
    "zip": _zip,
}


def read_all(files: dict[str, bytes], read_text: TextReader) -> list[Advert | Unread]:
    """Everything that some files hold."""
    return [one for name, data in files.items() for one in read_adverts(Given(name, data=data), read_text)]


def asked(text: str, title: str) -> list[str]:
    """What an ad asks, without the signs and spaces that a format may change."""
    job = read_job(text, id="ad", source="ad", title=title)
    return [" ".join(one.text.split()).rstrip(".") for one in job.requirements]


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The bytes cut short, or with some of them turned."""
    if rng.random() < 0.5:
        return data[: rng.randrange(len(data))]
    turned = bytearray(data)
    for _ in range(max(1, len(turned) // ONE_IN)):
        turned[rng.randrange(len(turned))] = rng.randrange(256)
    return bytes(turned)


def main() -> None:
    """Print the table."""
    ads = [ad for ad in load_ads_by_many() if ad.id[0] in "uv"]
    truth = [asked(ad.text, ad.labels["title"]) for ad in ads]
    rng = random.Random(11)  # noqa: S311  (no secret is made)
    print(
        "| format | ads back of 48 | demands the same | damaged files | adverts | reasons | raised | CPU s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with Reader() as reader:

        def read_text(source: Source) -> str:
            return reader.read(source).text

        for name, write in FORMATS.items():
            files = write(ads)
            began = time.process_time()
            found = [one for one in read_all(files, read_text) if isinstance(one, Advert)]
            told = [asked(one.text, ad.labels["title"]) for one, ad in zip(found, ads, strict=False)]
            kept = sum(len(set(one) & set(other)) for one, other in zip(told, truth, strict=False))
            whole = sum(len(set(one)) for one in truth)
            tried = adverts = reasons = raised = 0
            for file, data in list(files.items())[:COPIES]:
                for _ in range(max(1, COPIES // len(files))):
                    tried += 1
                    try:
                        got = read_all({file: damaged(data, rng)}, read_text)
                    except Exception as problem:  # noqa: BLE001  (counted and shown: this is what is measured)
                        raised += 1
                        print(f"raised on {file}: {problem!r}")
                        continue
                    adverts += sum(isinstance(one, Advert) for one in got)
                    reasons += sum(isinstance(one, Unread) for one in got)
            print(
                f"| {name} | {len(found)} | {kept} of {whole} | {tried} | {adverts} | {reasons} | {raised} | "
                f"{time.process_time() - began:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
