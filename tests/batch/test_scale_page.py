"""The examples of docs/scale.md run as they stand."""

import doctest
from pathlib import Path

from analyzer.resources import data_path

PAGE = Path(__file__).parents[2] / "docs" / "scale.md"


def test_the_examples_run(tmp_path):
    samples = tmp_path / "samples"
    samples.mkdir()
    for name in ("sample-ai-pm.pdf", "sample-career-changer.pdf"):
        (samples / name).write_bytes(data_path("samples", name).read_bytes())
    found = doctest.testfile(
        str(PAGE),
        module_relative=False,
        globs={"samples": samples, "results": tmp_path / "results"},
        encoding="utf-8",
    )
    assert found.attempted > 15
    assert found.failed == 0
