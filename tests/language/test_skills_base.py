"""The knowledge base keeps its own rules, so that a wrong line is found before it is used."""

import re

import pytest
import yaml

from analyzer.language import load_competencies, load_skills
from analyzer.language.competencies import load_patterns
from analyzer.language.knowledge import KINDS
from analyzer.language.tokens import key, stem
from analyzer.resources import data_path

BASE = load_skills()
FILES = sorted(data_path("skills").glob("*.yaml"))


def form(text):
    return tuple(key(word) for word in re.findall(r"[^\W_]+|[^\w\s-]", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_sorted_by_id(path):
    ids = [entry["id"] for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["skills"]]
    assert ids == sorted(ids)


def test_ids_are_unique_slugs():
    ids = [
        entry["id"] for path in FILES for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["skills"]
    ]
    assert len(ids) == len(set(ids)) == len(BASE)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", one) for one in ids)


def test_names_are_unique():
    names = [skill.name.casefold() for skill in BASE.skills.values()]
    assert len(names) == len(set(names))


def test_no_form_names_two_skills_unless_context_decides():
    owners = {}
    for skill in BASE.skills.values():
        for alias in skill.aliases:
            if not alias.near and not alias.title:
                owners.setdefault(form(alias.text), set()).add(skill.id)
    assert {words: ids for words, ids in owners.items() if len(ids) > 1} == {}


def test_every_skill_has_a_known_kind_and_competency():
    competencies = {record.id for record in load_competencies()} | {"other"}
    for skill in BASE.skills.values():
        assert skill.kind in KINDS, skill.id
        assert skill.competency in competencies, skill.id


def test_every_reference_exists():
    for skill in BASE.skills.values():
        assert all(one in BASE for one in (*skill.implies, *skill.broader)), skill.id
    for pattern in load_patterns():
        assert all(one in BASE for one in pattern.skills), pattern.id


def test_there_are_enough_skills_and_all_competencies_have_some():
    assert len(BASE) >= 1200
    for record in load_competencies():
        assert sum(skill.competency == record.id for skill in BASE.skills.values()) >= 20, record.id
        assert len(record.levels) == 4


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("kubernets", "Kubernetes"),
        ("power bi", "Power BI"),
        ("PMP", "PMP"),
        ("golang", "Go"),
        ("retrieval augmented generation", "retrieval-augmented generation"),
        ("stakeholder managment", "stakeholder management"),
    ],
)
def test_search_finds_what_was_meant(query, name):
    assert BASE.search(query)[0].name == name


def test_search_finds_nothing_for_nonsense():
    assert BASE.search("xqzjw") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("registers", "register"),
        ("optimisation", "optimization"),
        ("labelling", "labeling"),
        ("programmes", "program"),
        ("policies", "policy"),
        ("Master’s", "master"),
        ("LLMs", "llm"),
        ("centre", "center"),
        ("modelling", "modeling"),
        ("analyses", "analysis"),
    ],
)
def test_forms_of_one_word_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    "word", ["Kubernetes", "pandas", "analysis", "business", "enterprise", "AWS", "access"]
)
def test_words_that_only_look_inflected_are_left_alone(word):
    assert key(word) == word.casefold()


@pytest.mark.parametrize(("one", "other"), [("managed", "managing"), ("led", "lead"), ("planned", "plan")])
def test_forms_of_one_verb_have_one_stem(one, other):
    assert stem(one) == stem(other)
