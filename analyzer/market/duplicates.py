"""The same posting twice: word for word, edited, re-posted elsewhere, or cut short.

Each text becomes a sketch: signatures of all its words and of its first words (MinHash, Broder 1997), by
which near texts are found without comparing all with all, and a sample of its word runs, by which the found
ones are checked. A cut text keeps its beginning and lies within the whole one, so its first words find the
other, and the share of the shorter text decides, not of both. Two texts of different jobs (another level)
are two postings however much of their words they share; so are two that ask for different things in the words
of one firm, so runs of words in what is asked are marked and compared apart.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]

#: Words in a run, and words at the beginning that make up the head.
_RUN, _HEAD = 3, 60
#: Signature: bands of rows. Two texts that share 70 % of their runs meet in one of 16 bands of 4 with 99 %.
BANDS, _ROWS = 16, 4
HEAD_BANDS, _HEAD_ROWS = 12, 3
#: One run in so many is kept for checking; never more than the most.
_ONE_IN, _MOST_KEPT = 4, 512
#: Share of the shorter text's runs that must stand in the other. Basis: best F1 on labelled edits, re-posts
#: and cuts of development ads against pairs of different ads, ads of one firm from one template among them
#: (benchmarks/market.py).
SAME_FROM = 0.6
#: A bucket with more texts than this is of boilerplate and finds nothing.
_MOST_IN_BUCKET = 200
#: Keys that wait in the dict before they are sorted in.
_MOST_FRESH = 500_000
_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
#: Texts with fewer runs than this are the same only word for word.
_LEAST_RUNS = 12
#: Of the sampled runs in what the one that asks less asks, this share must stand in the other; with fewer
#: runs than the second number nothing is compared. Same basis.
ASKED_FROM, _LEAST_ASKED = 0.6, 6
_ASKED, _REST = np.uint32(1), np.uint32(0xFFFF_FFFE)
_PRIME = np.uint64(4_294_967_311)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to find it again: band keys of its words and of its head, a sample of its runs.

    The lowest bit of a sampled run says whether it stands in what the posting asks.
    `job` tells what kind of job it is; texts of different jobs are never the same posting.
    """

    bands: tuple[int, ...]
    sample: Hashes
    runs: int
    job: str = ""

    def shared(self, other: "Sketch") -> float:
        """Share of the shorter text's sampled runs that stand in the other, 0-1."""
        least = min(len(self.sample), len(other.sample))
        if least == 0:
            return 0.0
        return len(np.intersect1d(self.sample & _REST, other.sample & _REST)) / least

    def asks_as(self, other: "Sketch") -> bool:
        """Whether what the one that asks less asks stands in the other, as far as the samples can tell."""
        asked = [one.sample[one.sample & _ASKED == _ASKED] & _REST for one in (self, other)]
        fewer, whole = (asked[0], other) if len(asked[0]) <= len(asked[1]) else (asked[1], self)
        return len(fewer) < _LEAST_ASKED or bool(np.isin(fewer, whole.sample & _REST).mean() >= ASKED_FROM)


def sketch(text: str, job: str = "", demands: Iterable[str] = ()) -> Sketch:
    """The sketch of a text and of the lines in it that ask for something; the same everywhere."""
    words = _hashes(text)
    runs = _runs(words)
    head = _runs(words[:_HEAD])
    unique = np.unique(runs)
    mixed = unique * np.uint32(2_654_435_761)  # spreads them evenly, so that a part of all is a sample
    sample = unique[mixed % np.uint32(_ONE_IN) == 0][:_MOST_KEPT] if len(unique) > 4 * _LEAST_RUNS else unique
    sample = np.unique(sample & _REST)
    asked = np.concatenate([np.zeros(0, dtype=np.uint32), *(_runs(_hashes(line)) for line in demands)])
    marked: Hashes = np.asarray(sample | np.isin(sample, asked & _REST), dtype=np.uint32)
    bands = (*_band_keys(unique, BANDS, _ROWS, 1), *_band_keys(np.unique(head), HEAD_BANDS, _HEAD_ROWS, 2))
    return Sketch(bands, marked, len(unique), job)


def _hashes(text: str) -> list[int]:
    return [_word_hash(word) for word in _WORD.findall(text.casefold())]


