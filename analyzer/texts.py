"""The words of the app and of reports, by id, from `data/texts/<language>/*.ftl` (Project Fluent).

An id begins with the name of its file: "review-title" stands in `review.ftl`. A language that lacks a text
shows the English one; English lacks none. `docs/app.md` says how to add a language.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from analyzer.errors import TextsError
from analyzer.resources import data_path

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

Key = TypeVar("Key")

#: Names the language: a folder of `data/texts`, or the path of a folder like them.
VARIABLE = "AIPM_LANGUAGE"
ENGLISH = "en"


def say(id: str, /, **values: str | float) -> str:
    """The text of an id in the chosen language, with the values of its variables.

    A number picks its plural form, and is printed without separators between thousands; where it should
    look otherwise, the caller gives it as text. Raises KeyError for an id that English lacks, ValueError for
    a text that cannot be put together, for example because a variable has no value.
    """
    area = id.partition("-")[0]
    for language in (_chosen(), ENGLISH):
        bundle = _bundle(language, area)
        if bundle is not None and bundle.has_message(id):
            return _formatted(bundle, id, values)
    raise KeyError(f"no text has the id {id}")


def language() -> str:
    """Name of the chosen language, like "en"."""
    return Path(_chosen()).name


def check() -> None:
    """Read every file of the chosen language. Raises TextsError for one that is not there or is broken."""
    for path in sorted(data_path("texts", ENGLISH).glob("*.ftl")):
        _bundle(_chosen(), path.stem)


def texts_folder(language: str) -> Path:
    """Where the texts of a language are: a folder of `data/texts`, or the path that was given."""
    given = Path(language)
    return given if given.is_absolute() else data_path("texts", language)


def _chosen() -> str:
    return os.environ.get(VARIABLE, "").strip() or ENGLISH


def _formatted(bundle: "FluentBundle", id: str, values: dict[str, str | float]) -> str:
    pattern = bundle.get_message(id).value
    if pattern is None:
        raise ValueError(f"the text {id} is empty")
    text, problems = bundle.format_pattern(pattern, {name: _value(id, one) for name, one in values.items()})
    if problems:
        raise ValueError(f"the text {id} cannot be put together: {problems[0]}")
    return str(text)


def _value(id: str, value: object) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"the text {id} takes words and numbers, not {type(value).__name__}")
    from fluent.runtime.types import fluent_number  # noqa: PLC0415  (as below)

    return fluent_number(value, useGrouping=False)


@cache
def _bundle(language: str, area: str) -> "FluentBundle | None":
    """The texts of one file; None where a language has no such file. Read once, when first asked for."""
    # Loaded when the first text is asked for: the command line starts without them.
    from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415
    from fluent.syntax.ast import Junk  # noqa: PLC0415

    folder = texts_folder(language)
    if not folder.is_dir():
        raise TextsError(
            f"{VARIABLE}={language}: there are no texts in this language. "
            f"There are: {', '.join(languages())}. Name one of them, or the path of a folder with .ftl files."
        )
    path = folder / f"{area}.ftl"
    if not path.is_file():
        return None
    resource = FluentResource(path.read_text(encoding="utf-8"))
    broken = [one for one in resource.body if isinstance(one, Junk)]
    if broken:
        raise TextsError(f"{path.name}: not in the form of Fluent: {(broken[0].content or '').strip()[:60]}")
    bundle = FluentBundle([folder.name], use_isolating=False)
    bundle.add_resource(resource)
    return bundle


def languages() -> tuple[str, ...]:
    """The languages that have texts here."""
    return tuple(sorted(path.name for path in data_path("texts").iterdir() if path.is_dir()))


class Texts(Mapping[Key, str]):
    """A table of texts by something else than their id, in the chosen language when they are asked for.

    Built from ids in plain sight: `Texts({"add-fact": "words-kind-add-fact"})["add-fact"]` is "add a fact".
    """

    def __init__(self, ids: Mapping[Key, str]) -> None:
        self._ids = dict(ids)

    def __getitem__(self, key: Key) -> str:
        return say(self._ids[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
