"""Where `data/` and `models/` live: in a checkout beside the package, in a wheel inside it."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PACKAGE = Path(__file__).parent
_SHIPPED = _PACKAGE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent


def data_path(*parts: str) -> Path:
    """Path of a file or folder of `data/`."""
    return _ROOT.joinpath("data", *parts)


def models_path(*parts: str) -> Path:
    """Path of a file or folder of `models/`."""
    return _ROOT.joinpath("models", *parts)


@cache
def data_hash() -> str:
    """First 12 hex digits of the SHA-256 over every knowledge file that can change a Report.

    Names and bytes both count. Line ends are normalised, so a Windows checkout gives the same hash.
    Sample resumes are left out, which are input, training labels, which act through the model alone, and the
    texts of pages and printed reports, which no Report holds.
    """
    digest = hashlib.sha256()
    root = data_path()
    for path in sorted(root.rglob("*"), key=lambda found: found.relative_to(root).as_posix()):
        relative = path.relative_to(root).as_posix()
        if path.is_file() and not relative.startswith(("samples/", "training/", "texts/")):
            digest.update(relative.encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


@cache
def code_hash(part: str = "") -> str:
    """First 12 hex digits of the SHA-256 over our own code, or over one part of the package.

    Together with the data and the model it tells whether two machines would give the same Report.
    """
    digest = hashlib.sha256()
    root = _PACKAGE / part
    for path in sorted(root.rglob("*.py"), key=lambda found: found.relative_to(root).as_posix()):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


@cache
def folder_hash(*parts: str) -> str:
    """First 12 hex digits of the SHA-256 over the files of some folders of `data/`."""
    digest = hashlib.sha256()
    for part in parts:
        root = data_path(part)
        for path in sorted(root.rglob("*"), key=lambda found: found.relative_to(root).as_posix()):
            if path.is_file():
                digest.update(f"{part}/{path.relative_to(root).as_posix()}".encode())
                digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


@cache
def models_hash() -> str:
    """First 12 hex digits of the SHA-256 over the files of all models."""
    digest = hashlib.sha256()
    root = models_path()
    for path in sorted(root.rglob("*.json"), key=lambda found: found.relative_to(root).as_posix()):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def read_yaml(path: Path) -> Any:
    """Content of a YAML file of ours, read with the fast safe loader."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader, in C)
