"""The words of the app and of reports: none forgotten, none unused, and other languages."""

import ast
import re
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from analyzer import cli
from analyzer.documents.formats import READ_FORMATS
from analyzer.errors import TextsError
from analyzer.market.importing import IMPORT_KINDS
from analyzer.resources import data_path
from analyzer.texts import VARIABLE, Texts, language, languages, say

PACKAGE = Path(__file__).parent.parent / "analyzer"
FOLDER = data_path("texts", "en")
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "analyzer.texts import" in path.read_text())
TEMPLATES = sorted(PACKAGE.rglob("templates/*.html"))

#: `say("id", a=..., b=...)` in a template; the values hold no "say".
IN_TEMPLATE = re.compile(r"""say\(["']([a-z0-9-]+)["']((?:[^()]|\([^()]*\))*)\)""")


class Variables(Visitor):
    """The variables that a text asks for."""

    def __init__(self):
        self.found = set()

    def visit_VariableReference(self, node):  # noqa: N802  (named by the library)
        self.found.add(node.id.name)


def read(folder):
    """Every text of a language: id -> (its file, the variables it asks for)."""
    found = {}
    for path in sorted(folder.glob("*.ftl")):
        for entry in FluentResource(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                variables = Variables()
                variables.visit(entry.value)
                found[entry.id.name] = path.stem, frozenset(variables.found)
    return found


TEXTS = read(FOLDER)


def literals(path):
    return {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def calls(path):
    """`say("id", name=...)` with the id in plain sight: (id, names of the values, whether more follow)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"):
            continue
        first = node.args[0]
        branches = (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)
        names = {keyword.arg for keyword in node.keywords if keyword.arg}
        more = any(keyword.arg is None for keyword in node.keywords)
        for one in branches:
            if isinstance(one, ast.Constant):
                yield one.value, names, more


def used():
    found = set().union(*map(literals, MODULES))
    return found | {id for path in TEMPLATES for id, _ in IN_TEMPLATE.findall(path.read_text())}


def test_an_id_begins_with_the_name_of_its_file():
    assert [id for id, (area, _) in TEXTS.items() if not id.startswith(f"{area}-")] == []


def test_every_text_is_used():
    assert sorted(set(TEXTS) - used()) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_text_that_a_module_says_is_there_with_its_values(path):
    for id, names, more in calls(path):
        assert id in TEXTS, f"{path.name} says {id}, which is no text"
        variables = TEXTS[id][1]
        assert names <= variables, f"{path.name}: {id} has no place for {names - variables}"
        assert more or names == variables, f"{path.name}: {id} also needs {variables - names}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_text_that_a_template_says_is_there_with_its_values(path):
    for id, values in IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
        assert id in TEXTS, f"{path.name} says {id}, which is no text"
        assert set(re.findall(r"(\w+)=", values)) == TEXTS[id][1], f"{path.name}: values of {id}"


AREAS = {area for area, _ in TEXTS.values()}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_ids_in_tables_are_those_of_texts(path):
    """Ids that are chosen while a program runs stand in a table or beside an `if`, each whole."""
    alike = {one for one in literals(path) if re.fullmatch(rf"(?:{'|'.join(AREAS)})-[a-z0-9-]+", one)}
    assert sorted(alike - set(TEXTS)) == []


# --- what `say` promises ------------------------------------------------------------------------------


@pytest.fixture
def other(tmp_path, monkeypatch):
    """A language of one text, in a folder of its own."""
    folder = tmp_path / "pl"
    folder.mkdir()

    def written(source, name="words"):
        (folder / f"{name}.ftl").write_text(source, encoding="utf-8")
        monkeypatch.setenv(VARIABLE, str(folder))

    return written


def test_a_language_that_lacks_a_text_shows_the_english_one(other):
    other("words-period = od { $start } do { $end }\n")
    assert say("words-period", start="2020", end="2024") == "od 2020 do 2024"
    assert say("words-no-reason") == "no reason was given"  # not in its file
    assert say("review-title") == "Review"  # no such file


def test_each_language_has_its_own_plural_forms(other):
    forms = "[one] { $count } osoba\n        [few] { $count } osoby\n       *[other] { $count } osób"
    other(f"cohort-headline =\n    {{ $count ->\n        {forms}\n    }}\n", "cohort")
    said = [say("cohort-headline", count=count, scored=0) for count in (1, 3, 5, 22)]
    assert said == ["1 osoba", "3 osoby", "5 osób", "22 osoby"]


def test_numbers_pick_the_form_and_stand_without_separators():
    assert say("words-years", years=1.0) == "1 year of experience"
    assert say("words-years", years=9.2) == "9.2 years of experience"
    assert say("document-pages-not-drawn", count=1234) == "1234 more pages are read but not drawn."


def test_an_unknown_id_and_a_value_that_is_missing_raise():
    with pytest.raises(KeyError, match="words-nothing-of-the-kind"):
        say("words-nothing-of-the-kind")
    with pytest.raises(KeyError):
        say("nothing")
    with pytest.raises(ValueError, match="words-period"):
        say("words-period", start="2020")
    with pytest.raises(TypeError, match="words-gain"):
        say("words-gain", points=True)


def test_a_language_that_is_not_there_is_said_with_those_that_are(monkeypatch):
    monkeypatch.setenv(VARIABLE, "tlh")
    with pytest.raises(TextsError, match="There are: en"):
        say("review-title")
    assert languages() == ("en",)


def test_the_app_does_not_start_in_a_language_that_is_not_there(monkeypatch, capsys):
    monkeypatch.setenv(VARIABLE, "tlh")
    with pytest.raises(SystemExit) as end:
        cli.main(["app", "--no-browser"])
    assert end.value.code == 1
    assert "AIPM_LANGUAGE=tlh" in capsys.readouterr().err


def test_a_broken_file_is_named(other):
    other("words-period od\n")
    with pytest.raises(TextsError, match=r"words\.ftl"):
        say("words-period", start="2020", end="2024")


def test_a_table_says_its_texts_when_they_are_asked_for(other):
    table = Texts({1: "words-present", 2: "words-no-reason"})
    assert dict(table) == {1: "present", 2: "no reason was given"}
    other("words-present = obecnie\n")
    assert table[1] == "obecnie"
    assert language() == "pl"


def test_formats_are_those_that_are_read():
    assert say("app-read-formats") == READ_FORMATS
    assert say("app-import-kinds") == IMPORT_KINDS