@lru_cache(maxsize=100_000)
def _word_hash(word: str) -> int:
    return crc32(word.encode())


def _runs(words: Sequence[int]) -> Hashes:
    """A hash for each run of words."""
    if len(words) < _RUN:
        return np.zeros(0, dtype=np.uint32)
    of = np.asarray(words, dtype=np.uint32)
    runs = np.zeros(len(of) - _RUN + 1, dtype=np.uint32)
    for at in range(_RUN):
        runs = runs * np.uint32(16_777_619) ^ of[at : len(of) - _RUN + 1 + at]
    return runs


@lru_cache(maxsize=4)
def _coefficients(size: int, seed: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    generator = np.random.default_rng(seed)
    a, b = (generator.integers(1, 2**32 - 1, size=(size, 1), dtype=np.uint64) for _ in range(2))
    return a, b


def _band_keys(runs: Hashes, bands: int, rows: int, seed: int) -> tuple[int, ...]:
    """One number for each band of the MinHash signature; texts that share one are compared.

    The number of the band is part of it, and 0 stands for no words.
    """
    if len(runs) == 0:
        return (0,) * bands
    a, b = _coefficients(bands * rows, seed)
    least = ((a * runs.astype(np.uint64) + b) % _PRIME).min(axis=1).reshape(bands, rows)
    mixed = least[:, 0]
    for row in range(1, rows):
        mixed = mixed * np.uint64(1_099_511_628_211) ^ least[:, row]
    numbered = mixed * np.uint64(1_099_511_628_211) ^ (
        np.arange(bands, dtype=np.uint64) + np.uint64(64 * seed)
    )
    return tuple(int(key) or 1 for key in numbered)


class Known:
    """The sketches of the postings that are known, to look up a new one. Only first postings are kept.

    Keys of bands stand in one sorted array and, those added lately, in a dict: a hundred thousand postings
    have three million of them.
    """

    def __init__(self) -> None:
        self._sketches: dict[int, Sketch] = {}
        self._keys = np.zeros(0, dtype=np.uint64)
        self._ids = np.zeros(0, dtype=np.int64)
        self._fresh: dict[int, list[int]] = {}
        self._waiting = 0

    def __len__(self) -> int:
        """How many postings are known."""
        return len(self._sketches)

    def add(self, id: int, one: Sketch) -> None:
        """Remember a posting."""
        self._sketches[id] = one
        for key in one.bands:
            if key:
                self._fresh.setdefault(key, []).append(id)
        self._waiting += len(one.bands)
        if self._waiting > _MOST_FRESH:
            self._settle()

    def same_as(self, one: Sketch) -> int | None:
        """The known posting that this text is of: the one that shares most, the earlier of equals."""
        best: tuple[float, int] | None = None
        for id in self._candidates(one):
            other = self._sketches[id]
            if other.job == one.job and min(one.runs, other.runs) >= _LEAST_RUNS:
                shared = one.shared(other)
                if shared >= SAME_FROM and one.asks_as(other) and (best is None or (-shared, id) < best):
                    best = (-shared, id)
        return best[1] if best else None

    def _candidates(self, one: Sketch) -> Iterable[int]:
        found: dict[int, None] = {}
        keys = np.array(one.bands, dtype=np.uint64)
        first, last = (np.searchsorted(self._keys, keys, side) for side in _SIDES)
        for key, start, end in zip(one.bands, first, last, strict=True):
            fresh = self._fresh.get(key, ())
            if key and end - start + len(fresh) <= _MOST_IN_BUCKET:
                found.update(dict.fromkeys(int(id) for id in self._ids[start:end]))
                found.update(dict.fromkeys(fresh))
        return found

    def _settle(self) -> None:
        """Move what was added lately into the sorted array."""
        fresh = [(key, id) for key, ids in self._fresh.items() for id in ids]
        keys = np.concatenate((self._keys, np.array([key for key, _ in fresh], dtype=np.uint64)))
        ids = np.concatenate((self._ids, np.array([id for _, id in fresh], dtype=np.int64)))
        order = np.lexsort((ids, keys))
        self._keys, self._ids = keys[order], ids[order]
        self._fresh, self._waiting = {}, 0
