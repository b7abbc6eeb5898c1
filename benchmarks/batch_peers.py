"""One of the other programs over some PDFs, for `benchmarks.batch`; runs in an environment of its own.

    python batch_peers.py NAME AD FILE...

Prints a row: seconds of processor time for a file once everything is loaded, and how many files it read.
"""

import contextlib
import io
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path


def _resumehq(ad: str) -> Callable[[str], float]:
    import ats_scorer  # noqa: PLC0415

    def score(path: str) -> float:
        text = ats_scorer.extract_text_from_file(path)
        return ats_scorer.calculate_ats_score(text, ad, file_path=path)["total_score"]

    return score


def _ats_resume_scorer(ad: str) -> Callable[[str], float]:
    from ats_resume_scorer.main import ATSResumeScorer  # noqa: PLC0415

    scorer = ATSResumeScorer()
    return lambda path: scorer.score_resume(path, ad)["overall_score"]


def _ats_resume_checker(ad: str) -> Callable[[str], float]:
    from ats_resume_checker.analyzer import analyze_resume  # noqa: PLC0415

    return lambda path: analyze_resume(path, ad)


def _dsresumatch(_: str) -> Callable[[str], float]:
    from dsresumatch.pdf_cv_processing import clean_text, read_pdf  # noqa: PLC0415
    from dsresumatch.resume_scoring import resume_score  # noqa: PLC0415

    return lambda path: resume_score(clean_text(read_pdf(path)), feedback=False)


def _pydparser(_: str) -> Callable[[str], float]:
    from pydparser import ResumeParser  # noqa: PLC0415

    return lambda path: ResumeParser(path).get_extracted_data()


PROGRAMS = {
    "resumehq": _resumehq,
    "ats-resume-scorer": _ats_resume_scorer,
    "ats-resume-checker": _ats_resume_checker,
    "dsresumatch": _dsresumatch,
    "pydparser": _pydparser,
}


def main(name: str, ad: str, files: list[str]) -> None:
    """Print the row."""
    logging.disable(logging.CRITICAL)
    failures: dict[str, int] = {}
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        score = PROGRAMS[name](Path(ad).read_text(encoding="utf-8"))
        with contextlib.suppress(Exception):  # loads what is loaded late; the loop counts what fails
            score(files[0])
        began = time.process_time()
        for path in files:
            try:
                score(path)
            except Exception as error:  # noqa: BLE001  (whatever it raises, the file was not scored)
                failures[type(error).__name__] = failures.get(type(error).__name__, 0) + 1
        each = (time.process_time() - began) / len(files)
    read = len(files) - sum(failures.values())
    print(f"| {name} | {each:.3f} | {1 / each:.1f} | {read} of {len(files)} {failures or ''} |")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
