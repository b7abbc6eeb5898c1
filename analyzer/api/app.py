"""The routes of the HTTP API, and what guards them: key, sizes, places in the queue, time."""

import hmac
import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath

import anyio
from starlette.applications import Starlette
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from analyzer import __version__
from analyzer.api.asking import Asked, What, asked
from analyzer.api.lanes import Answerer
from analyzer.api.schema import openapi
from analyzer.batch import Done
from analyzer.records import Source

_MEGABYTE = 1024 * 1024

#: Failure code -> HTTP status. All others are the file's fault: 422.
_STATUS = {"worker-hung": 504, "reader-stopped": 422, "internal": 500, "unknown-role": 404, "too-large": 413}
#: People that are compared at once.
_LEAST_COMPARED, _MOST_COMPARED = 2, 6


@dataclass(frozen=True, slots=True)
class Settings:
    """What the API allows.

    `keys` are those that are accepted; with none, everybody is let in (for this machine only). `waiting` is
    how many requests may wait beside those that are worked on; one more gets a 429. `most_bytes` bounds the
    body of a request for one person, `most_batch_bytes` and `most_batch_files` one for many.
    """

    keys: tuple[str, ...] = ()
    waiting: int = 8
    most_bytes: int = 30 * _MEGABYTE
    most_files: int = 20
    most_batch_bytes: int = 200 * _MEGABYTE
    most_batch_files: int = 200


@dataclass
class _Door:
    """How many are inside: those that are worked on and those that wait."""

    most: int
    inside: int = field(default=0)

    def enter(self) -> None:
        if self.inside >= self.most:
            raise _Problem(429, "busy", "All places are taken. Try again in a moment.", {"Retry-After": "2"})
        self.inside += 1

    def leave(self) -> None:
        self.inside -= 1


