"""`aipm candidates ...`: the coach's desk on the command line, a module for each subject."""

import typer

from analyzer.cli.candidates import adding, keeping, one, several

app = typer.Typer(
    help="The coach's desk: keep candidates, add resume versions, write notes, forget people.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

# The order in which `aipm candidates --help` lists them.
app.command()(adding.add)
app.command(name="list")(one.list_)
app.command()(one.show)
app.command(name="note")(one.note_)
app.command()(one.tag)
app.command()(one.rename)
app.command()(one.cohort)
app.command()(adding.rescore)
app.command()(adding.portfolio)
app.command()(several.compare)
app.command()(several.ads)
app.command()(keeping.users)
app.command()(several.overview)
app.command()(several.handout)
app.command()(keeping.forget)
app.command()(keeping.export)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.keep)
app.command()(keeping.scrub)
app.command()(keeping.log)
