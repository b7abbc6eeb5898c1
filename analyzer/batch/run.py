"""Many inputs in, one Row each out, in the order of the inputs, whatever the order in which they finish.

::

    Inputs -> key (hash of bytes and options) -> known? -> workers -> Rows

The Rows are the same for any number of workers. Equal files are analysed once.
"""

import hashlib
import json
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

from analyzer.batch.blind import alias
from analyzer.batch.inputs import Input
from analyzer.batch.journal import Journal
from analyzer.batch.pool import SECONDS, Pool
from analyzer.batch.task import Done, Task
from analyzer.errors import AipmError
from analyzer.records import Failure, Report

#: Up to this many files one process is as fast: the second has to be started, and loads what it needs first.
SMALL = 12

Same = Literal["bytes", "text", "person"]
#: Results of inputs by their index, as they come: what processes, a cluster or this process do.
Engine = Callable[[Iterator[tuple[int, Input]]], Iterator[tuple[int, Done]]]


@dataclass(frozen=True, slots=True)
class Row:
    """How one input ended.

    `same_as` names an earlier input that is a copy: with the same `bytes`, with the same `text` in another
    file, or of the same `person`. `known` tells that the result was there before this run; `key` finds it
    in the journal again.
    """

    input: Input
    done: Done
    same_as: str | None = None
    same: Same | None = None
    known: bool = False
    key: str = ""
    blind: bool = False

    @property
    def file(self) -> str:
        """What the user calls the resume; in a blind run an alias that is the same for the same bytes."""
        return _label(self.input, self.done, blind=self.blind)

    @property
    def candidate(self) -> str:
        """The name that a manifest gave; empty in a blind run."""
        return "" if self.blind else self.input.candidate

    @property
    def result(self) -> Report | Failure:
        """The Report, or the reason why there is none."""
        return self.done.result


def run(
    inputs: Sequence[Input],
    task: Task,
    *,
    journal: Journal | None = None,
    workers: int | None = None,
    seconds: float = SECONDS,
    engine: Engine | None = None,
) -> Generator[Row, None, None]:
    """Analyse every input; one Row each, in the order of `inputs`.

    `workers` is the number of processes; when left out, one for small runs and one per core otherwise. A
    candidate may take `seconds`. `journal` knows results of earlier runs and keeps those of this one.
    `engine` does the work instead of processes of this machine.

    Raises UnknownRole or BadJob before the first file is analysed.
    """
    if journal is None:
        with Journal() as passing:
            yield from run(inputs, task, journal=passing, workers=workers, seconds=seconds, engine=engine)
        return
    yield from _Run(inputs, task, journal).rows(_engine(task, len(inputs), workers, seconds, engine))


def _engine(task: Task, count: int, workers: int | None, seconds: float, engine: Engine | None) -> Engine:
    if engine is not None:
        return engine
    if count <= SMALL and workers in (None, 1):
        return lambda items: _here(task, items)
    number = max(1, min(workers or cores(), count))
    return lambda items: _processes(task, number, seconds, items)


def cores() -> int:
    """Processors that this process may use."""
    from joblib import cpu_count  # noqa: PLC0415  (it also knows the bounds of containers)

    return int(cpu_count())


def _here(task: Task, items: Iterator[tuple[int, Input]]) -> Iterator[tuple[int, Done]]:
    """In this process: the answer for a few files."""
    for number, (index, one) in enumerate(items):
        if not number:
            task.check()
        yield index, task.run(one)


def _processes(
    task: Task, number: int, seconds: float, items: Iterator[tuple[int, Input]]
) -> Iterator[tuple[int, Done]]:
    first = next(items, None)
    if first is None:  # everything is known: no process is needed
        return
    with Pool(task, number, seconds=seconds) as pool:
        yield from pool.results(_after(first, items))


def _after(first: tuple[int, Input], rest: Iterator[tuple[int, Input]]) -> Iterator[tuple[int, Input]]:
    yield first
    yield from rest