class _Problem(HTTPException):
    """An answer that is no success, with a code for programs and a reason for people."""

    def __init__(self, status: int, code: str, reason: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(status, reason, headers)
        self.code = code


def build(settings: Settings, lanes: Answerer) -> Starlette:
    """The API as an ASGI application. It starts and ends the lanes with itself."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with lanes:
            yield

    api = _Api(settings, lanes)
    return Starlette(
        routes=[
            Route("/openapi.json", api.describe, methods=["GET"]),
            Route("/v1/health", api.health, methods=["GET"]),
            Route("/v1/jobs", api.roles, methods=["GET"]),
            Route("/v1/jobs", api.jobs, methods=["POST"]),
            Route("/v1/analyze", api.analyze, methods=["POST"]),
            Route("/v1/match", api.match, methods=["POST"]),
            Route("/v1/compare", api.compare, methods=["POST"]),
            Route("/v1/batch", api.batch, methods=["POST"]),
        ],
        exception_handlers={HTTPException: _told, Exception: _broken},
        lifespan=lifespan,
    )


async def _told(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  (so it is registered)
    code = getattr(error, "code", {404: "not-found", 405: "not-allowed"}.get(error.status_code, "error"))
    return JSONResponse({"code": code, "reason": error.detail}, error.status_code, headers=error.headers)


async def _broken(_: Request, error: Exception) -> Response:
    reason = f"The program made a mistake ({type(error).__name__}). Please report it."
    return JSONResponse({"code": "internal", "reason": reason}, 500)


class _Api:
    def __init__(self, settings: Settings, lanes: Answerer) -> None:
        self._settings = settings
        self._lanes = lanes
        self._door = _Door(lanes.count + settings.waiting)
        self._limiter = anyio.CapacityLimiter(lanes.count)

    # --- routes -------------------------------------------------------------------------------------------

    async def describe(self, _: Request) -> Response:
        """What this API can do."""
        return JSONResponse(openapi(self._settings))

    async def health(self, _: Request) -> Response:
        """Whether it is up, and how full it is."""
        told = {
            "status": "ok",
            "version": __version__,
            "inside": self._door.inside,
            "places": self._door.most,
        }
        return JSONResponse(told)

    async def roles(self, request: Request) -> Response:
        """The roles of the library."""
        return await self._answered(request, lambda: self._bare("roles"))

    async def jobs(self, request: Request) -> Response:
        """Job ads, read into requirements."""
        return await self._answered(request, lambda: self._asked(request, "jobs"))

    async def analyze(self, request: Request) -> Response:
        """One person's files: the whole Report."""
        return await self._answered(request, lambda: self._asked(request, "analyze"))

    async def match(self, request: Request) -> Response:
        """One person's files: the matches alone."""
        return await self._answered(request, lambda: self._asked(request, "match"))

    async def compare(self, request: Request) -> Response:
        """Several people for one job."""
        return await self._answered(request, lambda: self._asked(request, "compare"))

    async def batch(self, request: Request) -> Response:
        """Many people: a line for each as soon as it is there, in the order of the files."""
        self._check_key(request)
        self._door.enter()
        try:
            form = await self._form(request, many=True)
            base = await self._request_of(form, "analyze", request)
        except BaseException:
            self._door.leave()
            raise
        return _Stream(self._lines(base), self._door)

    async def _lines(self, base: Asked) -> AsyncIterator[bytes]:
        """The lines of a batch. As many files are worked on at once as there are workers."""
        answers: dict[int, Done] = {}
        news = anyio.Event()

        async def one(index: int, resume: Source) -> None:
            nonlocal news
            answers[index] = await self._work(
                asked("analyze", resumes=(resume,), roles=base.roles, ads=base.ads, today=base.today)
            )
            news.set()

        async with anyio.create_task_group() as group:
            for index, resume in enumerate(base.resumes):
                group.start_soon(one, index, resume)
            for index in range(len(base.resumes)):
                while index not in answers:
                    await news.wait()
                    news = anyio.Event()
                yield answers.pop(index).json.encode() + b"\n"

    # --- a request ----------------------------------------------------------------------------------------

    async def _answered(self, request: Request, make: Callable[[], Awaitable[Asked]]) -> Response:
        self._check_key(request)
        self._door.enter()
        try:
            done = await self._work(await make())
        finally:
            self._door.leave()
        if done.kind == "failure":
            told = json.loads(done.json)
            raise _Problem(_STATUS.get(done.code, 422), done.code, told["reason"])
        return Response(done.json, media_type="application/json")

    async def _work(self, one: Asked) -> Done:
        return await anyio.to_thread.run_sync(self._lanes.answer, one, limiter=self._limiter)

    def _check_key(self, request: Request) -> None:
        keys, given = self._settings.keys, request.headers.get("x-api-key", "")
        if keys and not any(hmac.compare_digest(given.encode(), key.encode()) for key in keys):
            raise _Problem(401, "no-key", "Send a valid key in the header X-API-Key.")

    async def _bare(self, what: What) -> Asked:
        return asked(what, today=f"{date.today():%Y-%m}")

    async def _asked(self, request: Request, what: What) -> Asked:
        return await self._request_of(await self._form(request), what, request)

    async def _form(self, request: Request, *, many: bool = False) -> FormData:
        """The form of a request. It stays in memory: nothing of it is written to the disk."""
        most = self._settings.most_batch_bytes if many else self._settings.most_bytes
        files = self._settings.most_batch_files if many else self._settings.most_files
        if not re.match(r"multipart/form-data\s*;", request.headers.get("content-type", ""), re.IGNORECASE):
            raise _Problem(415, "no-form", "Send the files as multipart/form-data.")
        declared = request.headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > most:
            raise _too_large(most)
        try:
            parser = MultiPartParser(
                request.headers, _bounded(request, most), max_files=files, max_fields=files
            )
            parser.spool_max_size = most + 1
            return await parser.parse()
        except MultiPartException as error:
            raise _Problem(400, "bad-form", f"The form could not be read: {error.message}") from None
        except (KeyError, ValueError, UnicodeDecodeError):
            raise _Problem(400, "bad-form", "The form could not be read.") from None

    async def _request_of(self, form: FormData, what: What, request: Request) -> Asked:
        unknown = sorted({name for name, _ in form.multi_items()} - {"resume", "portfolio", "job", "role"})
        if unknown:
            raise _Problem(
                400, "bad-form", f"Unknown part {unknown[0]!r}. Known: resume, portfolio, job, role."
            )
        resumes, portfolio, ads = [await _files(form, name) for name in ("resume", "portfolio", "job")]
        roles = tuple(str(one) for one in form.getlist("role"))
        if any(isinstance(one, UploadFile) for one in form.getlist("role")):
            raise _Problem(400, "bad-form", "The part 'role' is a text, not a file.")
        counts = {
            "jobs": (len(ads), 1, self._settings.most_files, "job"),
            "compare": (len(resumes), _LEAST_COMPARED, _MOST_COMPARED, "resume"),
        }
        single = (len(resumes), 1, len(resumes) if request.url.path.endswith("/batch") else 1, "resume")
        count, least, most, name = counts.get(what, single)
        if not least <= count <= max(least, most):
            told = f"exactly {least}" if least == most else f"{least} to {max(least, most)}"
            raise _Problem(400, "bad-form", f"Send {told} {name!r}; there are {count}.")
        if what == "compare" and len(roles) + len(ads) > 1:
            raise _Problem(400, "bad-form", "A comparison is for one job: name one role or one job.")
        return asked(
            what, resumes=resumes, portfolio_files=portfolio, roles=roles, ads=ads, today=_month(request)
        )


class _Stream(StreamingResponse):
    """Lines that leave as they come; its place is free when the last has left, or the reader has gone."""

    def __init__(self, lines: AsyncIterator[bytes], door: _Door) -> None:
        super().__init__(lines, media_type="application/jsonl")
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._door.leave()


async def _bounded(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    """The body, as far as it is allowed: what the header says of its length is not trusted."""
    total = 0
    async for part in request.stream():
        total += len(part)
        if total > most:
            raise _too_large(most)
        yield part


def _too_large(most: int) -> _Problem:
    return _Problem(413, "too-large", f"A request may have {most // _MEGABYTE} MB.")


async def _files(form: FormData, name: str) -> tuple[Source, ...]:
    """The files of a part. A name with folders is cut to the last part of it."""
    found = []
    for number, one in enumerate(form.getlist(name), start=1):
        if isinstance(one, UploadFile):
            given = PurePosixPath((one.filename or "").replace("\\", "/")).name
            shown = "".join(sign for sign in given if sign.isprintable())[:200] or f"{name}-{number}"
            found.append(Source(shown, await one.read()))
        else:
            found.append(Source(f"{name}-{number}.txt", one.encode()))
    return tuple(found)


def _month(request: Request) -> str:
    given = request.query_params.get("as_of")
    if given is None:
        return f"{date.today():%Y-%m}"
    try:
        return f"{datetime.strptime(given, '%Y-%m'):%Y-%m}"
    except ValueError:
        raise _Problem(400, "bad-month", "as_of is a month like 2026-11.") from None
