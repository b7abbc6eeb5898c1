"""The two rules of the house: imports point down the list, and each heavy library has one home."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "analyzer"

#: A module may import only what stands before it.
ORDER = [
    "records",
    "errors",
    "resources",
    "documents",
    "parsing",
    "integrity",
    "language",
    "portfolio",
    "profile",
    "corroboration",
    "market",
    "matching",
    "advice",
    "blind",
    "fairness",
    "service",
    "store",
    "jobmarket",
    "batch",
    "texts",
    "reports",
    "api",
    "cli",
    "ui",
]

HOMES = {
    "pdfplumber": "documents",
    "pypdfium2": "documents",
    "pdfminer": "documents",
    "PIL": "documents",
    "lxml": "documents",
    "rapidocr": "documents",
    "onnxruntime": "documents",
    "tinycss2": "documents",
    "cssselect2": "documents",
    "phonenumbers": "parsing",
    "spacy": "language",
    "sklearn": "matching",
    "sqlalchemy": "store",
    "platformdirs": "store",
    "spellchecker": "advice",
    "joblib": "batch",
    "distributed": "batch",
    "fsspec": "batch",
    "fluent": "texts",
    "xlsxwriter": "reports",
    "jinja2": "reports",
    "reportlab": "reports",
    "docx": "reports",
    "starlette": "api",
    "uvicorn": "cli",
    "typer": "cli",
    "streamlit": "ui",
}

FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where things come from"
            names = [f"analyzer.{alias.name}" for alias in node.names]
            yield from names if node.module == "analyzer" else [node.module]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down_the_list(path):
    part = part_of(path)
    if part in ("__init__", "__main__"):
        return
    allowed = {*ORDER[: ORDER.index(part) + 1], "__version__"}
    for name in imported(path):
        root, _, rest = name.partition(".")
        if root == "analyzer" and rest:
            assert rest.split(".")[0] in allowed, f"{part} may not import {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_heavy_library_has_one_home(path):
    for name in imported(path):
        home = HOMES.get(name.split(".")[0])
        assert home in (None, part_of(path)), f"{name} belongs to analyzer/{home}"