class _Run:
    """One run: what is known of each input, what waits for which result, and who came before.

    Results are kept in the journal and looked up there, so memory does not grow with them.
    """

    def __init__(self, inputs: Sequence[Input], task: Task, journal: Journal) -> None:
        self._inputs = inputs
        self._task = task
        self._options = task.options
        self._journal = journal
        self._drawn = 0
        self._pending: deque[int] = deque()  # drawn, and not given to the engine
        self._waiting: dict[int, str] = {}  # drawn and not finished, with their keys
        self._fresh: dict[int, Done] = {}  # finished, and their turn has not come
        self._known: dict[int, str] = {}  # known before, with their keys
        self._copies: dict[int, int] = {}
        self._firsts: dict[str, int] = {}  # hash of the bytes -> the first input with them
        self._keys: list[str] = []  # by input; needed again where it has copies
        self._failures: dict[int, Done] = {}  # failures are not all in the journal, and they are small
        self._bytes: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._people: dict[str, str] = {}

    def rows(self, engine: Engine) -> Iterator[Row]:
        """The rows in the order of the inputs."""
        results = engine(self._open())
        for index in range(len(self._inputs)):
            if self._drawn <= index:
                self._draw()
            while index in self._waiting:
                number, done = next(results)
                self._journal.put(self._waiting.pop(number), done)
                self._fresh[number] = done
            yield self._row(index)
        for _ in results:  # the engine ends what it has started
            pass
        self._journal.commit()

    def _open(self) -> Iterator[tuple[int, Input]]:
        """The inputs whose results are not known, as the engine asks for them."""
        while True:
            while self._pending:
                index = self._pending.popleft()
                yield index, self._inputs[index]
            if self._drawn >= len(self._inputs):
                return
            self._draw()

    def _draw(self) -> None:
        """Look at the next input: is it known, a copy, unreadable, or to be analysed?"""
        index, one = self._drawn, self._inputs[self._drawn]
        self._drawn += 1
        self._keys.append("")
        try:
            key, sha256 = self._journal.key(one, self._options)
        except AipmError as error:
            self._fresh[index] = self._task.failed(one, Failure(one.file, error.code, str(error)))
            return
        if not one.portfolio and self._firsts.setdefault(sha256, index) != index:
            self._copies[index] = self._firsts[sha256]
            return
        self._keys[index] = key
        if self._journal.has(key):
            self._known[index] = key
        else:
            self._waiting[index] = key
            self._pending.append(index)

    def _row(self, index: int) -> Row:
        one = self._inputs[index]
        if index in self._copies:
            first = self._copies.pop(index)
            done = self._failures.get(first) or self._journal.get(self._keys[first])
            assert done is not None  # noqa: S101  (every row that was given is there)
            blind = self._task.blind
            renamed = _renamed(done, self._inputs[first], one, blind=blind)
            origin = _label(self._inputs[first], done, blind=blind)
            return Row(one, renamed, origin, "bytes", known=True, key=self._keys[first], blind=blind)
        key = self._known.pop(index, "")
        done = self._journal.get(key) if key else self._fresh.pop(index)
        assert done is not None  # noqa: S101  (it was there when it was drawn)
        if done.kind == "failure":
            self._failures[index] = done
        same_as, same = self._seen(_label(one, done, blind=self._task.blind), done)
        return Row(one, done, same_as, same, bool(key), self._keys[index], self._task.blind)

    def _seen(self, file: str, done: Done) -> tuple[str | None, Same | None]:
        """An earlier input with the same text, or of the same person."""
        same: tuple[str | None, Same | None] = (None, None)
        if done.sha256 and done.sha256 in self._bytes:  # behind addresses it is only known now
            same = self._bytes[done.sha256], "bytes"
        elif done.text and done.text in self._texts:
            same = self._texts[done.text], "text"
        else:
            earlier = next((self._people[mark] for mark in done.person if mark in self._people), None)
            same = (earlier, "person") if earlier else (None, None)
        if done.sha256:
            self._bytes.setdefault(done.sha256, file)
        if done.text:
            self._texts.setdefault(done.text, file)
        for mark in done.person:
            self._people.setdefault(mark, file)
        return same


def _label(one: Input, done: Done, *, blind: bool) -> str:
    if not blind:
        return one.file
    return alias(done.sha256 or hashlib.sha256(one.file.encode("utf-8", "surrogatepass")).hexdigest())


def _renamed(done: Done, first: Input, one: Input, *, blind: bool) -> Done:
    """The result of `first` as the result of `one`, which has the same bytes and another name."""
    if done.kind == "failure":
        if blind:
            return done
        failure = Failure(**json.loads(done.json))
        reason = failure.reason.replace(first.file, one.file).replace(first.name, one.name)
        line = json.dumps(
            asdict(replace(failure, name=one.file, reason=reason)), ensure_ascii=False, separators=(",", ":")
        )
        return replace(done, line=zlib.compress(line.encode(), 1))
    if blind or first.name == one.name:
        return done
    report = json.loads(done.json)
    report["documents"][0]["name"] = one.name
    line = json.dumps(report, ensure_ascii=False, separators=(",", ":"))
    return replace(done, line=zlib.compress(line.encode(), 1))
