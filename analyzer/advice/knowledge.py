"""The knowledge behind roadmap, plan and interview: the files of `data/roadmap/`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from analyzer.resources import data_path, read_yaml


@cache
def data(name: str) -> Mapping[str, Any]:
    """One file of `data/roadmap/`."""
    read: Mapping[str, Any] = read_yaml(data_path("roadmap", f"{name}.yaml"))
    return read
