"""The command line. Each command reads its files, calls the service and prints; none of them computes.

Exit codes: 0 all read; 1 a file, role or job could not be used; 2 the command was not understood; 3 some
files of a batch failed; 130 interrupted. Only the report goes to standard output, all else to standard error.

The heavy libraries are imported inside the commands, so that `aipm --help` answers at once.
"""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from analyzer.cli import (
    audit,
    candidates,
    coaching,
    knowledge,
    many,
    market,
    person,
    portfolio,
    serving,
)
from analyzer.cli.output import note
from analyzer.errors import AipmError

EXIT_FAILED = 1

app = typer.Typer(
    help="Read resumes, compare them with AI project manager roles and job ads, and say what to change.",
    epilog="Everything runs on this computer; nothing is sent anywhere. Advice, not a hiring decision.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _options(
    *, debug: Annotated[bool, typer.Option("--debug", help="Show the full trace when it fails.")] = False
) -> None:
    """Read resumes, compare them with AI project manager roles and job ads, and say what to change."""


# The order in which `aipm --help` lists them.
app.command()(person.analyze)
app.command()(person.read)
app.command()(coaching.whatif)
app.command()(coaching.versions)
app.command()(coaching.roadmap)
app.command()(coaching.interview)
app.command()(portfolio.portfolio)
app.command()(many.batch)
app.command()(many.compare)
app.add_typer(market.market, name="market")
app.add_typer(candidates.app, name="candidates")
app.command()(audit.audit)
app.command()(knowledge.roles)
app.command()(knowledge.rules)
app.command()(knowledge.rule)
app.command()(knowledge.skills)
app.command()(knowledge.schema)
app.command()(knowledge.version)
app.command(name="app")(serving.run_app)
app.command()(serving.serve)


def main(arguments: "Sequence[str] | None" = None) -> None:
    """Run the command line; every error ends here as one line and an exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given  # accepted in any place: it is added after something went wrong
    try:
        app(args=[one for one in given if one != "--debug"], prog_name="aipm")
    except AipmError as error:
        if debug:
            raise
        note(str(error))
        sys.exit(EXIT_FAILED)
    except Exception as error:
        if debug:
            raise
        from analyzer.batch import internal_reason  # noqa: PLC0415  (see above)

        note(f"{internal_reason(error)} --debug shows where.")
        sys.exit(EXIT_FAILED)
