"""The commands that show what we know: roles, rules, skills, the schema of the report and the version."""

# ruff: noqa: PLC0415  (heavy libraries are imported inside the commands; typer reads the signature)

from typing import Annotated

import typer

from analyzer import __version__
from analyzer.cli.output import deliver, look
from analyzer.errors import AipmError


def roles() -> None:
    """List the roles of the library."""
    from analyzer.reports import lists
    from analyzer.service import Analyzer

    with Analyzer() as analyzer:
        deliver(lists.roles(analyzer.roles, look()))


def rules() -> None:
    """List the rules behind the suggestions."""
    from analyzer.reports import lists

    deliver(lists.rules(look()))


def rule(
    name: Annotated[str, typer.Argument(metavar="NAME", help="For example impact/unmeasured-bullet.")],
) -> None:
    """Explain one rule and where it comes from."""
    from difflib import get_close_matches

    from analyzer.advice import PORTFOLIO_RULES, RULES
    from analyzer.reports import lists

    known = {one.name: one for one in (*RULES, *PORTFOLIO_RULES)}
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise AipmError(f"Unknown rule {name!r}. {hint}`aipm rules` lists all of them.")
    deliver(lists.rule(known[name], look()))


def skills(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A skill or part of its name.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most this many.")] = 10,
    check: Annotated[bool, typer.Option("--check", help="Check the files of the knowledge base.")] = False,
) -> None:
    """Look up a skill and the written forms that are read as it."""
    from analyzer.language import load_skills, problems
    from analyzer.reports import lists

    if check:
        if wrong := problems(load_skills()):
            raise AipmError("\n".join(wrong))
        deliver(f"{len(load_skills()):,} skills, no problem found.\n")
        return
    if not query:
        raise AipmError("No skill to look up. Give a name, as in `aipm skills pyspark`.")
    found = load_skills().search(query, limit=limit)
    if not found:
        raise AipmError(f"No skill like {query!r} is known. Try a shorter or more usual name.")
    deliver(lists.skills(found, look()))


def schema() -> None:
    """Print the JSON Schema of the report."""
    import json

    from analyzer.records import report_schema

    deliver(json.dumps(report_schema(), indent=2) + "\n")


def version() -> None:
    """Print the version."""
    deliver(f"aipm {__version__}\n")
