"""The HTTP API: answers, what it refuses, its places, and that it keeps to its own description."""

import asyncio
import json
import threading
from dataclasses import dataclass

import httpx
import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from reports.sample import named
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_schema_conformance,
    status_code_conformance,
)

import analyzer.service
from analyzer.api import Settings, build
from analyzer.api.asking import Answering
from analyzer.api.lanes import Here, Lanes
from analyzer.api.schema import openapi
from analyzer.batch import task
from analyzer.errors import Encrypted, NotAResume, UnknownRole
from analyzer.records import report_json
from analyzer.resources import data_path

KEY = "a-key-of-sixteen-signs"


class StubAnalyzer:
    """The service without its knowledge: the content of a file is the score of its person."""

    def __init__(self, **_):
        self.roles = ()

    def jobs(self, roles, ads=()):
        if any(role != "ai-project-manager" for role in roles):
            raise UnknownRole("Unknown role. Known roles: ai-project-manager.")
        if any(b"bad" in ad.data for ad in ads):
            raise NotAResume("This is no job ad.")
        return ()

    def analyze(self, resume, *, portfolio=(), roles=(), jobs=()):  # noqa: ARG002
        self.jobs(roles, jobs)
        if resume.data == b"encrypted":
            raise Encrypted(f"{resume.name} asks for a password.")
        if resume.data == b"bug":
            raise TypeError("secret words of a resume")
        try:
            return named(resume.name, score=float(resume.data) % 100)
        except ValueError:
            raise NotAResume(f"{resume.name}: this is no resume.") from None

    def close(self):
        pass


@pytest.fixture(autouse=True)
def stub(monkeypatch, request):
    if "real" in request.keywords:
        yield
        return
    monkeypatch.setattr(analyzer.service, "Analyzer", StubAnalyzer)
    monkeypatch.setattr(task, "early_reader", lambda **_: None)
    task.ready_analyzer.cache_clear()
    yield
    task.ready_analyzer.cache_clear()


def asking(application, method, path, **options):
    async def ask():
        transport = httpx.ASGITransport(app=application)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, path, **options)

    return asyncio.run(ask())


@pytest.fixture
def api():
    application = build(Settings(), Here())
    return lambda method, path, **options: asking(application, method, path, **options)


def resume(content="50", name="cv.txt"):
    return ("resume", (name, content))


def test_analyze_gives_the_report_and_match_the_matches(api):
    answer = api("POST", "/v1/analyze", files=[resume("67")])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.text == report_json(named("cv.txt", score=67.0))
    answer = api("POST", "/v1/match", files=[resume("67")], data={"role": "ai-project-manager"})
    assert answer.json()["matches"][0]["score"] == 67
    assert answer.json().keys() == {"name", "matches", "integrity", "meta"}


def test_compare_puts_people_in_order_and_says_who_is_alike(api):
    files = [resume("40", "a.txt"), resume("71", "b.txt"), resume("68", "c.txt")]
    told = api("POST", "/v1/compare", files=files).json()
    assert [person["name"] for person in told["people"]] == ["b.txt", "c.txt", "a.txt"]
    assert told["alike"]


def test_a_batch_gives_a_line_for_each_in_the_order_of_the_files(api):
    files = [resume("40", "a.txt"), resume("encrypted", "b.txt"), resume("68", "c.txt")]
    answer = api("POST", "/v1/batch", files=files)
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["content-type"] == "application/jsonl"
    assert [line.get("name") or line["documents"][0]["name"] for line in lines] == ["a.txt", "b.txt", "c.txt"]
    assert lines[1]["code"] == "encrypted"


def test_health_and_roles(api):
    assert api("GET", "/v1/health").json()["status"] == "ok"
    assert api("GET", "/v1/jobs").json() == {"jobs": []}
    assert api("POST", "/v1/jobs", files=[("job", ("ad.txt", "words"))]).json() == {"jobs": []}


@pytest.mark.parametrize(
    ("path", "parts", "status", "code"),
    [
        ("/v1/analyze", {"files": [resume("encrypted")]}, 422, "encrypted"),
        ("/v1/analyze", {"files": [resume("words")]}, 422, "not-a-resume"),
        ("/v1/analyze", {"files": [resume("bug")]}, 500, "internal"),
        ("/v1/analyze", {"files": [resume()], "data": {"role": "nobody"}}, 404, "unknown-role"),
        ("/v1/analyze", {"files": [resume(), resume()]}, 400, "bad-form"),
        ("/v1/analyze", {"files": [("other", ("a.txt", "1"))]}, 400, "bad-form"),
        ("/v1/analyze?as_of=march", {"files": [resume()]}, 400, "bad-month"),
        ("/v1/analyze", {"content": b"{}"}, 415, "no-form"),
        (
            "/v1/analyze",
            {"content": b"--x", "headers": {"content-type": "multipart/form-data; boundary=y"}},
            400,
            "bad-form",
        ),
        ("/v1/analyze", {"files": [("resume", (None, "")), ("role", ("a", "file"))]}, 400, "bad-form"),
        ("/v1/compare", {"files": [resume()]}, 400, "bad-form"),
        ("/v1/jobs", {"files": [("job", ("ad.txt", "bad"))]}, 422, "not-a-resume"),
        ("/v1/nothing", {"files": [resume()]}, 404, "not-found"),
    ],
)
def test_what_is_refused_says_why(api, path, parts, status, code):
    answer = api("POST", path, **parts)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["reason"]
    assert "secret" not in answer.text


