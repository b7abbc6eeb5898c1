"""The words of the app and of reports: none forgotten, none unused, and another language shows all of them."""

import ast
import re
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from analyzer.resources import data_path

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
    """`say("id", name=...)` with the id in plain sight: (id, names of the values, whether more may follow)."""
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
    """Ids that are chosen while a program runs stand in a table or beside an `if`: all of them as they are."""
    alike = {one for one in literals(path) if re.fullmatch(rf"(?:{'|'.join(AREAS)})-[a-z0-9-]+", one)}
    assert sorted(alike - set(TEXTS)) == []
