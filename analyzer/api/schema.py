"""The HTTP API described as OpenAPI 3.1, from the same records that the answers are made of."""

import json
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from analyzer import __version__
from analyzer.records import Job, report_schema

if TYPE_CHECKING:
    from analyzer.api.app import Settings

_FILE = {"type": "string", "format": "binary"}
_FILES = {"type": "array", "items": _FILE}
_TEXTS = {"type": "array", "items": {"type": "string"}}

_DESCRIPTION = (
    "Reads resumes and scores their fit to AI project manager roles and job ads. Nothing sent is kept. "
    "Advice for the candidate and their coach, not for hiring decisions."
)
_PROBLEMS = {
    "400": "The form was not understood.",
    "401": "The key is missing or wrong.",
    "404": "No such role.",
    "413": "Too large.",
    "415": "No multipart form.",
    "422": "A file could not be read, or is no resume or job ad: the reason says what to do.",
    "429": "All places are taken; `Retry-After` says when to try again.",
    "500": "The program made a mistake.",
    "504": "The file took too long.",
}


def openapi(settings: "Settings") -> dict[str, Any]:
    """The description of the API with these settings."""
    report, schemas = _parts(report_schema())
    job, more = _parts(TypeAdapter(Job).json_schema(mode="serialization"))
    problem = _object({"code": {"type": "string"}, "reason": {"type": "string"}})
    failure = _object({name: {"type": "string"} for name in ("name", "code", "reason")})
    match = {"$ref": "#/components/schemas/Match"}
    meta = {"$ref": "#/components/schemas/Meta"}
    notes = {"type": "array", "items": {"$ref": "#/components/schemas/IntegrityNote"}}
    matched = _object(
        {
            "name": {"type": "string"},
            "matches": {"type": "array", "items": match},
            "integrity": notes,
            "meta": meta,
        }
    )
    person = _object({"name": {"type": "string"}, "match": match, "meta": meta})
    compared = _object(
        {"title": {"type": "string"}, "people": {"type": "array", "items": person}, "alike": _TEXTS}
    )
    jobs = _object({"jobs": {"type": "array", "items": {"$ref": "#/components/schemas/Job"}}})
    health = _object(
        {
            "status": {"const": "ok"},
            "version": {"type": "string"},
            "inside": {"type": "integer"},
            "places": {"type": "integer"},
        }
    )
    one = {"resume": _FILE, "portfolio": _FILES, "role": _TEXTS, "job": _FILES}
    some = {"resume": {**_FILES, "minItems": 2, "maxItems": 6}, "role": _TEXTS, "job": _FILES}
    many = {
        "resume": {**_FILES, "minItems": 1, "maxItems": settings.most_batch_files},
        "role": _TEXTS,
        "job": _FILES,
    }
    ads = {"job": {**_FILES, "minItems": 1, "maxItems": settings.most_files}}
    ref = {
        name: {"$ref": f"#/components/schemas/{name}"} for name in ("Report", "Matched", "Compared", "Jobs")
    }
    line = {"oneOf": [ref["Report"], {"$ref": "#/components/schemas/Failure"}]}
    return {
        "openapi": "3.1.0",
        "info": {"title": "AIPM Analyzer", "version": __version__, "description": _DESCRIPTION},
        "security": [{"key": []}] if settings.keys else [],
        "paths": {
            "/v1/health": {"get": _get("Whether it is up, and how full it is", health, ())},
            "/v1/jobs": {
                "get": _get("The roles of the library", ref["Jobs"], ("401", "429", "504")),
                "post": _post("Read job ads into requirements", ads, ("job",), ref["Jobs"]),
            },
            "/v1/analyze": {
                "post": _post("One person's files: the whole report", one, ("resume",), ref["Report"])
            },
            "/v1/match": {
                "post": _post("One person's files: the matches alone", one, ("resume",), ref["Matched"])
            },
            "/v1/compare": {"post": _post("Several people for one job", some, ("resume",), ref["Compared"])},
            "/v1/batch": {
                "post": _post(
                    "Many people: a line for each as soon as it is there",
                    many,
                    ("resume",),
                    line,
                    media="application/jsonl",
                )
            },
        },
        "components": {
            "schemas": {
                **more,
                **schemas,
                "Report": report,
                "Job": job,
                "Problem": problem,
                "Failure": failure,
                "Matched": matched,
                "Compared": compared,
                "Jobs": jobs,
            },
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-API-Key"}},
        },
    }


def _parts(schema: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A schema and its definitions, where OpenAPI keeps them."""
    moved = json.loads(json.dumps(schema).replace("#/$defs/", "#/components/schemas/"))
    definitions = moved.pop("$defs", {})
    moved.pop("$schema", None)
    return moved, definitions


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _get(summary: str, answer: dict[str, Any], problems: tuple[str, ...]) -> dict[str, Any]:
    return {"summary": summary, "responses": {"200": _ok(answer, "application/json"), **_told(problems)}}


def _post(
    summary: str,
    parts: dict[str, Any],
    required: tuple[str, ...],
    answer: dict[str, Any],
    *,
    media: str = "application/json",
) -> dict[str, Any]:
    schema = {**_object(parts), "required": list(required), "additionalProperties": False}
    month = {"type": "string", "pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])$"}
    return {
        "summary": summary,
        "parameters": [
            {"name": "as_of", "in": "query", "description": "The month that is the present.", "schema": month}
        ],
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}},
        "responses": {"200": _ok(answer, media), **_told(tuple(_PROBLEMS))},
    }


def _ok(schema: dict[str, Any], media: str) -> dict[str, Any]:
    return {"description": "The answer.", "content": {media: {"schema": schema}}}


def _told(codes: tuple[str, ...]) -> dict[str, Any]:
    problem = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {code: {"description": _PROBLEMS[code], "content": problem} for code in codes}