def test_a_key_is_asked_for(api):
    application = build(Settings(keys=("another-key-of-signs", KEY)), Here())
    options = {"files": [resume()]}
    assert asking(application, "POST", "/v1/analyze", **options).status_code == 401
    for given, status in ((KEY, 200), (KEY[:-1], 401), ("é" * 16, 401)):
        headers = {"X-API-Key": given.encode("latin-1")}
        assert asking(application, "POST", "/v1/analyze", headers=headers, **options).status_code == status
    assert asking(application, "GET", "/v1/health").status_code == 200


def test_a_body_that_is_too_large_is_refused_whatever_its_header_says():
    application = build(Settings(most_bytes=10_000), Here())
    big = [resume("9" * 20_000)]
    assert asking(application, "POST", "/v1/analyze", files=big).status_code == 413
    request = httpx.Request("POST", "http://test/v1/analyze", files=big)

    async def parts():
        yield request.read()

    headers = {"content-type": request.headers["content-type"]}
    assert asking(application, "POST", "/v1/analyze", content=parts(), headers=headers).status_code == 413


def test_nothing_of_a_request_is_written_to_the_disk(api, monkeypatch):
    def rollover(_):
        raise AssertionError("a file was written to the disk")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.rollover", rollover)
    answer = api("POST", "/v1/analyze", files=[resume("5" * 3_000_000)])
    assert answer.status_code in (200, 422)


@dataclass(frozen=True, slots=True)
class Waiting(Answering):
    """Answers when it may."""

    def run(self, one, carried=()):  # noqa: ARG002
        assert GO.wait(20)
        return Answering.run(self, one)


GO = threading.Event()


def test_one_more_than_there_are_places_is_sent_away_and_comes_back_later():
    application = build(Settings(waiting=1), Here(Waiting()))
    GO.clear()

    async def ask():
        transport = httpx.ASGITransport(app=application)
        async with httpx.AsyncClient(transport=transport, base_url="http://test", timeout=30) as client:
            inside = [asyncio.create_task(client.post("/v1/analyze", files=[resume()])) for _ in range(2)]
            while (await client.get("/v1/health")).json()["inside"] < 2:
                await asyncio.sleep(0.01)
            away = await client.post("/v1/analyze", files=[resume()])
            GO.set()
            answers = [await one for one in inside]
            again = await client.post("/v1/analyze", files=[resume()])
            empty = (await client.get("/v1/health")).json()["inside"]
            return away, answers, again, empty

    away, answers, again, empty = asyncio.run(ask())
    assert (away.status_code, away.json()["code"], away.headers["retry-after"]) == (429, "busy", "2")
    assert [one.status_code for one in (*answers, again)] == [200, 200, 200]
    assert empty == 0


def test_a_batch_whose_reader_goes_away_leaves_its_place():
    application = build(Settings(waiting=0), Here())

    async def ask():
        request = httpx.Request(
            "POST", "http://test/v1/batch", files=[resume(str(n), f"{n}.txt") for n in range(9)]
        )
        body, sent = request.read(), 0
        scope = {
            "type": "http", "method": "POST", "path": "/v1/batch", "query_string": b"", "http_version": "1.1",
            "headers": [(b"content-type", request.headers["content-type"].encode())],
        }  # fmt: skip
        given = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive():
            return next(given, {"type": "http.disconnect"})

        async def send(message):
            nonlocal sent
            sent += 1
            if sent > 2:
                raise OSError("gone")

        try:
            await application(scope, receive, send)
        except Exception as error:  # noqa: BLE001
            return type(error).__name__
        return ""

    asyncio.run(ask())
    assert asking(application, "GET", "/v1/health").json()["inside"] == 0


# --- its own description ----------------------------------------------------------------------------------


def test_the_description_is_sound_and_answers_keep_to_it(api):
    told = api("GET", "/openapi.json").json()
    assert told == json.loads(json.dumps(openapi(Settings())))
    report = {**told["components"]["schemas"]["Report"], "components": told["components"]}
    answer = api("POST", "/v1/analyze", files=[resume()])
    jsonschema.validate(answer.json(), report, cls=jsonschema.Draft202012Validator)


def _schema():
    application = build(Settings(keys=(KEY,), waiting=100), Here())
    return schemathesis.openapi.from_dict(openapi(Settings(keys=(KEY,)))), application


SCHEMA, APPLICATION = _schema()
SCHEMA.app = APPLICATION


@SCHEMA.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_is_answered_as_described(case):
    answer = case.call(headers={"X-API-Key": KEY})
    case.validate_response(
        answer,
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
        ],
        excluded_checks=[ignored_auth],
    )


# --- with a worker process -------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.real
def test_a_worker_process_gives_the_report_of_the_command_line():
    from analyzer.records import Source  # noqa: PLC0415
    from analyzer.service import Analyzer  # noqa: PLC0415

    source = Source("sample-ai-pm.pdf", data_path("samples", "sample-ai-pm.pdf").read_bytes())
    with Analyzer(today="2026-11") as service:
        expected = report_json(service.analyze(source))
    with Lanes(1, 120) as lanes:
        application = build(Settings(), lanes)
        for _ in range(2):
            answer = asking(
                application,
                "POST",
                "/v1/analyze?as_of=2026-11",
                files=[("resume", (source.name, source.data))],
            )
            assert answer.text == expected
        assert len(asking(application, "GET", "/v1/jobs").json()["jobs"]) == 10
